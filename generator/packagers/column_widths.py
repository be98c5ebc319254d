"""How wide the columns of a table must be, joined cells among them."""

from __future__ import annotations

from collections.abc import Callable

from generator.document.grid import Grid, Placed
from generator.document.model import Cell, Table


def widest(table: Table, extent: Callable[[Cell], float], between: float = 0) -> list[float]:
    """The largest `extent` of each column's cells.

    What a joined cell needs beyond its columns, and what is `between` them, is shared by them.
    """
    grid = Grid(table)
    found: list[float] = [0] * grid.columns
    joined: list[Placed] = []
    for placed in grid.cells:
        if placed.cell.columns == 1:
            found[placed.column] = max(found[placed.column], extent(placed.cell))
        else:
            joined.append(placed)
    for placed in joined:
        here = found[placed.column : placed.columns.stop]
        lacking = extent(placed.cell) - sum(here) - between * (len(here) - 1)
        for column in placed.columns:
            found[column] += max(0, lacking / len(here))
    return found
