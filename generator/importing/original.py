"""A file of other people as read: its reading order, its pictures, and what stands beside both."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings.errors import UsageError
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import IMPORT_LEFT_OUT, IMPORT_NOT_CARRIED, IMPORT_PICTURE
from generator.reading_order import ReadingOrder, ShownPicture, UnreadableError

KINDS = ("docx", "html", "epub", "txt", "odt")
_OTHER_NAMES = {"htm": "html", "xhtml": "html", "text": "txt", "docm": "docx", "dotx": "docx"}
SUFFIXES = tuple(f".{name}" for name in (*KINDS, *_OTHER_NAMES))
"""How the names of files end that can be imported."""
MOST_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself, and no reader meets in its words."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """The words of paragraphs in the style of a title."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture's file: its name where it was, and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Original:
    """A file as read. `pictures` are the files of the pictures by the digests of their bytes."""

    path: Path
    order: ReadingOrder
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    findings: list[Finding] = field(default_factory=list)
    around: dict[str, str] = field(default_factory=dict)
    """The words of the paragraph that a message concerns, by the message, where it has one."""

    def say(self, rule: Rule, message: str, hint: str = "") -> None:
        """Report something about the file."""
        self.findings.append(rule.found(str(self.path), None, message, hint))

    @property
    def informative(self) -> Iterator[ShownPicture]:
        """The pictures that have words, or should have, in reading order."""
        return (each for each in self.order.pictures or () if not each.silent)


def kind_of(path: Path) -> str:
    """Which of `KINDS` a file is by its name. Raises UsageError for others."""
    suffix = path.suffix.lower().lstrip(".")
    kind = _OTHER_NAMES.get(suffix, suffix)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise UsageError(f"{path}: cannot import a .{suffix} file; known kinds: {known}")
    return kind


def read_original(path: Path) -> Original:
    """The file at `path`. Raises UsageError, and UnreadableError for a damaged file."""
    kind_of(path)
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    return original_of(path, data)


def original_of(path: Path, data: bytes) -> Original:
    """The file with these bytes; its name says its kind, and pages look for pictures beside it.

    Raises UsageError for other kinds, and UnreadableError for a damaged file.
    """
    kind = kind_of(path)
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"it has more than {MOST_BYTES:,} bytes")
    original = _READERS[kind](path, data)
    _report_faults(original)
    return original


def _docx(path: Path, data: bytes) -> Original:
    from generator.importing.word import facts_of, notices
    from generator.readback.docx import read_back

    original = Original(path, read_back(data), _members(data), facts_of(data))
    for notice in notices(data):
        original.say(notice.rule, notice.message, notice.hint)
        original.around[notice.message] = notice.around
    return original


def _epub(path: Path, data: bytes) -> Original:
    from generator.readback.epub import read_back

    return Original(path, read_back(data), _members(data))


def _html(path: Path, data: bytes) -> Original:
    from generator.importing.pages import read_page

    order, pictures = read_page(data, path.parent)
    return Original(path, order, pictures)


def _txt(path: Path, data: bytes) -> Original:
    from generator.readback.text import read_back

    return Original(path, read_back(data))


def _odt(path: Path, data: bytes) -> Original:
    from generator.importing.office import converted, office

    if office() is None:
        raise UsageError(
            f"{path}: reading .odt needs LibreOffice, which is not installed; install it "
            "(package libreoffice-writer), or save the file as .docx"
        )
    if not data.startswith(b"PK"):
        raise UnreadableError("it is no OpenDocument text")
    return _docx(path, converted(data, "odt", "docx"))


_READERS = {"docx": _docx, "epub": _epub, "html": _html, "txt": _txt, "odt": _odt}
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    ".bmp",
)


def _members(data: bytes) -> dict[str, PictureFile]:
    """The pictures of an archive by their digests."""
    from generator.readback.archive import Archive

    archive = Archive(data)
    found: dict[str, PictureFile] = {}
    for path in archive.members:
        if path.lower().endswith(_PICTURES):
            content = archive.read(path)
            name = posixpath.basename(path)
            found.setdefault(hashlib.sha256(content).hexdigest(), PictureFile(name, content))
    return found


_RULES = {
    "invisible-text": IMPORT_LEFT_OUT,
    "missing-document": IMPORT_NOT_CARRIED,
    "ill-formed-document": IMPORT_NOT_CARRIED,
    "embedded": IMPORT_NOT_CARRIED,
    "missing-alternative": IMPORT_PICTURE,
}
"""The rules of faults that concern the words of a file; others concern how it was made."""


def _report_faults(original: Original) -> None:
    """Report words that are in the file and that nobody sees, and the like."""
    for fault in original.order.faults:
        rule = _RULES.get(fault.rule)
        if rule is not None:
            original.say(rule, f"{fault.place}: {fault.message}.", "look whether readers need it")
