"""Whether those who look at a page see the words that screen readers announce.

Text can stand outside the page, be clipped away, be painted over, have the colour of what is
behind it, or be set to draw nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from bidi import get_display

from generator.readback.pdf.page_text import (
    WHITE,
    Box,
    PageContent,
    Paint,
    Piece,
    covers,
    intersection,
)
from generator.reading_order import Fault

SMALLEST = 1.0
"""Points: text below this size is taken for invisible."""

NEAR = 0.02
"""Colours that differ less, in every component, look the same."""

STAND_IN = "\N{WHITE SQUARE}"
"""Seen where the font lacks a character."""

_REORDERED = (
    *(range(0x0590, 0x10A0), range(0x1700, 0x1820), range(0x1900, 0x1D00)),
    *(range(0xA800, 0xAC00), range(0x10A00, 0x12000), range(0x1E900, 0x1E960)),
)
"""Hebrew to Burmese, Khmer, and others of their kind: the glyphs of a font, reordered and put
together, do not show which letters they stand for."""


def invisible_text(page: PageContent) -> Iterator[Fault]:
    """A fault for each stretch of text that cannot be seen; artifacts are not looked at."""
    for piece in page.pieces:
        if piece.artifact or not piece.text.strip():
            continue
        if not page.unknown_glyphs and piece.shown is not None:
            yield from _other_words(piece, page)
        if piece.size == 0:
            continue
        reason = _reason(piece, page)
        if reason is not None:
            words = " ".join(piece.text.split())[:60]
            yield Fault(f"page {page.number}", "invisible-text", f'"{words}" {reason}', piece.text)


def _other_words(piece: Piece, page: PageContent) -> Iterator[Fault]:
    """A fault where /ActualText says other letters or digits than its glyphs show."""
    seen = piece.shown or ""
    if not says(seen, piece.text):
        announced, shown = (" ".join(words.split())[:60] for words in (piece.text, seen))
        message = f'"{announced}" is announced where "{shown}" is visible'
        yield Fault(f"page {page.number}", "other-words", message)


def says(seen: str, announced: str) -> bool:
    """True where glyphs show what is announced, as far as that can be decided.

    Numbers among words from right to left are drawn as UAX #9 orders them, from left or right.
    """
    if is_reordered(announced):
        return bool(seen.strip())
    one, other = letters(seen), letters(announced)
    if one == other:
        return True
    if STAND_IN not in seen:
        displayed = (get_display(announced, base_dir=way) for way in ("R", "L"))
        return one in map(letters, displayed)
    missing, extra = Counter(other) - Counter(one), Counter(one) - Counter(other)
    return not extra and missing.total() <= seen.count(STAND_IN)


def is_reordered(text: str) -> bool:
    """True for words whose glyphs do not show their letters one by one."""
    return any(ord(character) in block for character in text for block in _REORDERED)


def letters(text: str) -> str:
    """Letters and digits without their marks, which a font draws with the letter or apart."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in apart if character.isalnum())


def _reason(piece: Piece, page: PageContent) -> str | None:
    """Why a piece cannot be seen; None if it can."""
    look = piece.appearance
    if look.invisible:
        return "is set to draw nothing"
    if piece.size < SMALLEST:
        return f"is only {piece.size:.2f} points high"
    if not _meets(piece.box, page.visible_area):
        return "stands outside the page"
    if not _meets(piece.box, look.clip):
        return "is clipped away"
    if any(paint.order > piece.order and covers(paint.box, piece.box) for paint in page.paints):
        return "is painted over"
    behind = _behind(piece, page.paints)
    if look.colour is not None and behind is not None and _same(look.colour, behind):
        return "has the colour of what is behind it"
    return None


def _meets(box: Box, area: Box) -> bool:
    """True if most of a box lies within an area."""
    shared = intersection(box, area)
    width, height = shared[2] - shared[0], shared[3] - shared[1]
    if width < 0 or height < 0:
        return False
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return whole == 0 or width * height > whole / 2


def _behind(piece: Piece, paints: list[Paint]) -> tuple[float, float, float] | None:
    """The colour behind a piece: white where nothing was painted, None where a picture was."""
    colour: tuple[float, float, float] | None = WHITE
    for paint in paints:
        if paint.order < piece.order and covers(paint.box, piece.box):
            colour = paint.colour
    return colour


def _same(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(first, second, strict=True))
