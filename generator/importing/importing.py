"""From a file to a source with its pictures, and findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.document.model import Document, Metadata, Text
from generator.findings.errors import SourceError, UsageError
from generator.findings.finding import Finding
from generator.findings.output_rules import IMPORT_LEFT_OUT, IMPORT_LOST, IMPORT_UNREADABLE
from generator.importing.album import Album
from generator.importing.blocks import Reader
from generator.importing.finishing import finished
from generator.importing.front import Front, front_of
from generator.importing.original import Original, read_original
from generator.importing.witness import lost_words
from generator.reading_order import UnreadableError
from generator.source import read
from generator.source.writing import write

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and what there is to say of it."""

    source: Path
    pictures: tuple[Path, ...]
    findings: tuple[Finding, ...]


def import_file(path: Path, folder: Path) -> Imported:
    """Write a source of the file into a folder, with its pictures below it.

    Raises UsageError where a file stands already, or the kind is unknown, SourceError for a
    damaged file.
    """
    source = folder / f"{path.stem}.md"
    if source.exists():
        raise UsageError(f"{source}: is there already; move it, or import into another folder (-o)")
    try:
        original = read_original(path)
        document = document_of(original)
    except (UnreadableError, RecursionError) as error:
        message = f"the file cannot be read ({error}); nothing was written."
        hint = "open it in the program that made it, and save it again"
        raise SourceError([IMPORT_UNREADABLE.found(str(path), None, message, hint)]) from error
    folder.mkdir(parents=True, exist_ok=True)
    pictures = tuple(_write_pictures(document, folder))
    source.write_text(write(document), encoding="utf-8")
    try:
        _compare(original, source)
    except SourceError as error:  # as for a file that is nested too deep
        for each in (source, *pictures):
            each.unlink()
        raise SourceError([replace(each, path=str(path)) for each in error.findings]) from error
    return Imported(source, pictures, tuple(dict.fromkeys(original.findings)))


def document_of(original: Original, *, counted: bool = True) -> Document:
    """The document that a file says; `counted`: typed numbers are left to be counted."""
    front = front_of(original)
    album = Album(original.informative, original.pictures, f"{original.path.stem}-pictures")
    reader = Reader(original, album, front.language, front.shift)
    reader.prepare(front.blocks)
    blocks = reader.body(front.blocks)
    notes = reader.document_notes()
    blocks += reader.uncalled()
    metadata = _metadata(original, front)
    path = str(original.path)
    document = Document(metadata, blocks, notes, album.taken, path, "")
    return finished(document, counted=counted)


def _metadata(original: Original, front: Front) -> Metadata:
    facts = original.facts
    if facts.author:
        original.say(
            IMPORT_LEFT_OUT,
            f"the file names “{facts.author}” as its author, who is not shown.",
            "write “author: …” in the front matter if readers should know",
        )
    return Metadata(
        title=(Text(front.title),),
        language=front.language,
        category=(Text(front.category),) if front.category else None,
        status=front.status,
        classification=front.classification,
        subject=facts.subject or None,
        keywords=facts.keywords,
    )


def _write_pictures(document: Document, folder: Path) -> list[Path]:
    written = []
    for picture in document.pictures.values():
        file = folder / picture.place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture.data)
        written.append(file)
    return written


def _compare(original: Original, source: Path) -> None:
    """Report the words of the file that the source, as it was written, does not hold."""
    document = read(source).document
    said = [f"{finding.message} {finding.hint}" for finding in original.findings]
    lost = lost_words(original.order, document, said)
    if lost:
        shown = " ".join(lost[:_SHOWN])
        original.say(
            IMPORT_LOST,
            f"{len(lost)} words of the file are not in the source: “{shown}”.",
            "write them where they belong; and please report the file",
        )
