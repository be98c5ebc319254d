"""How wide a table is, and what follows: where it scrolls, how it is printed.

No script measures it when it is shown. Its words are measured in the typefaces that a page embeds,
with the letter spacing that readers may set (WCAG 1.4.12).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.grid import Grid, is_joined
from generator.document.kinds import Scope
from generator.document.markers import room_for
from generator.document.model import (
    Abbreviation,
    Block,
    Callout,
    Cell,
    Code,
    Division,
    Document,
    List,
    NoteCall,
    Strong,
    Table,
    Text,
)
from generator.document.walk import blocks, children, inlines_within
from generator.packagers import fonts
from generator.packagers.column_widths import widest

NARROW = 320
"""Pixels of the narrowest window in which all must be read without scrolling (WCAG 1.4.10)."""

WINDOW_MARGIN, CELL_PADDING = 1, 1
"""Beside the text and beside a cell, in the size of the text."""

INDENT = 1.5
"""Of a list, a definition or a quotation, in the size of the text."""

CALLOUT = 2.6
"""Of a callout, with its borders."""

DEEPEST = 6
"""Levels beyond which no more is indented."""

SPACING = 0.12
"""Between letters, where a reader asks for it, in the size of the text."""

PAPER = 0.97 * (210 - 2 * 20) / (12 * 25.4 / 72)
"""A4, which is narrower than Letter, between the margins of `style.css.jinja`, in 12 points."""

SIZES = {"": 1.0, "smaller": 0.8, "smallest": 0.67}
"""The classes of smaller type on paper, with its size in that of the text."""

LONG = 10
"""A word that is longer, in the size of its type, may be broken where a table is crowded on paper:
an address, the name of a file."""

PINNED = 0.6
"""The part of a narrow window that row headers may take while the rest of a table moves."""

BROADEST = 75
"""The most that a table takes of a window, in the size of the text."""

_UNKNOWN = 0.6
"""What a letter takes that the page's typefaces do not draw."""


@dataclass(frozen=True, slots=True)
class Widths:
    """What the cells and the tables of one document need, each measured once.

    `faces` draw its regular and its bold words.
    """

    faces: tuple[fonts.Face, fonts.Face] = (fonts.TEXT, fonts.TEXT)
    _cells: dict[tuple[int, float], float] = field(default_factory=dict)
    _tables: dict[tuple[int, float, float], float] = field(default_factory=dict)

    def longest(self, cell: Cell, spacing: float = 0) -> float:
        """The widest of a cell's words, in the size of its type."""
        key = id(cell), spacing
        if key not in self._cells:
            self._cells[key] = _longest(cell, spacing, self.faces)
        return self._cells[key]

    def least(self, table: Table, spacing: float = 0, most: float = math.inf) -> float:
        """The longest words of the columns beside each other; `most` of each are counted."""
        key = id(table), spacing, most
        if key not in self._tables:
            extent: Callable[[Cell], float] = lambda cell: min(self.longest(cell, spacing), most)  # noqa: E731
            words = widest(table, extent, CELL_PADDING)
            self._tables[key] = sum(words) + CELL_PADDING * (len(words) - 1)
        return self._tables[key]


