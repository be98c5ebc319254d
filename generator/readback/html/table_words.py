"""A table's words in its grid: each cell with the header cells that are announced with it."""

from __future__ import annotations

import dataclasses

from generator import reading_order as order
from generator.readback.html.anchors import Anchors, Page
from generator.readback.html.inlines import InlineReader
from generator.readback.html.kinds import hidden
from generator.readback.html.tables import Grid, Slot, form
from generator.readback.html.tree import Element
from generator.readback.html.walk import Context, Task
from generator.reading_order import Passage


class TableReader:
    """Reads tables."""

    def __init__(self, inlines: InlineReader, anchors: Anchors) -> None:
        """Take what reads the words of cells, and where `headers` lead."""
        self._inlines = inlines
        self._anchors = anchors

    def table(self, element: Element, context: Context) -> Task[order.Table]:
        """A table with its caption, its rows and what each cell is announced with."""
        grid = form(element)
        inner = dataclasses.replace(context, block_language=context.language)
        caption = next((child for child in element.elements if child.tag == "caption"), None)
        words: dict[Slot, Passage] = {}
        for slot in grid.cells():
            row = inner.into(slot.element.parent) if slot.element.parent else inner
            labelled = self._inlines.labelled(slot.element, row.into(slot.element))
            words[slot] = yield self._inlines.words(slot.element, labelled, inner)
        known = {slot.element: passage.text for slot, passage in words.items()}
        rows = tuple(
            order.Row(
                tuple(self._cell(slot, grid, words, known, context.page) for slot in slots),
                _heads(row, grid, number),
                context.place_of(row),
            )
            for number, (row, slots) in enumerate(grid.rows)
        )
        place = context.place_of(element)
        self._check_scopes(grid, place)
        said, way = None, None
        if caption is not None and not hidden(caption):
            within = inner.into(caption)
            said, way = (yield self._inlines.words(caption, within, inner)), within.direction
        return order.Table(said, rows, place, context.language, context.direction, way)

    def _cell(
        self,
        slot: Slot,
        grid: Grid,
        words: dict[Slot, Passage],
        known: dict[Element, str],
        page: Page,
    ) -> order.Cell:
        headers: list[str] = []
        if not slot.header and slot.element.get("headers") is not None:
            references = slot.element.references("headers")
            targets = (self._anchors.target(f"#{name}", page) for name in references)
            headers = [known[target] for target in targets if target in known]
        elif not slot.header:
            headers = [words[header].text for header in grid.headers(slot)]
        named = tuple(header for header in headers if header)
        return order.Cell(words[slot], slot.scope, named, slot.columns, slot.rows)

    def _check_scopes(self, grid: Grid, place: str) -> None:
        silent = sum(slot.header and slot.element.get("scope") is None for slot in grid.cells())
        if silent:
            cells = "1 header cell does" if silent == 1 else f"{silent} header cells do"
            self._inlines.fault(
                place, "header-scope", f"{cells} not say what they are the header of"
            )


def _heads(row: Element, grid: Grid, number: int) -> bool:
    """True for a row of the table's head, or one of header cells only, those from above too."""
    if row.parent is not None and row.parent.tag == "thead":
        return True
    _, slots = grid.rows[number]
    return bool(slots) and all(slot.header for slot in (*slots, *grid.reaching.get(number, ())))
