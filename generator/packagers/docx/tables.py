"""Widths of a table's columns, from the words in them."""

from __future__ import annotations

from generator.model import Table
from generator.packagers.docx.measures import CELL_MARGIN
from generator.walk import plain_text

_CHARACTER = 125
"""A character's average width in the table's type, generous, in twips."""

_SMALLEST = 2 * CELL_MARGIN + 2 * _CHARACTER


def column_widths(table: Table, room: int) -> tuple[int, ...]:
    """Twips for each column, `room` in all: no narrower than its longest word if that can be,
    the rest by length of text."""
    cells = [[plain_text(cell.content) for cell in row.cells] for row in (table.header, *table.rows)]
    columns = list(zip(*cells, strict=True))
    least = [_width(max((len(w) for text in c for w in text.split()), default=0)) for c in columns]
    wish = [_width(max(len(text) for text in column)) for column in columns]
    wish = [max(one, min(other, room // 2)) for one, other in zip(least, wish, strict=True)]
    if sum(least) >= room:
        return _shared(least, room)
    spare = _shared([w - low + 1 for w, low in zip(wish, least, strict=True)], room - sum(least))
    return tuple(low + more for low, more in zip(least, spare, strict=True))


def _width(characters: int) -> int:
    return max(_SMALLEST, 2 * CELL_MARGIN + characters * _CHARACTER)


def _shared(weights: list[int], amount: int) -> tuple[int, ...]:
    """`amount` shared by weight, in whole twips, nothing left over."""
    total = sum(weights)
    shares = [amount * weight // total for weight in weights]
    shares[-1] += amount - sum(shares)
    return tuple(max(share, 1) for share in shares)
