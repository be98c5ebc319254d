"""Which tables are too wide for the page when set as others are.

What cannot fit is found before the layout: by the widest thing that each column holds, and by the
room that the lists and quotations around the table leave. WeasyPrint lets some tables grow beyond
the page even so, rather than shrink a picture; those get columns of given widths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.document.model import Block, Division, Document, Image, Inlines, Link, Table
from generator.document.walk import children, inlines_within, plain_text
from generator.packagers.pdf.addresses import printed_address

PAPER_WIDTHS = {"A4": 210, "A5": 148}
"""In millimetres."""

PAGE_MARGIN = 22.5
"""On either side, in millimetres."""

CELL_PADDING, LIST_INDENT = 0.9, 1.6
"""In the size of the text; a quotation is indented by less than a list."""

SMALLER = 0.8
"""Type of a crowded table, in the size of the text around it."""

CHARACTER = 0.5
"""The width of a character, in the size of its type."""

PADDING = math.ceil(CELL_PADDING / CHARACTER)
"""Of a cell, in characters."""

INDENT = math.ceil(LIST_INDENT / CHARACTER)
"""Of a list, a definition or a quotation, in characters."""

USED = 0.9
"""The part of a line that is counted on: some words are wider than others."""

USUAL_SIZE = 12
"""Points of the text whose characters are counted; larger text has less room."""

UNBROKEN = 12
"""Characters of a word that should stay together even in the narrowest column."""

DOUBTFUL = 0.6
"""A table estimated to fill this part of the room may turn out to be wider."""

PIXELS = CHARACTER * USUAL_SIZE * 96 / 72
"""Of a picture, as wide as a character."""

_BREAKS = re.compile(r"(?<=[/?&-])")
"""Where lines of an address may break (UAX #14)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is made to fit: in smaller type, with words that break where they must.

    `shares` of the table's width for each column, in per cent; empty where the layout may choose.
    """

    shares: tuple[int, ...] = ()


def table_fits(
    document: Document, paper: str, text_size: float, *, shared: bool
) -> Mapping[int, Fit]:
    """The tables that do not fit as they are, by `id`; `text_size` in points.

    With `shared`, columns of given widths for each table that may grow beyond the page.
    """
    room = _characters(paper) * USUAL_SIZE / text_size
    return {
        id(table): fit
        for table, left in _tables(document, room)
        if (fit := _fit(table, left, document, shared=shared)) is not None
    }


def _characters(paper: str) -> int:
    """How many fit across the page in text of the usual size."""
    millimetres = CHARACTER * USUAL_SIZE * 25.4 / 72
    return int(USED * (PAPER_WIDTHS[paper] - 2 * PAGE_MARGIN) / millimetres)


def _tables(document: Document, room: float) -> Iterator[tuple[Table, float]]:
    """Every table, with the room where it stands."""
    notes = (block for note in document.notes for block in note.blocks)
    stack: list[tuple[Block, float]] = [(block, room) for block in (*document.blocks, *notes)]
    while stack:
        block, left = stack.pop()
        if isinstance(block, Table):
            yield block, left
        inner = left if isinstance(block, Division) else left - INDENT
        stack.extend((child, inner) for child in children(block))


def _fit(table: Table, room: float, document: Document, *, shared: bool) -> Fit | None:
    columns = list(zip(*(row.cells for row in (table.header, *table.rows)), strict=True))
    words = [max(_longest_word(cell.content) for cell in column) for column in columns]
    pictures = [max(_widest_picture(cell.content, document) for cell in each) for each in columns]
    wanted = [max(each) + PADDING for each in zip(words, pictures, strict=True)]
    if sum(wanted) <= (DOUBTFUL if shared else 1) * room:
        return None
    unbroken = [SMALLER * min(word, UNBROKEN) + PADDING for word in words]
    whole = map(max, unbroken, (picture + PADDING for picture in pictures))
    if sum(whole) <= room and not shared:
        return Fit()
    return Fit(tuple(_shares(unbroken, wanted, room)))


def _shares(least: list[float], wanted: list[float], room: float) -> Iterator[int]:
    """What each column gets: the least it needs, and of the rest by what it wants."""
    rest = max(0, room - sum(least))
    more = [min(want, room / 2) - need for want, need in zip(wanted, least, strict=True)]
    widths = [
        need + rest * max(0, each) / max(1, sum(more))
        for need, each in zip(least, more, strict=True)
    ]
    return (int(100 * width / sum(widths)) for width in widths)


def _longest_word(content: Inlines) -> int:
    words = plain_text(content).split()
    links = (inline for inline in inlines_within(content) if isinstance(inline, Link))
    for link in links:
        words += _BREAKS.split(printed_address(link) or "")
    return max(map(len, words), default=0)


def _widest_picture(content: Inlines, document: Document) -> float:
    return max(
        (
            document.pictures[inline.picture].width / PIXELS
            for inline in inlines_within(content)
            if isinstance(inline, Image)
        ),
        default=0,
    )
