"""Tables of a reading order as tables of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import reading_order as order
from generator.document.kinds import Alignment, Scope
from generator.document.model import Cell, Inline, Inlines, Row, Strong, Table
from generator.document.row_names import is_row_name
from generator.document.walk import Rebuilding, plain_text
from generator.findings.output_rules import IMPORT_GUESSED, IMPORT_NOT_CARRIED
from generator.importing.passages import NOWHERE
from generator.source.joined import ABOVE, LEFT, joined

if TYPE_CHECKING:
    from generator.importing.blocks import Reader

MOST_HEADERS = 9


@dataclass(slots=True)
class _Place:
    """A place of the grid: the cell that begins there, or the sign of one that covers it."""

    words: Inlines = ()
    row_header: bool = False
    sign: str = ""


def table_of(table: order.Table, reader: Reader) -> Table:
    """The table; its first row names the columns where no row says that it does."""
    caption = reader.caption(table.caption)
    grid = _grid(table, reader)
    head = _headings(table, grid, reader)
    for part in (grid[:head], grid[head:]):
        _cut(part)
    if any(_problems(part) for part in (grid[:head], grid[head:])) or _has_empty_column(grid):
        reader.original.say(
            IMPORT_NOT_CARRIED, f"joined cells of {table.place or 'a table'} were taken apart."
        )
        for place in (place for row in grid for place in row):
            place.sign = ""
    _mark_row_headers(grid, head)
    rows = [*_rows(grid[:head], Scope.COLUMN), *_rows(grid[head:], None)]
    language = reader.foreign(table.language)
    return Table(caption, tuple(rows[:head]), tuple(rows[head:]), NOWHERE, language)


def _grid(table: order.Table, reader: Reader) -> list[list[_Place]]:
    """The cells in rows of equal length."""
    places: dict[tuple[int, int], _Place] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in places:
                column += 1
            words = reader.passage(cell.words)
            _cover(places, number, column, cell, len(table.rows))
            places[number, column] = _Place(words, cell.scope == "row")
            column += cell.columns
    columns = max((column + 1 for _, column in places), default=1)
    return [
        [places.get((row, column)) or _Place() for column in range(columns)]
        for row in range(max(1, len(table.rows)))
    ]


def _cover(
    places: dict[tuple[int, int], _Place], top: int, first: int, cell: order.Cell, rows: int
) -> None:
    for row in range(top, min(top + cell.rows, rows)):
        for column in range(first, first + cell.columns):
            if row > top:
                places.setdefault((row, column), _Place(sign=ABOVE))
            elif column > first:
                places[row, column] = _Place(sign=LEFT)


def _headings(table: order.Table, grid: list[list[_Place]], reader: Reader) -> int:
    count = 0
    for row in table.rows:
        if not row.heading:
            break
        count += 1
    if count == 0:
        words = " | ".join(plain_text(place.words) for place in grid[0])
        reader.original.say(
            IMPORT_GUESSED,
            f"no row of {table.place or 'a table'} is marked as a header; the first one was taken "
            f"for it: “{words[:80]}”.",
            "check that it names the columns",
        )
        count = 1
    return min(count, MOST_HEADERS, len(grid))


def _cut(part: list[list[_Place]]) -> None:
    """Let no cell go on from above the part."""
    for place in part[0] if part else ():
        if place.sign == ABOVE:
            place.sign = ""


def _problems(part: Sequence[Sequence[_Place]]) -> bool:
    return bool(joined([[place.sign or "x" for place in row] for row in part])[1])


def _has_empty_column(grid: list[list[_Place]]) -> bool:
    return any(all(row[column].sign == LEFT for row in grid) for column in range(len(grid[0])))


def _mark_row_headers(grid: list[list[_Place]], head: int) -> None:
    """Make the names of rows strong, as a source says them, unless the corner is empty."""
    body = grid[head:]
    named = any(row[0].row_header for row in body)
    empty = not any(plain_text(row[0].words).strip() for row in grid[:head])
    if not named or empty:
        return
    for row in body:
        first = row[0]
        if first.words and not first.sign and not is_row_name(first.words):
            first.words = (Strong(Rebuilding(inline=_not_strong).inlines(first.words)),)


def _not_strong(inline: Inline) -> Inlines:
    return inline.content if isinstance(inline, Strong) else (inline,)


def _rows(part: list[list[_Place]], scope: Scope | None) -> list[Row]:
    sizes = joined([[place.sign or "x" for place in row] for row in part])[0]
    return [
        Row(
            tuple(
                Cell(place.words, scope, Alignment.START, *size)
                for place, size in zip(row, of_row, strict=True)
                if size is not None
            ),
            NOWHERE,
        )
        for row, of_row in zip(part, sizes, strict=True)
    ]
