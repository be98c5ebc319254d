"""Tables: caption, header cells and their scope."""

from __future__ import annotations

from dataclasses import replace

from generator.document.grid import Grid
from generator.document.kinds import Alignment, Scope
from generator.document.model import Cell, Position, Row, Table
from generator.document.row_names import is_row_name
from generator.document.walk import plain_text
from generator.findings.wording import counted
from generator.source.block_rules import MOST_HEADERS
from generator.source.captions import identifier_of, read_caption
from generator.source.context import Context
from generator.source.inlines import read_inlines
from generator.source.joined import NO_COLUMN, joined
from generator.source.nodes import Node, TableRow
from generator.source.reading import Report
from generator.source.rules import (
    TABLE_HEADER_STRAY,
    TABLE_JOIN,
    TABLE_ROW_LONG,
    TABLE_ROW_SHORT,
)


def read_table(node: Node, caption: Node | None, language: str | None, context: Context) -> Table:
    """The table; its caption is read first, because readers meet it first."""
    words = read_caption(caption, context) if caption is not None else None
    head, *bodies = (_rows(group.children, context) for group in node.children)
    first = caption if caption is not None and caption.line < node.line else node
    rows = tuple(row for body in bodies for row in body)
    position = Position(context.line(first.line))
    table = Table(words, head, rows, position, language, identifier_of(caption))
    if len({placed.column for placed in Grid(table).cells}) < table.columns:
        context.report.add(TABLE_JOIN, head[0].position.line, *NO_COLUMN)
    return _with_row_headers(table) if _names_rows(table) else table


def _rows(nodes: list[Node], context: Context) -> tuple[Row, ...]:
    """The rows of the head or of the body, with joined cells as one."""
    words = [[_words(cell) for cell in node.children] for node in nodes]
    lines = [context.line(node.line) for node in nodes]
    sizes, problems = joined(words)
    for row, problem in problems:
        context.report.add(TABLE_JOIN, lines[row], problem.message, problem.hint)
    return tuple(
        Row(
            tuple(
                _cell(cell, *size, context)
                for cell, size in zip(node.children, of_row, strict=True)
                if size is not None
            ),
            Position(line),
        )
        for node, of_row, line in zip(nodes, sizes, lines, strict=True)
    )


def _words(cell: Node) -> str:
    return cell.children[0].token.content


def _cell(node: Node, columns: int, rows: int, context: Context) -> Cell:
    content = read_inlines(node, context)
    names = node.type == "th" and bool(plain_text(content).strip())
    alignment = _alignment(node, columns)
    return Cell(content, Scope.COLUMN if names else None, alignment, columns, rows)


def _alignment(node: Node, columns: int) -> Alignment:
    """That of its column; at the right of several columns, a cell would seem to be of the last."""
    _, _, said = str(node.token.attrGet("style") or "").partition("text-align:")
    alignment = Alignment(said) if said else Alignment.START
    return Alignment.CENTER if columns > 1 and alignment is Alignment.RIGHT else alignment


def _names_rows(table: Table) -> bool:
    """True if the first column names the rows: its header is empty, or it is strong throughout."""
    if table.columns == 1:
        return False
    grid = Grid(table)
    heads = [row[0].cell.content for row in grid.rows[: grid.head]]
    empty = not any(plain_text(content).strip() for content in heads)
    firsts = [row[0].cell.content for row in grid.rows[grid.head :]]
    return empty or (bool(firsts) and all(map(is_row_name, firsts)))


def _with_row_headers(table: Table) -> Table:
    """The table with the cells of its first column as headers, but for those without words.

    A cell that covers the whole row has no cell to name.
    """
    named = {
        id(placed.cell)
        for placed in Grid(table).cells
        if placed.column == 0 and placed.cell.columns < table.columns
    }

    def with_header(cell: Cell) -> Cell:
        names = id(cell) in named and bool(plain_text(cell.content).strip())
        return replace(cell, scope=Scope.ROW) if names else cell

    rows = (replace(row, cells=tuple(map(with_header, row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows))


def report_rows(rows: list[TableRow], offset: int, report: Report) -> None:
    """Report rows that do not fit the header."""
    for row in rows:
        counts = f"the header has {row.columns} cells and this row {row.cells}"
        if row.cells > row.columns:
            report.add(
                TABLE_ROW_LONG,
                row.line + offset + 1,
                f"{counts}: “{row.lost[:60]}” would be lost.",
                "add a column to the header, or write “\\|” where a “|” belongs to the text",
            )
        else:
            report.add(
                TABLE_ROW_SHORT,
                row.line + offset + 1,
                f"{counts}; screen readers will announce the missing ones as empty.",
                "write “|” for each cell, also for an empty one",
            )


def report_stray_headers(rows: list[TableRow], offset: int, report: Report) -> None:
    """Report lines of cells above a table that are none of its header rows."""
    for row in rows:
        problem = f"it has {counted(row.cells, 'cell')} and the table {row.columns}"
        hint = (
            f"write {counted(row.columns, 'cell')}: “<<” alone in a cell joins it with the one on "
            "its left; or put an empty line below it"
        )
        if row.cells == row.columns:
            problem = f"a table may have {MOST_HEADERS} header rows"
            hint = "write fewer header rows, or put an empty line below this one"
        report.add(
            TABLE_HEADER_STRAY,
            row.line + offset + 1,
            f"this line stands above the table as text, with its bars: {problem}.",
            hint,
        )
