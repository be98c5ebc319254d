"""Tables whose columns do not fit: their rows become records, each cell with its column's name.

The header row is then hidden if those names say all of it; else it is a record of its own.
An e-reader has no room to scroll in, and readers make type as large as they need. So each table
says from which width on its columns stand side by side, in the size of its type, and the style
does the rest where the page is narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.document.model import (
    Cell,
    Code,
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Strong,
    Table,
    Text,
)
from generator.document.walk import blocks, folded, inlines_within, plain_text

STEPS = (8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 100)
"""Widths that a table may ask for; a wider one asks for the last."""

CHARACTER, BROAD = 0.62, 1.05
"""The width of a character in bold type, and of one as broad as high."""

PADDING = 0.75
"""Between two columns."""


def variables(document: Document) -> dict[str, object]:
    """What the templates ask: of a table `stack` and `named`, all `stacks`, the `label_of_cell`."""
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    labels = {id(cell): label for table in tables for cell, label in _labels(table)}
    label: Callable[[Cell], str | None] = lambda cell: labels.get(id(cell))  # noqa: E731
    return {
        "stack": stack,
        "stacks": sorted({stack(table) for table in tables}),
        "named": named,
        "label_of_cell": label,
    }


def stack(table: Table) -> int:
    """The width below which the rows of a table become records."""
    columns = zip(*(row.cells for row in (table.header, *table.rows)), strict=True)
    needed = sum(max(map(_longest_word, column)) + PADDING for column in columns)
    return next((step for step in STEPS if step >= needed), STEPS[-1])


def named(table: Table) -> bool:
    """True if the names of cells say all that the header row does.

    They are plain words: a header's links, calls of notes, pictures, languages and abbreviations
    need the row itself.
    """
    header = (part for cell in table.header.cells for part in inlines_within(cell.content))
    return bool(table.rows) and all(map(_is_plain, header))


def _is_plain(inline: Inline) -> bool:
    return isinstance(inline, Text | Code | Emphasis | Strong | LineBreak)


def _labels(table: Table) -> Iterable[tuple[Cell, str]]:
    """The cells below the header row, with the words of their columns' headers."""
    names = [folded(plain_text(cell.content)) for cell in table.header.cells]
    for row in table.rows:
        for cell, name in zip(row.cells, names, strict=True):
            if name:
                yield cell, name


def _longest_word(cell: Cell) -> float:
    return max(map(_extent, plain_text(cell.content).split()), default=0.0)


def _extent(word: str) -> float:
    return sum(
        BROAD if character > "\u2e80" or character in "mwMW%@—" else CHARACTER for character in word
    )
