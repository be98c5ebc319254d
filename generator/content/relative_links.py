"""Relative links in files that are read away from their website.

A PDF, a Word document, an e-book or a text file has no address of its own: what a relative link
means is decided by the document's `url`. Where there is none, an EPUB cannot hold the link at all
(EPUB 3.3, 3.6: every local resource is in the container, and no link leads to a file of a
computer); its address is then told in words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from generator.document.addresses import scheme
from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Definition,
    DefinitionList,
    Division,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Row,
    Span,
    Strikethrough,
    Strong,
    Table,
    Text,
)


def portable(document: Document, *, told: bool) -> Document:
    """The document with absolute links; `told`: links that stay relative become words."""
    links = _Links(document.metadata.url, told)
    return replace(
        document,
        blocks=_blocks(document.blocks, links),
        notes=tuple(replace(note, blocks=_blocks(note.blocks, links)) for note in document.notes),
    )


def is_relative(target: str) -> bool:
    """True for an address that says nothing without another one."""
    return not target.startswith("#") and not scheme(target)


@dataclass(frozen=True, slots=True)
class _Links:
    """What becomes of links in one document."""

    base: str | None
    told: bool

    def target(self, target: str) -> str:
        """The address, made absolute where that can be."""
        return urljoin(self.base, target) if self.base and is_relative(target) else target

    def only_told(self, target: str) -> bool:
        """True for an address that cannot be a link."""
        return self.told and (is_relative(target) or scheme(target) == "file")

    def link(self, link: Link, content: Inlines) -> Inlines:
        """The link, or its words and its address."""
        target = self.target(link.target)
        if self.only_told(target):
            told = ", ".join(filter(None, (link.title, target)))
            return (*content, Text(f" ({told})"))
        return (replace(link, content=content, target=target),)


def _blocks(given: Blocks, links: _Links) -> Blocks:
    return tuple(_block(block, links) for block in given)


def _block(block: Block, links: _Links) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, content=_inlines(block.content, links))
        case BlockQuote() | Division():
            return replace(block, blocks=_blocks(block.blocks, links))
        case List():
            items = (replace(item, blocks=_blocks(item.blocks, links)) for item in block.items)
            return replace(block, items=tuple(items))
        case DefinitionList():
            return replace(block, entries=tuple(_entry(entry, links) for entry in block.entries))
        case Table():
            rows = tuple(_row(row, links) for row in block.rows)
            caption = block.caption and _inlines(block.caption, links)
            return replace(block, header=_row(block.header, links), rows=rows, caption=caption)
        case Figure(link=str() as target):
            return _figure(block, links.target(target), links)
        case _:
            return block


def _figure(figure: Figure, target: str, links: _Links) -> Figure:
    if not links.only_told(target):
        return replace(figure, link=target)
    caption = figure.caption or ()
    return replace(figure, link=None, caption=(*caption, Text(f" ({target})")))


def _entry(entry: Definition, links: _Links) -> Definition:
    return replace(
        entry,
        terms=tuple(_inlines(term, links) for term in entry.terms),
        definitions=tuple(_blocks(definition, links) for definition in entry.definitions),
    )


def _row(row: Row, links: _Links) -> Row:
    cells = (replace(cell, content=_inlines(cell.content, links)) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _inlines(given: Inlines, links: _Links) -> Inlines:
    return tuple(changed for inline in given for changed in _inline(inline, links))


def _inline(inline: Inline, links: _Links) -> Inlines:
    match inline:
        case Link():
            return links.link(inline, _inlines(inline.content, links))
        case Emphasis() | Strong() | Strikethrough() | Span():
            return (replace(inline, content=_inlines(inline.content, links)),)
        case _:
            return (inline,)
