"""Which tables are too wide for a narrow window, so that they scroll in it."""

from __future__ import annotations

import math

from generator.document.model import Cell, Table
from generator.document.walk import plain_text

NARROW = 320
"""Pixels of the narrowest window in which all must be read without scrolling (WCAG 1.4.10)."""

SPACED = 0.65
"""The width of a character with the letter and word spacing that WCAG 1.4.12 lets a reader set,
in the size of its type."""

ROWS = 12
"""Rows that fit a page of an e-reader."""

WINDOW_MARGIN, CELL_PADDING = 1, 1
"""Beside the text and beside a cell, in the size of the text."""


def variables(type_size: float, *, pages: bool) -> dict[str, object]:
    """Which tables are `wide` and which of them scroll, for text of so many pixels.

    What scrolls is never broken across two pages, so on pages a long table does not.
    """
    room = int((NARROW / max(type_size, 1) - 2 * WINDOW_MARGIN) / SPACED)

    def wide(table: Table) -> bool:
        return _width(table) > room

    def scrolls(table: Table) -> bool:
        return wide(table) and not (pages and len(table.rows) > ROWS)

    return {"wide": wide, "scrolls": scrolls}


def _width(table: Table) -> int:
    """The longest words of the columns side by side, in characters."""
    padding = math.ceil(CELL_PADDING / SPACED)
    columns = zip(*(row.cells for row in (table.header, *table.rows)), strict=True)
    return sum(max(map(_longest_word, column)) + padding for column in columns)


def _longest_word(cell: Cell) -> int:
    words = plain_text(cell.content).split()
    return max(map(len, words), default=0)
