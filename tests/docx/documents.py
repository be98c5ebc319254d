"""Small documents by hand, packed and taken apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from generator.content.added_text import add_text
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.content.job import Job, Options
from generator.document import model
from generator.document.kinds import Alignment, Scope
from generator.document.model import Block, Position
from generator.document.pictures import AlternativeText, Decorative, Picture
from generator.packagers.docx import pack
from generator.proof import prove
from generator.readback.docx import read_back

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)

HERE = Position(1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text(words: str) -> model.Text:
    return model.Text(words)


def inlines(*content: str | model.Inline) -> model.Inlines:
    return tuple(text(each) if isinstance(each, str) else each for each in content)


def paragraph(*content: str | model.Inline, language: str | None = None) -> model.Paragraph:
    return model.Paragraph(inlines(*content), HERE, language)


def heading(level: int, words: str, identifier: str = "") -> model.Heading:
    return model.Heading(level, inlines(words), identifier or words.lower(), HERE)


def listed(*items: Block | tuple[Block, ...], start: int | None = None) -> model.List:
    blocks = (item if isinstance(item, tuple) else (item,) for item in items)
    return model.List(start, True, tuple(model.ListItem(b, HERE) for b in blocks), HERE)  # noqa: FBT003


def quote(*blocks: Block) -> model.BlockQuote:
    return model.BlockQuote(blocks, HERE)


def code(words: str) -> model.CodeBlock:
    return model.CodeBlock(words, None, HERE)


def table(
    *rows: tuple[str, ...], caption: str | None = None, row_headers: bool = False
) -> model.Table:
    def row(words: tuple[str, ...], *, head: bool) -> model.Row:
        first = Scope.ROW if row_headers else None
        scopes = [Scope.COLUMN if head else None if index else first for index in range(len(words))]
        cells = zip(words, scopes, strict=True)
        return model.Row(
            tuple(model.Cell(inlines(each), scope, Alignment.START) for each, scope in cells), HERE
        )

    return model.Table(
        caption=None if caption is None else inlines(caption),
        head=(row(rows[0], head=True),),
        rows=tuple(row(each, head=False) for each in rows[1:]),
        position=HERE,
    )


def image(alternative: str | None, name: str = "chart.png") -> model.Image:
    words = Decorative() if alternative is None else AlternativeText(alternative)
    return model.Image(name, words, HERE)


def figure(alternative: str | None, caption: str | None = None) -> model.Figure:
    words = None if caption is None else inlines(caption)
    return model.Figure(image(alternative), words, None, HERE)


def link(target: str, *content: str | model.Inline, title: str | None = None) -> model.Link:
    return model.Link(target, inlines(*content), title, HERE)


def call(number: int, occurrence: int = 1) -> model.NoteCall:
    return model.NoteCall(number, occurrence, HERE)


def note(number: int, *blocks: Block, calls: int = 1) -> model.Note:
    return model.Note(number, calls, blocks, HERE)


def document(
    *blocks: Block,
    notes: tuple[model.Note, ...] = (),
    pictures: Mapping[str, Picture] | None = None,
    language: str = "en-GB",
    **metadata: Any,
) -> model.Document:
    known = model.Metadata(title=inlines("The title"), language=language)
    fields = {name: getattr(known, name) for name in known.__slots__} | metadata
    return model.Document(
        metadata=model.Metadata(**fields),
        blocks=blocks,
        notes=notes,
        pictures=pictures or {},
        path="test.md",
        source_hash="0" * 64,
    )


def packed(given: model.Document, epoch: int | None = None) -> bytes:
    return pack(Job(given, add_text(given), Options(epoch=epoch))).data


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> Element:
    return etree.fromstring(members(data)[name])


def differences(given: model.Document) -> list[str]:
    """What the proof says of a document that was packed and read back."""
    docx = FORMATS["docx"]
    proof = prove(
        expected_order(given, add_text(given), docx),
        read_back(packed(given)),
        lacks=docx.lacks,
        source="source",
        output="output",
    )
    return [str(finding) for finding in proof.findings]
