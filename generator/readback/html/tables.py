"""Tables by HTML's own algorithms: forming one (4.9.12.1), finding header cells (4.9.12.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from generator.readback.html.kinds import hidden
from generator.readback.html.tree import Element
from generator.reading_order import Scope, UnreadableError

MOST_SLOTS = 1_000_000
"""Places of one table, joined ones too: a few letters can ask for millions."""
_MOST_COLUMNS = 1000


@dataclass(slots=True, eq=False)
class Slot:
    """A cell with its anchor and its size in slots."""

    element: Element
    column: int
    row: int
    columns: int
    rows: int
    group: Element | None
    column_header: bool = False
    row_header: bool = False

    @property
    def header(self) -> bool:
        """True for a header cell."""
        return self.element.tag == "th"

    @property
    def scope(self) -> Scope | None:
        """What a header cell is the header of; "col" where neither it nor its place says."""
        if not self.header:
            return None
        return "row" if self.row_header else "col"


@dataclass(slots=True)
class Grid:
    """A table's rows, and its slots by (column, row)."""

    rows: list[tuple[Element, list[Slot]]] = field(default_factory=list)
    slots: dict[tuple[int, int], Slot] = field(default_factory=dict)
    header_rows: dict[int, list[int]] = field(default_factory=dict)
    """Of each column, the rows in which it has a header cell."""
    group_headers: dict[Element | None, list[Slot]] = field(default_factory=dict)
    """Of each group of rows, the headers that name it."""
    reaching: dict[int, list[Slot]] = field(default_factory=dict)
    """Of each row, the cells that reach into it from above."""

    def cells(self) -> Iterator[Slot]:
        """Every cell, row by row."""
        return (slot for _, row in self.rows for slot in row)

    def headers(self, cell: Slot) -> list[Slot]:
        """The header cells of a data cell: those above it from the top, then those before it."""
        columns = range(cell.column, cell.column + cell.columns)
        above = [header for column in columns for header in self._up(cell, column)]
        rows = range(cell.row, cell.row + cell.rows)
        before = [header for row in rows for header in self._left(cell, row)]
        of_group = self.group_headers.get(cell.group, ())
        groups = [header for header in of_group if _heads_group(header, cell)]
        return list(dict.fromkeys([*above, *groups, *before]))

    def _up(self, cell: Slot, column: int) -> list[Slot]:
        rows = self.header_rows.get(column, [])
        passed = [self.slots[column, row] for row in reversed(rows) if row < cell.row]
        return self._unblocked(passed, column_wise=True, start=cell.row, fixed=column)

    def _left(self, cell: Slot, row: int) -> list[Slot]:
        slots = (self.slots.get((column, row)) for column in range(cell.column - 1, -1, -1))
        passed = [slot for slot in slots if slot is not None and slot.header]
        return self._unblocked(passed, column_wise=False, start=cell.column, fixed=row)

    def _unblocked(
        self, passed: list[Slot], *, column_wise: bool, start: int, fixed: int
    ) -> list[Slot]:
        """Of the header cells passed on the way out, nearest first, those that apply."""
        found: list[Slot] = []
        opaque: list[Slot] = []
        block: list[Slot] = []
        last = start
        for slot in dict.fromkeys(passed):
            far = slot.row + slot.rows if column_wise else slot.column + slot.columns
            if self._data_between(far, last, fixed, column_wise=column_wise):
                opaque, block = [*opaque, *block], []
            block.append(slot)
            applies = slot.column_header if column_wise else slot.row_header
            if applies and not any(_same_span(slot, o, column_wise=column_wise) for o in opaque):
                found.append(slot)
            last = slot.row if column_wise else slot.column
        return found[::-1]

    def _data_between(self, first: int, end: int, fixed: int, *, column_wise: bool) -> bool:
        places = ((fixed, n) if column_wise else (n, fixed) for n in range(first, end))
        return any(place in self.slots and not self.slots[place].header for place in places)


