"""What `verify` says of a file that staff edited in Word."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from generator.building.build import build
from generator.building.publish import publish
from generator.building.verify import verify

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parent.parent / "samples" / "notice-of-works.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    built = build(SOURCE, ["docx"])
    publish(folder, SOURCE.stem, built.files, built.manifest)
    return folder / f"{SOURCE.stem}.docx"


def verified(published: Path, edit: Callable[[Word], object]) -> list[str]:
    """What is said of the content after an edit, as "rule: message"."""
    whole = published.read_bytes()
    word = docx.Document(io.BytesIO(whole))
    edit(word)
    word.core_properties.last_modified_by = "A colleague"  # as every word processor says
    try:
        word.save(str(published))
        findings = verify(SOURCE, [published], content=True)
    finally:
        published.write_bytes(whole)
    assert findings[0].rule == "bytes"
    assert all("was changed after it was built" in finding.hint for finding in findings[1:])
    return [f"{finding.rule}: {finding.message}" for finding in findings[1:]]


def xml(part: Paragraph | Run) -> Any:
    """The element itself, for what python-docx has no words for."""
    return part._element  # noqa: SLF001


def paragraph(word: Word, words: str) -> Paragraph:
    return next(each for each in word.paragraphs if words in each.text)


def test_saving_again_changes_no_content(published: Path) -> None:
    assert verified(published, lambda _: None) == []


def test_another_look_changes_no_content(published: Path) -> None:
    """A brand owner changes styles; the text follows, and stays what it is."""

    def restyle(word: Word) -> None:
        heading = word.styles["Heading 2"].font
        heading.size, heading.color.rgb, heading.name = Pt(20), RGBColor(0x5A, 0, 0), "Georgia"
        word.styles["Normal"].font.name = "Verdana"
        word.styles["List Bullet"].paragraph_format.space_after = Pt(3)

    assert verified(published, restyle) == []


def test_what_word_adds_for_itself_is_no_content(published: Path) -> None:
    """Bookmarks of the cursor, page breaks as last shown, spelling marks, runs split in two."""

    def save_as_word(word: Word) -> None:
        here = paragraph(word, "We are repairing")
        for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), "99")
            if kind == "w:bookmarkStart":
                mark.set(qn("w:name"), "_GoBack")
            xml(here).append(mark)
        first = here.runs[0]
        second = copy.deepcopy(xml(first))
        xml(first).addnext(second)
        first.text, Run(second, here).text = first.text[:5], first.text[5:]
        xml(first).insert(0, OxmlElement("w:lastRenderedPageBreak"))
        xml(first).addprevious(OxmlElement("w:proofErr"))
        xml(first).set(qn("w:rsidR"), "00AB12CD")

    assert verified(published, save_as_word) == []


def test_a_list_item_that_somebody_added_is_told(published: Path) -> None:
    """Enter at the end of an item: Word gives the new paragraph the same style and numbering."""

    def add_item(word: Word) -> None:
        item = paragraph(word, "before 7 am")
        xml(item).addnext(copy.deepcopy(xml(item)))
        paragraph(word, "before 7 am").runs[0].text = "at noon"

    assert verified(published, add_item) == [
        "proof-added: a list item (“at noon”) is not in the source",
        "proof-added: paragraph 11: paragraph “at noon” is not in the source",
    ]


def test_a_row_that_somebody_added_is_told(published: Path) -> None:
    def add_row(word: Word) -> None:
        [table] = word.tables
        last = table.rows[-1]._tr  # noqa: SLF001
        last.addnext(copy.deepcopy(last))
        table.rows[-1].cells[0].paragraphs[0].runs[0].text = "Eastgate"

    said = verified(published, add_row)
    assert said[0].startswith("proof-added: table 1, row 4: a row (“Eastgate”)")
    assert all(each.startswith("proof-added: table 1, row 4") for each in said)


def test_a_heading_that_became_bold_text_is_told(published: Path) -> None:
    def flatten(word: Word) -> None:
        paragraph(word, "What changes").style = "Normal"

    [said] = [each for each in verified(published, flatten) if each.startswith("proof-role")]
    assert "heading “What changes”" in said
    assert "is a paragraph and should be a heading" in said


def test_a_comment_is_told(published: Path) -> None:
    def remark(word: Word) -> None:
        here = paragraph(word, "We are repairing")
        word.add_comment(here.runs[:1], text="Is this still true?", author="Ann")

    assert verified(published, remark) == [
        "proof-comment: word/comments.xml: a comment of Ann about “We are repairing” says "
        "“Is this still true?”"
    ]


def tracked(run: Run, kind: str) -> None:
    """The run as inserted or deleted by Ann, with changes tracked."""
    change = OxmlElement(kind)
    change.set(qn("w:id"), "77")
    change.set(qn("w:author"), "Ann")
    xml(run).addprevious(change)
    change.append(xml(run))
    if kind == "w:del":
        for text in xml(run).findall(qn("w:t")):
            text.tag = qn("w:delText")


def test_a_tracked_deletion_is_told_and_so_is_what_it_takes_away(published: Path) -> None:
    said = verified(published, lambda word: tracked(paragraph(word, "We are").runs[1], "w:del"))
    assert said[0] == (
        "proof-tracked-change: word/document.xml: Ann deleted “Bridge Street”, which is neither "
        "accepted nor rejected"
    )
    assert any(each.startswith("proof-altered") and "Bridge Street" in each for each in said[1:])


def test_a_tracked_insertion_is_told(published: Path) -> None:
    def insert(word: Word) -> None:
        here = paragraph(word, "We are repairing")
        tracked(here.add_run(" Perhaps."), "w:ins")

    said = verified(published, insert)
    assert "Ann inserted “Perhaps.”" in said[0]
    assert any(each.startswith("proof-altered") and "Perhaps." in each for each in said[1:])
