"""Numbers before headings and paragraphs: counted once, met alike in every format."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import Built, build
from generator.building.format_modules import reader
from generator.building.format_stages import as_read_in, siblings
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.text_lines import expected_in
from generator.document.model import Block, Document, Heading, Inlines, Paragraph, SectionNumber
from generator.document.section_numbers import with_numbers, without_numbers
from generator.document.walk import Rebuilding, inlines, plain_text, within
from generator.findings.finding import Finding
from generator.proof import prove
from generator.readback.docx import read_back as read_docx
from generator.source import read_source

pytestmark = pytest.mark.slow

SOURCE = """\
---
title: A paper
lang: en-GB
numbering: paragraphs
---

Before all headings.

## Purpose

The board is asked to decide.

It has been asked before, as [the costs](#costs) show.

### Costs {#costs}

They are high.

## Options

There are two:

- one
- another

The second is better.
"""


def numbers(document: Document) -> list[str]:
    return [each.text for each in inlines(document) if isinstance(each, SectionNumber)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("numbers") / "paper.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(source: Path) -> Built:
    return build(source)


def findings(document: Document, built: Built, name: str, data: bytes) -> tuple[Finding, ...]:
    """What the proof says of `data` as the output of `document`."""
    row = FORMATS[name]
    sizes = {
        output.format: (output.bytes, output.pages)
        for output in built.manifest.outputs
        if output.format in row.after
    }
    added = add_text(document, siblings(sizes, "paper"))
    expected = expected_in(as_read_in(document, row), added, row)
    found = reader(row).read_back(data)
    return prove(
        expected, found, lacks=row.lacks.keys(), source="paper.md", output=f"paper.{name}"
    ).findings


def test_a_number_is_given_once_in_the_order_of_the_paper(source: Path) -> None:
    document, _ = read_source(source)
    assert numbers(document) == ["1", "1.1", "1.2", "1.3", "1.3.1", "2", "2.1", "2.2"]


def test_the_words_of_the_author_are_left_when_numbers_are_taken_away(source: Path) -> None:
    document, _ = read_source(source)
    plain = without_numbers(document)
    assert numbers(plain) == []
    assert with_numbers(plain) == document


@pytest.mark.parametrize("name", FORMATS)
def test_another_number_is_noticed_in_every_format(name: str, source: Path, built: Built) -> None:
    document, _ = read_source(source)
    data = built.files[f"paper.{name}"]
    assert findings(document, built, name, data) == ()
    for block in within(document.blocks):
        if isinstance(block, Heading | Paragraph) and isinstance(block.content[0], SectionNumber):
            words = plain_text(block.content[1:])
            told = findings(_with_another(document, block), built, name, data)
            assert any(words[:20] in each.message for each in told), (words, told)


def _with_another(document: Document, wanted: Block) -> Document:
    """The document with another number before one of its blocks."""

    def changed(block: Block) -> tuple[Block, ...]:
        if block is not wanted or not isinstance(block, Heading | Paragraph):
            return (block,)
        content: Inlines = (SectionNumber("7.7"), *block.content[1:])
        return (dataclasses.replace(block, content=content),)

    return Rebuilding(block=changed).document(document)


# Word -------------------------------------------------------------------------------------------


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
        return {name: archive.read(name).decode() for name in names}


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with a part in which `old` stands no longer."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            other.writestr(name, content)
    return stream.getvalue()


def test_word_counts_headings_by_their_styles_and_paragraphs_by_one_of_their_own(
    built: Built,
) -> None:
    found = parts(built.files["paper.docx"])
    numbering, styles = found["word/numbering.xml"], found["word/styles.xml"]
    for level, style in enumerate(("Heading2", "Heading3", "NumberedParagraph", "Heading5")):
        tied = f'<w:pStyle w:val="{style}"/><w:suff w:val="space"/>'
        assert tied in numbering
        own = styles.partition(f'w:styleId="{style}"')[2].partition("</w:style>")[0]
        assert f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>' in own
    assert '<w:lvlText w:val="%1.%2.%3"/>' in numbering
    assert "1.3.1" not in found["word/document.xml"]


DAMAGES = {
    "headings begin with another number": (
        "word/numbering.xml",
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>',
        '<w:start w:val="2"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>',
    ),
    "headings have letters": (
        "word/numbering.xml",
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Heading3"/>',
        '<w:numFmt w:val="upperLetter"/><w:pStyle w:val="Heading3"/>',
    ),
    "a level shows its own number alone": (
        "word/numbering.xml",
        '<w:lvlText w:val="%1.%2"/>',
        '<w:lvlText w:val="%2"/>',
    ),
    "the style of a heading has no number": (
        "word/styles.xml",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
        "",
    ),
    "paragraphs stand on another level": (
        "word/document.xml",
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="3"/></w:numPr>',
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_word_would_count_otherwise_is_noticed(
    damage: str, source: Path, built: Built
) -> None:
    document, _ = read_source(source)
    damaged = replaced(built.files["paper.docx"], *DAMAGES[damage])
    assert findings(document, built, "docx", damaged) != ()


# Lists of contents ------------------------------------------------------------------------------


def test_contents_bookmarks_and_navigation_say_the_numbers(source: Path) -> None:
    path = source.with_name("long.md")
    filling = "Some words that fill the page. " * 200
    path.write_text(f"{SOURCE}\n## The end\n\n{filling}\n", encoding="utf-8")
    built = build(path)
    wanted = ["1 Purpose", "1.3 Costs", "2 Options", "3 The end"]
    text = built.files["long.txt"].decode()
    assert "• 1 Purpose\n  – 1.3 Costs\n• 2 Options\n• 3 The end\n" in text
    assert "the costs (see 1.3 Costs)" in text
    with zipfile.ZipFile(io.BytesIO(built.files["long.epub"])) as book:
        for name in ("EPUB/nav.xhtml", "EPUB/toc.ncx"):
            assert all(f">{each}<" in book.read(name).decode() for each in wanted), name
    with pikepdf.open(io.BytesIO(built.files["long.pdf"])) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in _items(outline.root)]
    assert [title for title in titles if title in wanted] == wanted
    listed = read_docx(built.files["long.docx"])
    assert "1.3 Costs" in str(listed.blocks[2])


def test_a_contents_list_leads_to_a_heading_in_a_note_too(source: Path) -> None:
    """A PDF says of a link into a note that it calls the note, unless it leads to a heading."""
    path = source.with_name("note.md")
    filling = "Some words that fill the page. " * 200
    note = "[^1]: A note.\n\n    ## Its heading {#inside}\n\n    Said below.\n"
    text = f"{SOURCE}\n## The end\n\nCalled[^1], and [linked](#inside). {filling}\n\n{note}"
    path.write_text(text, encoding="utf-8")
    built = build(path)
    assert "• Its heading\n" in built.files["note.txt"].decode()
    assert set(built.files) == {f"note.{name}" for name in FORMATS}


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)
