"""Lengths of the page, in twips, and how deep nesting shrinks them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.model import Blocks, Division, Document, List
from generator.document.walk import block_runs

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
MARGIN = 1418  # 25 mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN
CELL_MARGIN, DENSE_CELL_MARGIN = 108, 50
APART, TIGHT, AROUND_TABLE = 160, 50, 240
"""The space between paragraphs, between the items of a tight list, and around tables, which have
none of their own. Word takes the larger of two spaces that meet."""

STEP, QUOTE, DEFINITION = 425, 397, 425
"""What a list, a quotation and a definition are indented by."""

SHALLOW = 5200
"""Nesting may take this much of the text's width; deeper nesting takes smaller steps."""

SMALLEST = 24
"""Steps below this could not be told apart when the file is read back."""

_DIGIT, _POINT_AND_GAP = 134, 147
"""Widths in Arial at 12 points."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The indentations of one document."""

    step: int
    quote: int
    definition: int
    widest: int

    def hanging(self, block: List) -> int:
        """The room for a list's markers: wider for a list that counts to 100."""
        if block.start is None:
            return self.step
        last = block.start + len(block.items) - 1
        needed = _DIGIT * len(str(last)) + _POINT_AND_GAP
        return min(max(self.step, needed), self.widest)


def measures_for(document: Document) -> Measures:
    """Indentations that keep the document's deepest nesting on the page."""
    deepest = max(_depth(document.blocks), *(_depth(note.blocks) for note in document.notes), 1)
    share = SHALLOW // deepest
    return Measures(min(STEP, share), min(QUOTE, share), min(DEFINITION, share), share)


def _depth(blocks: Blocks) -> int:
    """How many containers that are indented stand in each other."""
    deepest = 0
    stack: list[tuple[Blocks, int]] = [(blocks, 0)]
    while stack:
        level, depth = stack.pop()
        deepest = max(deepest, depth)
        for block in level:
            step = 0 if isinstance(block, Division) else 1
            stack.extend((inner, depth + step) for inner in block_runs(block))
    return deepest
