"""What a packager is given and what it returns; the same for every format."""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

from generator.content.added_text import AddedText
from generator.content.letterhead import names_organisation
from generator.document.brand import BrandFolder, HouseStyle
from generator.document.facts import Edition, Look
from generator.document.limits import USUAL, Limits
from generator.document.model import Document
from generator.findings.errors import UsageError
from generator.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How plain text is laid out; `width` is in columns, None for lines as long as paragraphs."""

    width: int | None = None
    tables: Literal["records", "grid"] = "records"
    line_ends: Literal["lf", "crlf"] = "lf"
    headings: Literal["labels", "plain"] = "labels"
    byte_order_mark: bool = False

    def named(self) -> dict[str, str]:
        """The options, as the manifest names them."""
        return {
            "text-width": str(self.width or "none"),
            "text-tables": self.tables,
            "text-line-ends": self.line_ends,
            "text-headings": self.headings,
            "text-byte-order-mark": "yes" if self.byte_order_mark else "no",
        }

    @classmethod
    def of(cls, named: Mapping[str, str]) -> TextOptions:
        """The options that a manifest names; what it does not name is as by default."""
        width = named.get("text-width", "none")
        return cls(
            width=int(width) if re.fullmatch("[0-9]{1,6}", width) else None,
            tables="grid" if named.get("text-tables") == "grid" else "records",
            line_ends="crlf" if named.get("text-line-ends") == "crlf" else "lf",
            headings="plain" if named.get("text-headings") == "plain" else "labels",
            byte_order_mark=named.get("text-byte-order-mark") == "yes",
        )


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose. `epoch` is SOURCE_DATE_EPOCH in seconds, or None.

    `fonts` are font files for scripts that the font packages lack. `limits` decide no byte: what
    goes beyond them is not made.
    """

    pdf: str = "ua-1"
    theme: Path | None = None
    epoch: int | None = None
    text: TextOptions = TextOptions()
    fonts: tuple[Path, ...] = ()
    limits: Limits = USUAL
    brand: BrandFolder | None = None

    def named(self) -> dict[str, str]:
        """The options that decide the outputs' bytes, as the manifest names them."""
        return {
            "pdf": self.pdf,
            **self.text.named(),
            "epoch": "none" if self.epoch is None else str(self.epoch),
            "theme": _digest_of_folder(self.theme) if self.theme else "none",
            "fonts": " ".join(self.font_hashes) or "none",
            **({"brand": self.brand.named()} if self.brand else {}),
        }

    @property
    def font_hashes(self) -> list[str]:
        """The SHA-256 of each font file."""
        return list(map(_sha256, self.fonts))


def _digest_of_folder(folder: Path) -> str:
    """The SHA-256 of a folder's files, with their names; hidden ones do not count."""
    found = hashlib.sha256()
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            found.update(
                f"{name.as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode()
            )
    return found.hexdigest()


@functools.cache
def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, or None where it is not set; raises UsageError."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    if not re.fullmatch("[0-9]{1,11}", given):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{given}”: give a time as a number of seconds since 1970, or "
            "unset it"
        )
    return int(given)


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
class Facts:
    """What other formats may know of a format: its pages, and its `size` once it is packed."""

    pages: int | None = None
    page_starts: tuple[PageStart, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished file. `findings` hold every complaint of a library (law 7)."""

    data: bytes
    pages: int | None = None
    page_starts: tuple[PageStart, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def facts(self) -> Facts:
        """What other formats may know of it."""
        return Facts(self.pages, self.page_starts, len(self.data))


class Layout(Protocol):
    """A document laid out in pages: its facts are known before its file is written."""

    @property
    def facts(self) -> Facts:
        """How many pages there are, and what each begins with."""

    def packed(self) -> Packed:
        """The file of these pages."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to pack.

    `siblings` has the facts of other formats, by name, where the format's row in `formats.py` asks
    for them and they are being built.
    """

    document: Document
    added_text: AddedText
    options: Options
    siblings: Mapping[str, Facts] = field(default_factory=dict)
    edition: Edition = Edition.STANDARD

    @property
    def large_print(self) -> bool:
        """True where it is set in large print."""
        return self.edition is Edition.LARGE_PRINT

    @property
    def house_style(self) -> HouseStyle:
        """What a brand, the edition and the kind of document decide of how words look."""
        style = self.document.brand.house_style if self.document.brand else HouseStyle()
        style = replace(style, large_print=self.large_print)
        if self.document.metadata.look is Look.NOTICE:
            return style
        masthead = style.masthead or names_organisation(self.document)
        return replace(style.laid_out(self.document.metadata.look), masthead=masthead)
