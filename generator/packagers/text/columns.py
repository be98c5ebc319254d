"""Words in columns: how wide they are, where a line of them ends, and how cells line up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.content.text_conventions import LINE_MAY_END, NARROWEST_GRID

_INVISIBLE = frozenset({"Mn", "Me", "Cf"})
_WIDE = frozenset("WF")


def width(text: str) -> int:
    """The columns that `text` fills (UAX #11): two for an ideograph, none for what has no shape."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in _INVISIBLE
        else 1 + (unicodedata.east_asian_width(character) in _WIDE)
        for character in text
    )


def wrapped(text: str, first: int, rest: int, keep: int = 0) -> Iterator[str]:
    """`text` in lines of `first` columns and then `rest`, ending in the spaces that part them.

    The first `keep` characters and the word after them stay together. A word wider than a line
    stays whole.
    """
    room, line, used = first, "", 0
    for word in _words(text, keep):
        wide = width(word)
        if line and used + wide - (len(word) - len(word.rstrip(" "))) > room:
            yield line
            room, line, used = rest, "", 0
        line, used = line + word, used + wide
    yield line


def _words(text: str, keep: int = 0) -> Iterator[str]:
    """The pieces between which a line may end, each with the spaces after it."""
    start = 0
    for gap in LINE_MAY_END.finditer(text):
        if gap.start() > keep:
            yield text[start : gap.end()]
            start = gap.end()
    yield text[start:]


Cell = Sequence[str]
"""The lines of a cell."""


def grid(rows: Sequence[Sequence[Cell]], room: int | None) -> list[str]:
    """Rows of cells as lines of `room` columns: the first row, a rule, the others.

    Where a cell has several lines, a rule follows every row; else every line is a row. Nothing
    where there is no room for the longest words.
    """
    columns = [[line for cell in column for line in cell] for column in zip(*rows, strict=True)]
    wanted = [max(map(width, column), default=1) or 1 for column in columns]
    widths = wanted if room is None else _shared(columns, wanted, room - 3 * len(columns) - 1)
    if not widths:
        return []
    rule = "|".join(["", *("-" * (wide + 2) for wide in widths), ""])
    cut = [[_cut(cell, wide) for cell, wide in zip(row, widths, strict=True)] for row in rows]
    tall = any(len(cell) > 1 for row in cut[1:] for cell in row)
    lines = [*_lines(cut[0], widths), rule]
    for row in cut[1:]:
        lines += [*_lines(row, widths), *[rule][:tall]]
    return lines


def _shared(columns: Sequence[Sequence[str]], wanted: Sequence[int], room: int) -> list[int]:
    """Widths that fill `room`: narrow columns get what they want, wide ones the same."""
    least = [
        max([NARROWEST_GRID, *(width(word.rstrip(" ")) for line in lines for word in _words(line))])
        for lines in columns
    ]
    for most in range(max(wanted), 0, -1):
        widths = [min(want, max(low, most)) for want, low in zip(wanted, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return []


def _cut(cell: Cell, wide: int) -> list[str]:
    return [part.rstrip(" ") for line in cell for part in wrapped(line, wide, wide)]


def _lines(row: Iterable[Cell], widths: Sequence[int]) -> Iterator[str]:
    cells = list(row)
    for index in range(max(1, *map(len, cells))):
        said = (cell[index] if index < len(cell) else "" for cell in cells)
        padded = (
            text + " " * (wide - width(text)) for text, wide in zip(said, widths, strict=True)
        )
        yield f"| {' | '.join(padded)} |"
