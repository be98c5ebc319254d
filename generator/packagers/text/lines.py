"""Lines of the file: indentation, labels, guards and marks of direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

from generator.content.job import TextOptions
from generator.document.words import Words
from generator.packagers.text import columns
from generator.packagers.text.parts import INDENT, Part, Records
from generator.packagers.text.passages import Pieces
from generator.packagers.text.signs import (
    DIRECTION_MARKS,
    END_OF_ISOLATE,
    GUARD,
    ISOLATES,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    beginnings,
    is_guarded_address,
    line_look_alikes,
    untouched,
)


class Lines:
    """Lays words out as lines; templates call it for each thing that they say."""

    def __init__(self, words: Words, options: TextOptions) -> None:
        self._looks_like_ours = line_look_alikes()
        self._begins_like_ours = beginnings()
        self._end_of_code = f"[{words.end_of_code}]"
        self._width = options.width
        self._draws_grids = options.tables == "grid"

    def blank(self, part: Part) -> str:
        """The blank lines before a part."""
        return "\n" * part.gap

    def lead(self, part: Part) -> str:
        """The bullet, number or word that leads a part, alone on its line."""
        return _line(part.indent - INDENT, part.lead, part.direction)

    def grid(
        self, part: Part, header: Callable[[Records, int], str], say: Callable[[Pieces], str]
    ) -> str:
        """A table as a grid; "" where records are wanted, or lines must not be as wide as it is.

        `header` says a column's header, `say` a cell.
        """
        table = part.table
        if table is None or not self._draws_grids:
            return ""
        rows = [[header(table, column) for column in range(len(table.columns))]]
        rows += [[say(cell) for _, cell in record] for record in table.records]
        lines = columns.grid([[_cell(words, part.direction) for words in row] for row in rows])
        if self._width is not None and part.indent + columns.width(lines[0]) > self._width:
            return ""
        return "".join(_line(part.indent, untouched(line), part.direction) for line in lines)

    def first(self, part: Part, words: str, label: str = "") -> str:
        """The line that begins a part, after the number, bullet or word that leads it."""
        heads = " ".join(head for head in (part.lead, label) if head)
        indent = part.indent - INDENT if part.lead else part.indent
        return "".join(self._laid(part, words, heads, indent, plain=not label))

    def labelled(self, part: Part, words: str) -> str:
        """A line that begins with a label of ours, which stands among its words."""
        return "".join(self._laid(part, words, "", part.indent, plain=False))

    def picture(self, part: Part, picture: str) -> str:
        """The line of a picture that stands alone; what it says may go on in further lines."""
        words = f"{part.lead} {picture}" if part.lead else picture
        indent = part.indent - INDENT if part.lead else part.indent
        return "".join(self._in_lines(words, part, indent, part.indent, len(part.lead) + 1))

    def then(self, part: Part, words: str, label: str = "", *, hang: bool = False) -> str:
        """A further line of a part; `hang` indents what follows a hard line break in it."""
        return "".join(self._laid(part, words, label, part.indent, plain=not label, hang=hang))

    def exact(self, part: Part, code: str) -> str:
        """Lines of code as they are; one that looks like the end of code gets a guard."""
        indent = " " * part.indent
        return "".join(
            f"{indent}{self._kept(line)}\n" if line else "\n" for line in code.split("\n")
        )

    def _kept(self, code: str) -> str:
        plain = code.lstrip(GUARD + LEFT_TO_RIGHT + RIGHT_TO_LEFT)
        return GUARD + code if plain == self._end_of_code else code

    def _laid(
        self,
        part: Part,
        words: str,
        head: str,
        indent: int,
        *,
        plain: bool,
        hang: bool = False,
    ) -> Iterator[str]:
        first, *rest = words.split("\n")
        below = part.indent + INDENT if hang else part.indent
        if plain or first:
            first = self._guarded(first) if plain else _edges(first)
        if head and first:
            first = f"{head} {first}"
        yield from self._in_lines(first or head, part, indent, below, keep=len(head) + 1)
        for line in rest:
            yield from self._in_lines(self._guarded(line), part, below, below)

    def _in_lines(
        self, words: str, part: Part, indent: int, below: int, keep: int = 0
    ) -> Iterator[str]:
        """A line of words, as several where it is too wide: all but the last end in a space."""
        words = untouched(words)
        if self._width is None:
            yield _line(indent, words, part.direction)
            return
        room, rest = (max(self._width - by, self._width // 2) for by in (indent, below))
        keep += words[keep - 1 : keep] == GUARD
        for line in columns.wrapped(words, room, rest, keep, self._begins_like_ours):
            yield _line(indent, line, part.direction)
            indent = below

    def _guarded(self, line: str) -> str:
        return GUARD + _end(line) if self._looks_like_ours.match(line) else _edges(line)


def _line(indent: int, words: str, direction: Literal["ltr", "rtl"]) -> str:
    return f"{' ' * indent}{_direction_mark(words, direction)}{words}\n"


def _cell(words: str, direction: Literal["ltr", "rtl"]) -> list[str]:
    """The lines of a cell; one that holds letters of the other direction stands in an isolate.

    That guards its ends, too.
    """
    return [
        f"{ISOLATES[_first_strong(line) or direction]}{line}{END_OF_ISOLATE}"
        if _turns(line, direction)
        else _edges(line)
        for line in (words.split("\n") if words else ())
    ]


def _turns(line: str, direction: Literal["ltr", "rtl"]) -> bool:
    other = {"R", "AL", "AN"} if direction == "ltr" else {"L"}
    return any(unicodedata.bidirectional(character) in other for character in line)


def _edges(line: str) -> str:
    """Guards for an empty line of words, and for what editors eat at the ends of lines."""
    loose = not line or (line[0] in _LOOSE and not is_guarded_address(line))
    return GUARD + _end(line) if loose else _end(line)


def _end(line: str) -> str:
    return line + GUARD if line and line[-1] in _LOOSE else line


_LOOSE = f" \t\f\ufeff{GUARD}"


def _direction_mark(words: str, wanted: Literal["ltr", "rtl"]) -> str:
    """A mark for a line whose first letter would give it the wrong direction (UAX #9, P2)."""
    found = _first_strong(words)
    if found is None or found == wanted:
        return ""
    return RIGHT_TO_LEFT if wanted == "rtl" else LEFT_TO_RIGHT


def _first_strong(words: str) -> Literal["ltr", "rtl"] | None:
    for character in words:
        if character in DIRECTION_MARKS:
            continue
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None
