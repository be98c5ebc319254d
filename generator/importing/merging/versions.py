"""A source's document, the Word file made of it, and the one that came back, made comparable."""

from __future__ import annotations

import hashlib
import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator.document.model import (
    Block,
    Blocks,
    Cell,
    Document,
    Figure,
    Image,
    Inline,
    Inlines,
    ListItem,
    Note,
    NoteCall,
    Position,
    Span,
    Strong,
    Table,
)
from generator.document.pictures import Decorative, Forgotten
from generator.document.references import without_references
from generator.document.section_numbers import without_numbers
from generator.document.walk import (
    Rebuilding,
    inlines,
    inlines_within,
    languages,
    passages,
    within,
)
from generator.document.walk import blocks as every_block
from generator.importing.finishing import without_typed_numbers
from generator.importing.importing import document_of
from generator.importing.merging.blocks import alike, words_of
from generator.importing.merging.containers import distinct
from generator.importing.merging.sequences import pairs
from generator.importing.original import Original

_APART = 100_000
"""Notes that only one version has get numbers of their own."""
NOWHERE = Position(0)


@dataclass(frozen=True, slots=True)
class Versions:
    """Three versions of a document; equal notes have equal numbers."""

    ours: Document
    base: Document
    theirs: Document


def docx_of(document: Document) -> bytes:
    """The Word document that a build makes of a document."""
    from generator.building.drawing import drawn
    from generator.building.format_modules import packager
    from generator.building.format_stages import Task
    from generator.content.job import Options

    task = Task(drawn(document), "docx", Options(epoch=0), Path(document.path).stem)
    return packager(task.row).pack(task.job(task.added_text)).data


def returned(original: Original, source: Document) -> Document:
    """A Word file that was made of a source, as a document.

    Pictures are named by what they show, and what programs write in several ways is in one.
    """
    document = document_of(original, counted=False)
    if source.metadata.numbering is not None:
        document = without_typed_numbers(document)
    own = own_pictures(source)
    names = {
        name: own.get(_shown(picture.data), _shown(picture.data))
        for name, picture in document.pictures.items()
    }
    silent = set(_silent(source))
    tags = _Tags(source)

    def image(given: Image) -> Image:
        return replace(given, picture=names.get(given.picture, given.picture))

    def inline(given: Inline) -> Inlines:
        match given:
            case Image():
                return (image(given),)
            case Span(language=language):
                return (replace(given, language=tags.own(language)),)
        return (given,)

    def block(given: Block) -> Blocks:
        if given.language:
            given = replace(given, language=tags.own(given.language))
        match given:
            case Figure(image=Image(picture=picture, alternative=Forgotten())) if (
                names.get(picture) in silent
            ):
                return ()  # LibreOffice forgets that it says nothing
            case Figure():
                return (replace(given, image=image(given.image)),)
            case Table():
                return (_with_plain_heads(given),)
        return (given,)

    pictures = {names[name]: picture for name, picture in document.pictures.items()}
    return replace(Rebuilding(block, inline).document(document), pictures=pictures)


def _silent(source: Document) -> Iterator[str]:
    """The names of the decorative pictures of a source."""
    figures = (block.image for block in every_block(source) if isinstance(block, Figure))
    for each in itertools.chain(figures, inlines(source)):
        if isinstance(each, Image) and isinstance(each.alternative, Decorative):
            yield each.picture


def own_pictures(source: Document) -> dict[str, str]:
    """The names of a source's pictures by what they show: drawings as drawn, or as pixels."""
    return {
        _shown(data): name
        for name, picture in source.pictures.items()
        for data in (picture.data, picture.raster.data if picture.raster else b"")
        if data
    }


@lru_cache(maxsize=64)
def _shown(data: bytes) -> str:
    """A name for what a picture shows, however its file is packed."""
    from PIL import Image as Raster

    try:
        with Raster.open(io.BytesIO(data)) as raster:
            shown = raster.convert("RGBA").tobytes()
            return hashlib.sha256(f"{raster.size}".encode() + shown).hexdigest()
    except (OSError, ValueError, Raster.DecompressionBombError):
        return hashlib.sha256(data).hexdigest()


def _with_plain_heads(table: Table) -> Table:
    """The table; cells that name columns or rows are strong by their place."""

    def plain(cell: Cell) -> Cell:
        return replace(cell, content=_not_strong(cell.content))

    head = (replace(row, cells=tuple(map(plain, row.cells))) for row in table.head)
    rows = (replace(row, cells=(*map(plain, row.cells[:1]), *row.cells[1:])) for row in table.rows)
    return replace(table, head=tuple(head), rows=tuple(rows))


def _not_strong(content: Inlines) -> Inlines:
    match content:
        case (Strong(content=inside),):
            return inside
        case (Span(content=inside) as span,):
            return (replace(span, content=_not_strong(inside)),)
    return content


class _Tags:
    """Language tags as a source has them: LibreOffice writes "cy-GB" where it is given "cy"."""

    def __init__(self, source: Document) -> None:
        self._known = set(languages(source))

    def own(self, tag: str) -> str:
        """The source's tag for this language."""
        primary = tag.partition("-")[0]
        return primary if tag not in self._known and primary in self._known else tag


def versions(document: Document, base: Document, theirs: Document) -> Versions:
    """The three versions."""
    ours = distinct(without_references(without_numbers(document)))
    in_ours = _paired(base, ours)
    of_base = {note.number: in_ours.get(note.number, note.number + _APART) for note in base.notes}
    in_base = _paired(theirs, base)
    of_theirs = {
        note.number: of_base.get(in_base.get(note.number, 0), note.number + 2 * _APART)
        for note in theirs.notes
    }
    own = {note.number: note.number for note in ours.notes}
    return Versions(
        _with_numbers(ours, own), _with_numbers(base, of_base), _with_numbers(theirs, of_theirs)
    )


def _paired(one: Document, other: Document) -> dict[int, int]:
    """The numbers of the one's notes with those of the other's."""
    notes = [[ListItem(note.blocks, NOWHERE) for note in each.notes] for each in (one, other)]
    found = pairs(notes[0], notes[1], words_of, alike)
    return {one.notes[here].number: other.notes[there].number for here, there in found.items()}


def _with_numbers(document: Document, numbers: Mapping[int, int]) -> Document:
    def renumbered(inline: Inline) -> Inlines:
        if isinstance(inline, NoteCall):
            return (NoteCall(numbers.get(inline.number, inline.number), 0, NOWHERE),)
        return (inline,)

    notes = (replace(note, number=numbers[note.number]) for note in document.notes)
    document = replace(document, notes=tuple(notes))
    return Rebuilding(inline=renumbered).document(document)


def with_notes_in_order(document: Document, notes: Mapping[int, Blocks]) -> Document:
    """The document with those notes that it calls, counted from the first call on."""
    order: dict[int, int] = {}
    for number in _calls(document.blocks):
        order.setdefault(number, len(order) + 1)
    for known in itertools.count():
        if known >= len(order):
            break
        for number in _calls(notes.get([*order][known], ())):
            order.setdefault(number, len(order) + 1)
    found = tuple(Note(number, 1, notes.get(number, ()), NOWHERE) for number in order)
    return _with_numbers(replace(document, notes=found), order)


def _calls(blocks: Blocks) -> Iterator[int]:
    for block in within(blocks):
        for passage in passages(block):
            for inline in inlines_within(passage):
                if isinstance(inline, NoteCall):
                    yield inline.number
