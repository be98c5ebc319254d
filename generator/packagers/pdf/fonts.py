"""The declared fonts: packages by name, never what happens to be installed (README, law 5)."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont


@dataclass(frozen=True, slots=True)
class Face:
    """A font file that the stylesheet may use."""

    family: str
    style: str
    name: str
    data: bytes
    monospaced: bool = False

    @property
    def address(self) -> str:
        """Where `@font-face` finds it."""
        return f"font:{self.name}"

    def rule(self) -> str:
        """Its `@font-face` rule; weights come from the file itself."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-style: {self.style};'
            f' src: url("{self.address}") }}'
        )


@dataclass(frozen=True, slots=True)
class FontPackage:
    """A font package; `scripts` are the first words of the Unicode names that it serves."""

    package: str
    scripts: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The module to import."""
        return self.package.replace("-", "_")


TEXT = FontPackage("fontpkg-source-sans-3")
MONOSPACED = FontPackage("fontpkg-source-code-pro")
SCRIPTS = (
    FontPackage("fontpkg-noto-sans-arabic", ("ARABIC",)),
    FontPackage("fontpkg-noto-sans-devanagari", ("DEVANAGARI",)),
    FontPackage("fontpkg-heebo", ("HEBREW",)),
)
"""Used where the package is installed; where it is not, its absence is an error that names it."""


@functools.cache
def declared_faces() -> tuple[Face, ...]:
    """Every face of the declared packages."""
    optional = [package for package in SCRIPTS if importlib.util.find_spec(package.module)]
    return tuple(face for package in (TEXT, MONOSPACED, *optional) for face in _faces(package))


def _faces(package: FontPackage) -> Iterable[Face]:
    module = importlib.import_module(package.module)
    root = Path(str(module.ROOT))
    for file in json.loads((root / "metadata.json").read_text("utf-8"))["files"]:
        path = root / file["path"]
        yield Face(
            str(module.FAMILY), file["style"], path.name, path.read_bytes(), package is MONOSPACED
        )


@functools.cache
def coverage(face: Face) -> frozenset[int]:
    """The code points that a face can draw."""
    return frozenset(TTFont(BytesIO(face.data), lazy=True).getBestCmap())


@functools.cache
def sha256(face: Face) -> str:
    """The hash of a face's file."""
    return hashlib.sha256(face.data).hexdigest()


def missing_characters(text: Iterable[str], faces: tuple[Face, ...]) -> tuple[str, ...]:
    """The characters that no face can draw, in order; invisible ones need no glyph."""
    covered = frozenset[int]().union(*(coverage(face) for face in faces))
    unknown = {
        character for part in text for character in set(part) if ord(character) not in covered
    }
    return tuple(sorted(character for character in unknown if not _invisible(character)))


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} or (
        "VARIATION SELECTOR" in unicodedata.name(character, "")
    )


def cure_for(character: str) -> str | None:
    """The package that would draw a character, or None where none is known."""
    script = unicodedata.name(character, "").partition(" ")[0]
    return next((each.package for each in SCRIPTS if script in each.scripts), None)
