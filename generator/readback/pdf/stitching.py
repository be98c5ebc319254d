"""Pieces of text joined to words: where a producer wrote no space, the gap decides."""

from __future__ import annotations

import unicodedata

from generator.readback.pdf.page_text import Piece
from generator.reading_order import (
    NO_MARKS,
    Call,
    Mark,
    PageNumber,
    Passage,
    PassageBuilder,
    Picture,
)

WORD_GAP = 0.2
"""A gap between two pieces, in their font size, that stands for a space."""
LINE_DROP = 0.6
"""A change of base line, in the font size, that begins a new line (superscripts rise less)."""


class Stitcher:
    """Collects pieces with their marks into a passage."""

    def __init__(self) -> None:
        """Begin empty."""
        self._builder = PassageBuilder()
        self._last: Piece | None = None
        self.empty = True

    def add(self, piece: Piece, marks: frozenset[Mark] = NO_MARKS, *, exact: bool = False) -> None:
        """Append a piece; `exact` in code, where every space counts."""
        self.empty = self.empty and not piece.text.strip()
        if self._last is not None and parted(self._last, piece):
            self._builder.add(" ", marks)
        self._last = piece
        first, *rest = piece.text.split("\n")
        self._builder.add(first, marks, exact=exact)
        for line in rest:
            self._builder.add_break(marks)
            self._builder.add(line, marks, exact=exact)

    def part(self) -> None:
        """Part what comes from what was, as blocks are parted."""
        self._builder.add(" ")
        self._last = None

    def add_text(self, text: str, marks: frozenset[Mark] = NO_MARKS) -> None:
        """Append words that replace others (an element's ActualText)."""
        self.empty = self.empty and not text.strip()
        self._last = None
        self._builder.add(text, marks)

    def add_object(
        self, mark: Call | Picture | PageNumber, marks: frozenset[Mark] = NO_MARKS
    ) -> None:
        """Append a note call, a picture or a page number."""
        self.empty = False
        self._last = None
        self._builder.add_object(mark, marks)

    def passage(self) -> Passage:
        """The words so far."""
        return self._builder.passage()


def parted(before: Piece, after: Piece) -> bool:
    """True where a reader sees a space that neither piece holds."""
    if before.exact or after.exact or not before.text or not after.text:
        return False
    if before.text[-1].isspace() or after.text[0].isspace():
        return False
    if new_line(before, after):
        return not (_wide(before.text[-1]) and _wide(after.text[0]))
    gap = after.box[0] - before.box[2]
    return gap > WORD_GAP * max(before.size, after.size)


def new_line(before: Piece, after: Piece) -> bool:
    """True if a piece stands on another line than the one before it."""
    size = max(before.size, after.size)
    return abs(before.box[1] - after.box[1]) > LINE_DROP * size or (
        before.owner is not None and after.owner is not None and before.owner[0] != after.owner[0]
    )


def exact_text(pieces: list[Piece]) -> str:
    """The text of code: as written where the file says so, else line by line as it stands."""
    parts: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        guessed = last is not None and not (last.exact or piece.exact or parts[-1].endswith("\n"))
        if guessed and last is not None and new_line(last, piece):
            parts.append("\n")
        parts.append(piece.text)
        last = piece
    return "".join(parts)


def _wide(character: str) -> bool:
    """True for writing that puts no spaces between words."""
    return unicodedata.east_asian_width(character) in {"W", "F"}
