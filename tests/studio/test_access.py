"""Who is let in, and what a page of another site can do: nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.studio.app import CHANGES, SHOWN
from tests.studio.conftest import HOST, MOST_BYTES, NOTICE, ORIGIN, Desk

PAGES = [path.replace("{name:path}", "road.md") for path in SHOWN]
FORMS = [path.replace("{name:path}", "road.md") for path in CHANGES]


@pytest.mark.parametrize(
    "path", [path for path in PAGES if "download" not in path and "version" not in path]
)
def test_every_page_is_shown_and_holds_nothing_inline(desk: Desk, path: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    if not path.startswith("/preview"):
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(
            r"<style|<script(?![^>]* src=\"/assets/)|\sstyle=|\son\w+=", answer.text
        )


def test_a_preview_runs_nothing(desk: Desk) -> None:
    policy = desk.client.get("/preview/road.md").headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script" not in policy
    assert '<iframe class="preview" src="/preview/road.md" sandbox=""' in desk.get("/look/road.md")


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_no_page(desk: Desk, path: str) -> None:
    answer = desk.browser().get(path)
    assert answer.status_code == 403
    assert "Road closed" not in answer.text


@pytest.mark.parametrize("path", FORMS)
def test_a_stranger_changes_nothing(desk: Desk, path: str) -> None:
    fields = {"words": "x", "version": desk.version(), "form_token": "", "title": "A"}
    for cookie in ("", "guess"):
        browser = desk.browser()
        browser.cookies.set(f"announce-{HOST.rpartition(':')[2]}", cookie)
        fields["form_token"] = desk.studio.gate.form_token(cookie)
        assert browser.post(path, data=fields, headers=ORIGIN).status_code == 403
    assert_nothing_happened(desk)


def assert_nothing_happened(desk: Desk) -> None:
    assert [file.name for file in desk.folder.iterdir()] == ["road.md"]
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE
    assert not [*desk.output.rglob("*")]


def test_an_address_lets_in_one_browser(desk: Desk) -> None:
    desk.studio.gate.renew()
    token = {"token": desk.studio.gate.token}
    first, second = desk.browser(), desk.browser()
    entered = first.get("/", params=token)
    assert entered.headers["location"] == "/"
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert first.get("/").status_code == 200
    assert second.get("/", params=token).status_code == 403
    assert second.get("/").status_code == 403


def test_the_terminal_shows_one_new_address_when_an_old_one_is_tried(desk: Desk) -> None:
    for _ in range(3):
        assert desk.browser().get("/", params={"token": "old"}).status_code == 403
    [token] = desk.renewed
    assert desk.browser().get("/", params={"token": token}).status_code == 303


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {},
    ],
    ids=str,
)
def test_a_form_of_another_site_changes_nothing(
    desk: Desk, path: str, headers: dict[str, str]
) -> None:
    [session] = desk.client.cookies.values()
    fields = {"form_token": desk.studio.gate.form_token(session), "words": "x", "title": "A"}
    fields["version"] = desk.version()
    assert desk.client.post(path, data=fields, headers=headers).status_code == 403
    assert_nothing_happened(desk)


@pytest.mark.parametrize("path", FORMS)
def test_a_stale_token_changes_nothing_and_gives_the_text_back(desk: Desk, path: str) -> None:
    answer = desk.post(path, form_token="0" * 64, words="My <text>", version=desk.version())
    assert answer.status_code == 403
    assert "My &lt;text&gt;</textarea>" in answer.text
    assert_nothing_happened(desk)


@pytest.mark.parametrize("host", ["example.org", "example.org:8000", "127.0.0.1", "127.0.0.1:1"])
def test_another_name_for_this_machine_is_refused(desk: Desk, host: str) -> None:
    assert desk.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "name",
    [
        *["../secret.md", "%2e%2e/secret.md", "..%2Fsecret.md", "/etc/passwd", "%2Fetc%2Fpasswd"],
        *["link.md", "folder/secret.md", ".hidden.md", "notes.txt", "road.md%00", "road.md/"],
    ],
)
def test_nothing_outside_the_folder_is_shown_or_written(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    secret = desk.folder.parent / "secret.md"
    secret.write_text("---\ntitle: Secret\nlang: en\n---\n\nSecret\n", encoding="utf-8")
    (desk.folder / "link.md").symlink_to(secret)
    (desk.folder / "folder").symlink_to(secret.parent, target_is_directory=True)
    (desk.folder / ".hidden.md").write_text("Secret", encoding="utf-8")
    (desk.folder / "notes.txt").write_text("Secret", encoding="utf-8")
    before = secret.read_bytes()
    for page in (
        "edit",
        "lines",
        "look",
        "text",
        "announced",
        "preview",
        "files",
        "download",
        "history",
        "picture",
    ):
        answer = desk.client.get(f"/{page}/{name}")
        assert "Secret" not in answer.text
        assert answer.status_code in {404, 422} or page == "preview"
    assert desk.post(f"/edit/{name}", words="x", version="").status_code in {404, 507}
    assert desk.post(f"/files/{name}", do="publish").status_code in {404, 422}
    assert secret.read_bytes() == before
    assert not [*desk.output.rglob("*")]
    secret.unlink()


@pytest.mark.parametrize("file", ["../../road.md", "/etc/passwd", "road.md", "road.manifest.json"])
def test_nothing_but_a_documents_files_is_downloaded(desk: Desk, file: str) -> None:
    assert desk.client.get("/download/road.md", params={"file": file}).status_code == 404


def test_what_is_too_large_is_refused(desk: Desk) -> None:
    version = desk.version()
    answer = desk.post("/edit/road.md", words="x" * MOST_BYTES, version=version)
    assert answer.status_code == 413
    assert "more than 0.3 MB" in answer.text
    session = next(iter(desk.client.cookies.values()))
    form = f"form_token={desk.studio.gate.form_token(session)}&version={version}&words="
    sent = (part.encode() for part in [form, *["x" * 1000] * 400])  # its length is not said
    headers = {**ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    assert desk.client.post("/edit/road.md", content=sent, headers=headers).status_code == 413
    assert_nothing_happened(desk)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(desk: Desk, method: str) -> None:
    assert desk.client.request(method, "/edit/road.md").status_code == 405


def test_markup_in_a_document_stays_text(desk: Desk) -> None:
    words = (
        '---\ntitle: "<script>alert(1)</script>"\nlang: en\n---\n\n</textarea><script>x</script>\n'
    )
    (desk.folder / "road.md").write_text(words, encoding="utf-8")
    for path in PAGES:
        page = desk.client.get(path).text
        assert "<script>" not in page, path
