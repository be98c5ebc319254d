"""Files without tags: the text in the order of the content stream, paragraphs by their gaps."""

from __future__ import annotations

from collections.abc import Iterator

from generator.readback.pdf.page_text import PageContent, Piece
from generator.readback.pdf.stitching import Stitcher
from generator.reading_order import Paragraph

PARAGRAPH_GAP = 1.6
"""A step between base lines, in the font size, that begins a paragraph."""


def paragraphs(page: PageContent, language: str | None) -> Iterator[Paragraph]:
    """The paragraphs of a page, as far as their places show."""
    group: list[Piece] = []
    for piece in page.pieces:
        if piece.artifact:
            continue
        if group and _begins_paragraph(group[-1], piece):
            yield from _paragraph(group, page.number, language)
            group = []
        group.append(piece)
    yield from _paragraph(group, page.number, language)


def _begins_paragraph(before: Piece, after: Piece) -> bool:
    size = max(before.size, after.size)
    step = abs(before.box[1] - after.box[1])
    return step > PARAGRAPH_GAP * size or (step > 0 and abs(before.size - after.size) > size / 5)


def _paragraph(group: list[Piece], page: int, language: str | None) -> Iterator[Paragraph]:
    stitcher = Stitcher()
    for piece in group:
        stitcher.add(piece)
    if not stitcher.empty:
        yield Paragraph(stitcher.passage(), f"page {page}", language)
