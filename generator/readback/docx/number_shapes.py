"""Numbers as Word writes them: in digits, letters, Roman numerals or signs (17.18.59)."""

from __future__ import annotations

import string
from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"


def written(count: int, shape: str) -> str:
    """A number in a shape as the file names it; in digits where that is another."""
    return _SHAPES.get(shape, str)(count) if 0 < count < _MOST else str(count)


_MOST = 32768
"""Word counts no further (ISO 29500-1, 17.9.25)."""


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while count >= size:
            text += letters
            count -= size
    return text


def _letter(count: int) -> str:
    return string.ascii_lowercase[(count - 1) % 26] * ((count - 1) // 26 + 1)


def _symbol(count: int) -> str:
    return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)


_SHAPES: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "chicago": _symbol,
}
