"""Files and clipboards of other programs, as the studio takes them in.

Strangers may have made them, so they are read in a worker, within limits.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings.errors import UsageError
from generator.findings.finding import Finding
from generator.importing import SUFFIXES, Pasted, import_file, import_fragment
from generator.studio.folder import Text, UnreadableTextError

SOURCE = ".md"
KINDS = (*SUFFIXES, SOURCE)
_KNOWN = (
    "Word documents (.docx), web pages (.html), e-books (.epub), texts (.txt) and sources (.md)"
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A source, its pictures by their places beside it, and what there is to say of it."""

    words: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def problem(name: str, data: bytes) -> str:
    """Why a file is not taken in; empty where it is tried."""
    if not name or not data:
        return "Choose a file that holds a document."
    if Path(name).suffix.lower() not in KINDS:
        return f"Files of this kind cannot be read. The studio reads {_KNOWN}."
    return ""


# In a worker ------------------------------------------------------------------------------------


def brought(stem: str, suffix: str, data: bytes, drafts: Path) -> Brought:
    """A file's source under the name `stem`; raises SourceError, or UsageError."""
    if suffix == SOURCE:
        try:
            return Brought(Text.of(data).words)
        except UnreadableTextError as error:
            raise UsageError(f"The file cannot be read as text: {error}.") from None
    with tempfile.TemporaryDirectory(dir=drafts) as place:
        given, made = Path(place, f"{stem}{suffix}"), Path(place, "made")
        given.write_bytes(data)
        imported = import_file(given, made)
        pictures = {
            picture.relative_to(made).as_posix(): picture.read_bytes()
            for picture in imported.pictures
        }
        return Brought(imported.source.read_text("utf-8"), pictures, imported.findings)


def pasted(markup: str, language: str, notes: int) -> Pasted:
    """A clipboard's lines; raises SourceError."""
    return import_fragment(markup, language, notes)
