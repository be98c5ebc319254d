"""From a new document to published files, without JavaScript; two who edit the same document."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from generator.building.batch import Published, Request, build_all
from generator.building.checking import sources_in
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.studio.history import FILE
from tests.studio.conftest import NOTICE, Desk


def test_the_list_shows_each_document_with_its_state(desk: Desk) -> None:
    (desk.folder / "bad.md").write_bytes(b"\xff\xfe")
    page = desk.get("/")
    assert "Road closed" in page
    assert "Not checked yet" in page
    assert "Not published" in page
    assert "It cannot be read as text." in page
    assert desk.post("/check").headers["location"] == "/?done=checked"
    page = desk.get("/?done=checked")
    assert "Nothing to fix" in page
    assert '<p class="done" role="status" id="status">All documents are checked.' in page


def test_a_folder_may_be_empty(desk: Desk) -> None:
    (desk.folder / "road.md").unlink()
    assert "no document in this folder yet" in desk.get("/")


def test_a_new_document_is_named_after_its_title(desk: Desk) -> None:
    for place in ("edit/cafes-are-open.md", "edit/cafes-are-open-2.md"):
        answer = desk.post("/new", title="Cafés are open!", language="en-gb")
        assert answer.headers["location"] == f"/{place}"
    text = (desk.folder / "cafes-are-open.md").read_text(encoding="utf-8")
    assert text.startswith('---\ntitle: "Cafés are open!"\nlang: en-GB\n')
    assert desk.post("/new", title="公告", language="zh").headers["location"] == "/edit/document.md"


@pytest.mark.parametrize(
    ("title", "language", "wrong"),
    [(" ", "en", "needs a title"), ("A\x07", "en", "holds a sign"), ("A", "english!", "en-GB for")],
)
def test_what_no_document_may_be_is_said(desk: Desk, title: str, language: str, wrong: str) -> None:
    answer = desk.post("/new", title=title, language=language)
    assert answer.status_code == 422
    assert wrong in answer.text
    assert "<title>Not done: New document" in answer.text
    assert len([*desk.folder.iterdir()]) == 1


def test_what_is_found_leads_to_its_line(desk: Desk) -> None:
    (desk.folder / "road.md").write_text(NOTICE + '\n![](a.png "A")\n', encoding="utf-8")
    page = desk.get("/edit/road.md")
    assert '<span id="summary">2 errors</span>' in page
    assert '<a href="/lines/road.md#line-12" data-line="12">Line 12</a>' in page
    assert "What to do: " in page
    assert '<tr id="line-12" class="found">' in desk.get("/lines/road.md")
    assert "can be made when the errors are fixed" in desk.get("/files/road.md")


def test_a_save_is_written_as_it_was_typed(desk: Desk) -> None:
    typed = NOTICE.replace("Monday", "Tuesday").replace("\n", "\r\n")  # as browsers send it
    answer = desk.post("/edit/road.md", words=typed, version=desk.version())
    assert answer.headers["location"] == "/edit/road.md?done=saved"
    assert (desk.folder / "road.md").read_bytes() == NOTICE.replace("Monday", "Tuesday").encode()
    assert {file.name for file in desk.folder.iterdir()} == {"road.md", FILE}


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + NOTICE.encode(), NOTICE.replace("\n", "\r\n").encode(), b"\n\n" + b"a", b""],
)
def test_what_is_not_changed_keeps_its_bytes(desk: Desk, data: bytes) -> None:
    file = desk.folder / "road.md"
    file.write_bytes(data)
    page = desk.get("/edit/road.md")
    found = re.search(r"<textarea id=\"words\"[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    words = unescape(found[1])
    sent = words.replace("\n", "\r\n")
    assert desk.post("/edit/road.md", words=sent, version=desk.version()).status_code == 303
    assert file.read_bytes() == data
    desk.post("/edit/road.md", words=sent + "é\r\n", version=desk.version())
    end = b"\r\n" if b"\r\n" in data else b"\n"
    assert file.read_bytes() == data + "é".encode() + end


@pytest.mark.parametrize(
    ("then", "place"), [("look", "/look/road.md"), ("files", "/files/road.md")]
)
def test_a_save_goes_on_where_it_is_asked_to(desk: Desk, then: str, place: str) -> None:
    answer = desk.post("/edit/road.md", words=NOTICE, version=desk.version(), then=then)
    assert answer.headers["location"] == place


def test_two_who_edit_do_not_overwrite_each_other(desk: Desk) -> None:
    other = desk.come_in()
    version = desk.version()
    first = NOTICE.replace("Monday", "Tuesday")
    assert desk.post("/edit/road.md", other, words=first, version=version).status_code == 303
    mine = NOTICE.replace("Mill Lane", "Mill <Street>")
    answer = desk.post("/edit/road.md", words=mine, version=version)
    assert answer.status_code == 409
    assert (desk.folder / "road.md").read_text("utf-8") == first
    page = unescape(answer.text)
    assert f">\n{mine}</textarea>" in page
    assert f">\n{first}</textarea>" in page
    assert "<del>Mill Lane is closed from Tuesday.</del>" in page
    assert "<ins>Mill <Street> is closed from Monday.</ins>" in page
    [shown] = re.findall(r'name="version" value="(\w+)"', page)
    assert desk.post("/edit/road.md", words=mine, version=shown).status_code == 303
    assert (desk.folder / "road.md").read_text("utf-8") == mine


def test_the_same_text_twice_is_no_conflict(desk: Desk) -> None:
    version, words = desk.version(), NOTICE.replace("Monday", "Tuesday")
    for _ in range(2):
        assert desk.post("/edit/road.md", words=words, version=version).status_code == 303


def test_a_document_that_is_gone_gives_the_text_back(desk: Desk) -> None:
    version = desk.version()
    (desk.folder / "road.md").unlink()
    answer = desk.post("/edit/road.md", words="Mine", version=version)
    assert answer.status_code == 404
    assert "Mine</textarea>" in answer.text
    assert not [*desk.folder.iterdir()]


def test_a_full_disk_gives_the_text_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = desk.post("/edit/road.md", words="Mine", version=desk.version())
    assert answer.status_code == 507
    assert "No space left on device" in answer.text
    assert "Mine</textarea>" in answer.text
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE
    assert {file.name for file in desk.folder.iterdir()} <= {"road.md", FILE}


def test_a_document_is_looked_at_in_three_ways(desk: Desk) -> None:
    assert re.search(r"<h1[^>]*>Road closed</h1>", desk.get("/preview/road.md"))
    assert "Heading 2: What you can do" in desk.get("/text/road.md")
    announced = desk.get("/announced/road.md")
    assert 'Road closed</span> <span class="role" lang="en">[heading level 1]</span>' in announced


def test_what_has_errors_is_shown_as_far_as_it_can_be(desk: Desk) -> None:
    (desk.folder / "road.md").write_text(NOTICE + "\n# Again\n", encoding="utf-8")
    assert "Mill Lane" in desk.get("/preview/road.md")
    (desk.folder / "road.md").write_text("", encoding="utf-8")
    assert "cannot be shown yet" in desk.get("/look/road.md")


@pytest.mark.slow
def test_the_files_are_those_of_the_command_line(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "below").mkdir()
    (desk.folder / "below" / "road.md").write_text(NOTICE, encoding="utf-8")
    sources = [each for each in sources_in([desk.folder]) if each.below.name]
    request = Request(tmp_path, tuple(FORMATS), Options(epoch=0))
    [outcome] = build_all(sources, request)
    assert isinstance(outcome, Published)
    expected = {file.name: file.read_bytes() for file in (tmp_path / "below").iterdir()}

    name = "below/road.md"
    assert "Make all formats" in desk.get(f"/files/{name}")
    assert desk.post(f"/files/{name}", do="build").headers["location"].endswith("?done=built")
    page = desk.get(f"/files/{name}?done=built")
    assert "5 formats made. Each was read back" in page
    assert not [*desk.output.rglob("*.*")]
    made = set(re.findall(r'href="/download/below/road\.md\?file=(.*?)"', page))
    assert made | {"road.manifest.json"} == {*expected}
    for file in made:
        answer = desk.client.get(f"/download/{name}", params={"file": file})
        assert answer.content == expected[file]
        assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{file}"
    with zipfile.ZipFile(io.BytesIO(desk.client.get(f"/download/{name}").content)) as archive:
        assert {each: archive.read(each) for each in archive.namelist()} == expected

    answer = desk.post(f"/files/{name}", do="publish", version=desk.version(name))
    assert answer.headers["location"].endswith("?done=published")
    assert {file.name: file.read_bytes() for file in (desk.output / "below").iterdir()} == expected
    assert "Published " in desk.get("/")
    (desk.folder / name).write_text(NOTICE + "\nMore.\n", encoding="utf-8")
    assert "changed since" in desk.get("/")


@pytest.mark.slow
def test_what_has_changed_since_it_was_made_is_not_published(desk: Desk) -> None:
    version = desk.version()
    assert desk.post("/files/road.md", do="build").status_code == 303
    (desk.folder / "road.md").write_text(NOTICE + "\nMore.\n", encoding="utf-8")
    answer = desk.post("/files/road.md", do="publish", version=version)
    assert answer.status_code == 409
    assert "has changed since these files were made" in answer.text
    assert not [*desk.output.rglob("*")]


@pytest.mark.slow
def test_what_has_errors_is_not_published(desk: Desk) -> None:
    (desk.folder / "road.md").write_text(NOTICE + "\n# Again\n", encoding="utf-8")
    for do in ("build", "publish"):
        answer = desk.post("/files/road.md", do=do, version=desk.version())
        assert answer.status_code == 422
        assert "The files could not be made" in answer.text
    assert not [*desk.output.rglob("*")]


def test_a_document_is_made_in_the_editions_that_it_names(desk: Desk) -> None:
    text = NOTICE.replace("lang: en-GB\n", "lang: en-GB\neditions: [standard, large-print]\n")
    (desk.folder / "road.md").write_text(text, encoding="utf-8")
    assert (
        desk.post("/files/road.md", do="build").headers["location"] == "/files/road.md?done=built"
    )
    page = desk.get("/files/road.md")
    assert "PDF in large print" in page
    assert "Word document in large print" in page
    assert "7 formats made." in page
    assert desk.client.get("/download/road.md?file=road.large-print.pdf").content[:5] == b"%PDF-"
