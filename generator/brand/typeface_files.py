"""Font files of a brand: read once, whatever their wrapping, with what each of them draws."""

from __future__ import annotations

import hashlib
import logging
import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from generator.document.brand import BOLD, REGULAR, TypefaceFile


class TypefaceError(Exception):
    """The file cannot be embedded; the message continues "the typeface “x.ttf” …"."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


_ITALIC = 1
_RESTRICTED, _KINDS = 0x0002, 0x000F
"""ISO 14496-22, 5.2.8: bits of OS/2's fsSelection and fsType."""
_FAULTS = (
    *(OSError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(AssertionError, OverflowError, struct.error, RuntimeError, MemoryError, ImportError),
)
"""What reading a damaged font may raise."""


def typeface_file(name: str, data: bytes) -> TypefaceFile:
    """The font in a file; raises TypefaceError."""
    from fontTools.ttLib import TTLibError

    if data[:4] == b"ttcf":
        hint = "save the one font that you need as a file of its own"
        raise TypefaceError("is a collection of fonts; which of them is meant, nothing says", hint)
    log = logging.getLogger("fontTools")
    before = log.level
    try:
        log.setLevel(logging.CRITICAL)  # what it cannot read is our finding
        return _read(name, data)
    except (TTLibError, *_FAULTS) as error:
        hint = "give a TTF, OTF or WOFF2 file that opens in other programs"
        raise TypefaceError("is no font that could be read", hint) from error
    finally:
        log.setLevel(before)


def _read(name: str, data: bytes) -> TypefaceFile:
    from fontTools.ttLib import TTFont

    font: Any = TTFont(BytesIO(data), recalcTimestamp=False)
    unwrapped = data
    if font.flavor is not None:
        font.flavor = None
        whole = BytesIO()
        font.save(whole, reorderTables=False)
        unwrapped = whole.getvalue()
    for table in ("head", "hhea", "maxp", "hmtx", "name", "post"):
        font[table].tableTag  # noqa: B018 (reads it)
    if font["OS/2"].fsType & _KINDS == _RESTRICTED:
        hint = "ask for a licence that allows it, or use another typeface"
        raise TypefaceError("says that its licence does not allow embedding", hint)
    if not font.getBestCmap():
        raise TypefaceError("has no letters", "give another font file")
    _cut(unwrapped)
    italic = font["OS/2"].fsSelection & _ITALIC
    return TypefaceFile(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        data=unwrapped,
        family=str(font["name"].getBestFamilyName() or name),
        style="italic" if italic else "normal",
        weights=_weights(font),
    )


def _cut(data: bytes) -> None:
    """Cut the font to all its letters, as every format will; RuntimeError where that fails."""
    import uharfbuzz as harfbuzz

    face = harfbuzz.Face(data)
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(face.unicodes)
    wanted.subset(face)


def _weights(font: Any) -> tuple[int, int]:  # noqa: ANN401 (fontTools')
    axes = font["fvar"].axes if "fvar" in font else ()
    for axis in axes:
        if axis.axisTag == "wght":
            return int(axis.minValue), int(axis.maxValue)
    weight = int(font["OS/2"].usWeightClass)
    return weight, weight


def letters(files: Iterable[TypefaceFile]) -> frozenset[str]:
    """The characters that upright files among these draw."""
    from fontTools.ttLib import TTFont

    found: set[str] = set()
    for each in (each for each in files if each.style == "normal"):
        known: Any = TTFont(BytesIO(each.data), lazy=True).getBestCmap()
        found.update(map(chr, known))
    return frozenset(found)


def lacks(files: Iterable[TypefaceFile], *, for_headings: bool) -> Iterator[str]:
    """What a typeface of these files has no file for; headings have one weight, whichever it is."""
    given = tuple(files)
    roman = [each for each in given if each.style == "normal"]
    if not any(each.draws(REGULAR) or for_headings for each in roman):
        yield "roman"
    if not any(each.draws(BOLD) or for_headings for each in roman):
        yield "bold"
    if not (for_headings or any(each.style == "italic" for each in given)):
        yield "italic"
