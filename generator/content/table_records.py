"""Tables as records: each row a list of its values, each after the words of its headers.

For large print, where most tables are wider than the page: whoever sees a few words at a time
reads a record from top to bottom, and never has to look for the header above.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace

from generator.document.grid import Grid, Placed
from generator.document.model import (
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Image,
    Inline,
    Inlines,
    Link,
    NoteCall,
    Paragraph,
    Position,
    Span,
    Strong,
    Table,
    Text,
)
from generator.document.pictures import AlternativeText
from generator.document.walk import Rebuilding, in_languages
from generator.document.words import Words, words_for


def with_records(document: Document, lines: Container[int]) -> Document:
    """The document with records in place of the tables on these lines of its source."""
    around = document.metadata.language
    languages = {id(block): language for block, language in in_languages(every(document), around)}
    ours = words_for(around)

    def block(given: Block) -> Blocks:
        if not isinstance(given, Table) or given.position.line not in lines:
            return (given,)
        return tuple(_Records(given, ours, languages[id(given)]).blocks())

    return Rebuilding(block=block).document(document)


def with_bold_emphasis(document: Document) -> Document:
    """The document with strong importance for emphasis: large print has no italics (UKAAF G003)."""
    return Rebuilding(inline=_bold).document(document)


def _bold(inline: Inline) -> Inlines:
    match inline:
        case Emphasis() | Strong():
            return (Strong(Rebuilding(inline=_without_strong).inlines(inline.content)),)
        case _:
            return (inline,)


def _without_strong(inline: Inline) -> Inlines:
    return inline.content if isinstance(inline, Strong) else (inline,)


ICON = 120
"""Pixels: a picture that is no wider and no higher shows a sign, not something to look at."""


def with_large_pictures(document: Document) -> Document:
    """The document with figures as wide as the text (UKAAF G003), but for those with a width.

    A chart keeps the size that its words have.
    """

    def enlarged(block: Block) -> Blocks:
        if not isinstance(block, Figure) or block.image.width is not None:
            return (block,)
        picture = document.pictures[block.image.picture]
        if block.image.picture in document.charts or max(picture.width, picture.height) <= ICON:
            return (block,)
        return (replace(block, image=replace(block.image, width=WHOLE)),)

    return Rebuilding(block=enlarged).document(document)


WHOLE = 100
"""Percent of the width of the text."""


def every(document: Document) -> Blocks:
    """The blocks of the body and of the notes."""
    return (*document.blocks, *(block for note in document.notes for block in note.blocks))


@dataclass(slots=True)
class _Records:
    """The records of one table; `language` is that in which it stands."""

    table: Table
    words: Words
    language: str
    grid: Grid = field(init=False)
    said: set[Placed] = field(default_factory=set)
    """Cells that were said before: notes, pictures and links in them are there once."""

    def __post_init__(self) -> None:
        self.grid = Grid(self.table)

    def blocks(self) -> Iterator[Block]:
        """The caption as a paragraph, then a list with an entry for each row."""
        at, language = self.table.position, self.table.language
        if self.table.caption is not None:
            caption = (Strong(self.table.caption),)
            yield Paragraph(caption, at, language, identifier=self.table.identifier)
        entries = tuple(
            self._entry(row, self.table.rows[number].position)
            for number, row in enumerate(self.grid.rows[self.grid.head :])
        )
        yield DefinitionList(entries, at, language)

    def _entry(self, row: tuple[Placed, ...], at: Position) -> Definition:
        """What names the row as the term, and a definition for each of the other cells."""
        first, *others = row
        values = tuple((Paragraph(self._value(each), at),) for each in others)
        return Definition((self._value(first),), values, at)

    def _value(self, placed: Placed) -> Inlines:
        """The headers of a cell, and what it holds."""
        headers = [self._content(each) for each in self.grid.column_headers(placed)]
        content = self._content(placed) or self._ours(self.words.empty)
        label = [header for header in headers if header]
        if not label:
            return content
        before, between, after = self._around_label()
        named: list[Inline] = []
        for number, header in enumerate(label):
            named += [*(self._ours(self.words.separator) if number else ()), *header]
        return (*before, Strong(tuple(named)), *between, *content, *after)

    def _around_label(self) -> tuple[Inlines, Inlines, Inlines]:
        before, _, rest = self.words.titled.partition("{label}")
        between, _, after = rest.partition("{title}")
        return self._ours(before), self._ours(between), self._ours(after)

    def _ours(self, text: str) -> Inlines:
        """Words of ours, in their language."""
        if not text:
            return ()
        if self.words.language == self.language:
            return (Text(text),)
        return (Span((Text(text),), self.words.language),) if text.strip(" :,") else (Text(text),)

    def _content(self, placed: Placed) -> Inlines:
        """What a cell holds; without what may stand but once where it was said before."""
        if placed in self.said:
            return Rebuilding(inline=_again).inlines(placed.cell.content)
        self.said.add(placed)
        return placed.cell.content


def _again(inline: Inline) -> Inlines:
    """An inline where its words are repeated."""
    match inline:
        case NoteCall():
            return ()
        case Link():
            return inline.content
        case Image(alternative=AlternativeText(text=text)):
            return (Text(text),)
        case Image():
            return ()
        case _:
            return (inline,)
