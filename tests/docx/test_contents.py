"""The contents list of a Word document: one that Word, and here LibreOffice, can make anew."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest

from generator.document import model
from generator.packagers.docx.measures import measures_for
from generator.packagers.docx.page_estimate import rooms
from generator.readback.docx import read_back
from generator.rendering import look
from tests.conformance.test_gate import installed
from tests.conformance.validators.processes import program
from tests.docx.documents import (
    Element,
    W,
    differences,
    document,
    heading,
    listed,
    members,
    packed,
    part,
    table,
)
from tests.docx.documents import paragraph as words

GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"


def long_document(language: str = "en-GB") -> model.Document:
    """Six headings and so many words that the contents are listed."""
    filling = words("Some words that fill the page. " * 60)
    levels = (2, 3, 4, 2, 3, 2)
    blocks = [(heading(level, f"Part {index}"), filling) for index, level in enumerate(levels)]
    return document(*(block for pair in blocks for block in pair), language=language)


def report() -> model.Document:
    """Twenty-four headings over pages with lists and tables."""
    filling = [words("Some words that fill the page. " * count) for count in (20, 5, 45)]
    figures = table(("Year", "Births"), *((str(year), "1,000") for year in range(2000, 2020)))
    blocks: list[model.Block] = []
    for index in range(24):
        blocks += [heading(2 + index % 3, f"Part number {index}"), filling[index % 3]]
        blocks.append(figures if index % 4 == 0 else listed(*filling))
    return document(*blocks)


def control(data: bytes) -> Element:
    """The building block around the contents list."""
    [found] = part(data).iter(W + "sdt")
    return found


def entries(data: bytes) -> list[Element]:
    """The paragraphs of the contents list, without its heading."""
    return list(control(data).iter(W + "p"))[1:]


def style(element: Element) -> str:
    found = element.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val") or ""


def numbers(data: bytes) -> list[tuple[str, int]]:
    """The words and the page of each entry, as the file shows them."""
    tabbed = (
        "".join(
            each.text or "\t"
            for run in entry.iter(W + "r")
            for each in run.iterchildren(W + "t", W + "tab")
        )
        for entry in entries(data)
    )
    return [(words, int(page)) for words, page in (line.split("\t") for line in tabbed)]


def test_pages_are_estimated_in_the_spaces_of_the_styles() -> None:
    given, sizes = long_document(), look("docx")
    styles = part(packed(given), "word/styles.xml")
    for name, room in rooms(measures_for(given, sizes), sizes):
        [style] = styles.iterfind(f"{W}style[@{W}styleId='{name}']")
        based = style.find(W + "basedOn")
        if style.find(f"{W}pPr/{W}spacing") is None and based is not None:
            [style] = styles.iterfind(f"{W}style[@{W}styleId='{based.get(W + 'val')}']")
        spacing = style.find(f"{W}pPr/{W}spacing")
        assert spacing is not None, name
        said = spacing.get(W + "before"), spacing.get(W + "after")
        assert said == (str(room.before), str(room.after)), name
        assert (style.find(f"{W}pPr/{W}contextualSpacing") is not None) == room.close, name


def test_the_contents_are_a_building_block_of_word() -> None:
    data = packed(long_document())
    block = control(data)
    gallery = block.find(GALLERY)
    assert gallery is not None
    assert gallery.get(W + "val") == "Table of Contents"
    assert [style(each) for each in block.iter(W + "p")] == [
        "TOCHeading", "TOC2", "TOC3", "TOC4", "TOC2", "TOC3", "TOC2",
    ]  # fmt: skip
    assert differences(long_document()) == []


def test_one_field_makes_the_contents_and_one_each_of_its_numbers() -> None:
    data = packed(long_document())
    instructions = [each.text or "" for each in control(data).iter(W + "instrText")]
    bookmarks = [each.get(W + "name") or "" for each in part(data).iter(W + "bookmarkStart")]
    assert instructions == [
        ' TOC \\o "2-6" \\h \\z ',
        *(f" PAGEREF {name} \\h " for name in bookmarks),
    ]
    kinds = [each.get(W + "fldCharType") for each in control(data).iter(W + "fldChar")]
    assert kinds[:2] == ["begin", "separate"]
    assert kinds[-1] == "end"
    assert len(kinds) == 3 * len(instructions)


def test_opening_the_file_asks_nothing() -> None:
    parts = members(packed(long_document()))
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_a_short_document_has_no_contents() -> None:
    assert not list(part(packed(document(heading(2, "One")))).iter(W + "sdt"))


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_the_number_of_a_page_is_no_word_of_the_document(language: str) -> None:
    given = long_document(language)
    assert differences(given) == []
    assert [page for _, page in numbers(packed(given))] == [1, 2, 2, 3, 3, 4]


def test_words_in_the_place_of_a_number_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    given = long_document()
    monkeypatch.setattr(
        "generator.packagers.docx.packing.estimate",
        lambda *_, **__: dict.fromkeys((f"part_{index}" for index in range(6)), "1 and more"),
    )
    assert any("and more" in each for each in differences(given))


# LibreOffice makes it anew --------------------------------------------------------------------

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Update(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  given = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  indexes = given.getDocumentIndexes()
  For i = 0 To indexes.getCount() - 1
    indexes.getByIndex(i).update()
  Next
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  given.storeToURL(target &amp; ".docx", saved())
  saved(0).Value = "writer_pdf_Export"
  given.storeToURL(target &amp; ".pdf", saved())
  given.close(True)
End Sub
</script:module>
"""


