"""Which part of the document goes into which file of the publication."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.content.added_text import AddedText
from generator.content.job import PageStart
from generator.content.text_signs import in_signs
from generator.document.model import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    Note,
    NoteCall,
    Row,
    Table,
)
from generator.document.walk import (
    Section,
    folded,
    headings,
    inlines_within,
    landing,
    nested,
    passages,
    plain_text,
    within,
)
from generator.packagers.markup.template_variables import own_prefix


@dataclass(frozen=True, slots=True)
class Chapter:
    """A content document.

    `heading` is None in the first, which begins with the title; `notes` and `closing` say that
    it holds the notes, the contact and the licence.
    """

    path: str
    heading: Heading | None
    blocks: Blocks
    notes: bool
    closing: bool

    @property
    def first(self) -> bool:
        """True for the file that a reader opens first."""
        return self.heading is None and self.path == FIRST


FIRST = "text/1.xhtml"
NOTES = "text/notes.xhtml"


def chapters(document: Document, added_text: AddedText) -> tuple[Chapter, ...]:
    """One file; of a long document one for each level-2 section, and one for the notes."""
    if not added_text.contents:
        return (Chapter(FIRST, None, document.blocks, bool(document.notes), closing=True),)
    parts = list(_sections(document.blocks))
    last = not document.notes
    found = [
        Chapter(
            f"text/{number}.xhtml",
            heading,
            blocks,
            notes=False,
            closing=last and number == len(parts),
        )
        for number, (heading, blocks) in enumerate(parts, start=1)
    ]
    if document.notes:
        found.append(Chapter(NOTES, None, (), notes=True, closing=True))
    return tuple(found)


def _sections(blocks: Blocks) -> Iterator[tuple[Heading | None, Blocks]]:
    """The blocks before the first level-2 heading, then each such heading with what follows."""
    heading: Heading | None = None
    gathered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == SPLIT:
            yield heading, tuple(gathered)
            heading, gathered = block, []
        gathered.append(block)
    yield heading, tuple(gathered)


SPLIT = 2


def identifier_files(document: Document, parts: tuple[Chapter, ...]) -> Mapping[str, str]:
    """The file that holds each identifier: headings', notes', calls', and our own labels'."""
    prefix = own_prefix(document)
    found = {prefix + "title": FIRST, prefix + "notes": _notes_file(parts)}
    for part in parts:
        for block in within(part.blocks):
            if (named := landing(block)) is not None:
                found[named[0]] = part.path
            found.update(dict.fromkeys(_calls(block, prefix), part.path))
    for note in document.notes:
        found[f"{prefix}note-{note.number}"] = found[prefix + "notes"]
        found.update(_in_note(note, prefix, found[prefix + "notes"]))
    if parts:
        found[prefix + "formats"] = parts[-1].path
    return found


def _notes_file(parts: tuple[Chapter, ...]) -> str:
    return next((part.path for part in parts if part.notes), FIRST)


def _in_note(note: Note, prefix: str, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in within(note.blocks):
        if (named := landing(block)) is not None:
            found[named[0]] = path
        found.update(dict.fromkeys(_calls(block, prefix), path))
    return found


def _calls(block: Block, prefix: str) -> Iterator[str]:
    for passage in passages(block):
        for inline in inlines_within(passage):
            if isinstance(inline, NoteCall):
                name = f"{prefix}call-{inline.number}"
                yield name if inline.occurrence == 1 else f"{name}-{inline.occurrence}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation document, with the lines below it."""

    text: str
    href: str
    language: str | None = None
    entries: tuple[Entry, ...] = ()


def outline(document: Document, found: Mapping[str, str]) -> tuple[Entry, ...]:
    """The body's headings, nested by level."""

    def entry(section: Section) -> Entry:
        heading = section.heading
        href = f"{found[heading.identifier]}#{heading.identifier}"
        below = tuple(map(entry, section.below))
        return Entry(label_of(heading.content), href, section.language, below)

    return tuple(map(entry, nested(tuple(headings(document.blocks)))))


def label_of(content: Inlines) -> str:
    """A heading as plain words; a dash for one that has none, since a link needs words."""
    return folded(plain_text(in_signs(content))) or "–"


@dataclass(frozen=True, slots=True)
class PageBreaks:
    """The pages of the PDF that begin before the title, a block, row or note (by id), the closing.

    A page that begins within a block is said to begin before it; one with no words of the source
    (a contents list) where the next one begins.
    """

    top: tuple[int, ...] = ()
    before: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    notes: tuple[int, ...] = ()
    """Those that begin with the first note: their heading stands above it."""
    closing: tuple[int, ...] = ()


def page_breaks(document: Document, starts: tuple[PageStart, ...], pages: int) -> PageBreaks:
    """Where each of the PDF's `pages` begins, in reading order."""
    stops = [*_stops(document.blocks), *document.notes]
    lines = {start.page: start.line for start in starts}
    places: list[int] = []
    following = len(stops)
    ranked = sorted((stop.position.line, -index) for index, stop in enumerate(stops))
    for page in range(pages, 0, -1):
        if page in lines:
            following = _stop(ranked, lines[page])
        places.append(following)
    found: dict[int, list[int]] = {}
    last = TOP
    for page, place in enumerate(reversed(places), start=1):
        last = TOP if page == 1 else max(last, place)
        found.setdefault(last, []).append(page)
    first_note = len(stops) - len(document.notes)
    return PageBreaks(
        top=tuple(found.pop(TOP, ())),
        notes=tuple(found.pop(first_note, ())) if document.notes else (),
        closing=tuple(found.pop(len(stops), ())),
        before={id(stops[place]): tuple(here) for place, here in found.items()},
    )


TOP = -1


def _stops(given: Blocks) -> Iterator[Block | Row]:
    """Every block, and the rows of tables below their headers: a page may begin with each."""
    for block in within(given):
        yield block
        if isinstance(block, Table):
            yield from block.rows


def _stop(ranked: Sequence[tuple[int, int]], line: int) -> int:
    """The index of what holds a line of the source: what begins last before or on it.

    `ranked` has the line and the index, as a negative number, of all that begins somewhere.
    """
    place = bisect.bisect_right(ranked, (line, 1)) - 1
    return -ranked[place][1] if place >= 0 else TOP
