"""What the cells of e-books' tables are called on narrow pages, where rows become records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.readback.html.tables import Grid, Slot, form
from generator.readback.html.tree import Element
from generator.reading_order import fold

_SHOWN = 60


def label_problems(table: Element) -> Iterator[str]:
    """Labels that are not the words of a cell's headers; headers that are hidden and not said.

    And rows that do not say what of the cells that reach into them, or say something else.
    """
    yield from _joined_problems(table)
    cells = [each for each in table.descendants() if each.tag in {"td", "th"}]
    named = "named" in (table.get("class") or "").split()
    if not named and not any(cell.get("data-label") for cell in cells):
        return
    grid = form(table)
    head = _head(grid)
    for slot in grid.cells():
        headers = _headers(slot, grid, head)
        label = slot.element.get("data-label")
        if label is not None and not (headers and _says(label, headers)):
            yield f"a cell is called “{label[:_SHOWN]}”, which is not the name of its column"
        words = fold(" ".join(header.element.text() for header in headers))
        if named and slot.row >= head and _bare(fold(label or "")) != _bare(words):
            yield f"on a narrow page not each cell says that it is of the column “{words[:_SHOWN]}”"
    top = (slot.element for slot in grid.cells() if slot.row < head)
    if named and any(each.tag in {"a", "img"} for cell in top for each in cell.descendants()):
        yield "on a narrow page a link, a note call or a picture of a header is hidden"


def _joined_problems(table: Element) -> Iterator[str]:
    rows = [each for each in table.descendants() if each.tag == "tr"]
    if not any(row.get("data-joined") for row in rows):
        return
    grid = form(table)
    for number, (row, _) in enumerate(grid.rows):
        said = row.get("data-joined") or ""
        reaching = [slot for slot in grid.reaching.get(number, ()) if not slot.header]
        around = (each for slot in reaching for each in (slot, *_headers(slot, grid, _head(grid))))
        if said and not _says(said, list(around)):
            yield f"a row says “{said[:_SHOWN]}”, which is in no cell that reaches into it"
        missing = [slot for slot in reaching if _bare(slot.element.text()) not in _bare(said)]
        if any(not [*slot.element.descendants()] for slot in missing):
            yield "on a narrow page a row does not say what is in a cell that reaches into it"


def _head(grid: Grid) -> int:
    """How many rows stand in the table's head."""
    in_head = (row.parent is not None and row.parent.tag == "thead" for row, _ in grid.rows)
    return sum(in_head) or 1


def _headers(slot: Slot, grid: Grid, head: int) -> list[Slot]:
    """The cells of the head above a cell, after those that name its row from a row above."""
    if slot.row < head:
        return []
    beside = [grid.slots.get((column, slot.row)) for column in range(slot.column)]
    above = [
        grid.slots.get((column, row))
        for column in range(slot.column, slot.column + slot.columns)
        for row in range(head)
    ]
    rows = [each for each in beside if each and each.row_header and each.row < slot.row]
    return [*dict.fromkeys([*rows, *filter(None, above)])]


def _says(label: str, headers: list[Slot]) -> bool:
    """True if headers have the letters of a label, and perhaps more.

    A header may hold pictures, calls of notes and words that explain an abbreviation too.
    """
    words: list[str] = []
    for each in (header.element for header in headers):
        words += [each.text(), *(inner.get("alt") or "" for inner in each.descendants())]
    return not Counter(_bare(label)) - Counter(_bare("".join(words)))


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words))
