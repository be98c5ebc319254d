"""Tables: rows, header cells, what spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from generator.readback.docx import visibility
from generator.readback.docx.package import Element, W, child, hexadecimal, local, number, on, value
from generator.readback.docx.styles import StyleSheet, indentation
from generator.reading_order import Cell, Passage, PassageBuilder, Row, Scope, Table

_MOST_COLUMNS = 1000
"""Word has no more than 63."""

CellReader = Callable[[Element, "visibility.Colour | None"], Passage]


@dataclass(frozen=True, slots=True, eq=False)
class _RawCell:
    """A cell of the grid, before it is known what it heads."""

    column: int
    columns: int
    continued: bool
    begun: bool
    words: Passage


def read_table(
    table: Element, styles: StyleSheet, read_cell: CellReader, place: str, language: str | None
) -> Table:
    """A table without its caption, which is a paragraph beside it (see `leaves`)."""
    rows = _with_merges([list(_cells(row, read_cell)) for row in _rows(table)])
    headings = _headings(table)
    names = _column_names(rows, headings)
    continued = [{cell.column for cell in row if cell.continued} for row in rows]
    row_names: list[_RawCell | None] = [None] * len(rows)
    if _row_headers(table, styles):
        row_names = _row_names(rows, headings)
    return Table(
        caption=None,
        rows=tuple(
            Row(
                cells=tuple(_row_cells(rows, index, headings, names, row_names, continued)),
                heading=index < headings,
                place=f"{place}, row {index + 1}",
            )
            for index in range(len(rows))
        ),
        place=place,
        language=language,
        direction="rtl" if on(child(table, "tblPr", "bidiVisual")) else "ltr",
    )


def title(table: Element) -> Passage | None:
    """The caption that is a property of the table."""
    text = value(child(table, "tblPr", "tblCaption"))
    if not text:
        return None
    builder = PassageBuilder()
    builder.add(text)
    return builder.passage()


def left(table: Element) -> int:
    """How far the table is indented."""
    indent = child(table, "tblPr", "tblInd")
    return number(value(indent, "w")) or indentation(indent) or 0


def unwrapped(element: Element, name: str) -> Iterator[Element]:
    """Children of this name, also inside content controls and tracked insertions."""
    for each in element:
        if each.tag == W + name:
            yield each
        elif local(each) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from unwrapped(each, name)


def _rows(table: Element) -> list[Element]:
    return [row for row in unwrapped(table, "tr") if child(row, "trPr", "del") is None]


def _headings(table: Element) -> int:
    """How many rows at the top repeat as header rows."""
    count = 0
    for row in _rows(table):
        if not on(child(row, "trPr", "tblHeader")):
            break
        count += 1
    return count


def _row_headers(table: Element, styles: StyleSheet) -> bool:
    """True where the first column heads the rows: the table says so, and its style shows it.

    Word sets the flag in every new table; only with a style that has a first column it is seen.
    """
    properties = child(table, "tblPr")
    look = child(properties, "tblLook")
    flag = value(look, "firstColumn")
    bits = hexadecimal(value(look)) if flag is None else 0
    flagged = flag in {"1", "true", "on"} or bool(bits & 0x80)
    return flagged and styles.has_first_column(value(child(properties, "tblStyle")))


def _cells(row: Element, read_cell: CellReader) -> Iterator[_RawCell]:
    column = number(value(child(row, "trPr", "gridBefore"))) or 0
    for cell in unwrapped(row, "tc"):
        properties = child(cell, "tcPr")
        columns = min(max(number(value(child(properties, "gridSpan"))) or 1, 1), _MOST_COLUMNS)
        merge = child(properties, "vMerge")
        begun = value(merge) == "restart"
        words = read_cell(cell, visibility.shade(properties))
        yield _RawCell(column, columns, merge is not None and not begun, begun, words)
        column += columns


def _with_merges(rows: list[list[_RawCell]]) -> list[list[_RawCell]]:
    """The rows; a cell goes on only where one of its columns stands above that may."""
    found: list[list[_RawCell]] = []
    above: set[tuple[int, int]] = set()
    for row in rows:
        found.append(
            [
                replace(cell, continued=False, begun=True)
                if cell.continued and (cell.column, cell.columns) not in above
                else cell
                for cell in row
            ]
        )
        merged = (cell for cell in found[-1] if cell.begun or cell.continued)
        above = {(cell.column, cell.columns) for cell in merged}
    return found


def _column_names(rows: list[list[_RawCell]], headings: int) -> dict[int, list[_RawCell]]:
    """Of each column the cells of the header rows above it that have words."""
    names: dict[int, list[_RawCell]] = {}
    for row in rows[:headings]:
        for cell in row:
            for column in range(cell.column, cell.column + cell.columns):
                if cell.words.text:
                    names.setdefault(column, []).append(cell)
    return names


def _row_names(rows: list[list[_RawCell]], headings: int) -> list[_RawCell | None]:
    """Of each row the cell that begins it, perhaps above it, if it has words and names others."""
    names: list[_RawCell | None] = []
    columns = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    for index, row in enumerate(rows):
        first = row[0] if row and index >= headings and row[0].column == 0 else None
        if first is not None and first.continued:
            names.append(names[-1] if names else None)
        else:
            whole = first is not None and 1 < first.columns == columns
            named = first is not None and first.words.text and not whole
            names.append(first if named else None)
    return names


def _row_cells(
    rows: list[list[_RawCell]],
    index: int,
    headings: int,
    names: dict[int, list[_RawCell]],
    row_names: list[_RawCell | None],
    continued: list[set[int]],
) -> Iterator[Cell]:
    heading = index < headings
    for cell in rows[index]:
        if cell.continued:
            continue
        below = 1 + _continuations(continued, index, cell)
        scope = _scope(cell, heading=heading, names_row=cell is row_names[index])
        columns = range(cell.column, cell.column + cell.columns)
        above = [name for column in columns for name in names.get(column, ())]
        beside = [name for name in row_names[index : index + below] if name is not None]
        headers = [] if heading or scope else [*dict.fromkeys([*above, *beside])]
        yield Cell(
            words=cell.words,
            scope=scope,
            headers=tuple(name.words.text for name in headers),
            columns=cell.columns,
            rows=below,
        )


def _scope(cell: _RawCell, *, heading: bool, names_row: bool) -> Scope | None:
    """What a cell heads; an empty one heads nothing."""
    if not cell.words.text:
        return None
    if heading:
        return "col"
    return "row" if names_row else None


def _continuations(continued: list[set[int]], index: int, cell: _RawCell) -> int:
    """In how many rows below a merged cell goes on."""
    if not cell.begun:
        return 0
    rows = range(index + 1, len(continued))
    below = (cell.column in continued[row] for row in rows)
    return sum(1 for _ in takewhile(bool, below))
