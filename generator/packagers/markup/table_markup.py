"""What HTML says of the cells of a table: spans, scopes, groups of columns and of rows.

A header over several columns names their group (`colgroup`), one before several rows theirs
(`rowgroup`); HTML 4.9.12.2 takes both from elements, which may not overlap. Where a header's places
are no such group, it has the scope of each of them. A data cell that reaches from one group of
columns into another names its headers itself, and so does one in the first column from which a row
header would keep the header above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.document.grid import Grid, Placed, is_joined
from generator.document.kinds import Scope
from generator.document.model import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """How many columns each `colgroup` has, the rows of each `tbody`, and what cells say.

    There are no groups of columns where no header names one.
    """

    columns: tuple[int, ...]
    bodies: tuple[tuple[Row, ...], ...]
    scopes: Mapping[int, str]
    named: Mapping[int, str]
    naming: Mapping[int, tuple[str, ...]]

    def scope(self, cell: Cell) -> str:
        """The value of a header cell's `scope`."""
        return self.scopes.get(id(cell)) or str(cell.scope)

    def identifier(self, cell: Cell) -> str | None:
        """The end of a header cell's `id`, where a cell names it."""
        return self.named.get(id(cell))

    def headers(self, cell: Cell) -> tuple[str, ...]:
        """The ends of the `id`s that a cell names."""
        return self.naming.get(id(cell), ())


def table_markup(table: Table) -> TableMarkup:
    """What HTML says of a table's cells."""
    if not is_joined(table):
        return TableMarkup((), (table.rows,), {}, {}, {})
    grid = Grid(table)
    groups = _column_groups(grid)
    tied = tuple(_tied(grid))
    named, naming = _named(grid, groups)
    return TableMarkup(
        columns=tuple(len(group) for group in dict.fromkeys(groups)) if _names_any(groups) else (),
        bodies=_bodies(table, grid, tied),
        scopes=dict(_scopes(grid, groups, tied)),
        named=named,
        naming=naming,
    )


def _scopes(
    grid: Grid, groups: Sequence[range], tied: tuple[range, ...]
) -> Iterator[tuple[int, str]]:
    for placed in grid.cells:
        names = placed.cell.scope is Scope.COLUMN and placed.cell.columns > 1
        if names and groups[placed.column] == placed.columns:
            yield id(placed.cell), "colgroup"
    for rows in tied:
        if _names_group(grid, rows):
            yield id(grid.rows[rows.start][0].cell), "rowgroup"


# Groups of columns ------------------------------------------------------------------------------


def _column_groups(grid: Grid) -> Sequence[range]:
    """The group of each column: those that a header names; of such that overlap, the first."""
    groups = [range(column, column + 1) for column in range(grid.columns)]
    for placed in grid.cells:
        names = placed.cell.scope is Scope.COLUMN and placed.cell.columns > 1
        if names and all(len(groups[column]) == 1 for column in placed.columns):
            for column in placed.columns:
                groups[column] = placed.columns
    return groups


def _names_any(groups: Sequence[range]) -> bool:
    return any(len(group) > 1 for group in groups)


# Groups of rows ---------------------------------------------------------------------------------


def _tied(grid: Grid) -> Iterator[range]:
    """The rows of the body that joined cells tie together."""
    first = end = grid.head
    for number in range(grid.head, len(grid.rows)):
        if number == end and number > first:
            yield range(first, end)
            first = number
        end = max(end, *(placed.rows.stop for placed in grid.rows[number]))
    if end > first:
        yield range(first, end)


def _names_group(grid: Grid, rows: range) -> bool:
    """True where one header names just these rows."""
    first = grid.rows[rows.start][0]
    return first.cell.scope is Scope.ROW and len(rows) > 1 and first.rows == rows


def _bodies(table: Table, grid: Grid, tied: tuple[range, ...]) -> tuple[tuple[Row, ...], ...]:
    """Rows that a header names have a body of their own."""
    bodies: list[list[Row]] = []
    for _, several in groupby(tied, lambda rows: rows.start * _names_group(grid, rows)):
        bodies.append([table.all_rows[row] for rows in several for row in rows])
    return tuple(map(tuple, bodies)) or ((),)


# Headers that a cell names ----------------------------------------------------------------------


def _named(
    grid: Grid, groups: Sequence[range]
) -> tuple[Mapping[int, str], Mapping[int, tuple[str, ...]]]:
    """The identifiers of header cells, and those that data cells name, each by its cell's `id`."""
    named: dict[int, str] = {}
    naming: dict[int, tuple[str, ...]] = {}
    last = _last_headed(grid)
    for placed in grid.cells:
        data = placed.cell.scope is None and placed.row >= grid.head
        cut_off = placed.column == 0 and placed.row > last
        if data and (cut_off or _crosses(placed.columns, groups)):
            headers = (*grid.column_headers(placed), *grid.row_headers(placed))
            named |= {id(header.cell): _identifier(header) for header in headers}
            naming[id(placed.cell)] = tuple(map(_identifier, headers))
    return named, naming


def _last_headed(grid: Grid) -> int:
    """The last row whose first cell has the header above it: a row header below data ends that."""
    data = False
    for row in range(grid.head, len(grid.rows)):
        scope = grid.rows[row][0].cell.scope
        if data and scope is Scope.ROW:
            return row
        data = data or scope is None
    return len(grid.rows)


def _crosses(columns: range, groups: Sequence[range]) -> bool:
    """True for columns of several groups, one of which has several columns."""
    met = {groups[column] for column in columns}
    return len(met) > 1 and any(len(group) > 1 for group in met)


def _identifier(placed: Placed) -> str:
    return f"r{placed.row + 1}-c{placed.column + 1}"
