"""Word's files become documents of the studio, and what Word copied becomes lines of one."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from tests.conftest import ROOT
from tests.studio.conftest import MOST_BYTES, NOTICE, Desk

PICTURE = next((ROOT / "tests").rglob("*.png"))
WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB><!--StartFragment-->
<h1>Buses<o:p></o:p></h1>
<p class=MsoNormal>Bus 4 is <b>late</b>, see <a href="https://example.org/bus">the plan</a>.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span>·<span>&nbsp;&nbsp;</span></span><![endif]>Mill Lane</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span>·<span>&nbsp;&nbsp;</span></span><![endif]>High Street</p>
<img src="file:///etc/passwd" alt="A map"><!--EndFragment--></body></html>
"""


def word_file(*, picture: bool = False) -> bytes:
    """A Word document as somebody writes it."""
    document = Document()
    document.add_heading("Buses in May", 0)
    document.add_paragraph("Bus 4 goes round.")
    document.add_heading("Stops", 1)
    document.add_paragraph("Mill Lane", style="List Bullet")
    if picture:
        document.add_picture(str(PICTURE))
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def bring(desk: Desk, name: str, data: bytes) -> Any:
    return desk.post("/import", files={"file": (name, data)})


def test_a_word_file_becomes_a_document(desk: Desk) -> None:
    place = bring(desk, "C:\\Papers\\Buses (final).docx", word_file()).headers["location"]
    assert place in {"/edit/buses-final.md?done=imported", "/imported/buses-final.md"}
    text = (desk.folder / "buses-final.md").read_text("utf-8")
    assert "title: Buses in May" in text
    assert "## Stops\n\n- Mill Lane\n" in text
    assert "Buses in May" in desk.get("/")
    again = bring(desk, "Buses (final).docx", word_file()).headers["location"]
    assert "/buses-final-2.md" in again


def test_pictures_come_with_it_and_what_is_missing_is_listed(desk: Desk) -> None:
    place = bring(desk, "bus.docx", word_file(picture=True)).headers["location"]
    assert place == "/imported/bus.md"
    page = desk.get(place)
    assert "has no alternative text" in page
    assert "What to do: " in page
    (picture,) = (desk.folder / "bus-pictures").iterdir()
    assert picture.read_bytes() == PICTURE.read_bytes()
    assert "1 error" in desk.get("/edit/bus.md")


def test_a_source_comes_as_it_is(desk: Desk) -> None:
    place = bring(desk, "road.md", NOTICE.encode()).headers["location"]
    assert place == "/edit/road-2.md?done=imported"
    assert (desk.folder / "road-2.md").read_text("utf-8") == NOTICE


@pytest.mark.parametrize(
    ("name", "data", "wrong", "status"),
    [
        ("a.pdf", b"%PDF-1.7", "Files of this kind cannot be read", 422),
        ("a.docx", b"PK\x03\x04 broken", "cannot be read", 422),
        ("", b"", "Choose a file", 422),
        ("a.docx", b"", "Choose a file", 422),
        ("a.md", b"\xff", "cannot be read as text", 422),
        ("a.txt", b"x" * MOST_BYTES, "Nothing was changed", 413),
    ],
)
def test_what_is_not_taken_is_said(
    desk: Desk, name: str, data: bytes, wrong: str, status: int
) -> None:
    before = sorted(desk.folder.iterdir())
    answer = bring(desk, name, data)
    assert answer.status_code == status, answer.text
    assert wrong in answer.text
    assert sorted(desk.folder.iterdir()) == before


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", ".evil.txt"])
def test_a_name_leads_nowhere_else(desk: Desk, name: str) -> None:
    bring(desk, name, b"Evil\n====\n\nWords.\n")
    assert {file.name for file in desk.folder.iterdir() if file.suffix == ".md"} == {
        "evil.md",
        "road.md",
    }


def paste(desk: Desk, markup: str, **fields: Any) -> Any:
    return desk.post("/paste/road.md", markup=markup, **fields).json()


def test_what_word_copied_becomes_lines(desk: Desk) -> None:
    found = paste(desk, WORD)
    assert found["words"] == (
        "## Buses\n\nBus 4 is **late**, see [the plan](https://example.org/bus).\n\n"
        "- Mill Lane\n- High Street"
    )
    assert "A map" in found["said"]
    assert found["count"] == "2 things"
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE


def test_signs_that_were_words_stay_words(desk: Desk) -> None:
    assert paste(desk, "<p>2 * 3 * 4, <b>[x]</b>")["words"] == r"2 * 3 * 4, **[x]**"


def test_a_clipboard_without_words_gives_none(desk: Desk) -> None:
    assert paste(desk, "<script>alert(1)</script>") == {"words": "", "said": "", "count": ""}


def test_notes_are_numbered_after_those_of_the_text(desk: Desk) -> None:
    given = (
        '<p>Words<a href="#n" role="doc-noteref" id="r">1</a> here.</p><section '
        'role="doc-endnotes"><ol><li id="n" role="doc-endnote"><p>The note.</p></li></ol></section>'
    )
    assert "Words[^4] here.\n\n[^4]: The note." in paste(desk, given, notes="3")["words"]
