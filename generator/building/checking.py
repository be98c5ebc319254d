"""Before anything is built: which files are sources, and what in them would trouble a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings.errors import SourceError, UsageError
from generator.findings.finding import Finding, Severity, has_errors

if TYPE_CHECKING:
    from generator.document.model import Document

SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, and its folder below the folder that was given."""

    path: Path
    below: Path


def sources_in(given: Sequence[Path]) -> list[Source]:
    """The files given, and every source below the folders given, sorted, each once.

    Raises UsageError.
    """
    found: dict[Path, Source] = {}
    for path in given:
        for source in _sources(path):
            found.setdefault(source.path.parent.resolve() / source.path.name, source)
    if not found:
        raise UsageError(f"no .md file in {', '.join(map(str, given))}")
    return list(found.values())


def _sources(path: Path) -> Iterator[Source]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir():
        yield Source(_named(path), Path())
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and file.is_file() and not hidden:
            yield Source(_named(file), file.parent.relative_to(path))


def _named(file: Path) -> Path:
    """The file, whose name the outputs will have and name in links."""
    try:
        file.name.encode()
    except UnicodeEncodeError:
        told = f"{file}: the file's name is not UTF-8; no output could be called so"
        raise UsageError(told) from None
    return file


def check(source: Path, *, strict: bool = False) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document, or None where it cannot be published, and all findings of reading and lint."""
    from generator.lint import lint
    from generator.source import read

    try:
        reading = read(source)
    except SourceError as error:
        return None, error.findings
    document, every = reading.document, lint(reading.document, reading.findings)
    if strict:
        every = strictly(every)
    return (None if has_errors(every) else document), every


def strictly(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, with errors for warnings."""
    return tuple(
        replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each
        for each in findings
    )
