"""Widths of a table's columns, from the words in them."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from generator.document.model import Cell, NoteCall, Table
from generator.document.walk import inlines_within, plain_text
from generator.packagers.column_widths import widest
from generator.packagers.docx.measures import CELL_MARGIN, DENSE_CELL_MARGIN, TWIPS, Measures

_FEWEST = 1200
"""No column has less room than this, in thousandths of an em."""

_UNBROKEN = 8000
"""Of a script that breaks anywhere, this much stays on one line, in thousandths of an em."""


_CALL = 800
"""Of two raised figures."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Twips for each column; `dense` where only smaller type keeps words whole.

    It `fits` where no word is broken.
    """

    widths: tuple[int, ...]
    dense: bool
    fits: bool = True


def layout(table: Table, room: int, measures: Measures) -> Layout:
    """Columns that fill `room`, as wide as their longest words, the rest by length of text."""
    words = [*map(math.ceil, widest(table, _longest))]
    texts = [*map(math.ceil, widest(table, lambda cell: _extent(plain_text(cell.content))))]
    width = partial(_width, margin=CELL_MARGIN, em=measures.table_type * TWIPS)
    dense = sum(map(width, words)) > room
    if dense:
        width = partial(_width, margin=DENSE_CELL_MARGIN, em=measures.dense_type * TWIPS)
    least = [*map(width, words)]
    if sum(least) >= room:
        return Layout(_capped(least, room), dense, sum(least) == room)
    wish = [min(width(extent), room // 2) for extent in texts]
    more = [max(one - other, 0) + 1 for one, other in zip(wish, least, strict=True)]
    spare = _shared(more, room - sum(least))
    widths = tuple(low + extra for low, extra in zip(least, spare, strict=True))
    return Layout(widths, dense)


def _longest(cell: Cell) -> int:
    """The longest word, and the call of a note that may follow it."""
    called = any(isinstance(each, NoteCall) for each in inlines_within(cell.content))
    word = max(map(_unbroken, plain_text(cell.content).split()), default=0)
    return word + called * _CALL


def _width(extent: int, *, margin: int, em: int) -> int:
    return 2 * margin + max(extent, _FEWEST) * em // 1000 + 1


# Extents: how wide text is, in thousandths of an em ---------------------------------------------


def _unbroken(word: str) -> int:
    """What of a word must stay on one line: all, but where it breaks between any characters."""
    if word.isascii() or not any(map(is_east_asian, word)):
        return _extent(word)
    return min(_extent(word), _UNBROKEN)


def _extent(text: str) -> int:
    """In bold, the wider face of a table."""
    return sum(advance(each).bold for each in text)


class Advance(NamedTuple):
    """About what a character takes in Arial and in Arial Bold, in thousandths of an em."""

    regular: int
    bold: int


@cache
def advance(character: str) -> Advance:
    """The room that a character takes."""
    if character in _NARROW:
        return Advance(280, 370)
    if character in _BROAD:
        return Advance(850, 930)
    if is_east_asian(character):
        return Advance(1000, 1000)
    if _ARABIC[0] <= character <= _ARABIC[1]:
        return Advance(540, 750)
    return Advance(690, 760) if character.isupper() else Advance(540, 600)


_NARROW = frozenset("fijlrtI.,:;'’|!()[]/\\- ")
_ARABIC = "\u0600", "\u06ff"
_BROAD = frozenset("mwMW%@—…")


def is_east_asian(character: str) -> bool:
    """True for a character that is as wide as high."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


# Shares ---------------------------------------------------------------------------------------


def _capped(wanted: list[int], amount: int) -> tuple[int, ...]:
    """`amount` shared: those who want little get it, the others get equal shares of the rest."""
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
