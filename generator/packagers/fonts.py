"""The fonts that outputs embed: from declared packages, cut to the characters in use.

A font that merely happens to be installed is never picked (law 5). The same characters give the
same bytes.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.job import FontFile
from generator.document.brand import TypefaceFile
from generator.packagers import woff2
from generator.packagers.repertoire import ALWAYS as ALWAYS  # noqa: PLC0414 (fonts have it)

LIGHTEST, BOLDEST = 400, 700

FEATURES = ("ccmp", "locl", "kern", "liga", "mark", "mkmk")
"""What running text needs; small capitals, swashes and the like stay behind."""


def packaged(module: str) -> Iterator[tuple[Path, str]]:
    """The files of an installed font package, each with its style ("normal" or "italic").

    Its own list is read; the library `fontpkg` would look through every installed package.
    """
    root = Path(str(importlib.import_module(module).ROOT))
    for file in json.loads((root / "metadata.json").read_text("utf-8"))["files"]:
        yield root / file["path"], file["style"]


@dataclass(frozen=True, slots=True)
class PackagedFont:
    """A declared font: upright or italic, weights 400 to 700, of the font package `module`.

    `name` is what the subset calls itself: the licence (OFL 1.1) reserves the name "Source" for
    fonts that nobody has changed.
    """

    module: str
    style: str
    name: str
    weights: tuple[int, int] = (LIGHTEST, BOLDEST)
    """From the lightest to the boldest that is kept of it."""

    @property
    def path(self) -> Path:
        """The font's file in its package."""
        return next(path for path, style in packaged(self.module) if style == self.style)

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return self.path.name

    def read(self) -> bytes:
        """The whole font."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class BrandFont:
    """A font file of a brand; in what its subset calls itself it is one of ours.

    `weights` are those for which it is taken, and that are kept of it.
    """

    file: TypefaceFile
    name: str
    weights: tuple[int, int]

    @property
    def style(self) -> str:
        """Upright or italic."""
        return self.file.style

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return self.file.name

    def read(self) -> bytes:
        """The whole font."""
        return self.file.data

    def __hash__(self) -> int:
        """By what names it: hashing megabytes again and again would take time."""
        return hash((self.file.sha256, self.name, self.weights))


Face = PackagedFont | BrandFont


TEXT = PackagedFont("fontpkg_source_sans_3", "normal", "Announcement Sans")
TEXT_ITALIC = PackagedFont("fontpkg_source_sans_3", "italic", "Announcement Sans")
CODE = PackagedFont("fontpkg_source_code_pro", "normal", "Announcement Code")


@dataclass(frozen=True, slots=True)
class Subset:
    """A font with only the characters asked for, as WOFF2; `file` names where it came from."""

    face: Face
    data: bytes
    file: FontFile


def weight_of(face: Face) -> str:
    """The weights of a face, as CSS says them."""
    lightest, boldest = face.weights
    return str(lightest) if lightest == boldest else f"{lightest} {boldest}"


def subset(face: Face, characters: Iterable[str]) -> Subset:
    """`face` with `characters` and `ALWAYS`; what it has no glyph for is left out."""
    wanted = (ALWAYS | frozenset(characters)) & repertoire(face)
    return _subset(face, wanted)


def least(face: PackagedFont, characters: Iterable[str]) -> Subset:
    """`face` with these characters and no others, for a drawing."""
    return _subset(face, frozenset(characters) & repertoire(face))


@functools.lru_cache(maxsize=64)
def _subset(face: Face, characters: frozenset[str]) -> Subset:
    original = _bytes(face)
    tables = woff2.tables_of(_cut(original, characters, face.weights))
    tables[b"name"] = woff2.name_table(woff2.names_of(tables[b"name"]) | _names(face.name))
    return Subset(face, woff2.pack(tables), FontFile(face.file_name, digest(face)))


@functools.cache
def _bytes(face: Face) -> bytes:
    return face.read()


def digest(face: Face) -> str:
    """The SHA-256 of the font's file, which may have been compressed."""
    if isinstance(face, BrandFont):
        return face.file.sha256
    return hashlib.sha256(_bytes(face)).hexdigest()


