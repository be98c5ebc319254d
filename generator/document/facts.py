"""Facts of the front matter that have parts of their own, or are chosen from a few words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for another format; at least one field is given."""

    text: str | None = None
    email: str | None = None
    telephone: str | None = None
    address: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The same document in another language."""

    language: str
    url: str


class Look(StrEnum):
    """The kind of document, by which it is laid out."""

    NOTICE = "notice"
    REPORT = "report"
    LETTER = "letter"


class Edition(StrEnum):
    """For whom a file is set: everyone, or people who need large print."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"


class SectionNumbering(StrEnum):
    """What we number: headings alone, or the paragraphs directly below them too."""

    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
