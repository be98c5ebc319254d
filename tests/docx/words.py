"""Every word that a reader meets, in order, from a reading order and from other programs' HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html

from generator import reading_order as order
from generator.content.added_text import add_text
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.document.model import Document, Inline, Inlines, SectionNumber
from generator.document.walk import Rebuilding


@dataclass(frozen=True)
class Told:
    """The words of the text and those of the notes; alternative texts are words too."""

    text: list[str]
    notes: list[str]


def split(text: str) -> list[str]:
    """The words of a text, without characters that nobody sees."""
    return re.findall(r"\w+", re.sub("[\u00ad\u200b-\u200f]", "", text))


# Of a source ----------------------------------------------------------------------------------


PAGE = "pagenumber"
"""Stands for the number of a page in a list of contents."""


def words_of(document: Document, *, section_numbers: bool = True) -> Told:
    """What a DOCX of the document must tell; without Word's own numbers, which are no text.

    Those of a list of contents are.
    """
    added = add_text(document)
    if not section_numbers:
        document = Rebuilding(inline=_without_section_number).document(document)
    blocks = expected_order(document, added, FORMATS["docx"]).blocks
    notes = [block for block in blocks if isinstance(block, order.Note)]
    text = [block for block in blocks if not isinstance(block, order.Note)]
    noted = [part for note in notes for block in note.blocks for part in _block(block)]
    label = add_text(document).words.saying("contents").contents
    said: list[str] = []
    listed = False
    for block in text:
        said += _contents(block) if listed else _block(block)
        listed = isinstance(block, order.Heading) and block.words.text == label
    return Told(split(" ".join(said)), split(" ".join(noted)))


def _contents(block: order.Block) -> Iterator[str]:
    """Entries of a list of contents, each with the number of its page."""
    if isinstance(block, order.List):
        for item in block.items:
            for inner in item.blocks:
                yield from _contents(inner)
    else:
        yield from (*_block(block), PAGE)


def _without_section_number(inline: Inline) -> Inlines:
    return () if isinstance(inline, SectionNumber) else (inline,)


def _block(block: order.Block | order.Term | order.Definition) -> Iterator[str]:
    match block:
        case order.Heading(words=words) | order.Paragraph(words=words) | order.Term(words=words):
            yield _passage(words)
        case order.Code(text=text):
            yield text
        case order.List(items=items):
            for item in items:
                yield from _blocks(item.blocks)
        case order.DefinitionList(entries=entries):
            for entry in entries:
                yield from _block(entry)
        case order.Group(blocks=blocks) | order.Definition(blocks=blocks):
            yield from _blocks(blocks)
        case order.Table():
            yield _passage(block.caption)
            yield from (_passage(cell.words) for row in block.rows for cell in row.cells)
        case order.Figure():
            yield block.alternative or ""
            yield _passage(block.caption)
        case _:
            pass


def _blocks(blocks: order.Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _passage(words: order.Passage | None) -> str:
    if words is None:
        return ""
    pictures = {
        m.start: m.mark.alternative for m in words.marks if isinstance(m.mark, order.Picture)
    }
    said = (f" {pictures[i]} " if i in pictures else c for i, c in enumerate(words.text))
    return "".join(said).replace(order.OBJECT, "")


# Of a page ------------------------------------------------------------------------------------


def words_in(markup: str) -> Told:
    """What HTML of mammoth or pandoc tells; marks of notes left out."""
    page = lxml.html.fromstring(f"<div>{markup}</div>")
    for mark in page.xpath("//sup[a] | //a[sup] | //a[starts-with(text(), '↑') or text()='↩︎']"):
        mark.drop_tree()
    notes = page.xpath(
        "//*[contains(@class, 'footnotes')] | //ol[starts-with(li/@id, 'footnote-')]"
    )
    for note in notes:
        note.drop_tree()
    noted = [part for note in notes for part in _element(note)]
    return Told(split("".join(_element(page))), split("".join(noted)))


_APART = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th br div pre blockquote table tr figure figcaption ol ul".split()
)


def _element(element: lxml.html.HtmlElement) -> Iterator[str]:
    gap = "\n" if element.tag in _APART else ""
    yield gap + (element.text or "")
    if element.tag == "img":
        yield f" {element.get('alt') or ''} "
    for each in element:
        if isinstance(each.tag, str):
            yield from _element(each)
        yield each.tail or ""
    yield gap
