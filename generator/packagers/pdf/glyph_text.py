"""What each glyph of a drawn font reads as.

WeasyPrint gives a glyph the letters of the cluster in which it first met it. Where HarfBuzz takes
an accented letter apart, that leaves the base letter without any text, on every page of the file.
A glyph that stands for one character in the font reads as that character, always.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import Any

import uharfbuzz as harfbuzz

_MARK = 3
"""A glyph class of GDEF (ISO 14496-22, 6.3.1)."""


class Fonts(dict[Any, Any]):
    """WeasyPrint's `Document.fonts`, whose fonts read as they should."""

    def __init__(self, file: Callable[[Any], bytes]) -> None:
        """`file` gives the bytes of one of WeasyPrint's fonts."""
        super().__init__()
        self._file = file

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401 (WeasyPrint's)
        """Add a font before anything is drawn with it."""
        font.to_unicode = GlyphText(lambda: self._file(font), font.index)
        super().__setitem__(key, font)


class GlyphText(dict[int, str]):
    """The text of each glyph; what is given for one is set right on its way in."""

    def __init__(self, data: Callable[[], bytes], number: int) -> None:
        """`data` gives the font's file."""
        super().__init__()
        self._data = data
        self._number = number

    def __setitem__(self, glyph: int, text: str) -> None:
        """Keep the text of a glyph."""
        own = len(text) == 1 and self._font.get_nominal_glyph(ord(text)) == glyph
        super().__setitem__(glyph, text if own else self._own(glyph, text))

    @cached_property
    def _face(self) -> harfbuzz.Face:
        return harfbuzz.Face(self._data(), self._number)

    @cached_property
    def _font(self) -> harfbuzz.Font:
        return harfbuzz.Font(self._face)

    @cached_property
    def _nominal(self) -> dict[int, str]:
        """The character of each glyph that a character has for its own."""
        known: dict[int, str] = {}
        for code in sorted(self._face.unicodes):
            glyph = self._font.get_nominal_glyph(code)
            if glyph is not None:
                known.setdefault(glyph, chr(code))
        return known

    def _own(self, glyph: int, cluster: str) -> str:
        """What a glyph says of a cluster that has several, or of one with several letters."""
        if glyph in self._nominal:
            return self._nominal[glyph]
        if self._face.get_layout_glyph_class(glyph) != _MARK:
            return cluster
        letters = unicodedata.normalize("NFD", cluster)
        return next((each for each in reversed(letters) if unicodedata.combining(each)), cluster)
