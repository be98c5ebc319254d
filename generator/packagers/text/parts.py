"""Blocks as a flat sequence of parts, each with its place: indentation, number and gap.

Nesting is unrolled with a stack, so that no depth exhausts Python's. A part is what one macro of
`templates/text` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from generator.content import added_text
from generator.content.added_text import Line
from generator.document.languages import direction
from generator.document.model import (
    Alternative,
    AlternativeText,
    Block,
    BlockQuote,
    Blocks,
    Cell,
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
    Row,
    Table,
    Text,
    ThematicBreak,
)
from generator.document.walk import blocks
from generator.document.words import Words
from generator.packagers.text.passages import (
    Direction,
    Piece,
    Pieces,
    Speaker,
    contact_target,
    words_of,
)
from generator.packagers.text.passages import Kind as Said
from generator.packagers.text.signs import BULLET, DIRECTION_MARKS, LEFT_TO_RIGHT, guarded

INDENT = 2
"""Columns by which an item, a definition or a note indents what it holds."""


class Kind(StrEnum):
    """What a part is; the macro of `blocks.txt.jinja` that says it."""

    LEAD = "lead"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LABELLED = "labelled"
    CODE = "code"
    FIGURE = "figure"
    TABLE = "table"
    THEMATIC_BREAK = "thematic_break"
    TERM = "term"
    QUOTE = "quote"
    END_OF_QUOTE = "end_of_quote"


Record = tuple[tuple[str, Pieces], ...]
"""A row of a table: pairs of a header's words and a cell."""


@dataclass(frozen=True, slots=True)
class Records:
    """A table: its header row, then its records.

    The first column `names_rows`; it may then stand under an empty `corner`.
    """

    columns: tuple[Pieces, ...]
    names_rows: bool
    corner: bool
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say.

    `lead` is what its first line begins with (a bullet, a number), INDENT columns to the left of
    `indent`; `gap` counts the blank lines before.
    """

    kind: Kind
    direction: Direction
    indent: int = 0
    gap: int = 1
    lead: str = ""
    pieces: Pieces = ()
    caption: Pieces | None = None
    level: int = 0
    code: str = ""
    table: Records | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: their indentation, the numbers of the items around, the language."""

    language: str
    indent: int = 0
    path: str = ""

    def inside(self, path: str = "") -> _Place:
        """Within an item (whose `path` goes on), a definition or a note."""
        return replace(self, indent=self.indent + INDENT, path=path)


@dataclass(frozen=True, slots=True)
class _Nest:
    """A container still to be opened, or more of its inside."""

    block: List | DefinitionList | BlockQuote
    place: _Place
    gap: int = 1
    lead: str = ""


_Task = Part | _Nest


