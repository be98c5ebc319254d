"""Widths of a table's columns, from the words in them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from generator.model import Table
from generator.packagers.docx.measures import CELL_MARGIN, DENSE_CELL_MARGIN
from generator.walk import plain_text

_CHARACTER, _DENSE_CHARACTER = 125, 102
"""A character's average width in a table's type of 11 and 9 points, generous, in twips."""

_FEWEST = 2
"""No column is narrower than this many characters."""

_UNBROKEN = 8
"""Of a script that breaks anywhere, this many characters stay on one line."""


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
    words = [
        max((_unbroken(word) for text in c for word in text.split()), default=0) for c in columns
    ]
    texts = [max(_characters(text) for text in column) for column in columns]
    dense = sum(_width(count, dense=False) for count in words) > room
    least = [_width(count, dense=dense) for count in words]
    if sum(least) >= room:
        return Layout(_capped(least, room), dense)
    wish = [min(_width(count, dense=dense), room // 2) for count in texts]
    more = [max(one - other, 0) + 1 for one, other in zip(wish, least, strict=True)]
    spare = _shared(more, room - sum(least))
    widths = tuple(low + extra for low, extra in zip(least, spare, strict=True))
    return Layout(widths, dense)


def _characters(text: str) -> int:
    """The length of a text in characters of average width; an East Asian one is twice as wide."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


def _unbroken(word: str) -> int:
    """What of a word must stay on one line: all, but where it breaks between any characters."""
    if word.isascii() or not any(map(_is_wide, word)):
        return len(word)
    return min(_characters(word), 2 * _UNBROKEN)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _width(characters: int, *, dense: bool) -> int:
    count = max(characters, _FEWEST)
    if dense:
        return 2 * DENSE_CELL_MARGIN + count * _DENSE_CHARACTER
    return 2 * CELL_MARGIN + count * _CHARACTER


def _capped(wanted: list[int], amount: int) -> tuple[int, ...]:
    """`amount` given out so that whoever wants little gets it, and the others the same."""
    given = [0] * len(wanted)
    left, waiting = amount, sorted(range(len(wanted)), key=lambda index: wanted[index])
    for place, index in enumerate(waiting):
        given[index] = max(min(wanted[index], left // (len(waiting) - place)), 1)
        left -= given[index]
    given[waiting[-1]] += max(left, 0)
    return tuple(given)


def _shared(weights: list[int], amount: int) -> tuple[int, ...]:
    """`amount` shared by weight, in whole twips, nothing left over."""
    total = sum(weights)
    shares = [max(amount * weight // total, 1) for weight in weights]
    shares[-1] = max(amount - sum(shares[:-1]), 1)
    return tuple(shares)