_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14


def _cut(
    original: bytes, characters: Iterable[str], weights: tuple[int, int] = (LIGHTEST, BOLDEST)
) -> bytes:
    import uharfbuzz as harfbuzz

    font = harfbuzz.Face(original)
    wanted = _wanted(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update((_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS))
    narrow(wanted, font, weights)
    wanted.flags |= harfbuzz.SubsetFlags.NO_HINTING
    return bytes(wanted.subset(font).blob.data)


def narrow(wanted: Any, font: Any, weights: tuple[int, int]) -> None:  # noqa: ANN401
    """Keep some weights of a font that has an axis of weights, and nothing of its other axes."""
    known = {axis.tag: axis for axis in font.axis_infos}
    for tag in known.keys() - {"wght"}:
        wanted.pin_axis_to_default(font, tag)
    if "wght" not in known:
        return
    least, most = known["wght"].min_value, known["wght"].max_value
    lightest, boldest = (min(max(weight, least), most) for weight in weights)
    if lightest == boldest:
        wanted.pin_axis_location(font, "wght", lightest)
    else:
        wanted.set_axis_range(font, "wght", lightest, boldest, lightest)


def _wanted(characters: Iterable[str]) -> Any:  # noqa: ANN401 (uharfbuzz has no types)
    """HarfBuzz cuts in a hundredth of the time that fontTools needs, and narrows an axis."""
    import uharfbuzz as harfbuzz

    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return wanted


@functools.lru_cache(maxsize=16)
def pinned(original: bytes, weight: int) -> bytes:
    """A font with an axis of weights as a static font of one weight."""
    import uharfbuzz as harfbuzz

    font = harfbuzz.Face(original)
    wanted = harfbuzz.SubsetInput()
    wanted.keep_everything()
    narrow(wanted, font, (weight, weight))
    return bytes(wanted.subset(font).blob.data)


@functools.lru_cache(maxsize=64)
def for_drawing(original: bytes, characters: frozenset[str]) -> bytes:
    """A font with these characters only, but with all that a page layout may ask of it.

    WeasyPrint narrows a variable font to one weight glyph by glyph, those that it does not use too.
    """
    import uharfbuzz as harfbuzz

    wanted = _wanted(characters)
    for everything in (wanted.layout_feature_tag_set, wanted.name_id_set):
        everything.clear()
        everything.invert()
    return bytes(wanted.subset(harfbuzz.Face(original)).blob.data)


_FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = 1, 2, 3, 4, 5, 6


def _names(name: str) -> dict[int, str]:
    return {
        _FAMILY: name,
        _SUBFAMILY: "Regular",
        _UNIQUE: f"{name} subset",
        _FULL: name,
        _VERSION: "Version 1.0",
        _POSTSCRIPT: name.replace(" ", ""),
    }


def covers(face: Face, text: str) -> bool:
    """True if `face` has a glyph for every character of `text` that is not white space."""
    return {character for character in text if not character.isspace()} <= repertoire(face)


@functools.cache
def advance(face: Face, character: str, weight: int) -> float | None:
    """How far a character reaches, in the size of its type; None if `face` does not draw it."""
    font = _weighted(face, weight)
    glyph = font.get_nominal_glyph(ord(character))
    return None if not glyph else float(font.get_glyph_h_advance(glyph)) / font.face.upem


@functools.cache
def _weighted(face: Face, weight: int) -> Any:  # noqa: ANN401 (uharfbuzz has no types)
    import uharfbuzz as harfbuzz

    font = harfbuzz.Font(harfbuzz.Face(_bytes(face)))
    font.set_variations({"wght": weight})
    return font


@functools.cache
def repertoire(face: Face) -> frozenset[str]:
    """The characters that `face` draws."""
    import uharfbuzz as harfbuzz

    return frozenset(map(chr, harfbuzz.Face(_bytes(face)).unicodes))
