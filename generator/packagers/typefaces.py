"""The declared fonts: packages by name, never what happens to be there (architecture, law 5)."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from generator.content.job import FontFile
from generator.document.languages import script
from generator.packagers.fonts import packaged


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font file that the stylesheet may use."""

    family: str
    style: str
    name: str
    data: bytes = field(repr=False)
    file: FontFile
    """The file it came from, as the manifest names it."""
    monospaced: bool = False
    ours: bool = False
    """Of the families in which every document is set."""
    declared: bool = False
    """A file that the user declares."""
    number: int = 0
    """Which font of a collection it is."""
    weight: int | None = None
    """None where the file has an axis of weights."""

    @property
    def region(self) -> str:
        """The last word of its family, which may name a region ("JP")."""
        return self.family.rpartition(" ")[2]

    def __hash__(self) -> int:
        """By what names it: hashing megabytes again and again would take time."""
        return hash((self.name, len(self.data)))

    @property
    def address(self) -> str:
        """Where `@font-face` finds it."""
        return f"font:{self.name}"

    def rule(self) -> str:
        """Its `@font-face` rule; weights come from the file itself."""
        weight = "" if self.weight is None else f" font-weight: {self.weight};"
        return (
            f'@font-face {{ font-family: "{self.family}"; font-style: {self.style};{weight}'
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


def declared_faces(files: tuple[Path, ...] = ()) -> tuple[FontFace, ...]:
    """Every face of the declared packages, then those of the font files that a user declares."""
    return (*_packaged(), *(face for file in files for face in _filed(file)))


def needed_faces(
    faces: Iterable[FontFace], characters: Iterable[str], languages: Iterable[str] = ()
) -> tuple[FontFace, ...]:
    """The faces of our two families, and others where they draw what those cannot.

    A font file that a user declares may be huge: only its characters in use are kept, and of its
    regions (see `families`) those of `languages`.
    """
    faces = tuple(faces)
    characters = frozenset(characters)
    wanted = frozenset(map(ord, characters))
    rest = wanted - _drawn(face for face in faces if face.ours)
    rest = frozenset(each for each in rest if not _invisible(chr(each)))
    others = [face for face in faces if not face.ours and not face.declared]
    gaps = rest - _drawn(others)
    declared = [face for face in faces if face.declared] if gaps else []
    regions = {_REGIONS.get(script(language) or "") for language in languages} - {None}
    others_regions = {*_REGIONS.values(), "HK"} - (regions or {_ANY_REGION})
    return (
        *(face for face in faces if face.ours),
        *(face for face in others if rest & coverage(face)),
        *(
            _cut(face, _ALWAYS.union(map(ord, shaped(characters))))
            for face in declared
            if face.region not in others_regions and gaps & coverage(face)
        ),
    )


def _drawn(faces: Iterable[FontFace]) -> frozenset[int]:
    return frozenset[int]().union(*map(coverage, faces))


_DOTTED_CIRCLE = 0x25CC

_ALWAYS = frozenset((*range(0x20, 0x7F), _DOTTED_CIRCLE))
"""Digits of page numbers, whatever else a style may draw, and what carries a mark that stands
without its letter."""

_SPLIT = str.maketrans(
    {
        "ำ": "\N{THAI CHARACTER NIKHAHIT}\N{THAI CHARACTER SARA AA}",
        "ຳ": "\N{LAO NIGGAHITA}\N{LAO VOWEL SIGN AA}",
        **dict.fromkeys("ើឿៀោៅ", "\N{KHMER VOWEL SIGN E}"),
    }
)
"""Vowels that a shaper draws in two places, by letters of their own, and Unicode does not part."""


def shaped(characters: Iterable[str]) -> frozenset[str]:
    """The characters, and those that a shaper may make of them or part them into."""
    written = "".join(sorted(characters))
    parted = written.translate(_SPLIT)
    # One by one: side by side, letters and marks would be put together at random.
    apart = (unicodedata.normalize("NFD", each) for each in written)
    together = (unicodedata.normalize("NFC", each) for each in written)
    return frozenset(written).union(parted, *apart, *together)


@functools.cache
def _packaged() -> tuple[FontFace, ...]:
    optional = [package for package in SCRIPTS if importlib.util.find_spec(package.module)]
    return tuple(face for package in (TEXT, MONOSPACED, *optional) for face in _faces(package))


def _faces(package: FontPackage) -> Iterable[FontFace]:
    family = str(importlib.import_module(package.module).FAMILY)
    for path, style in packaged(package.module):
        data = path.read_bytes()
        yield FontFace(
            family=family,
            style=style,
            name=path.name,
            data=data,
            file=_as_file(path, data),
            monospaced=package is MONOSPACED,
            ours=package in (TEXT, MONOSPACED),
        )


@functools.cache
def _filed(file: Path) -> tuple[FontFace, ...]:
    """The faces of a font file; a collection has several."""
    import uharfbuzz as harfbuzz
    from fontTools.ttLib import TTFont

    data = file.read_bytes()
    numbers = range(harfbuzz.Face(data).count)
    return tuple(
        _named(TTFont(BytesIO(data), fontNumber=number, lazy=True), file, data, number)
        for number in numbers
    )


def _as_file(path: Path, data: bytes) -> FontFile:
    return FontFile(path.name, hashlib.sha256(data).hexdigest())


_ITALIC = 1
"""A bit of OS/2's fsSelection (ISO 14496-22, 5.2.8.15)."""


def _named(font: Any, file: Path, data: bytes, number: int) -> FontFace:  # noqa: ANN401 (fontTools')
    family = str(font["name"].getBestFamilyName())
    style = "italic" if font["OS/2"].fsSelection & _ITALIC else "normal"
    return FontFace(
        family=family,
        style=style,
        name=file.name if not number else f"{file.name}#{number}",
        data=data,
        file=_as_file(file, data),
        declared=True,
        number=number,
        weight=None if "fvar" in font else int(font["OS/2"].usWeightClass),
        monospaced="Mono" in family,
    )


def is_font(file: Path) -> bool:
    """True if a file is a font, or a collection of fonts, that a PDF may embed."""
    from fontTools.ttLib import TTLibError

    try:
        return file.is_file() and bool(_filed(file)) and all(map(_is_sound, _filed(file)))
    except (TTLibError, *_FONT_FAULTS):
        return False


_FONT_FAULTS = (
    *(OSError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(AssertionError, OverflowError, struct.error, RuntimeError, MemoryError),
)
"""What else reading a damaged font may raise."""


def _is_sound(face: FontFace) -> bool:
    """True if the tables that a PDF needs can be read, and glyphs drawn and cut."""
    import uharfbuzz as harfbuzz
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(face.data), fontNumber=face.number, lazy=True)
    for table in ("head", "hhea", "maxp", "hmtx", "cmap", "name", "OS/2", "post"):
        font[table].tableTag  # noqa: B018 (reads it)
    known = sorted(coverage(face))[:200]
    cut = harfbuzz.SubsetInput()
    cut.unicode_set.update(known)
    glyphs = harfbuzz.Face(cut.subset(harfbuzz.Face(face.data, face.number)).blob.data)
    return bool(known) and glyphs.glyph_count > 1


_REGIONS = {"Jpan": "JP", "Kore": "KR", "Hans": "SC", "Hant": "TC"}
"""How families that draw one character in several ways call them, by script (ISO 15924)."""


_ANY_REGION = "JP"
"""Where no language decides: the region that comes first in the collections that Debian has."""


def families(faces: Iterable[FontFace], language: str) -> tuple[list[str], list[str]]:
    """The families for words and for code in `language`, the best first.

    Han characters look different in Japan, Korea and China: a family of the language's own region
    comes before all, for its punctuation too, and those of others come last.
    """
    region = _REGIONS.get(script(language) or "")

    def rank(face: FontFace) -> int:
        if face.region not in _REGIONS.values():
            return 1
        return 0 if face.region == region else 2

    ranked = sorted(faces, key=rank)
    text = dict.fromkeys(face.family for face in ranked if not face.monospaced)
    code = dict.fromkeys(face.family for face in ranked if face.monospaced and rank(face) == 1)
    return [*text], [*code, *text]


@functools.lru_cache(maxsize=32)
def _cut(face: FontFace, characters: frozenset[int]) -> FontFace:
    import uharfbuzz as harfbuzz

    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(characters & coverage(face))
    # A PDF selects the glyphs of a CID-keyed font by their CIDs, which are its glyph numbers here
    # as long as nobody renumbers these (ISO 32000-1, 9.7.4.2).
    wanted.flags = harfbuzz.SubsetFlags.RETAIN_GIDS
    cut = wanted.subset(harfbuzz.Face(face.data, face.number))
    return replace(face, data=bytes(cut.blob.data), number=0)


@functools.cache
def coverage(face: FontFace) -> frozenset[int]:
    """The code points that a face can draw."""
    import uharfbuzz as harfbuzz

    return frozenset(harfbuzz.Face(face.data, face.number).unicodes)


def missing_characters(text: Iterable[str], faces: tuple[FontFace, ...]) -> tuple[str, ...]:
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


_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "BOPOMOFO")


def cure_for(character: str) -> str | None:
    """What to do so that a letter is drawn; None for a sign, which no font may have."""
    script = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    package = next((each.package for each in SCRIPTS if script in each.scripts), None)
    if package:
        return f"install its typeface: .venv/bin/python -m pip install {package}"
    if script in _CJK:
        return (
            "declare a font file that has it: --font NotoSansCJK-Regular.ttc, for example, of "
            "Debian's package fonts-noto-cjk"
        )
    if unicodedata.category(character) != "Me" and unicodedata.category(character)[0] in "LM":
        return "declare a font file that has it: --font FILE"
    return None
