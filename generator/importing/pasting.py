"""What a clipboard holds of Word, Outlook, Google Docs or a web page becomes lines of a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import reading_order as order
from generator.document.model import Document, Inline, Inlines, Metadata, Note, NoteCall, Text
from generator.document.walk import Rebuilding
from generator.findings.errors import SourceError
from generator.findings.finding import Finding
from generator.findings.output_rules import IMPORT_LOST, IMPORT_UNREADABLE
from generator.importing.album import Album
from generator.importing.blocks import Reader, every
from generator.importing.finishing import finished
from generator.importing.original import Original
from generator.importing.pages import read_page
from generator.importing.witness import lost_words
from generator.reading_order import UnreadableError
from generator.source.writing import write_text

_PLACE = Path("clipboard.html")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines to put into a source, and what there is to say of them."""

    words: str
    findings: tuple[Finding, ...]


def import_fragment(markup: str, language: str, notes: int = 0) -> Pasted:
    """What a piece of HTML says, as lines of a source in `language` that has `notes` notes already.

    Pictures are left out and reported: each needs a file and words of its own. Raises SourceError
    where the markup cannot be read.
    """
    try:
        found, _ = read_page(markup.encode("utf-8", "replace"), None)
        original = Original(_PLACE, found)
        document = _document(original, language)
    except (UnreadableError, RecursionError) as error:
        message = f"what was pasted cannot be read ({error}); nothing was put into the text."
        hint = "paste it without its look (Ctrl+Shift+V)"
        raise SourceError([IMPORT_UNREADABLE.found(str(_PLACE), None, message, hint)]) from error
    _report_lost(original, document)
    words = write_text(_with_notes_after(document, notes))
    return Pasted(words.strip("\n"), tuple(dict.fromkeys(original.findings)))


def _document(original: Original, language: str) -> Document:
    blocks = original.order.blocks
    levels = [block.level for block in every(blocks) if isinstance(block, order.Heading)]
    album = Album(original.informative, {}, "")
    reader = Reader(original, album, language, 2 - min(levels, default=2))
    reader.prepare(blocks)
    body = reader.body(blocks)
    notes = reader.document_notes()
    body += reader.uncalled()
    facts = Metadata(title=(Text(_PLACE.stem),), language=language)
    return finished(Document(facts, body, notes, {}, str(_PLACE), ""), counted=False)


def _report_lost(original: Original, document: Document) -> None:
    said = [f"{finding.message} {finding.hint}" for finding in original.findings]
    lost = lost_words(original.order, document, said)
    if lost:
        message = f"{len(lost)} words were not pasted: “{' '.join(lost[:30])}”."
        original.say(IMPORT_LOST, message, "write them where they belong")


def _with_notes_after(document: Document, notes: int) -> Document:
    """The document with the numbers of its notes after those of another."""

    def inline(given: Inline) -> Inlines:
        if isinstance(given, NoteCall):
            return (replace(given, number=given.number + notes),)
        return (given,)

    moved = Rebuilding(inline=inline).document(document) if notes else document
    return replace(moved, notes=tuple(_numbered(moved, notes)))


def _numbered(document: Document, notes: int) -> Iterator[Note]:
    return (replace(note, number=note.number + notes) for note in document.notes)
