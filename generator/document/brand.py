"""A brand: the colours, typefaces, logo and words of an organisation, for each of its languages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from generator.document.facts import Look
from generator.document.pictures import Picture


class Cover(StrEnum):
    """What a document begins with: its masthead alone, in a band of colour, or on its own page."""

    NONE = "none"
    BAND = "band"
    PAGE = "page"


class Paper(StrEnum):
    """The size of a sheet."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that stand in place of the look's, by their names there, as #16202b."""

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What every template may know of a brand, as `branded`: all that decides how words look.

    `text` and `headings` name the typefaces that they have of their own, as Word calls them. With
    `large_print`, words are set for people who need that, with a brand or without one. `look` is
    the kind of document.
    """

    colours: Colours = Colours()
    text: str = ""
    headings: str = ""
    cover: Cover = Cover.NONE
    masthead: bool = False
    large_print: bool = False
    look: Look = Look.NOTICE

    def laid_out(self, look: Look) -> HouseStyle:
        """The same for a kind of document: a report has a cover, and a letter begins at once."""
        cover = self.cover
        if look is Look.REPORT:
            cover = Cover.PAGE
        elif look is Look.LETTER and cover is Cover.PAGE:
            cover = Cover.NONE
        return replace(self, look=look, cover=cover)

    def word_typefaces(self) -> dict[str, str]:
        """The typefaces in which Word sets text and headings, where they are the brand's."""
        named = {"text": self.text, "headings": self.headings or self.text}
        return {role: name for role, name in named.items() if name}


@dataclass(frozen=True, slots=True)
class TypefaceFile:
    """A font file of a brand. `data` is TrueType or OpenType, whatever the file was.

    `weights` are the lightest and the boldest that it draws: the same one in a static font.
    """

    name: str
    sha256: str
    data: bytes = field(repr=False)
    family: str
    style: Literal["normal", "italic"]
    weights: tuple[int, int]

    def draws(self, weight: int) -> bool:
        """True if it draws that weight, or one that is taken for it."""
        lightest, boldest = self.weights
        return lightest - NEAR_WEIGHT <= weight <= boldest + NEAR_WEIGHT


REGULAR, BOLD = 400, 700
NEAR_WEIGHT = 100
"""A medium is taken for a regular, a semibold for a bold."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a brand, and their language; None for that of the document around them."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo, what it says, and how it is drawn on dark grounds, if otherwise."""

    picture: Picture
    alternative: Said
    dark: Picture | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """What holds for documents of one language.

    `address` has lines. `text` and `headings` are empty where the typefaces are ours.
    """

    name: Said
    logo: Logo | None = None
    colours: Colours = Colours()
    text: tuple[TypefaceFile, ...] = ()
    headings: tuple[TypefaceFile, ...] = ()
    address: tuple[Said, ...] = ()
    website: str | None = None
    footer: Said | None = None
    cover: Cover = Cover.NONE
    paper: Paper = Paper.A4

    @property
    def house_style(self) -> HouseStyle:
        """How words look."""
        text, headings = (
            next((each.family for each in files), "") for files in (self.text, self.headings)
        )
        return HouseStyle(self.colours, text, headings, self.cover, masthead=True)


@dataclass(frozen=True, slots=True)
class BrandFolder:
    """A brand as its folder says it: `usual`, and what is otherwise in some languages.

    `files` are the SHA-256 of every file that decides it, by its name below the folder.
    """

    files: tuple[tuple[str, str], ...]
    usual: Brand
    others: tuple[tuple[str, Brand], ...] = ()

    def __hash__(self) -> int:
        """By its files: typefaces are large."""
        return hash(self.files)

    def named(self) -> str:
        """Its files and their SHA-256, as the manifest names them."""
        return " ".join(f"{name}={digest}" for name, digest in self.files)

    def of(self, language: str) -> Brand:
        """The brand of documents in a language: of its own tag, else of a shorter one."""
        known = {tag.lower(): brand for tag, brand in self.others}
        tag = language.lower()
        while tag:
            if tag in known:
                return known[tag]
            tag = tag.rpartition("-")[0]
        return self.usual
