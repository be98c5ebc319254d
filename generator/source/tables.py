"""Tables: caption, header cells and their scope."""

from __future__ import annotations

from dataclasses import replace

from generator.document.model import (
    Alignment,
    Cell,
    Inlines,
    Position,
    Row,
    Scope,
    Table,
)
from generator.document.row_names import is_row_name
from generator.document.walk import plain_text
from generator.source.context import Context
from generator.source.inlines import read_inlines
from generator.source.nodes import Node, TableRow
from generator.source.reading import Report
from generator.source.rules import TABLE_ROW_LONG, TABLE_ROW_SHORT

CAPTION, FIGURE_CAPTION = "Table: ", "Figure: "


def is_caption(node: Node, beginning: str = CAPTION) -> bool:
    """True for a paragraph that begins "Table: ", or as a picture's caption does."""
    return node.type == "paragraph" and node.children[0].token.content.startswith(beginning)


def read_table(node: Node, caption: Node | None, language: str | None, context: Context) -> Table:
    """The table; its caption is read first, because readers meet it first."""
    words = read_caption(caption, context) if caption is not None else None
    header, *rows = (_row(row, context) for group in node.children for row in group.children)
    first = caption if caption is not None and caption.line < node.line else node
    table = Table(words, header, tuple(rows), Position(context.line(first.line)), language)
    return _with_row_headers(table) if _names_rows(table) else table


def read_caption(node: Node, context: Context, beginning: str = CAPTION) -> Inlines:
    """The words of a caption without those that say what it is."""
    first = (node.children[0].token.children or [])[0]
    first.content = first.content.removeprefix(beginning).lstrip(" ")
    return read_inlines(node, context)


def _row(node: Node, context: Context) -> Row:
    cells = tuple(_cell(cell, context) for cell in node.children)
    return Row(cells, Position(context.line(node.line)))


def _cell(node: Node, context: Context) -> Cell:
    _, _, alignment = str(node.token.attrGet("style") or "").partition("text-align:")
    content = read_inlines(node, context)
    names = node.type == "th" and bool(plain_text(content).strip())
    return Cell(
        content,
        Scope.COLUMN if names else None,
        Alignment(alignment) if alignment else Alignment.START,
    )


def _names_rows(table: Table) -> bool:
    """True if the first column names the rows: its header is empty, or it is strong throughout."""
    if len(table.header.cells) == 1:
        return False
    firsts = [row.cells[0].content for row in table.rows]
    empty = not plain_text(table.header.cells[0].content).strip()
    return empty or (bool(firsts) and all(map(is_row_name, firsts)))


def _with_row_headers(table: Table) -> Table:
    return replace(table, rows=tuple(map(_with_row_header, table.rows)))


def _with_row_header(row: Row) -> Row:
    first, *others = row.cells
    if not plain_text(first.content).strip():
        return row
    return replace(row, cells=(replace(first, scope=Scope.ROW), *others))


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
