"""About on which page each heading stands, for a contents list that nobody has counted yet.

Word counts pages when somebody updates the list or prints; until then it shows what the file says.
Widths and heights are those of Arial, estimated: a page is right, or the one beside it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.packagers.docx.measures import (
    APART,
    CELL_MARGIN,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TIGHT,
    TWIPS,
    Measures,
)
from generator.packagers.docx.registry import EMU_PER_TWIP
from generator.packagers.docx.tables import advance
from generator.packagers.docx.views import (
    BlockView,
    CaptionNumberView,
    Chars,
    FootnoteView,
    Mark,
    NoteView,
    ParagraphView,
    PictureView,
    TableView,
    TargetLabelView,
)

_LINE, _SINGLE = 1.4375, 1.15
"""The height of a line in the size of its type: that of the styles (1.25 lines), and one line."""

_LAST_WORD = 0.96
"""The part of a line that words fill on average."""

_KEPT_LINES = 2
"""So many lines of what follows stay with a heading."""


@dataclass(frozen=True, slots=True)
class Room:
    """How a style is set: type in half points, space around in twips, height of its lines."""

    size: int
    before: int = APART
    after: int = APART
    line: float = _LINE
    close: bool = False
    """No space between two of the style."""
    begins: bool = False
    """Each begins a page."""


@dataclass(slots=True)
class Estimate:
    """Pages being filled from the top. `rooms` has the styles that are not as Normal."""

    rooms: Mapping[str, Room]
    plain: Room
    notes: Mapping[int, FootnoteView]
    pages: dict[str, int] = field(default_factory=dict)
    """The page of each bookmark."""
    _page: int = 1
    _used: int = 0
    _after: int = 0
    _turned: bool = False

    @property
    def _width(self) -> int:
        return TEXT_HEIGHT if self._turned else TEXT_WIDTH

    @property
    def _depth(self) -> int:
        return TEXT_WIDTH if self._turned else TEXT_HEIGHT

    def place(self, blocks: Sequence[BlockView]) -> None:
        """Put blocks on the pages, one after the other."""
        for index, block in enumerate(blocks):
            match block:
                case TableView():
                    self._table(block)
                case _:
                    self._paragraph(block, blocks[index + 1 : index + 2])

    def _paragraph(self, block: ParagraphView, below: Sequence[BlockView]) -> None:
        room = self._room(block.style)
        before = room.before if block.before is None else block.before
        if room.begins and self._used:
            self._page, self._used = self._page + 1, 0
        height = self._height(block, self._width) + self._called(block)
        kept = height
        if "Heading" in block.style and below:
            kept += round(_KEPT_LINES * self.plain.size * TWIPS * _LINE)
        self._stack(before, height, kept if kept <= self._depth else height)
        self._mark(block)
        after = room.after if block.after is None else block.after
        next_style = below[0].style if below and isinstance(below[0], ParagraphView) else None
        self._after = 0 if room.close and next_style == block.style else after
        if block.section is not None:
            self._page, self._used, self._turned = self._page + 1, 0, not block.section.turned

    def _table(self, table: TableView) -> None:
        for row in table.rows:
            heights = [
                self._height(cell.paragraph, cell.width - 2 * CELL_MARGIN) + 2 * _CELL_ROOM
                for cell in row.cells
            ]
            notes = sum(self._called(cell.paragraph) for cell in row.cells)
            self._stack(0, max(heights, default=0) + notes)
            for cell in row.cells:
                self._mark(cell.paragraph)
        self._after = 0

    def _mark(self, block: ParagraphView) -> None:
        """Note the page of a paragraph, and of the headings in the notes that it calls."""
        below = (each for note in self._notes(block) for each in _paragraphs(note))
        for each in (block, *below):
            if each.bookmark is not None:
                self.pages[each.bookmark.name] = self._page

    def _stack(self, before: int, height: int, kept: int | None = None) -> None:
        """Put something so high below the rest, on a new page where it and what it keeps end."""
        gap = max(before, self._after) if self._used else 0
        whole = kept or height
        splits = kept == height and whole > self._depth // 8
        room = self._depth - self._used - gap
        if whole > room and self._used and not splits:
            self._page, self._used, gap = self._page + 1, 0, 0
        self._used += gap + height
        while self._used > self._depth:
            self._page += 1
            self._used -= self._depth

    def _called(self, block: ParagraphView) -> int:
        """The height of the notes that a paragraph calls, which stand at the foot of its page."""
        notes = self._notes(block)
        return sum(self._height(each, self._width) for note in notes for each in _paragraphs(note))

    def _notes(self, block: ParagraphView) -> list[FootnoteView]:
        calls = (piece for piece in _pieces(block) if isinstance(piece, NoteView))
        return [self.notes[call.identifier] for call in calls if call.identifier in self.notes]

    def _height(self, block: ParagraphView, width: int) -> int:
        room = self._room(block.style)
        line = room.size * TWIPS * room.line
        free = max(width - (block.indent or 0), TWIPS) * _LAST_WORD
        ems, lines, pictures = 0.0, 0, 0
        for piece in _pieces(block):
            match piece:
                case Chars(text=text) | CaptionNumberView(text=text) | TargetLabelView(text=text):
                    ems += sum(advance(each).regular for each in text) / 1000
                case PictureView(height=height):
                    pictures += height // EMU_PER_TWIP
                case Mark.BREAK:
                    lines, ems = lines + _lines(ems * room.size * TWIPS, free), 0.0
        lines += _lines(ems * room.size * TWIPS, free)
        return round(lines * line) + pictures

    def _room(self, style: str) -> Room:
        known = self.rooms.get(style)
        if known is None and style.startswith(("ListBullet", "ListNumber")):
            return Room(self.plain.size, TIGHT, TIGHT)
        return known or self.plain


_CELL_ROOM = 70
"""Above and below the words of a cell."""


def estimate(
    blocks: Sequence[BlockView],
    notes: Iterable[FootnoteView],
    measures: Measures,
    look: Mapping[str, Any],
    *,
    chapters: bool = False,
) -> Mapping[str, int]:
    """The page of each bookmark in `blocks`, in the sizes of `look`.

    With `chapters`, every heading of level 2 begins a page.
    """
    plain = Room(measures.text_type)
    given = dict(rooms(measures, look))
    if chapters:
        given["Heading2"] = replace(given["Heading2"], begins=True)
    pages = Estimate(given, plain, {note.identifier: note for note in notes})
    pages.place(blocks)
    return pages.pages


def rooms(measures: Measures, look: Mapping[str, Any]) -> Iterator[tuple[str, Room]]:
    """The styles that are not as Normal, as `styles.xml.jinja` sets them."""
    paper = look["on_paper"]

    def size(name: str) -> int:
        return int(2 * paper["pt"] * look["size"][name] + 0.5)

    def apart(name: str) -> int:
        return int(20 * paper["pt"] * paper["space"] * look["space"][name])

    yield "Title", Room(size("title"), 0, apart("paragraph"))
    yield "TOCHeading", Room(size("h2"), apart("heading"), apart("half"))
    for level in range(2, 7):
        yield f"Heading{level}", Room(size(f"h{level}"), apart("heading"), apart("half"))
        yield f"TOC{level}", Room(measures.text_type, 0, 60)
    yield "Subtitle", Room(size("summary"), 0, 240)
    yield "Byline", Room(size("small"), 0, apart("paragraph") + 60, close=True)
    yield "FootnoteText", Room(size("small"), 0, 60, 1.1 * _SINGLE)
    yield "TableText", Room(measures.table_type, 0, 0, _SINGLE)
    yield "DenseTableText", Room(measures.dense_type, 0, 0, _SINGLE)
    yield "HTMLPreformatted", Room(size("code"), 160, 200, _SINGLE)


def _lines(width: float, room: float) -> int:
    return max(1, -int(-width // room))


def _pieces(block: ParagraphView) -> Iterator[object]:
    return (piece for part in block.content for run in part.runs for piece in run.pieces)


def _paragraphs(note: FootnoteView) -> Iterator[ParagraphView]:
    for block in note.blocks:
        match block:
            case TableView():
                yield from (cell.paragraph for row in block.rows for cell in row.cells)
            case _:
                yield block
