"""Lines of the file: indentation, labels, guards and marks of direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from generator.packagers.text.parts import INDENT, Part
from generator.packagers.text.signs import (
    DIRECTION_MARKS,
    GUARD,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    line_look_alikes,
)
from generator.words import Words


class Lines:
    """Lays words out as lines; templates call it for each thing that they say."""

    def __init__(self, words: Words) -> None:
        self._looks_like_ours = line_look_alikes()
        self._end_of_code = f"[{words.end_of_code}]"

    def blank(self, part: Part) -> str:
        """The blank lines before a part."""
        return "\n" * part.gap

    def lead(self, part: Part) -> str:
        """The bullet, number or word that leads a part, alone on its line."""
        return _line(part.indent - INDENT, part.lead, part.direction)

    def first(self, part: Part, words: str, label: str = "") -> str:
        """The line that begins a part, after the number, bullet or word that leads it."""
        heads = " ".join(head for head in (part.lead, label) if head)
        indent = part.indent - INDENT if part.lead else part.indent
        return "".join(self._laid(part, words, heads, indent, plain=not label))

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
        if plain or first:
            first = self._guarded(first) if plain else _edges(first)
        yield _line(indent, f"{head} {first}" if head and first else head or first, part.direction)
        below = part.indent + INDENT if hang else part.indent
        for line in rest:
            yield _line(below, self._guarded(line), part.direction)

    def _guarded(self, line: str) -> str:
        return GUARD + _end(line) if self._looks_like_ours.match(line) else _edges(line)


def _line(indent: int, words: str, direction: Literal["ltr", "rtl"]) -> str:
    return f"{' ' * indent}{_direction_mark(words, direction)}{words}\n"


def _edges(line: str) -> str:
    """Guards for an empty line of words, and for what editors eat at the ends of lines."""
    return GUARD + _end(line) if not line or line[0] in _LOOSE else _end(line)


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