def form(table: Element) -> Grid:
    """The grid of a table; rows of the foot come last."""
    grid = Grid()
    rows = list(_rows(table))
    ends = {id(group): index + 1 for index, (_, group) in enumerate(rows)}
    for row, group in rows:
        _place_row(grid, row, group, ends[id(group)])
    data = [place for place, slot in grid.slots.items() if not slot.header]
    columns, lines = {x for x, _ in data}, {y for _, y in data}
    for slot in grid.cells():
        if slot.header:
            _set_kind(slot, columns, lines)
            _enter(grid, slot)
    return grid


def _enter(grid: Grid, slot: Slot) -> None:
    for x in range(slot.column, slot.column + slot.columns):
        grid.header_rows.setdefault(x, []).extend(range(slot.row, slot.row + slot.rows))
    if _scope(slot) == "rowgroup":
        grid.group_headers.setdefault(slot.group, []).append(slot)


def _scope(slot: Slot) -> str:
    return (slot.element.get("scope") or "").strip().lower()


def _rows(table: Element) -> Iterator[tuple[Element, Element | None]]:
    """Rows in reading order, each with its group."""
    children = [child for child in table.elements if not hidden(child)]
    for child in sorted(children, key=lambda c: {"thead": 0, "tfoot": 2}.get(c.tag, 1)):
        if child.tag == "tr":
            yield child, None
        elif child.tag in {"thead", "tbody", "tfoot"}:
            for row in child.elements:
                if row.tag == "tr" and not hidden(row):
                    yield row, child


def _place_row(grid: Grid, row: Element, group: Element | None, end: int) -> None:
    """Put a row's cells where no cell from above reaches; none reaches beyond row `end`."""
    y = len(grid.rows)
    placed: list[Slot] = []
    x = 0
    for element in row.elements:
        if element.tag not in {"td", "th"} or hidden(element):
            continue
        while (x, y) in grid.slots:
            x += 1
        columns = min(max(_number(element, "colspan", 1), 1), _MOST_COLUMNS)
        rows = min(_number(element, "rowspan", 1) or end, end - y)
        placed.append(Slot(element, x, y, columns, rows, group))
        for below in range(y + 1, y + rows):
            grid.reaching.setdefault(below, []).append(placed[-1])
        if len(grid.slots) + columns * rows > MOST_SLOTS:
            raise UnreadableError("a table has more places than any reader could go through")
        for place in product(range(x, x + columns), range(y, y + rows)):
            grid.slots.setdefault(place, placed[-1])
        x += columns
    grid.rows.append((row, placed))


def _number(element: Element, name: str, default: int) -> int:
    value = (element.get(name) or "").strip()
    return int(value[:6]) if value.isdecimal() else default


def _set_kind(slot: Slot, data_columns: set[int], data_rows: set[int]) -> None:
    """Column header or row header, by scope, else by the cells around it."""
    said, role = _scope(slot), slot.element.tokens("role")
    if said in {"col", "colgroup"} or "columnheader" in role:
        slot.column_header = True
    elif said in {"row", "rowgroup"} or "rowheader" in role:
        slot.row_header = True
    elif data_rows.isdisjoint(range(slot.row, slot.row + slot.rows)):
        slot.column_header = True
    elif data_columns.isdisjoint(range(slot.column, slot.column + slot.columns)):
        slot.row_header = True


def _same_span(one: Slot, other: Slot, *, column_wise: bool) -> bool:
    if column_wise:
        return (one.column, one.columns) == (other.column, other.columns)
    return (one.row, one.rows) == (other.row, other.rows)


def _heads_group(slot: Slot, cell: Slot) -> bool:
    """True for the header of a group of rows that `cell` belongs to."""
    return (
        slot.group is not None
        and slot.group is cell.group
        and slot.row <= cell.row + cell.rows - 1
        and slot.column <= cell.column + cell.columns - 1
    )
