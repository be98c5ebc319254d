"""What a font's codes mean and how wide they are (ISO 32000-1, 9.6 to 9.10)."""

# ruff: noqa: ANN401 (pikepdf objects are what the file holds)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

from generator.readback.pdf.cmaps import CMap, parse_cmap

UNKNOWN = "\ufffe"
"""A glyph whose character the file does not declare; no text may hold this (Unicode, 23.7)."""

_TWO_BYTES = CMap((2,), {}, {})
_ONE_BYTE = CMap((1,), {}, {})
_TABLES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A string's text, its advance in thousandths of the font size, and its word spaces."""

    text: str
    advance: float
    glyphs: int
    spaces: int


@dataclass(slots=True)
class Font:
    """A font as a reader of text needs it."""

    encoding: CMap
    text: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    composite: bool
    scale: float = 1.0
    """Glyph space to thousandths: 1 but for Type 3 fonts."""
    _cache: dict[bytes, Decoded] = field(default_factory=dict)

    def decode(self, data: bytes) -> Decoded:
        """What a string shows."""
        known = self._cache.get(data)
        if known is None:
            known = self._cache[data] = self._decode(data)
        return known

    def _decode(self, data: bytes) -> Decoded:
        parts: list[str] = []
        advance = 0.0
        glyphs = spaces = 0
        cids = self.encoding.cids
        for code in self.encoding.codes(data):
            parts.append(self.text.get(code, UNKNOWN))
            advance += self.widths.get(cids.get(code, code), self.default_width)
            glyphs += 1
            spaces += code == 32 and not self.composite  # noqa: PLR2004 (9.3.3: code 32)
        return Decoded("".join(parts), advance * self.scale, glyphs, spaces)


def read_font(font: Any) -> Font:
    """A font from its dictionary."""
    if font.get("/Subtype") == "/Type0":
        return _composite(font)
    return _simple(font)


def _composite(font: Any) -> Font:
    descendant = font.DescendantFonts[0]
    encoding = font.get("/Encoding")
    cmap = parse_cmap(encoding.read_bytes()) if isinstance(encoding, pikepdf.Stream) else _TWO_BYTES
    return Font(
        encoding=cmap if cmap.lengths else _TWO_BYTES,
        text=_to_unicode(font),
        widths=_cid_widths(descendant.get("/W")),
        default_width=float(descendant.get("/DW", 1000)),
        composite=True,
    )


def _simple(font: Any) -> Font:
    first = int(font.get("/FirstChar", 0))
    widths = [float(width) for width in font.get("/Widths", [])]
    descriptor: Any = font.get("/FontDescriptor", {})
    matrix = font.get("/FontMatrix")
    return Font(
        encoding=_ONE_BYTE,
        text={**_encoded_text(font), **_to_unicode(font)},
        widths=dict(enumerate(widths, start=first)),
        default_width=float(descriptor.get("/MissingWidth", 500 if not widths else 0)),
        composite=False,
        scale=1.0 if matrix is None else float(matrix[0]) * 1000,
    )


def _to_unicode(font: Any) -> dict[int, str]:
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    return parse_cmap(stream.read_bytes()).text


def _cid_widths(array: object) -> dict[int, float]:
    """Widths by character identifier (9.7.4.3): `c [w …]` and `first last w`."""
    widths: dict[int, float] = {}
    items = list(array) if isinstance(array, pikepdf.Array) else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            widths.update((first + n, float(w)) for n, w in enumerate(items[at + 1]))
            at += 2
        elif at + 2 < len(items):
            widths.update(dict.fromkeys(range(first, int(items[at + 1]) + 1), float(items[at + 2])))
            at += 3
        else:
            break
    return widths


def _encoded_text(font: Any) -> dict[int, str]:
    """Text by code from a simple font's encoding (9.6.6) and the Adobe Glyph List."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    text = _base_text(str(base))
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, pikepdf.Name):
                text[code] = toUnicode(str(item)[1:]) or UNKNOWN
                code += 1
            else:
                code = int(item)
    return text


def _base_text(base: str) -> dict[int, str]:
    table = _TABLES.get(base)
    if table is not None:
        pairs = ((code, bytes([code]).decode(table, "ignore")) for code in range(256))
        return {code: character for code, character in pairs if character}
    return {
        code: toUnicode(name) for code, name in enumerate(StandardEncoding) if name != ".notdef"
    }
