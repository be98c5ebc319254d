"""Every save is kept, compared and brought back; nothing that was on disk is lost."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest

from generator.studio import folder as saving
from generator.studio import history as keeping
from generator.studio.history import FILE, Kind
from tests.studio.conftest import NOTICE, Desk

FIRST = NOTICE.replace("Monday", "Tuesday")
SECOND = NOTICE.replace("Monday", "Friday")


def save(desk: Desk, words: str, **more: Any) -> None:
    assert (
        desk.post("/edit/road.md", words=words, version=desk.version(), **more).status_code == 303
    )


def kinds(desk: Desk) -> list[Kind]:
    return [each.kind for each in desk.studio.folder.history.versions("road.md")]


def test_saves_are_kept_with_what_was_there_before(desk: Desk) -> None:
    assert "Nothing was saved or published here yet." in desk.get("/history/road.md")
    save(desk, FIRST)
    save(desk, SECOND)
    assert kinds(desk) == [Kind.SAVED, Kind.SAVED, Kind.FOUND]
    page = desk.get("/history/road.md")
    assert "3, the text as it stands" in page
    assert '<a href="/version/road.md?number=1">Compare 1</a>' in page


def test_what_another_program_wrote_is_kept_before_it_is_replaced(desk: Desk) -> None:
    save(desk, FIRST)
    (desk.folder / "road.md").write_text(NOTICE + "\nFrom elsewhere.\n", encoding="utf-8")
    save(desk, SECOND)
    assert kinds(desk) == [Kind.SAVED, Kind.FOUND, Kind.SAVED, Kind.FOUND]
    assert "From elsewhere." in desk.get("/version/road.md?number=3")


def test_saves_while_writing_are_one_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        save(desk, f"{NOTICE}\n{number}\n", automatic="yes")
    assert kinds(desk) == [Kind.AUTOMATIC, Kind.FOUND]
    save(desk, FIRST)
    monkeypatch.setattr(keeping, "_SECONDS_OF_ONE", 0)
    for words in (SECOND, NOTICE):
        save(desk, words, automatic="yes")
    assert kinds(desk)[:3] == [Kind.AUTOMATIC, Kind.AUTOMATIC, Kind.SAVED]


def test_an_earlier_version_is_compared_and_brought_back(desk: Desk) -> None:
    save(desk, FIRST)
    page = desk.get("/version/road.md?number=1")
    assert "<del>Mill Lane is closed from Monday.</del>" in page
    assert "<ins>Mill Lane is closed from Tuesday.</ins>" in page
    [version] = re.findall(r'name="version" value="(\w+)"', page)
    answer = desk.post("/version/road.md", number="1", version=version)
    assert answer.headers["location"] == "/edit/road.md?done=restored"
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE
    assert kinds(desk)[0] == Kind.RESTORED
    answer = desk.post("/version/road.md", number="2", version=version)  # which is stale now
    assert answer.status_code == 409
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "9" * 40])
def test_a_version_that_is_not_there_is_said(desk: Desk, number: str) -> None:
    save(desk, FIRST)
    assert desk.client.get("/version/road.md", params={"number": number}).status_code == 404
    assert desk.post("/version/road.md", number=number, version=desk.version()).status_code == 404


def test_a_document_has_no_versions_of_others(desk: Desk) -> None:
    save(desk, FIRST)
    (desk.folder / "other.md").write_text(NOTICE, encoding="utf-8")
    assert desk.client.get("/version/other.md?number=1").status_code == 404


def test_a_save_that_was_killed_before_it_was_noted_loses_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = desk.studio.folder.history.keep

    def only_before(name: str, data: bytes, kind: Kind) -> None:
        if kind is not Kind.FOUND:
            raise sqlite3.OperationalError("disk I/O error")
        keep(name, data, kind)

    monkeypatch.setattr(desk.studio.folder.history, "keep", only_before)
    save(desk, FIRST)
    assert (desk.folder / "road.md").read_text("utf-8") == FIRST
    monkeypatch.undo()
    save(desk, SECOND)
    assert kinds(desk) == [Kind.SAVED, Kind.FOUND, Kind.FOUND]


def test_a_kill_while_a_file_is_written_leaves_the_earlier_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = desk.folder / ".road.md.saving"
    left.write_text("half", encoding="utf-8")
    assert desk.studio.folder.sources()[0].path.name == "road.md"
    save(desk, FIRST)
    assert (desk.folder / "road.md").read_text("utf-8") == FIRST
    assert not left.exists()
    assert saving.Folder(desk.folder).history.versions("road.md")


def test_a_broken_history_gives_the_text_back(desk: Desk) -> None:
    (desk.folder / FILE).write_bytes(b"no database" * 100)
    answer = desk.post("/edit/road.md", words=FIRST, version=desk.version())
    assert answer.status_code == 507
    assert "file is not a database" in answer.text
    assert "Tuesday.\n" in answer.text
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE
    assert FILE in desk.client.get("/history/road.md").text


@pytest.mark.slow
def test_a_publication_is_kept(desk: Desk) -> None:
    save(desk, FIRST)
    assert desk.post("/files/road.md", do="publish", version=desk.version()).status_code == 303
    assert kinds(desk) == [Kind.PUBLISHED, Kind.SAVED, Kind.FOUND]
