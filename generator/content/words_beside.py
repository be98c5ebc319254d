"""Words that a file has beside its text: names of its parts, days for machines, titles of pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.added_text import AddedText
from generator.content.formats import Format
from generator.document.model import Document, Table
from generator.document.walk import blocks, headings, plain_text
from generator.reading_order import fold


def words_beside(document: Document, added_text: AddedText, format_: Format) -> Iterator[str]:
    """All that may stand there; not each must.

    How note calls, links back and tables without a caption are called, and in an e-book also what
    its cover and its lists of contents say.
    """
    yield from _of_notes(document, added_text)
    days = (document.metadata.date, document.metadata.updated)
    yield from (day.isoformat() for day in days if day)
    tables = sum(isinstance(block, Table) for block in blocks(document))
    yield from (f"{added_text.words.table} {number + 1}" for number in range(tables))
    if format_.navigation:
        yield fold(plain_text(document.metadata.title))
        yield added_text.words.saying("contents").contents
        yield added_text.words.saying("notes").notes
        for heading, _ in headings(document.blocks):
            yield fold(plain_text(heading.content)) or "–"


def _of_notes(document: Document, added_text: AddedText) -> Iterator[str]:
    words = added_text.words
    ways = words.saying("back_to_text", "back_to_call", "note", "separator")
    for note in document.notes:
        yield words.note.format(number=note.number)
        called = ways.note.format(number=note.number)
        calls = (ways.back_to_call.format(occurrence=each + 1) for each in range(note.calls))
        for back in (ways.back_to_text, *calls):
            yield back
            yield f"{back}{ways.separator}{called}"
