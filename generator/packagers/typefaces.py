"""The declared fonts: packages by name, never what happens to be there (architecture, law 5)."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import shlex
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import groupby
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
    """A Python package with a typeface.

    `scripts` are the first words of the Unicode names that it serves; without any it draws signs.
    `file` is its only file and `family` what that is called, where it has no list of its own.
    """

    package: str
    scripts: tuple[str, ...] = ()
    file: str = ""
    family: str = ""

    @property
    def module(self) -> str:
        """The module that holds it."""
        return self.package.replace("-", "_")

    @property
    def installed(self) -> bool:
        """True if it is there."""
        return importlib.util.find_spec(self.module) is not None


def _noto(*names: str) -> tuple[FontPackage, ...]:
    """Families of Noto Sans, each of one script, from one package."""
    return tuple(
        FontPackage(
            "manimgx-fonts", (name.upper(),), f"NotoSans{name}[wght].ttf", f"Noto Sans {name}"
        )
        for name in names
    )


CJK = (
    *("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO"),
    "KANGXI",
)
"""The first words of the Unicode names of Chinese, Japanese and Korean letters."""
TEXT = FontPackage("fontpkg-source-sans-3")
MONOSPACED = FontPackage("fontpkg-source-code-pro")
SCRIPTS = (
    FontPackage("fontpkg-noto-sans-arabic", ("ARABIC",)),
    FontPackage("fontpkg-noto-sans-devanagari", ("DEVANAGARI", "VEDIC")),
    FontPackage("fontpkg-heebo", ("HEBREW",)),
    *_noto(
        *("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada"),
        *("Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai"),
    ),
    FontPackage("noto-cjk-sans-otc", CJK, "NotoSansCJK-Regular.ttc"),
    FontPackage("ziafont", (), "fonts/DejaVuSans.ttf", "DejaVu Sans"),
    FontPackage("ziamath", (), "fonts/STIXTwoMath-Regular.ttf", "STIX Two Math"),
)
"""Used where the package is installed; where it is not, its absence is an error that names it.

All but the Chinese, Japanese and Korean one, which is large, are installed with the program.
"""


def declared_faces(
    files: tuple[Path, ...] = (), characters: Iterable[str] | None = None
) -> tuple[FontFace, ...]:
    """Our two families, those of other packages, then those of the files that a user declares.

    Of the packages only those are read that may draw one of `characters`; None stands for any.
    """
    wanted = None if characters is None else frozenset(characters)
    return (*_ours(), *_packaged(wanted), *(face for file in files for face in _filed(file)))


def needed_faces(
    faces: Iterable[FontFace], characters: Iterable[str], languages: Iterable[str] = ()
) -> tuple[FontFace, ...]:
    """The faces of our two families, and others where they draw what those cannot.

    A font file that a user declares may be huge: only its characters in use are kept, and of its
    regions (see `families`) those of `languages`.
    """
    faces = tuple(faces)
    characters = frozenset(characters)
    rest = _undrawn(characters, (face for face in faces if face.ours))
    others: list[FontFace] = []
    for _, family in groupby(
        (face for face in faces if not face.ours and not face.declared),
        key=lambda face: face.family,
    ):
        drawing = [face for face in family if rest & coverage(face)]
        others += drawing
        rest -= _drawn(drawing)
    declared = [face for face in faces if face.declared] if rest else []
    regions = {_REGIONS.get(script(language) or "") for language in languages} - {None}
    others_regions = {*_REGIONS.values(), "HK"} - (regions or {_ANY_REGION})
    return (
        *(face for face in faces if face.ours),
        *others,
        *(
            _cut(face, _ALWAYS.union(map(ord, shaped(characters))))
            for face in declared
            if face.region not in others_regions and rest & coverage(face)
        ),
    )


def _undrawn(characters: Iterable[str], faces: Iterable[FontFace]) -> frozenset[int]:
    """The visible characters that no face draws."""
    rest = frozenset(map(ord, characters)) - _drawn(faces)
    return frozenset(each for each in rest if not _invisible(chr(each)))


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
def _ours() -> tuple[FontFace, ...]:
    return (*_faces(TEXT), *_faces(MONOSPACED))


def _packaged(characters: frozenset[str] | None) -> Iterator[FontFace]:
    """The faces of the installed packages that serve the scripts of some characters.

    Signs are looked for where their script has no typeface.
    """
    if characters is None:
        yield from (face for each in SCRIPTS for face in _faces(each))
        return
    rest = _undrawn(characters, _ours())
    words = {_script_word(chr(each)) for each in rest}
    for package in SCRIPTS:
        if rest and (not package.scripts or not words.isdisjoint(package.scripts)):
            faces = _faces(package)
            yield from faces
            rest -= _drawn(faces)


def _script_word(character: str) -> str:
    """The first word of a character's name, which says its script, but for “「” and its like."""
    if "\u3000" <= character <= "\u303f" or "\ufe30" <= character <= "\ufe4f":
        return "CJK"
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


@functools.cache
def _faces(package: FontPackage) -> tuple[FontFace, ...]:
    """The faces of a package; none where it is not installed."""
    found = importlib.util.find_spec(package.module)
    if found is None or found.origin is None:
        return ()
    if package.file.endswith(".ttc"):
        return _filed(Path(found.origin).parent / package.file)
    if package.file:
        path = Path(found.origin).parent / package.file
        return (_face(package, package.family, path, "normal"),)
    family = str(importlib.import_module(package.module).FAMILY)
    return tuple(_face(package, family, path, style) for path, style in packaged(package.module))


def _face(package: FontPackage, family: str, path: Path, style: str) -> FontFace:
    data = path.read_bytes()
    return FontFace(
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


HEADINGS = "Announcement Headings"
"""The family of a brand in which headings alone are set."""


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

    ranked = sorted((face for face in faces if face.family != HEADINGS), key=rank)
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


_OTHERS = "only the PDF needs it: --formats html,docx,epub,txt builds the other four without"


def cure_for(character: str) -> str | None:
    """What to do so that a letter is drawn; None for a sign, which no font may have."""
    word = _script_word(character)
    package = next((each for each in SCRIPTS if word in each.scripts), None)
    if package and not package.installed:
        return f"install its typeface: {_python()} -m pip install {package.package}; {_OTHERS}"
    if unicodedata.category(character) != "Me" and unicodedata.category(character)[0] in "LM":
        return f"declare a font file that has it, --font FILE; {_OTHERS}"
    return None


def _python() -> str:
    """How to call the Python that runs this, from the folder in which the command was given."""
    here, python = Path.cwd(), Path(sys.executable)
    return shlex.quote(str(python.relative_to(here) if python.is_relative_to(here) else python))
