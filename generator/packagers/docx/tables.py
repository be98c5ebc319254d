"""Widths of a table's columns, from the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Table
from generator.packagers.docx.measures import CELL_MARGIN, DENSE_CELL_MARGIN
from generator.walk import plain_text

_CHARACTER, _DENSE_CHARACTER = 125, 102
"""A character's average width in a table's type of 11 and 9 points, generous, in twips."""

_FEWEST = 2
"""No column is narrower than this many characters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Twips for each column; `dense` where only smaller type keeps words whole."""

    widths: tuple[int, ...]
    dense: bool


def layout(table: Table, room: int) -> Layout:
    """Columns that fill `room`, as wide as their longest words, the rest by length of text."""
    cells = [
        [plain_text(cell.content) for cell in row.cells] for row in (table.header, *table.rows)
    ]
    columns = list(zip(*cells, strict=True))
    words = [max((len(word) for text in c for word in text.split()), default=0) for c in columns]
    texts = [max(len(text) for text in column) for column in columns]
    dense = sum(_width(count, dense=False) for count in words) > room
    least = [_width(count, dense=dense) for count in words]
    if sum(least) >= room:
        return Layout(_shared(least, room), dense)
    wish = [min(_width(count, dense=dense), room // 2) for count in texts]
    more = [max(one - other, 0) + 1 for one, other in zip(wish, least, strict=True)]
    spare = _shared(more, room - sum(least))
    widths = tuple(low + extra for low, extra in zip(least, spare, strict=True))
    return Layout(widths, dense)


def _width(characters: int, *, dense: bool) -> int:
    count = max(characters, _FEWEST)
    if dense:
        return 2 * DENSE_CELL_MARGIN + count * _DENSE_CHARACTER
    return 2 * CELL_MARGIN + count * _CHARACTER


def _shared(weights: list[int], amount: int) -> tuple[int, ...]:
    """`amount` shared by weight, in whole twips, nothing left over."""
    total = sum(weights)
    shares = [max(amount * weight // total, 1) for weight in weights]
    shares[-1] = max(amount - sum(shares[:-1]), 1)
    return tuple(shares)