@dataclass(frozen=True, slots=True)
class TableRoom:
    """What templates ask of tables.

    Text is `type_size` pixels large, and a line `measure` times as long.
    """

    type_size: float
    measure: float
    indents: Mapping[int, float]
    """What lists and quotations around each table take, by its line."""
    inner: Mapping[int, str] = field(default_factory=dict)
    """The class of cells that stand first or last in their row, beside one from above."""
    _widths: Widths = field(default_factory=Widths)

    @property
    def _narrow(self) -> float:
        return NARROW / max(self.type_size, 1) - 2 * WINDOW_MARGIN

    def _indent(self, table: Table) -> float:
        return self.indents.get(table.position.line, 0)

    def scrolls(self, table: Table) -> bool:
        """True if a narrow window cannot hold the table's longest words beside each other."""
        return self._widths.least(table, SPACING) > self._narrow - self._indent(table)

    def box_classes(self, table: Table) -> str:
        """The classes of the box around a table; a `broad` one needs more than a text's width.

        Of one that scrolls `in-2` says how deep it stands: a style cannot measure that.
        """
        broad = ["broad"] if self._widths.least(table) > self.measure else []
        inset = [f"in-{level}"] if (level := self._level(table)) else []
        return " ".join(("scroll", *broad, *inset))

    def levels(self, document: Document) -> list[int]:
        """The depths that the boxes of a document's tables are marked with."""
        tables = (block for block in blocks(document) if isinstance(block, Table))
        return sorted({self._level(table) for table in tables} - {0})

    def _level(self, table: Table) -> int:
        indent = self._indent(table)
        return min(math.ceil(indent / INDENT), DEEPEST) if indent and self.scrolls(table) else 0

    def table_classes(self, table: Table) -> str:
        """The classes of a table: its row headers are `pinned`, and what is done on paper."""
        first = [placed.cell for placed in Grid(table).cells if placed.column == 0]
        first = [cell for cell in first if cell.columns == 1]
        by_row = any(cell.scope is Scope.ROW for cell in first)
        width = max(map(self._widths.longest, first), default=0) + CELL_PADDING
        pinned = by_row and self.scrolls(table) and width <= PINNED * self._narrow
        return " ".join((*(["pinned"] if pinned else []), *self._on_paper(table)))

    def _on_paper(self, table: Table) -> tuple[str, ...]:
        """The classes by which a table fits on paper: smaller type, then long words broken.

        One that fits in no size is `tight`: any word in it may be broken, and no column is lost.
        """
        room = PAPER - self._indent(table)
        for name, size in SIZES.items():
            for crowded in ((), ("crowded",)):
                most = LONG if crowded else math.inf
                if self._widths.least(table, most=most) <= room / size:
                    return (*([name] if name else []), *crowded)
        return "smallest", "tight"

    def cell_classes(self, cell: Cell) -> str:
        """The classes of a cell: its alignment, whether it has a `long` word, and `inner`."""
        aligned = [] if cell.alignment == "start" else [cell.alignment]
        long = ["long"] if self._widths.longest(cell) > LONG else []
        inner = self.inner.get(id(cell))
        return " ".join((*aligned, *long, *([inner] if inner else [])))


def inner_cells(document: Document) -> Mapping[int, str]:
    """The class of cells that stand first or last in their row, but not in the table."""
    tables = (block for block in blocks(document) if isinstance(block, Table))
    found: dict[int, str] = {}
    for grid in (Grid(table) for table in tables if is_joined(table)):
        for row in map(grid.begun, range(len(grid.rows))):
            first, last = row[0].column > 0, row[-1].columns.stop < grid.columns
            if first:
                found[id(row[0].cell)] = "inner"
            if last:
                found[id(row[-1].cell)] = "inner ends" if first and len(row) == 1 else "ends"
    return found


def indents(document: Document) -> Mapping[int, float]:
    """What lists and quotations around each table take of its width, by the table's line."""
    found: dict[int, float] = {}
    notes = (block for note in document.notes for block in note.blocks)
    stack: list[tuple[Block, float]] = [(block, 0) for block in document.blocks]
    stack += [(block, INDENT) for block in notes]
    while stack:
        block, around = stack.pop()
        if isinstance(block, Table):
            found[block.position.line] = around
        inner = around + _indent_of(block)
        stack.extend((child, inner) for child in children(block))
    return found


def _indent_of(block: Block) -> float:
    match block:
        case Division():
            return 0
        case Callout():
            return CALLOUT
        case List() if block.room:
            return room_for(block.signs)
        case _:
            return INDENT


def _longest(cell: Cell, spacing: float, faces: tuple[fonts.Face, fonts.Face]) -> float:
    strong = cell.scope is not None or any(
        isinstance(inline, Strong) for inline in inlines_within(cell.content)
    )
    weight = fonts.BOLDEST if strong else fonts.LIGHTEST
    face = faces[strong]
    return max((_width(word, face, weight, spacing) for word in _words(cell)), default=0)


def _words(cell: Cell) -> Iterator[str]:
    """What no line may break: words, cut after hyphens and dashes; code may break anywhere."""
    shown = "".join(_shown(inline) for inline in inlines_within(cell.content))
    for word in shown.split():
        yield from _PARTS.findall(word)


_PARTS = re.compile(r"[^-\u2010\u2012-\u2014]*[-\u2010\u2012-\u2014]*")


def _shown(inline: object) -> str:
    match inline:
        case Text(text=text):
            return text
        case Abbreviation(text=text, first=True, explained=False, expansion=expansion):
            return f"{text} ({expansion})"
        case Abbreviation(text=text):
            return text
        case NoteCall(number=number):
            return f"[{number}]"
        case Code():
            return " "
        case _:
            return ""


def _width(word: str, face: fonts.Face, weight: int, spacing: float) -> float:
    if any(unicodedata.east_asian_width(character) in {"W", "F"} for character in word):
        return 2.0  # a line may end after each of these, but for a bracket
    return sum((fonts.advance(face, each, weight) or _UNKNOWN) + spacing for each in word)
