"""Three brands of invented organisations, with the typefaces that packages of ours bring.

council    two languages, static typefaces for text and one for headings, a band
hospital   compressed typefaces with an axis of weights, a tinted ground, a page, Letter
charity    one logo as pixels, and nothing else
"""

from __future__ import annotations

import functools
import importlib.util
import io
import shutil
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

NAMES = ("council", "hospital", "charity")
_HERE = Path(__file__).parent


def brand_folder(name: str, folder: Path) -> Path:
    """A brand, whole, below `folder`."""
    place = folder / name
    shutil.copytree(_HERE / name, place, ignore=shutil.ignore_patterns("__pycache__"))
    for file, data in _typefaces(name).items():
        (place / file).write_bytes(data)
    return place


@functools.cache
def _typefaces(name: str) -> dict[str, bytes]:
    if name == "council":
        return {
            "Text-Regular.ttf": _static("NotoSans[wght].ttf", 400),
            "Text-Bold.ttf": _static("NotoSans[wght].ttf", 700),
            "Text-Italic.ttf": _static("NotoSans-Italic[wght].ttf", 400),
            "Headings.ttf": _package("fontpkg_heebo", "files/Heebo[wght].ttf").read_bytes(),
        }
    if name == "hospital":
        return {
            "Text.woff2": _compressed("NotoSans[wght].ttf"),
            "Text-Italic.woff2": _compressed("NotoSans-Italic[wght].ttf"),
        }
    return {}


def _package(module: str, file: str) -> Path:
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / file


def _cut(file: str, weight: int | None = None) -> bytes:
    """A font with the letters of western Europe, of one weight or of all."""
    face = harfbuzz.Face(_package("manimgx_fonts", file).read_bytes())
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update([*range(0x20, 0x250), *range(0x2010, 0x2040), 0x20AC])
    if weight is not None:
        wanted.pin_axis_location(face, "wght", weight)
    wanted.name_id_set.update(range(26))
    return bytes(wanted.subset(face).blob.data)


def _static(file: str, weight: int) -> bytes:
    font = TTFont(io.BytesIO(_cut(file, weight)), recalcTimestamp=False)
    font["OS/2"].usWeightClass = weight
    return _saved(font)


def _compressed(file: str) -> bytes:
    font = TTFont(io.BytesIO(_cut(file)), recalcTimestamp=False)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    whole = io.BytesIO()
    font.save(whole)
    return whole.getvalue()
