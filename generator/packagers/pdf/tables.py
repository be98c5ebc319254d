"""Table semantics: which cell names which (ISO 32000-1, table 349; ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.packagers.pdf.structure import Node

_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


@dataclass(slots=True, eq=False)
class _Cell:
    """A cell and the grid places that it covers."""

    node: Node
    rows: range
    columns: range
    in_head: bool

    @property
    def scope(self) -> str | None:
        """What a header cell names; None for a data cell."""
        if self.node.role != "TH" or self.node.item is None:
            return None
        given = _SCOPES.get(self.node.item.get("scope") or "")
        return given or ("Row" if not self.in_head and self.columns.start == 0 else "Column")


def tie_headers(table: Node, name: str) -> None:
    """Give header cells Scope and ID, spanning cells their spans, and data cells Headers."""
    cells = list(_grid(table))
    for cell in cells:
        _describe(cell, name)
    by_column: dict[int, list[_Cell]] = {}
    by_row: dict[int, list[_Cell]] = {}
    for cell in cells:
        _collect(cell, by_column, by_row)
    for cell in cells:
        headers = list(dict.fromkeys(_headers(cell, by_column, by_row)))
        if headers:
            cell.node.set_attribute("Table", "Headers", headers)


def _grid(table: Node) -> Iterator[_Cell]:
    """Every cell with its place, as HTML's table model lays them (spans push cells aside)."""
    taken: set[tuple[int, int]] = set()
    row = 0
    for group in table.nodes():
        rows = [group] if group.role == "TR" else [kid for kid in group.nodes() if kid.role == "TR"]
        for line in rows:
            column = 0
            for node in line.nodes():
                while (row, column) in taken:
                    column += 1
                cell = _Cell(
                    node,
                    range(row, row + _span(node, "rowspan")),
                    range(column, column + _span(node, "colspan")),
                    group.role == "THead",
                )
                taken.update((r, c) for r in cell.rows[1:] for c in cell.columns)
                yield cell
                column = cell.columns.stop
            row += 1


def _span(node: Node, attribute: str) -> int:
    given = node.item.get(attribute) if node.item is not None else None
    return max(1, int(given)) if given and given.isdecimal() else 1


def _describe(cell: _Cell, name: str) -> None:
    if len(cell.rows) > 1:
        cell.node.set_attribute("Table", "RowSpan", len(cell.rows))
    if len(cell.columns) > 1:
        cell.node.set_attribute("Table", "ColSpan", len(cell.columns))
    if cell.scope is not None:
        cell.node.set_attribute("Table", "Scope", cell.scope)
        cell.node.identifier = f"{name}-r{cell.rows.start + 1}-c{cell.columns.start + 1}"


def _collect(
    cell: _Cell, by_column: dict[int, list[_Cell]], by_row: dict[int, list[_Cell]]
) -> None:
    if cell.scope == "Column":
        for column in cell.columns:
            by_column.setdefault(column, []).append(cell)
    elif cell.scope == "Row":
        for row in cell.rows:
            by_row.setdefault(row, []).append(cell)


def _headers(
    cell: _Cell, by_column: dict[int, list[_Cell]], by_row: dict[int, list[_Cell]]
) -> Iterator[str]:
    """Identifiers of the header cells above and beside, column headers first."""
    above = (header for column in cell.columns for header in by_column.get(column, ()))
    beside = (header for row in cell.rows for header in by_row.get(row, ()))
    for header in above:
        if header.rows.start < cell.rows.start and header.node.identifier:
            yield header.node.identifier
    for header in beside:
        if header.columns.start < cell.columns.start and header.node.identifier:
            yield header.node.identifier
