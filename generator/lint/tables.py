"""Tables: every cell is announced together with its headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.document.grid import Grid, is_joined
from generator.document.row_names import is_row_name
from generator.document.walk import plain_text
from generator.findings.wording import counted
from generator.lint.lists import without_mark
from generator.lint.registry import ADVICE, ERROR, WARNING, Found, rule
from generator.lint.survey import Line, Survey

_WIDE = 10
_COLUMNS = re.compile(r"(?<!\\)\||\t")
_SPACES = re.compile(r"(?<=\S)(?: {3,}| {2,}(?=\S+(?: {2,}|$)))(?=\S)")
_TAB = re.compile(r"\t")
_FRAME = re.compile(r"\s*\+(?:[-=]{3,}\+)+\s*")
_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*(?:\s*:?-{2,}:?)?\s*")
_FEWEST_SEPARATORS = 2
_BAR = re.compile(r"(?<!\\)\|")
_SHOWN = 12


@rule("table-header-missing", ERROR, "WCAG 1.3.1, PDF/UA-1 7.5", "a table without header cells")
def header_missing(survey: Survey) -> Iterator[Found]:
    """A header row of empty cells."""
    for table in survey.tables:
        if not any(cell.scope for row in table.head for cell in row.cells):
            yield Found(
                table.head[0].position.line,
                "the header row of this table is empty; screen readers announce the cells without "
                "what they mean.",
                "name each column in the first row",
            )


@rule("table-header-empty", WARNING, "WCAG 1.3.1", "an empty header cell")
def header_empty(survey: Survey) -> Iterator[Found]:
    """A column without a name, in a table whose other columns have one."""
    for table in survey.tables:
        _, *others = names = Grid(table).names  # the first may be the corner above names of rows
        empty = [str(number) for number, above in enumerate(others, start=2) if not above]
        if empty and any(names):
            yield Found(
                table.head[0].position.line,
                f"column {', '.join(empty)} has no name; screen readers announce its cells "
                "without what they mean.",
                "name the column in the first row",
            )


@rule("table-empty", WARNING, "WCAG 1.3.1", "a table of headers only")
def empty(survey: Survey) -> Iterator[Found]:
    """A table without a body."""
    for table in survey.tables:
        if not table.rows:
            yield Found(
                table.position.line,
                "this table has a header and no rows; it announces cells that do not come.",
                "add the rows, or write a list or a paragraph instead",
            )


@rule("table-wide", WARNING, "WCAG 1.4.10, 1.4.4", "a table too wide for a page")
def wide(survey: Survey) -> Iterator[Found]:
    """Many columns: tiny on paper, cut off on a telephone."""
    for table in survey.tables:
        columns = table.columns
        if columns > _WIDE:
            yield Found(
                table.position.line,
                f"this table has {columns} columns; enlarged or on paper it does not fit, and "
                "listeners lose their place in it.",
                "split it into two tables, or swap rows and columns",
            )


@rule("table-caption", ADVICE, "WCAG 1.3.1, H39", "a table without a caption")
def caption(survey: Survey) -> Iterator[Found]:
    """From a caption listeners know whether to enter the table."""
    for table in survey.tables:
        if table.caption is None:
            yield Found(
                table.position.line,
                "this table has no caption; people who hear the page must enter it to learn what "
                "it is about.",
                "write a paragraph “Table: what it shows” directly before it",
            )


@rule("table-header-twice", WARNING, "WCAG 1.3.1", "two columns of one name")
def header_twice(survey: Survey) -> Iterator[Found]:
    """Columns that cannot be distinguished by their names, announced with each cell."""
    for table in survey.tables:
        names = [
            ", ".join(" ".join(plain_text(placed.cell.content).split()) for placed in above)
            for above in Grid(table).names
        ]
        twice = next((name for name in names if name and names.count(name) > 1), None)
        if twice:
            yield Found(
                table.head[-1].position.line,
                f"{names.count(twice)} columns are called “{twice[:40]}”; announced with "
                "their cells, they cannot be distinguished.",
                "say in each name what is special: “Amount 2025”, “Amount 2026”",
            )


@rule("table-span", WARNING, "WCAG 1.3.1", "joined cells that name nothing")
def span(survey: Survey) -> Iterator[Found]:
    """Empty cells joined in the head, but for the corner; a cell joined over a whole row."""
    for table in survey.tables:
        grid = Grid(table)
        for placed in grid.cells if is_joined(table) else ():
            line, cell = table.all_rows[placed.row].position.line, placed.cell
            empty = placed.row < grid.head and placed.column > 0 and cell.scope is None
            if empty and (cell.columns > 1 or cell.rows > 1):
                yield Found(
                    line,
                    "cells without words are joined in the header, so what they stand above gets "
                    "no name from them.",
                    "write the name that these columns share, or delete “<<” and “^^”",
                )
            elif placed.row >= grid.head and 1 < cell.columns == grid.columns:
                yield Found(
                    line,
                    "this cell covers a whole row, as a heading within the table; people who use "
                    "a screen reader do not learn which rows it is about.",
                    "make a table of each part, with a caption; or give each row the name in a "
                    "first column, joined with “^^”",
                )


@rule("table-row-names", WARNING, "WCAG 1.3.1, H63", "bold names in only some rows of a table")
def row_names(survey: Survey) -> Iterator[Found]:
    """First cells of which most, but not all, are strong as names of rows are."""
    for table in survey.tables:
        grid = Grid(table)
        placed = (each for each in grid.cells if each.column == 0 and each.row >= grid.head)
        firsts = [each for each in placed if plain_text(each.cell.content)]
        named = [is_row_name(each.cell.content) for each in firsts]
        if table.row_headers or not len(named) > sum(named) > len(named) / 2:
            continue
        first = firsts[named.index(False)]
        other = plain_text(first.cell.content).strip()
        yield Found(
            table.all_rows[first.row].position.line,
            f"the first cells of other rows are bold and “{other[:40]}” is not, so no row of this "
            "table has a name; people who use a screen reader do not learn which row they are in.",
            "make every first cell bold, if they name their rows; notes and brackets may follow",
        )


@rule("table-text", WARNING, "WCAG 1.3.1, F34", "text that looks like a table")
def text(survey: Survey) -> Iterator[Found]:
    """Rows of cells that no delimiter row makes a table: bars, tabs, spaces or a drawn frame."""
    reported = -1
    for first, second in pairwise(survey.lines):
        if first.number == reported:
            reported = second.number if second.number == first.number + 1 else -1
        elif _is_row_pair(first, second):
            reported = second.number
            yield _as_text(first, second)


def _as_text(first: Line, second: Line) -> Found:
    """What is wrong with lines that are no table; the delimiter row may only be too short."""
    problem = (
        "these lines look like a table but are one paragraph, so their cells run into each other"
    )
    has, needs = _cells(second.text), _cells(first.text)
    if _is_delimiter(second.text) and has != needs:
        return Found(
            first.number,
            f"{problem}: the line of dashes has {counted(has, 'cell')} and the row above it "
            f"{needs}.",
            f"write {counted(needs, 'cell')}: {'| --- ' * min(needs, _SHOWN)}|",
        )
    return Found(
        first.number,
        f"{problem}.",
        "write a line “| --- | --- |” below the first row, with as many cells as that",
    )


def _cells(row: str) -> int:
    """How many cells a row has, as written."""
    return len(_BAR.split(row.strip().removeprefix("|").removesuffix("|")))


def _is_row_pair(first: Line, second: Line) -> bool:
    if second.number != first.number + 1:
        return False
    if _FRAME.fullmatch(first.text) or _is_delimiter(second.text):
        return True
    cells, below = (without_mark(line.text.strip()) for line in (first, second))
    return any(
        len(gap.findall(cells)) == len(gap.findall(below)) >= fewest
        for gap, fewest in (
            (_COLUMNS, _FEWEST_SEPARATORS),
            (_SPACES, _FEWEST_SEPARATORS),
            (_TAB, 1),
        )
    )


def _is_delimiter(text: str) -> bool:
    return "|" in text and bool(_DELIMITER.fullmatch(text))
