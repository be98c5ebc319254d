"""How wide words are in a drawing, and how they are broken into lines."""

from __future__ import annotations

import unicodedata

from generator.document.languages import is_east_asian
from generator.packagers import fonts

SIZE = 16
"""Pixels of all words: 12 points on paper."""
LINE = 20
"""From one line of words to the next."""
REGULAR, BOLD = 400, 700
_UNKNOWN = 0.62
"""Of the size: a letter of a script whose typeface we do not ask."""
_SLACK = 1.03
"""Another typeface may be a little broader."""


def width(words: str, weight: int = REGULAR) -> float:
    """The pixels that words take."""
    return sum(_advance(each, weight) for each in words) * SIZE * _SLACK


def _advance(character: str, weight: int) -> float:
    known = fonts.advance(fonts.TEXT, character, weight)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    return 1.0 if is_east_asian(character) else _UNKNOWN


def lines(words: str, room: float, weight: int = REGULAR, most: int = 3) -> tuple[str, ...]:
    """Words in lines of so much room, at most so many; what does not fit ends with “…”."""
    found: list[str] = []
    for part in _parts(words):
        joined = found[-1] + part if found else part.lstrip()
        if found and width(joined.rstrip(), weight) > room:
            found.append(part.lstrip())
        else:
            found[-1:] = [joined]
    cut = [_cut(each.rstrip(), room, weight) for each in found]
    if len(cut) > most:
        cut = [*cut[: most - 1], _cut(f"{cut[most - 1]} …", room, weight)]
    return tuple(cut)


def _parts(words: str) -> list[str]:
    """Where a line may end: before a space, and around each letter of Chinese and Japanese."""
    parts: list[str] = []
    for character in words:
        alone = is_east_asian(character) or character == " "
        if not parts or alone or is_east_asian(parts[-1][-1]):
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def _cut(line: str, room: float, weight: int) -> str:
    """The line, or as much of it as there is room for."""
    if width(line, weight) <= room:
        return line
    kept = line.removesuffix("…").rstrip()
    while kept and width(f"{kept}…", weight) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
