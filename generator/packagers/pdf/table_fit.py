"""How a table fits its page: as others are set, in smaller type, or across a page that is turned.

What cannot fit is known before the layout, by the widest thing that each column holds and the room
that the lists and quotations around the table leave. The layout has the last word: a table that
turns out too wide all the same takes the next step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from generator.document.grid import Grid
from generator.document.markers import room_for
from generator.document.model import Block, Division, Document, Image, Inlines, List, Table
from generator.document.walk import children, inlines_within, plain_text
from generator.packagers.column_widths import widest
from generator.packagers.pdf.unbroken import LONGEST, SHORT, longest_whole

PAPERS = {"A4": (210, 297), "A5": (148, 210), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""

PAGE_MARGIN = 22.5
"""On either side, in millimetres."""

EDGE = 22
"""Above and below, in millimetres."""

CELL_PADDING, LIST_INDENT = 0.9, 1.6
"""In the size of the text; a quotation is indented by less than a list."""

CHARACTER = 0.5
"""The width of a character, in the size of its type."""

PADDING = math.ceil(CELL_PADDING / CHARACTER)
"""Of a cell, in characters."""

INDENT = math.ceil(LIST_INDENT / CHARACTER)
"""Of a list, a definition or a quotation, in characters."""

USED = 0.9
"""The part of a line that is counted on: some words are wider than others."""

USUAL_SIZE = 12
"""Points of the text whose characters are counted; larger text has less room."""

PIXELS = CHARACTER * USUAL_SIZE * 96 / 72
"""Of a picture, as wide as a character."""

LARGE_PRINT = 18
"""Points of the text in large print: as in `look.jinja`."""

MEASURE, LARGE_MEASURE = 28, 25
"""The longest line of running text, in its size, also in large print: as in `style.css.jinja`."""

NARROWEST = LONGEST * 0.55
"""What any line holds, in the size of its type: the longest number, in the type of code too."""

SMALL, WHOLE, WHOLE_TURNED = 12, 26, 16
"""Rows, and lines in all, of a table that stays on one page, as it is or turned."""

TALL = 18
"""Lines of a row that may go on over pages; shorter ones stay together."""


SMALLER, SMALLEST = 0.84, 0.67
"""Type of a table, in that of the text: 10 points where this has 12, which is the least that clear
print allows; 8 only where the table could not be printed at all."""


class Step(IntEnum):
    """What is done so that a table fits, from the mildest."""

    USUAL = 0
    SMALLER = 1
    TURNED = 2
    TURNED_SMALLER = 3
    TURNED_SMALLEST = 4

    @property
    def turned(self) -> bool:
        """True where the page is turned."""
        return self >= Step.TURNED

    @property
    def size(self) -> float:
        """Type of the table, in the size of the text around it."""
        smaller = {Step.SMALLER, Step.TURNED_SMALLER}
        return SMALLER if self in smaller else SMALLEST if self is Step.TURNED_SMALLEST else 1


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is made to fit.

    `shares` of its width for each column, in per cent; empty where the layout may choose. Rows of
    a `tall` table may go on over pages; a `small` one stays on one page.
    """

    step: Step = Step.USUAL
    shares: tuple[int, ...] = ()
    tall: bool = False
    small: bool = False

    @property
    def turned(self) -> bool:
        """True where the page is turned."""
        return self.step.turned

    @property
    def classes(self) -> str:
        """Its classes in `style.css.jinja`."""
        size = {SMALLER: ("crowded", "smaller"), SMALLEST: ("crowded", "smallest")}.get(
            self.step.size
        )
        crowded = size or (("crowded",) if self.step else ())
        tall, shared = ("tall",) * self.tall, ("shared",) * bool(self.shares)
        return " ".join((*crowded, *shared, *tall, *("together",) * self.small))


def too_wide_in_large_print(document: Document) -> frozenset[int]:
    """The lines of the tables that are wider than the page in large print."""
    fits = table_fits(document, "A4", LARGE_PRINT, {})
    return frozenset(line for line, fit in fits.items() if fit.step is not Step.USUAL)


def most_indents(paper: str, text_size: float) -> int:
    """How many lists and quotations may be indented within each other; at least one."""
    width = (PAPERS[paper][0] - 2 * PAGE_MARGIN) / 25.4 * 72 / text_size
    longest = LARGE_MEASURE if text_size >= LARGE_PRINT else MEASURE
    return max(1, int((min(width, longest) - NARROWEST) / LIST_INDENT))


def table_fits(
    document: Document, paper: str, text_size: float, steps: Mapping[int, Step]
) -> Mapping[int, Fit]:
    """How each table is set, by its line; `text_size` in points, `steps` as layouts asked for."""
    scale = USUAL_SIZE / text_size
    upright, turned = (_characters(side) * scale for side in PAPERS[paper])
    return {
        table.position.line: _fit(
            table,
            _Room(upright - indent, turned - indent),
            document,
            steps.get(table.position.line, Step.USUAL),
        )
        for table, indent in _tables(document, most_indents(paper, text_size) * INDENT)
    }


