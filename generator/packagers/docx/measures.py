"""Lengths of the page, in twips, how deep nesting shrinks them, and sizes of type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.document.brand import Paper
from generator.document.model import Blocks, Division, Document, List
from generator.document.walk import block_runs

TWIPS = 10
"""In half a point."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
LETTER = 12240, 15840
"""The other paper: its margins are such that lines are as long as on A4."""
MARGIN = 1418  # 25 mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN
"""Of an upright page; of a turned one they are each other."""
CELL_MARGIN, DENSE_CELL_MARGIN = 108, 50
APART, TIGHT, AROUND_TABLE = 160, 50, 240
"""The space between paragraphs, between the items of a tight list, and around tables, which have
none of their own. Word takes the larger of two spaces that meet."""

RULE_SPACE = 10
"""Points between words and the rule above or below them."""

STEP, QUOTE, DEFINITION = 425, 397, 425
"""What a list, a quotation and a definition are indented by."""

DENSE_TYPE, SMALLEST_TYPE = 0.75, 20
"""Type of a table with little room for its words, in the size of running text; the smallest type
anywhere, in half points."""

SHALLOW = 5200
"""Nesting may take this much of the text's width; deeper nesting takes smaller steps."""

SMALLEST = 24
"""Steps below this cannot be distinguished when the file is read back."""

_DIGIT, _POINT_AND_GAP, _OF_TYPE = 134, 147, 24
"""Widths in Arial of so many half points."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The indentations of one document, and sizes of its type in half points."""

    step: int
    quote: int
    definition: int
    widest: int
    text_type: int
    table_type: int
    dense_type: int
    turned: int
    """The width of the text on a turned page."""

    def hanging(self, block: List) -> int:
        """The room for a list's markers: wider for a list that counts to 100."""
        if block.start is None:
            return self.step
        needed = (_DIGIT * (block.signs - 1) + _POINT_AND_GAP) * self.text_type // _OF_TYPE
        return min(max(self.step, needed), self.widest)


def measures_for(
    document: Document, look: Mapping[str, Any], *, large_print: bool = False
) -> Measures:
    """Indentations that keep the document's deepest nesting on the page; sizes of the look."""
    deepest = max(_depth(document.blocks), *(_depth(note.blocks) for note in document.notes), 1)
    share = SHALLOW // deepest
    half_points = 2 * look["on_paper"]["pt"]
    dense = half_points * (1 if large_print else DENSE_TYPE)
    letter = document.brand is not None and document.brand.paper is Paper.LETTER
    return Measures(
        step=min(STEP, share),
        quote=min(QUOTE, share),
        definition=min(DEFINITION, share),
        widest=share,
        text_type=round(half_points),
        table_type=round(half_points * look["size"]["small"]),
        dense_type=max(round(dense), SMALLEST_TYPE),
        turned=(LETTER[1] if letter else PAGE_HEIGHT) - 2 * MARGIN,
    )


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
