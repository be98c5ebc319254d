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

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

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


def _font(file: str) -> TTFont:
    """A font without what only other scripts need: it is read in a fraction of the time."""
    from fontTools.subset import Options, Subsetter

    font = TTFont(_package("manimgx_fonts", file), recalcTimestamp=False)
    options = Options(layout_features=["kern", "mark", "ccmp", "locl"], name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x250), *range(0x2010, 0x2040), 0x20AC])
    subsetter.subset(font)
    return font


def _static(file: str, weight: int) -> bytes:
    font = instancer.instantiateVariableFont(_font(file), {"wght": weight}, inplace=True)
    font["OS/2"].usWeightClass = weight
    return _saved(font)


def _compressed(file: str) -> bytes:
    font = _font(file)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    whole = io.BytesIO()
    font.save(whole)
    return whole.getvalue()