@dataclass(frozen=True)
class Writer:
    """Turns a document's blocks and words into parts."""

    document: Document
    words: Words

    @cached_property
    def _speaker(self) -> Speaker:
        headings = {
            block.identifier: words_of(block.content)
            for block in blocks(self.document)
            if isinstance(block, Heading)
        }
        return Speaker(headings)

    @property
    def _top(self) -> _Place:
        return _Place(self.document.metadata.language)

    # What templates call -------------------------------------------------------------------------

    def title(self) -> Part:
        """The document's title."""
        return self._with_words(Kind.TITLE, self.document.metadata.title, self._top)

    def paragraph(self, content: Inlines) -> Part:
        """A paragraph of the front matter."""
        return self._with_words(Kind.PARAGRAPH, content, self._top)

    def added(self, line: Line) -> Part:
        """A paragraph that we add."""
        place = _Place(line.language or self.document.metadata.language)
        return self._with_words(Kind.PARAGRAPH, line.content, place)

    def contact(self, line: Line) -> Part:
        """A paragraph that we add; after a label of ours an address needs no sign."""
        match line.parts:
            case [
                added_text.Part(text=label, target=None),
                added_text.Part(text=text, target=str(target)),
            ] if contact_target(shown := text.strip(DIRECTION_MARKS), target) == target:
                mark = LEFT_TO_RIGHT if shown != text else ""
                words = label.rstrip()
                words = f"{words}{mark}{label[len(words) :]}{guarded(shown)}"
                part = self.added(line)
                return replace(part, kind=Kind.LABELLED, pieces=(Piece(Said.WORDS, words),))
        return self.added(line)

    def ours(self, label: str) -> Part:
        """A paragraph in our words."""
        words = self.words.saying(label)
        return self._with_words(Kind.PARAGRAPH, (Text(words[label]),), _Place(words.language))

    def heading(self, label: str) -> Part:
        """A heading in our words."""
        return replace(self.ours(label), kind=Kind.HEADING, level=2)

    def body(self) -> Iterator[Part]:
        """The document's blocks."""
        return self._parts(list(self._arranged(self.document.blocks, self._top)))

    def note(self, note: Note) -> Iterator[Part]:
        """A note, led by its number."""
        inner = list(self._arranged(note.blocks, self._top.inside()))
        return self._parts(list(self._led(inner, self._note(note), self._top.inside(), gap=1)))

    def _note(self, note: Note) -> str:
        return f"{self.words.note.format(number=note.number)}:"

    # Nesting -------------------------------------------------------------------------------------

    def _parts(self, tasks: list[_Task]) -> Iterator[Part]:
        stack = tasks[::-1]
        while stack:
            task = stack.pop()
            if isinstance(task, Part):
                yield task
            else:
                stack.extend(reversed(list(self._opened(task))))

    def _opened(self, nest: _Nest) -> Iterator[_Task]:
        match nest.block:
            case List():
                yield from self._items(nest.block, nest)
            case DefinitionList():
                yield from self._entries(nest.block, nest)
            case BlockQuote():
                yield from self._quote(nest.block, nest)

    def _items(self, block: List, nest: _Nest) -> Iterator[_Task]:
        for index, item in enumerate(block.items):
            number = BULLET if block.start is None else f"{block.start + index}."
            around = nest.place.path
            if block.start is None:
                around = BULLET * (around.count(".") + around.count(BULLET))
            inside = nest.place.inside(around + number)
            inner = list(self._arranged(item.blocks, inside, tight=block.tight))
            gap = nest.gap if index == 0 else int(not block.tight)
            yield from self._led(inner, inside.path, inside, gap)

    def _entries(self, block: DefinitionList, nest: _Nest) -> Iterator[_Task]:
        place = nest.place
        for index, entry in enumerate(block.entries):
            for nth, term in enumerate(entry.terms):
                gap = nest.gap if index == 0 else 1
                yield replace(self._with_words(Kind.TERM, term, place), gap=0 if nth else gap)
            for definition in entry.definitions:
                inner = list(self._arranged(definition, place.inside()))
                yield from self._led(inner, f"{self.words.definition}:", place.inside(), gap=0)

    def _quote(self, block: BlockQuote, nest: _Nest) -> Iterator[_Task]:
        place = replace(nest.place, path="")
        yield replace(_bare(Kind.QUOTE, place), gap=nest.gap, lead=nest.lead)
        for index, task in enumerate(self._arranged(block.blocks, place)):
            yield task if index else replace(task, gap=0)
        yield replace(_bare(Kind.END_OF_QUOTE, place), gap=0)

    def _led(self, inner: list[_Task], lead: str, place: _Place, gap: int) -> Iterator[_Task]:
        """Tasks of which the first line begins with `lead`; alone, where a list comes first."""
        first = inner[0] if inner else None
        if first is None or _is_list(first):
            yield replace(_bare(Kind.LEAD, place), gap=gap, lead=lead)
            if first is not None:
                yield replace(first, gap=0)
        else:
            yield replace(first, gap=gap, lead=lead)
        yield from inner[1:]

    def _arranged(self, given: Blocks, place: _Place, *, tight: bool = False) -> Iterator[_Task]:
        """The tasks of siblings, with the gaps between them; silent blocks are left out."""
        before: _Task | None = None
        for block, language in _spliced(given, place.language):
            task = self._task(block, replace(place, language=language))
            if task is None:
                continue
            yield replace(task, gap=_gap(before, task, tight=tight))
            before = task

    # Blocks --------------------------------------------------------------------------------------

    def _task(self, block: Block, place: _Place) -> _Task | None:
        """What a block comes to; None where it is silent."""
        task: _Task | None = None
        match block:
            case Heading(level=level, content=content):
                task = replace(self._with_words(Kind.HEADING, content, place), level=level)
            case Paragraph(content=content):
                paragraph = self._with_words(Kind.PARAGRAPH, content, place)
                task = paragraph if paragraph.pieces else None
            case List(items=()) | DefinitionList(entries=()):
                pass
            case List() | DefinitionList() | BlockQuote():
                task = _Nest(block, place)
            case Table():
                task = self._table(block, place)
            case Figure():
                task = self._figure(block, place) if _speaks(block.image.alternative) else None
            case CodeBlock(text=text):
                task = replace(_bare(Kind.CODE, place), code=text)
            case ThematicBreak():
                task = _bare(Kind.THEMATIC_BREAK, place)
        return task

    def _with_words(self, kind: Kind, content: Inlines, place: _Place) -> Part:
        pieces = self._speaker.say(content, direction(place.language))
        return replace(_bare(kind, place), pieces=pieces)

    def _figure(self, block: Figure, place: _Place) -> Part:
        content: Inlines = (block.image,)
        if block.link is not None:
            content = (Link(block.link, content, None, block.position),)
        figure = self._with_words(Kind.FIGURE, content, place)
        return replace(figure, caption=self._caption(block.caption, place))

    def _caption(self, caption: Inlines | None, place: _Place) -> Pieces | None:
        return None if caption is None else self._speaker.say(caption, direction(place.language))

    # Tables --------------------------------------------------------------------------------------

    def _table(self, block: Table, place: _Place) -> Part:
        way = direction(place.language)
        return replace(
            _bare(Kind.TABLE, place),
            caption=self._caption(block.caption, place),
            table=self._records(block, way),
        )

    def _records(self, block: Table, way: Direction) -> Records:
        corner = block.header.cells[0].scope is None
        headers = [cell.content for cell in block.header.cells]
        labels = [
            self._label(number, cell, names_rows=number == 1 and block.row_headers)
            for number, cell in enumerate(block.header.cells, start=1)
        ]
        return Records(
            columns=tuple(self._speaker.say(header, way, "header", "bar") for header in headers),
            names_rows=block.row_headers or corner,
            corner=corner,
            records=tuple(self._record(row, labels, way) for row in block.rows),
        )

    def _label(self, number: int, header: Cell, *, names_rows: bool) -> str:
        """What is said before the cells of a column: its header's words, or its number."""
        words = words_of(header.content)
        if not words:
            return self.words.row if names_rows else self.words.column.format(number=number)
        return guarded(words, "label")

    def _record(self, row: Row, labels: list[str], way: Direction) -> Record:
        said = (self._speaker.say(cell.content, way, "cell", "bar") for cell in row.cells)
        return tuple(zip(labels, said, strict=True))


def _bare(kind: Kind, place: _Place) -> Part:
    return Part(kind, direction(place.language), place.indent)


def _spliced(given: Blocks, language: str) -> Iterator[tuple[Block, str]]:
    """Each block with its language; divisions give way to what they hold."""
    stack = [(block, language) for block in reversed(given)]
    while stack:
        block, around = stack.pop()
        spoken = block.language or around
        if isinstance(block, Division):
            stack.extend((inner, spoken) for inner in reversed(block.blocks))
        else:
            yield block, spoken


def _speaks(alternative: Alternative) -> bool:
    return isinstance(alternative, AlternativeText)


def _is_list(task: _Task) -> bool:
    return isinstance(task, _Nest) and isinstance(task.block, List | DefinitionList)


def _gap(before: _Task | None, task: _Task, *, tight: bool) -> int:
    """Blank lines: two keep neighbouring lists apart, none stands before a list in a tight one."""
    if before is None or not _is_list(task):
        return 1
    if _is_list(before):
        return 2
    return int(not tight)
