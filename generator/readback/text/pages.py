"""A text file as lines, with their indentation, and where the ends of things are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from generator.readback.text import conventions as signs

_ENDS = (signs.END_OF_QUOTE, signs.END_OF_CODE, signs.END_OF_TABLE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how far it is indented, and what it says after that and its mark of direction."""

    index: int
    indent: int
    text: str

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return f"line {self.index + 1}"


class Page:
    """The lines of a file."""

    def __init__(self, text: str) -> None:
        self._raw = text.split("\n")
        self.lines = [_line(index, raw) for index, raw in enumerate(self._raw)]

    def flowing(self, index: int) -> tuple[Line, int]:
        """The line at `index` with the lines in which it goes on, and the index after them."""
        line = self.lines[index]
        parts, text = [], line.text
        while (index := index + 1) < len(self.lines):
            end, after = signs.FLOWS.search(text), self.lines[index].text
            if end is None or not after:
                break
            parts += [text[: end.start()], end["spaces"]]
            text = after[_matched(signs.FLOWED, after) :]
        return replace(line, text=_together("".join([*parts, text]))), index

    def between(self, index: int, end: int) -> list[Line]:
        """The lines from `index` to `end`, each with those in which it goes on."""
        lines = []
        while index < end:
            line, index = self.flowing(index)
            lines.append(line)
        return lines

    @cached_property
    def _ends(self) -> dict[tuple[re.Pattern[str], int], list[int]]:
        found: dict[tuple[re.Pattern[str], int], list[int]] = {}
        for line in self.lines:
            if line.text.endswith("]"):
                for end in _ENDS:
                    if end.match(line.text):
                        found.setdefault((end, line.indent), []).append(line.index)
        return found

    def end_of(self, end: re.Pattern[str], line: Line, indent: int) -> int | None:
        """The line after `line` that is this end in column `indent`, or None."""
        places = self._ends.get((end, indent), [])
        nearest = bisect_left(places, line.index + 1)
        return places[nearest] if nearest < len(places) else None

    def code(self, line: Line, indent: int) -> list[str] | None:
        """The lines of code after `line`, exact; None where their end is missing."""
        end = self.end_of(signs.END_OF_CODE, line, indent)
        if end is None:
            return None
        return [_code(raw, indent) for raw in self._raw[line.index + 1 : end]]


def _matched(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _together(text: str) -> str:
    """A line with each sign that belongs to an address right before it."""
    return text if text.isascii() else signs.APART.sub(r" \1", text)


def _line(index: int, raw: str) -> Line:
    text = raw.lstrip(" ")
    indent = len(raw) - len(text)
    return Line(index, indent, text[1:] if text[:1] and text[0] in signs.LINE_DIRECTION else text)


def _code(raw: str, indent: int) -> str:
    line = raw[indent:] if raw[:indent].isspace() or not indent else raw.lstrip(" ")
    plain = line.lstrip(signs.GUARD + signs.LINE_DIRECTION)
    guarded = line.startswith(signs.GUARD) and signs.END_OF_CODE.match(plain)
    return line[1:] if guarded else line
