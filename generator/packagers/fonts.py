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

    @property
    def path(self) -> Path:
        """The font's file in its package."""
        return next(path for path, style in packaged(self.module) if style == self.style)


TEXT = PackagedFont("fontpkg_source_sans_3", "normal", "Announcement Sans")
TEXT_ITALIC = PackagedFont("fontpkg_source_sans_3", "italic", "Announcement Sans")
CODE = PackagedFont("fontpkg_source_code_pro", "normal", "Announcement Code")


@dataclass(frozen=True, slots=True)
class Subset:
    """A font with only the characters asked for, as WOFF2; `file` names where it came from."""

    face: PackagedFont
    data: bytes
    file: FontFile


def subset(face: PackagedFont, characters: Iterable[str]) -> Subset:
    """`face` with `characters` and `ALWAYS`; what it has no glyph for is left out."""
    wanted = (ALWAYS | frozenset(characters)) & _repertoire(face)
    return _subset(face, wanted)


@functools.lru_cache(maxsize=64)
def _subset(face: PackagedFont, characters: frozenset[str]) -> Subset:
    original = _bytes(face)
    tables = woff2.tables_of(_cut(original, characters))
    tables[b"name"] = woff2.name_table(woff2.names_of(tables[b"name"]) | _names(face.name))
    digest = hashlib.sha256(original).hexdigest()
    return Subset(face, woff2.pack(tables), FontFile(face.path.name, digest))


@functools.cache
def _bytes(face: PackagedFont) -> bytes:
    return face.path.read_bytes()


_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14


def _cut(original: bytes, characters: Iterable[str]) -> bytes:
    import uharfbuzz as harfbuzz

    font = harfbuzz.Face(original)
    wanted = _wanted(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update((_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS))
    wanted.set_axis_range(font, "wght", LIGHTEST, BOLDEST, LIGHTEST)
    wanted.flags |= harfbuzz.SubsetFlags.NO_HINTING
    return bytes(wanted.subset(font).blob.data)


def _wanted(characters: Iterable[str]) -> Any:  # noqa: ANN401 (uharfbuzz has no types)
    """HarfBuzz cuts in a hundredth of the time that fontTools needs, and narrows an axis."""
    import uharfbuzz as harfbuzz

    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return wanted


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


def covers(face: PackagedFont, text: str) -> bool:
    """True if `face` has a glyph for every character of `text` that is not white space."""
    return {character for character in text if not character.isspace()} <= _repertoire(face)


@functools.cache
def advance(face: PackagedFont, character: str, weight: int) -> float | None:
    """How far a character reaches, in the size of its type; None if `face` does not draw it."""
    font = _weighted(face, weight)
    glyph = font.get_nominal_glyph(ord(character))
    return None if not glyph else float(font.get_glyph_h_advance(glyph)) / font.face.upem


@functools.cache
def _weighted(face: PackagedFont, weight: int) -> Any:  # noqa: ANN401 (uharfbuzz has no types)
    import uharfbuzz as harfbuzz

    font = harfbuzz.Font(harfbuzz.Face(_bytes(face)))
    font.set_variations({"wght": weight})
    return font


@functools.cache
def _repertoire(face: PackagedFont) -> frozenset[str]:
    import uharfbuzz as harfbuzz

    return frozenset(map(chr, harfbuzz.Face(_bytes(face)).unicodes))