def updated(folder: Path, file: Path) -> tuple[bytes, list[str]]:
    """A file after LibreOffice updated its contents, and the words of its pages."""
    with installed():
        soffice = program("libreoffice", "soffice", override="SOFFICE")
        pdftotext = program("poppler", "pdftotext")
    profile = folder / "profile"
    office = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MACRO, encoding="utf-8")
    target = folder / "updated"
    call = f"macro:///Standard.Module1.Update({file.as_uri()},{target.as_uri()})"
    subprocess.run([*office, call], check=True, capture_output=True, timeout=200)
    command = [pdftotext, "-layout", f"{target}.pdf", "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return target.with_suffix(".docx").read_bytes(), text.split("\f")


@pytest.mark.slow
def test_contents_that_libreoffice_updates_keep_their_entries_with_right_numbers(
    tmp_path: Path,
) -> None:
    """LibreOffice lists the title too, which Word does not: its field begins at level 2."""
    given = report()
    file = tmp_path / "report.docx"
    file.write_bytes(packed(given))
    saved, pages = updated(tmp_path, file)
    before, after = numbers(packed(given)), numbers(saved)
    title = read_back(saved).title
    assert [entry for entry, _ in after if entry != title] == [entry for entry, _ in before]
    for entry, number in after[1:]:
        stands = [
            index
            for index, page in enumerate(pages, start=1)
            if re.search(rf"^ *{re.escape(entry)}$", page, re.MULTILINE)
        ]
        assert stands == [number], entry
    wrong = [one for one, other in zip(before, after[1:], strict=True) if one != other]
    assert all(abs(dict(after)[entry] - number) == 1 for entry, number in wrong)
    assert len(wrong) < len(before) / 4


def test_a_heading_in_a_note_is_listed_with_the_page_of_its_call() -> None:
    given = long_document()
    at = model.Position(1)
    inside = model.Note(1, 1, (heading(2, "In the note"), words("Said below.")), at)
    call = model.Paragraph((model.Text("Called here."), model.NoteCall(1, 1, at)), at)
    data = packed(dataclasses.replace(given, blocks=(*given.blocks, call), notes=(inside,)))
    (_, above), (said, page) = numbers(data)[-2:]
    assert said == "In the note"
    assert page in {above, above + 1}
