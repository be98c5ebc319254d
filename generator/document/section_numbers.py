"""Numbers before headings and paragraphs: "1", "1.1", as front matter `numbering` asks for them.

They are counted by what stands in what, not by levels: no number is left out, and none is given
twice, since a heading and a paragraph below the same heading are counted together. What stands in
a list, a quotation, a callout, a note or an address is not numbered; a part in another language
is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.document.facts import SectionNumbering
from generator.document.model import (
    Block,
    Blocks,
    CaptionNumber,
    Code,
    Division,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    SectionNumber,
    Span,
    Table,
    Text,
)
from generator.document.walk import Rebuilding, blocks, inlines_within


def with_numbers(document: Document) -> Document:
    """The document with the numbers that its front matter asks for."""
    if document.metadata.numbering is None:
        return document
    counting = _Counting(document.metadata.numbering is SectionNumbering.PARAGRAPHS)
    return replace(document, blocks=tuple(counting.numbered(document.blocks)))


def without_numbers(document: Document) -> Document:
    """The document without the numbers that we put before headings, paragraphs and captions."""
    if document.metadata.numbering is None and not _has_caption_number(document):
        return document
    return Rebuilding(inline=_unless_number).document(document)


def parted(content: Inlines) -> tuple[SectionNumber | None, Inlines]:
    """The number of a heading or paragraph, if it has one, and its own words."""
    if content and isinstance(content[0], SectionNumber):
        return content[0], content[1:]
    return None, content


def depth(number: SectionNumber) -> int:
    """How many numbers it is made of: 2 for "1.1"."""
    return number.text.count(".") + 1


@dataclass(slots=True)
class _Counting:
    """Counts on. `levels` are those of the headings above, `counts` the last number of each."""

    paragraphs: bool
    levels: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def numbered(self, blocks: Blocks) -> Iterator[Block]:
        """The blocks with their numbers."""
        for block in blocks:
            match block:
                case Heading(level=level, content=content):
                    yield replace(block, content=(self._heading(level), *content))
                case Paragraph(content=content, lines=None) if self._counts(content):
                    yield replace(block, content=(self._next(), *content))
                case Division():
                    yield replace(block, blocks=tuple(self.numbered(block.blocks)))
                case _:
                    yield block

    def _heading(self, level: int) -> SectionNumber:
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        number = self._next()
        self.levels.append(level)
        return number

    def _counts(self, content: Inlines) -> bool:
        """True for a paragraph of words below a heading."""
        return self.paragraphs and bool(self.levels) and _has_words(content)

    def _next(self) -> SectionNumber:
        place = len(self.levels)
        above, here = self.counts[:place], self.counts[place : place + 1]
        self.counts = [*above, sum(here) + 1]
        return SectionNumber(".".join(map(str, self.counts)))


def _has_caption_number(document: Document) -> bool:
    captions = (block.caption for block in blocks(document) if isinstance(block, Table | Figure))
    found = (inline for given in captions if given for inline in inlines_within(given[:1]))
    return any(isinstance(inline, CaptionNumber) for inline in found)


def _unless_number(inline: Inline) -> Inlines:
    """The inline; nothing in place of a number, and of what marked the language of one."""
    if isinstance(inline, Span) and not inline.content:
        return ()
    return () if isinstance(inline, SectionNumber | CaptionNumber) else (inline,)


def _has_words(content: Inlines) -> bool:
    return any(
        isinstance(inline, Text | Code) and any(map(str.isalnum, inline.text))
        for inline in inlines_within(content)
    )
