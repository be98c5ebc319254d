"""Words in columns: how wide they are, where a line of them may end, and how cells line up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.packagers.text.signs import END_OF_ISOLATE, GUARD, ISOLATES

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


def wrapped(text: str, first: int, rest: int, keep: int, unfit: re.Pattern[str]) -> Iterator[str]:
    """`text` in lines of `first` columns and then `rest`, ending in the spaces that part them.

    The first `keep` characters stay together, and no line begins with what is `unfit`. A word
    wider than a line stays whole.
    """
    open_isolates: list[str] = []
    room, line, used = first, "", 0
    for word in _words(text, keep, unfit):
        wide, gap = width(word), len(word) - len(word.rstrip(" "))
        # After a guard, the end of an isolate would be the author's.
        guarded = bool(open_isolates) and line.rstrip(" ").endswith(GUARD)
        if used and used + wide - gap > room and not guarded:
            yield _closed(line, open_isolates)
            room, line, used = rest, "".join(open_isolates), 0
        line, used = line + word, used + wide
        _follow(word, open_isolates)
    yield line


def _words(text: str, keep: int, unfit: re.Pattern[str]) -> Iterator[str]:
    """The pieces between which a line may end, each with the spaces after it."""
    start = 0
    for gap in re.finditer(r" +(?=[^ ])", text):
        if gap.start() >= keep and not unfit.match(text, gap.end()):
            yield text[start : gap.end()]
            start = gap.end()
    yield text[start:]


_ISOLATE = re.compile(rf"{GUARD}.|([{''.join(ISOLATES.values())}])|({END_OF_ISOLATE})", re.DOTALL)


def _follow(text: str, open_isolates: list[str]) -> None:
    """Note the isolates that `text` opens and closes; those of the author stand behind a guard."""
    for found in _ISOLATE.finditer(text):
        if found[1]:
            open_isolates.append(found[1])
        elif found[2] and open_isolates:
            open_isolates.pop()


def _closed(line: str, open_isolates: Sequence[str]) -> str:
    """A line whose isolates end with it: no isolate outlasts its line (UAX #9, BD9)."""
    words = line.rstrip(" ")
    return words + END_OF_ISOLATE * len(open_isolates) + line[len(words) :]


Cell = Sequence[str]
"""The lines of a cell."""


def grid(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Rows of cells as lines: the first row, a rule, the others.

    Where a cell has several lines, a rule follows every row; else every line is a row.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(width(line) for cell in column for line in cell or ("",)) for column in columns]
    rule = "|".join(["", *("-" * (wide + 2) for wide in widths), ""])
    tall = any(len(cell) > 1 for row in rows[1:] for cell in row)
    lines = [*_lines(rows[0], widths), rule]
    for row in rows[1:]:
        lines += [*_lines(row, widths), *[rule][:tall]]
    return lines


def _lines(row: Iterable[Cell], widths: Sequence[int]) -> Iterator[str]:
    cells = list(row)
    for index in range(max(1, *map(len, cells))):
        said = (cell[index] if index < len(cell) else "" for cell in cells)
        padded = (
            text + " " * (wide - width(text)) for text, wide in zip(said, widths, strict=True)
        )
        yield f"| {' | '.join(padded)} |"
