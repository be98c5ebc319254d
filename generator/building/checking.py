"""Before anything is built: which files are sources, and what in them would trouble a reader."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.brand.places import nearest
from generator.findings.errors import PackError, SourceError, UsageError
from generator.findings.finding import Finding, Severity, has_errors
from generator.source.rules import FILE_UNREADABLE

if TYPE_CHECKING:
    from generator.content.job import Options
    from generator.document.model import Document

SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, and its folder below the folder that was given; why it is `refused`, if so.

    `brand` is the folder of the nearest brand, from its own up to the folder that was given.
    """

    path: Path
    below: Path
    refused: str = ""
    brand: Path | None = None

    def problems(self) -> tuple[Finding, ...]:
        """The finding of a file that is not looked at; none where it may be read."""
        if not self.refused:
            return ()
        hint = "copy the file into the folder, under a name in UTF-8, or let it be read"
        return (FILE_UNREADABLE.found(shown(self.path), None, self.refused, hint),)


def shown(path: Path) -> str:
    """A path as text that any output can hold."""
    return str(path).encode(errors="surrogateescape").decode(errors="backslashreplace")


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


def with_brands(sources: Sequence[Source], *, trusted: bool) -> list[Source]:
    """The sources; of strangers' ones without brands that lie beside them.

    What a stranger's brand may take is not limited: only one that is named is read.
    """
    return list(sources) if trusted else [replace(source, brand=None) for source in sources]


def _sources(path: Path) -> Iterator[Source]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir():
        if _refused_name(path):
            raise UsageError(f"{shown(path)}: {_refused_name(path)}")
        yield Source(path, Path(), brand=nearest(path.parent, path.parent))
        return
    unread: list[Path] = []
    root = path.resolve()
    for file in _files(path, unread):
        refused = _refused_name(file) or _refused_link(file, root)
        yield Source(file, file.parent.relative_to(path), refused, nearest(file.parent, path))
    for folder in unread:
        problem = "the folder cannot be read, so its sources, if there are any, are not published."
        yield Source(folder, folder.parent.relative_to(path), problem)


def _files(path: Path, unread: list[Path]) -> Iterator[Path]:
    """The sources below a folder, sorted; hidden ones do not count. Links to folders are none."""

    def note(error: OSError) -> None:
        unread.append(Path(str(error.filename)))

    found = []
    for place, folders, names in os.walk(path, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(place, name)
            for name in names
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")
        ]
    return (file for file in sorted(found) if file.is_file() or file.is_symlink())


def _refused_name(file: Path) -> str:
    """Outputs have the source's name, and name it in links."""
    try:
        file.name.encode()
    except UnicodeEncodeError:
        return "the file's name is not UTF-8; no output could be called so."
    return ""


def _refused_link(file: Path, folder: Path) -> str:
    """A link must not publish what lies outside of the folder (architecture, law 6)."""
    if file.resolve().is_relative_to(folder):
        return "" if file.is_file() else "the file is a symbolic link that leads nowhere."
    return "the file is a symbolic link to another folder, from which nothing is published."


def check(
    source: Path,
    formats: Sequence[str] | None = None,
    options: Options | None = None,
    *,
    strict: bool = False,
) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document, or None where it cannot be published, and all findings about the source.

    `formats`, all by default, and `options` decide what can be held: what is no finding here is
    published (law 9).
    """
    from generator.brand.dressing import branded
    from generator.lint import lint
    from generator.source import read

    try:
        reading = read(source, options.limits) if options else read(source)
    except SourceError as error:
        return None, error.findings
    document = branded(reading.document, options.brand if options else None)
    if document.charts and not has_errors(reading.findings):
        from generator.building.drawing import drawn

        try:
            document = drawn(document, options.theme if options else None)
        except PackError as error:
            return None, (*reading.findings, *error.findings)
    held = () if has_errors(reading.findings) else _foreseen(document, formats, options)
    every = lint(document, (*reading.findings, *held))
    if strict:
        every = strictly(every)
    return (None if has_errors(every) else document), every


def _foreseen(
    document: Document, formats: Sequence[str] | None, options: Options | None
) -> tuple[Finding, ...]:
    """What the formats cannot hold of a document."""
    from generator.building.format_modules import foreseen
    from generator.content.added_text import add_text
    from generator.content.formats import FORMATS, ROWS
    from generator.content.job import Job, Options

    rows = [*FORMATS.values()] if formats is None else [ROWS[name] for name in formats]
    if not any(row.refuses for row in rows):
        return ()
    job = Job(document, add_text(document), options or Options())
    return tuple(finding for row in rows for finding in foreseen(row, job))


def strictly(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, with errors for warnings."""
    return tuple(
        replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each
        for each in findings
    )
