"""Numbers as Word writes them: in digits, letters, Roman numerals or signs (17.18.59)."""

from __future__ import annotations

import string
from collections.abc import Callable

from generator.readback.roman import roman

_CHICAGO = "*†‡§"


def written(count: int, shape: str) -> str:
    """A number in a shape as the file names it; in digits where that is another."""
    return _SHAPES.get(shape, str)(count) if 0 < count < _MOST else str(count)


_MOST = 32768
"""Word counts no further (ISO 29500-1, 17.9.25)."""


def _letter(count: int) -> str:
    return string.ascii_lowercase[(count - 1) % 26] * ((count - 1) // 26 + 1)


def _symbol(count: int) -> str:
    return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)


_SHAPES: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "chicago": _symbol,
}
