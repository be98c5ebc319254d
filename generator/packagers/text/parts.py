"""Blocks as a flat sequence of parts, each with its indentation, its marker and its gap.

A part is what one macro of `templates/text` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property

from generator.content.added_text import AddedText, ContentsEntry, Line
from generator.content.text_conventions import (
    BEFORE_BLOCK,
    BEFORE_HEADING,
    BETWEEN_LISTS,
    BULLETS,
    COLUMN_SEPARATOR,
    COLUMN_SEPARATORS,
    INDENT,
    KNOWN_BULLETS,
    LABEL_ENDS,
)
from generator.document.grid import Grid, Placed
from generator.document.languages import subtag
from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Callout,
    CodeBlock,
    DefinitionList,
    Division,
    Document,
    Figure,
    Heading,
    Inlines,
    Link,
    List,
    Note,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
)
from generator.document.pictures import AlternativeText
from generator.document.references import caption_number
from generator.document.walk import blocks, landing
from generator.document.words import Words
from generator.packagers.text.passages import Pieces, Speaker, in_a_line, visible, words_of


class Kind(StrEnum):
    """What a part is; `blocks.txt.jinja` says it."""

    LEAD = "lead"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FACT = "fact"
    CODE = "code"
    FIGURE = "figure"
    TABLE = "table"
    THEMATIC_BREAK = "thematic_break"
    TERM = "term"
    QUOTE = "quote"
    END_OF_QUOTE = "end_of_quote"
    CALLOUT = "callout"
    END_OF_CALLOUT = "end_of_callout"


@dataclass(frozen=True, slots=True)
class Records:
    """A table: the headers of each column, and its rows, with a cell in each that it covers.

    An empty `corner` is no header; the cells below it lead their records without a label.
    """

    columns: tuple[tuple[Pieces, ...], ...]
    corner: bool
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a record: what is said before it, and how many columns it covers."""

    label: str
    pieces: Pieces
    columns: int


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say.

    `lead` is what its first line begins with (a bullet, a number), INDENT columns to the left of
    `indent`; `gap` counts the blank lines before.
    """

    kind: Kind
    indent: int = 0
    gap: int = BEFORE_BLOCK
    lead: str = ""
    pieces: Pieces = ()
    caption: Pieces | None = None
    level: int = 0
    code: str = ""
    table: Records | None = None
    callout: str = ""
    numbered: bool = False
    """A caption whose number says what it is the caption of."""
    ends: bool = False
    """A label after which nothing stands but what it labels."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: their indentation, how many bullets around, whether close together."""

    indent: int = 0
    bullets: int = 0
    tight: bool = False

    def inside(self, *, tight: bool = False, bullet: bool = False) -> _Place:
        """Within an item, a definition or a note."""
        return _Place(self.indent + INDENT, self.bullets + bullet, tight)


