"""What a packager is given and what it returns; the same for every format."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings import Finding
from generator.furniture import Furniture
from generator.model import Document


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose. `epoch` is SOURCE_DATE_EPOCH in seconds, or None."""

    pdf: str = "ua-1"
    theme: Path | None = None
    epoch: int | None = None


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, or None where it is not set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isdecimal() else None


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file that a format embeds, by name and SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """The source block (by line) that page `page` of the PDF begins with."""

    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished file. `findings` hold every complaint of a library (law 7)."""

    data: bytes
    pages: int | None = None
    page_starts: tuple[PageStart, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One document to pack.

    `siblings` are formats packed before, by name, where the format's row in `formats.py` asks for
    them and they are being built.
    """

    document: Document
    furniture: Furniture
    options: Options
    siblings: Mapping[str, Packed] = field(default_factory=dict)
