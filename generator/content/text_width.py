"""Lines and grids of a given width, in columns of a window: what the expected lines are cut to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.content import text_conventions as conventions


def columns_of(text: str) -> int:
    """The columns of a window that `text` takes."""
    taken = 0
    for character in text:
        if unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return taken


def _units(line: str, keep: int = 0) -> list[str]:
    """What a line may not end within, each with the spaces after it."""
    ends = [m.end() for m in conventions.LINE_MAY_END.finditer(line) if m.start() > keep]
    return [line[start:end] for start, end in zip([0, *ends], [*ends, len(line)], strict=True)]


def filled(line: str, first: int, rest: int, keep: int = 0) -> Iterator[str]:
    """Lines that hold as many words as there is room for."""
    said: list[str] = []
    taken, room = 0, first
    for unit in _units(line, keep):
        if said and taken + columns_of(unit.rstrip(" ")) > room:
            yield "".join(said)
            said, taken, room = [], 0, rest
        said.append(unit)
        taken += columns_of(unit)
    yield "".join(said)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table drawn with bars; `room` in columns, None for as many as it takes."""

    cells: list[list[str]]
    room: int | None

    def drawn(self) -> list[tuple[int, str]]:
        """Lines, each with the number of its row; none where the words do not fit."""
        widths = self._widths()
        if not widths:
            return []
        fitted = [
            [self._lines(cell, width) for cell, width in zip(row, widths, strict=True)]
            for row in self.cells
        ]
        several = any(len(lines) > 1 for row in fitted[1:] for lines in row)
        rule = "|" + "".join("-" * (width + 2) + "|" for width in widths)
        drawn: list[tuple[int, str]] = []
        for number, row in enumerate(fitted):
            for index in range(max(len(lines) for lines in row) or 1):
                parts = [lines[index] if index < len(lines) else "" for lines in row]
                drawn.append((number, _bars(parts, widths)))
            if number == 0 or several:
                drawn.append((number, rule))
        return drawn

    def _widths(self) -> list[int]:
        columns = [
            [line for cell in column for line in cell.split("\n")]
            for column in zip(*self.cells, strict=True)
        ]
        full = [max(1, *map(columns_of, lines)) for lines in columns]
        if self.room is None:
            return full
        units = [[unit.rstrip(" ") for line in lines for unit in _units(line)] for lines in columns]
        least = [max(conventions.NARROWEST_GRID, *map(columns_of, each)) for each in units]
        for limit in range(max(full), 0, -1):
            widths = [min(f, max(low, limit)) for f, low in zip(full, least, strict=True)]
            if sum(widths) + 3 * len(widths) + 1 <= self.room:
                return widths
        return []

    @staticmethod
    def _lines(cell: str, width: int) -> list[str]:
        lines = cell.split("\n") if cell else []
        return [part.rstrip(" ") for line in lines for part in filled(line, width, width)]


def _bars(parts: list[str], widths: list[int]) -> str:
    padded = (p + " " * (w - columns_of(p)) for p, w in zip(parts, widths, strict=True))
    return "| " + " | ".join(padded) + " |"
