"""Tables whose columns do not fit: their rows become records, each cell with its column's name.

The header row is then hidden if those names say all of it; else it is a record of its own.
An e-reader has no room to scroll in, and readers make type as large as they need. So each table
says from which width on its columns stand side by side, in the size of its type, and the style
does the rest where the page is narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from generator.document.grid import Grid
from generator.document.model import (
    Cell,
    Code,
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Row,
    Strong,
    Table,
    Text,
)
from generator.document.walk import blocks, folded, inlines_within, plain_text
from generator.packagers.column_widths import widest

STEPS = (8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 100)
"""Widths that a table may ask for; a wider one asks for the last."""

CHARACTER, BROAD = 0.62, 1.05
"""The width of a character in bold type, and of one as broad as high."""

PADDING = 0.75
"""Between two columns."""


def variables(document: Document, separator: str) -> dict[str, object]:
    """What the templates ask: of a table `stack` and `named`, all `stacks`, the `label_of_cell`.

    And of a row what is `joined_above`. The `separator` stands between the words of headers.
    """
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    above = {id(row): words for table in tables for row, words in _joined(table, separator)}
    joined_above: Callable[[Row], str | None] = lambda row: above.get(id(row))  # noqa: E731
    labels = {id(cell): label for table in tables for cell, label in _labels(table, separator)}
    label: Callable[[Cell], str | None] = lambda cell: labels.get(id(cell))  # noqa: E731
    return {
        "stack": stack,
        "stacks": sorted({stack(table) for table in tables}),
        "named": named,
        "label_of_cell": label,
        "joined_above": joined_above,
    }


def stack(table: Table) -> int:
    """The width below which the rows of a table become records."""
    columns = widest(table, _longest_word, PADDING)
    needed = sum(columns) + PADDING * len(columns)
    return next((step for step in STEPS if step >= needed), STEPS[-1])


def named(table: Table) -> bool:
    """True if the names of cells say all that the header row does.

    They are plain words: a header's links, calls of notes, pictures, languages and abbreviations
    need the row itself.
    """
    cells = (cell for row in table.head for cell in row.cells)
    header = (part for cell in cells for part in inlines_within(cell.content))
    return bool(table.rows) and all(map(_is_plain, header))


def _is_plain(inline: Inline) -> bool:
    return isinstance(inline, Text | Code | Emphasis | Strong | LineBreak)


def _labels(table: Table, separator: str) -> Iterable[tuple[Cell, str]]:
    """The cells below the header rows, with the words of all the headers above each.

    Where the header of its row stands in a row above, the words of that come first.
    """
    grid = Grid(table)
    words = cache(lambda header: folded(plain_text(header.cell.content)))
    for placed in grid.cells:
        if placed.row >= grid.head:
            above = [header for header in grid.row_headers(placed) if header.row < placed.row]
            headers = (*above, *grid.column_headers(placed))
            name = separator.join(filter(None, map(words, headers)))
            if name:
                yield placed.cell, name


def _joined(table: Table, separator: str) -> Iterable[tuple[Row, str]]:
    """The rows into which cells reach from above, with the names and words of those cells.

    Where rows are records, each says all that holds for it. Headers of rows are in the labels.
    """
    if all(cell.rows == 1 for row in table.rows for cell in row.cells):
        return
    grid, names = Grid(table), {id(cell): name for cell, name in _labels(table, separator)}
    for number in range(grid.head, len(grid.rows)):
        reaching = [
            (names.get(id(placed.cell), ""), folded(plain_text(placed.cell.content)))
            for placed in grid.rows[number]
            if placed.row < number and placed.cell.scope is None
        ]
        said = [separator.join(filter(None, each)) for each in reaching if each[1]]
        if said:
            yield table.all_rows[number], separator.join(said)


def _longest_word(cell: Cell) -> float:
    return max(map(_extent, plain_text(cell.content).split()), default=0.0)


def _extent(word: str) -> float:
    return sum(
        BROAD if character > "\u2e80" or character in "mwMW%@—" else CHARACTER for character in word
    )