@dataclass(frozen=True)
class Writer:
    """Turns a document's blocks and words into parts."""

    document: Document
    added_text: AddedText

    @property
    def words(self) -> Words:
        """Our own words."""
        return self.added_text.words

    @property
    def _language(self) -> str:
        return subtag(self.words.language) or ""

    @cached_property
    def _bullets(self) -> tuple[str, str]:
        return KNOWN_BULLETS.get(self._language, BULLETS)

    def column_separator(self) -> str:
        """What stands between the names of columns."""
        return COLUMN_SEPARATORS.get(self._language, COLUMN_SEPARATOR)

    @cached_property
    def _speaker(self) -> Speaker:
        plain = Speaker({})
        landings = {
            named[0]: words_of(plain.say(named[1]))
            for block in blocks(self.document)
            if (named := landing(block)) is not None
        }
        return Speaker(landings)

    # What templates call -------------------------------------------------------------------------

    def title(self) -> Part:
        """The document's title."""
        return Part(Kind.TITLE, 0, BEFORE_HEADING, pieces=self._say(self.document.metadata.title))

    def paragraph(self, content: Inlines) -> Iterator[Part]:
        """A paragraph of the front matter; none where there are no words."""
        pieces = self._say(content)
        if visible(pieces):
            yield Part(Kind.PARAGRAPH, pieces=pieces)

    def facts(self, lines: Iterable[Line]) -> Iterator[Part]:
        """Lines that we add, one below the other."""
        gap = BEFORE_BLOCK
        for line in lines:
            for part in self.paragraph(line.content):
                yield replace(part, kind=Kind.FACT, gap=gap)
                gap = 0

    def ours(self, label: str) -> Iterator[Part]:
        """A paragraph in our words."""
        return self.paragraph((Text(self.words[label]),))

    def heading(self, label: str) -> Part:
        """A heading in our words."""
        pieces = self._say((Text(self.words[label]),))
        return Part(Kind.HEADING, 0, BEFORE_HEADING, pieces=pieces, level=2)

    def contents(self, entries: tuple[ContentsEntry, ...], depth: int = 0) -> Iterator[Part]:
        """The lines of a contents list."""
        for index, entry in enumerate(entries):
            gap = int(index == 0 and depth == 0)
            pieces = self._say(entry.content)
            indent, lead = (depth + 1) * INDENT, self._bullets[depth > 0]
            yield Part(Kind.PARAGRAPH, indent, gap, lead, pieces)
            yield from self.contents(entry.entries, depth + 1)

    def body(self) -> Iterator[Part]:
        """The document's blocks; a contents list may stand before them."""
        first = next(self._spoken(self.document.blocks), None)
        gap = BEFORE_HEADING if isinstance(first, Heading) else BEFORE_BLOCK
        if isinstance(first, List) and self.added_text.contents:
            gap = BETWEEN_LISTS
        return self._blocks(self.document.blocks, _Place(), gap)

    def blocks(self, given: Blocks) -> Iterator[Part]:
        """Blocks that we add."""
        return self._blocks(given, _Place())

    def note(self, note: Note) -> Iterator[Part]:
        """A note, led by its number."""
        lead = f"{self.words.note.format(number=note.number)}:"
        return self._led(note.blocks, _Place().inside(), BEFORE_BLOCK, lead)

    def _say(self, content: Inlines) -> Pieces:
        return self._speaker.say(content)

    # Nesting -------------------------------------------------------------------------------------

    def _blocks(
        self, given: Blocks, place: _Place, gap: int = BEFORE_BLOCK, lead: str = ""
    ) -> Iterator[Part]:
        """The parts of siblings; `gap` and `lead` are those of the first."""
        before: Block | None = None
        for block in self._spoken(given):
            space = gap if before is None else _gap(before, block, tight=place.tight)
            yield from self._block(block, place, space, "" if before else lead)
            before = block

    def _led(self, given: Blocks, place: _Place, gap: int, lead: str) -> Iterator[Part]:
        """The parts of an item; its marker stands alone where a list comes first."""
        first = next(self._spoken(given), None)
        if first is None or _is_list(first):
            yield Part(Kind.LEAD, place.indent, gap, lead)
            yield from self._blocks(given, place, 0)
        else:
            yield from self._blocks(given, place, gap, lead)

    def _spoken(self, given: Iterable[Block]) -> Iterator[Block]:
        """The blocks that say something; divisions give way to what they hold."""
        for block in given:
            match block:
                case Division(blocks=inner):
                    yield from self._spoken(inner)
                case Paragraph(content=content) if not visible(self._say(content)):
                    pass
                case Figure(image=image) if not isinstance(image.alternative, AlternativeText):
                    pass
                case _:
                    yield block

    def _block(self, block: Block, place: _Place, gap: int, lead: str) -> Iterator[Part]:
        indent = place.indent
        match block:
            case Heading(level=level, content=content):
                yield Part(Kind.HEADING, indent, gap, lead, self._say(content), level=level)
            case Paragraph(content=content):
                yield Part(Kind.PARAGRAPH, indent, gap, lead, self._say(content))
            case List():
                yield from self._items(block, place, gap)
            case DefinitionList():
                yield from self._entries(block, place, gap)
            case BlockQuote(blocks=inner):
                yield Part(Kind.QUOTE, indent, gap, lead)
                yield from self._blocks(inner, replace(place, tight=False), 0)
                yield Part(Kind.END_OF_QUOTE, indent, 0)
            case Callout(kind=what, label=label, blocks=inner):
                yield Part(Kind.CALLOUT, indent, gap, lead, self._say(label), ends=not block.titled)
                yield from self._blocks(inner, replace(place, tight=False), 0)
                yield Part(Kind.END_OF_CALLOUT, indent, 0, callout=what)
            case Table():
                yield self._table(block, Part(Kind.TABLE, indent, gap, lead))
            case Figure():
                yield self._figure(block, Part(Kind.FIGURE, indent, gap, lead))
            case CodeBlock(text=text):
                yield Part(Kind.CODE, indent, gap, lead, code=text)
            case ThematicBreak():
                yield Part(Kind.THEMATIC_BREAK, indent, gap, lead)
            case _:
                raise TypeError(type(block))

    def _items(self, block: List, place: _Place, gap: int) -> Iterator[Part]:
        bullet = block.start is None
        inside = place.inside(tight=block.tight, bullet=bullet)
        for index, item in enumerate(block.items):
            lead = (
                self._bullets[place.bullets > 0]
                if bullet
                else block.marker.of((block.start or 0) + index)
            )
            yield from self._led(item.blocks, inside, gap if index == 0 else not block.tight, lead)

    def _entries(self, block: DefinitionList, place: _Place, gap: int) -> Iterator[Part]:
        for entry in block.entries:
            for term in entry.terms:
                yield Part(Kind.TERM, place.indent, gap, pieces=self._say(term))
                gap = 0
            for definition in entry.definitions:
                yield from self._led(definition, place.inside(), 0, f"{self.words.definition}:")
            gap = BEFORE_BLOCK

    # Blocks --------------------------------------------------------------------------------------

    def _figure(self, block: Figure, part: Part) -> Part:
        content: Inlines = (block.image,)
        if block.link is not None:
            content = (Link(block.link, content, None, block.position),)
        caption = None if block.caption is None else self._say(block.caption)
        numbered = caption_number(block.caption) is not None
        return replace(part, pieces=self._say(content), caption=caption, numbered=numbered)

    def _table(self, block: Table, part: Part) -> Part:
        grid = Grid(block)
        columns = tuple(
            tuple(filter(visible, (in_a_line(self._say(each.cell.content)) for each in headers)))
            for headers in grid.names
        )
        corner = not grid.names[0]
        header = cache(lambda placed: words_of(self._say(placed.cell.content)))
        rows = tuple(
            tuple(self._entry(placed, grid, header) for placed in row)
            for row in grid.rows[grid.head :]
        )
        caption = () if block.caption is None else self._say(block.caption)
        numbered = caption_number(block.caption) is not None
        table = Records(columns, corner, rows)
        return replace(part, caption=caption, numbered=numbered, table=table)

    def _entry(self, placed: Placed, grid: Grid, header: Callable[[Placed], str]) -> Entry:
        """A cell after the words of each `header` above it, or the number of its column."""
        said = map(header, grid.column_headers(placed))
        words = self.words.separator.join(filter(None, said))
        label = words or self.words.column.format(number=placed.column + 1)
        label = label if label.endswith(LABEL_ENDS) else f"{label}:"
        if placed.column == 0 and not grid.names[0]:
            label = ""
        return Entry(label, self._say(placed.cell.content), placed.cell.columns)


def _is_list(block: Block) -> bool:
    return isinstance(block, List | DefinitionList)


def _gap(before: Block, block: Block, *, tight: bool) -> int:
    """The blank lines between two siblings."""
    if isinstance(block, Heading):
        return BEFORE_HEADING
    if _is_list(block) and type(block) is type(before):
        return BETWEEN_LISTS
    if _is_list(block) and tight and not isinstance(before, Heading):
        return 0
    return BEFORE_BLOCK
