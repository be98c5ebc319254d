"""Tables as lines of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document.grid import Grid, Placed
from generator.document.kinds import Alignment
from generator.document.model import Table
from generator.source.joined import ABOVE, LEFT
from generator.source.writing.passages import Passages

_DASHES = {
    Alignment.START: "---",
    Alignment.LEFT: ":---",
    Alignment.CENTER: ":---:",
    Alignment.RIGHT: "---:",
}


def table_lines(table: Table, passages: Passages, language: str) -> list[str]:
    """The caption, an empty line, and the rows."""
    lines: list[str] = []
    if table.caption is not None:
        caption = passages.table_caption(table.caption, language, table.identifier)
        lines = [*caption.split("\n"), ""]
    grid = Grid(table)
    rows = [_row(row, number, passages, language) for number, row in enumerate(grid.rows)]
    dashes = _line([_DASHES[alignment] for alignment in _alignments(table, grid)])
    return [*lines, *rows[: grid.head], dashes, *rows[grid.head :]]


def _row(row: Sequence[Placed], number: int, passages: Passages, language: str) -> str:
    return _line(list(_cells(row, number, passages, language)))


def _cells(row: Sequence[Placed], number: int, passages: Passages, language: str) -> Iterator[str]:
    for placed in row:
        if placed.row == number:
            written = passages.cell(placed.cell.content, language)
            yield f"\\{written}" if written in (LEFT, ABOVE) else written
            yield from [LEFT] * (placed.cell.columns - 1)
        else:
            yield from [ABOVE] * placed.cell.columns


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _alignments(table: Table, grid: Grid) -> list[Alignment]:
    """That of each column, as a cell says that stands in it alone, else one of several."""
    alignments = [Alignment.START] * table.columns
    for placed in sorted(grid.cells, key=lambda placed: -placed.cell.columns):
        alignments[placed.column] = placed.cell.alignment
    return alignments