def page_height(paper: str) -> float:
    """What lies between the upper and the lower edge of the text, in millimetres."""
    return PAPERS[paper][1] - 2 * EDGE


def _characters(millimetres: float) -> int:
    """How many fit between the margins of a side in text of the usual size."""
    each = CHARACTER * USUAL_SIZE * 25.4 / 72
    return int(USED * (millimetres - 2 * PAGE_MARGIN) / each)


@dataclass(frozen=True, slots=True)
class _Room:
    """Characters across the page, as it is and turned."""

    upright: float
    turned: float

    def at(self, step: Step) -> float:
        """What a table has at a step, in characters of its own size."""
        return (self.turned if step.turned else self.upright) / step.size


def _tables(document: Document, most: int) -> Iterator[tuple[Table, int]]:
    """Every table, with what is around it on its line, in characters: at `most` so many."""
    notes = (block for note in document.notes for block in note.blocks)
    stack: list[tuple[Block, int]] = [(block, 0) for block in (*document.blocks, *notes)]
    while stack:
        block, indent = stack.pop()
        if isinstance(block, Table):
            yield block, indent
        inner = min(most, indent + _indent(block))
        stack.extend((child, inner) for child in children(block))


def _indent(block: Block) -> int:
    """What a block takes of the width of those inside it, in characters."""
    if isinstance(block, Division):
        return 0
    if isinstance(block, List) and block.room:
        return math.ceil(room_for(block.signs) / CHARACTER)
    return INDENT


def _fit(table: Table, room: _Room, document: Document, least: Step) -> Fit:
    words = widest(table, lambda cell: _longest_word(cell.content), PADDING)
    whole = widest(table, lambda cell: _longest_whole(cell.content), PADDING)
    pictures = widest(table, lambda cell: _widest_picture(cell.content, document), PADDING)
    if least > Step.SMALLER and any(pictures):
        needs = [max(each) + PADDING for each in zip(whole, pictures, strict=True)]
        return _set(table, room, least, tuple(_shares(whole, needs, room.at(least))))
    for step in (each for each in Step if each >= least):
        needed = words if step is Step.USUAL else whole
        if sum(map(max, needed, pictures)) + PADDING * table.columns <= room.at(step):
            return _set(table, room, step)
    return _set(table, room, Step.TURNED_SMALLEST)


def _set(table: Table, room: _Room, step: Step, shares: tuple[int, ...] = ()) -> Fit:
    lines = list(_lines(table, room, step))
    most = WHOLE_TURNED if step.turned else WHOLE
    small = 0 < len(lines) <= SMALL and sum(max(1, each) for each in lines) <= most
    return Fit(step, shares, any(each > TALL for each in lines), small)


def _shares(least: list[float], wanted: list[float], room: float) -> Iterator[int]:
    """What each column gets: the least it needs, and of the rest by what it wants."""
    least = [each + PADDING for each in least]
    rest = max(0, room - sum(least))
    more = [max(0, min(want, room / 2) - need) for want, need in zip(wanted, least, strict=True)]
    widths = [
        need + rest * each / max(1, sum(more)) for need, each in zip(least, more, strict=True)
    ]
    return (int(100 * width / sum(widths)) for width in widths)


def _lines(table: Table, room: _Room, step: Step) -> Iterator[float]:
    """How many lines each row has, as far as one can tell."""
    grid = Grid(table)
    body = [
        [(placed, len(plain_text(placed.cell.content))) for placed in grid.begun(row)]
        for row in range(grid.head, len(grid.rows))
    ]
    lengths = [0] * grid.columns
    for placed, length in (each for row in body for each in row):
        if placed.cell.columns == 1:
            lengths[placed.column] = max(lengths[placed.column], length)
    weights = [1 + length**0.5 for length in lengths]
    widths = [max(SHORT, room.at(step) * each / sum(weights)) for each in weights]
    for cells in body:
        yield max(
            length / sum(widths[placed.column : placed.columns.stop]) for placed, length in cells
        )


def _longest_word(content: Inlines) -> int:
    return max(map(len, plain_text(content).split()), default=0)


def _longest_whole(content: Inlines) -> int:
    """The longest stretch that no line may break; of a longer word, what should stay together."""
    return max(longest_whole(plain_text(content)), min(_longest_word(content), SHORT))


def _widest_picture(content: Inlines, document: Document) -> float:
    return max(
        (
            document.pictures[inline.picture].width / PIXELS
            for inline in inlines_within(content)
            if isinstance(inline, Image)
        ),
        default=0,
    )
