"""Where the cells of a table stand, joined ones too, and which headers name each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.document.kinds import Scope
from generator.document.model import Cell, Table


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A cell with the first of its rows (those of the head included) and columns, from 0."""

    cell: Cell
    row: int
    column: int

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.row, self.row + self.cell.rows)

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.cell.columns)


class Grid:
    """The cells of a table in rows and columns."""

    def __init__(self, table: Table) -> None:
        """Place the cells of `table`."""
        self.columns = table.columns
        self.head = len(table.head)
        self.rows: tuple[tuple[Placed, ...], ...] = tuple(map(tuple, _placed(table)))
        """Of each row the cells that cover it, by column, also those that begin above."""

    def begun(self, row: int) -> tuple[Placed, ...]:
        """The cells that begin in a row."""
        return tuple(placed for placed in self.rows[row] if placed.row == row)

    @cached_property
    def cells(self) -> tuple[Placed, ...]:
        """Every cell once, row by row."""
        return tuple(placed for row in range(len(self.rows)) for placed in self.begun(row))

    @cached_property
    def names(self) -> tuple[tuple[Placed, ...], ...]:
        """Of each column the header cells above it, from the top."""
        names: list[dict[Placed, None]] = [{} for _ in range(self.columns)]
        for row in self.rows[: self.head]:
            for placed in row:
                if placed.cell.scope is Scope.COLUMN:
                    for column in placed.columns:
                        names[column][placed] = None
        return tuple(map(tuple, names))

    def column_headers(self, placed: Placed) -> tuple[Placed, ...]:
        """The header cells above a cell of the body, column by column from the top."""
        above = (header for column in placed.columns for header in self.names[column])
        return tuple(dict.fromkeys(above))

    def row_headers(self, placed: Placed) -> tuple[Placed, ...]:
        """The header cells of the rows of a cell, from the top."""
        firsts = (self.rows[row][0] for row in placed.rows)
        beside = (
            first for first in firsts if first.cell.scope is Scope.ROW and first is not placed
        )
        return tuple(dict.fromkeys(beside))


def _placed(table: Table) -> Iterable[list[Placed]]:
    """The cells that cover each row, by column."""
    above: list[Placed] = []
    for number, row in enumerate(table.all_rows):
        covering = {each.column: each for each in above if number in each.rows}
        taken = {column for each in covering.values() for column in each.columns}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            covering[column] = Placed(cell, number, column)
            column += cell.columns
        above = [covering[column] for column in sorted(covering)]
        yield above


def is_joined(table: Table) -> bool:
    """True where a cell covers several places."""
    return any(cell.columns > 1 or cell.rows > 1 for row in table.all_rows for cell in row.cells)
