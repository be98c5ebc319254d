"""Charts: the numbers of one table with a caption, drawn, and the table as their data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from generator.document.chart_words import in_words
from generator.document.charts import (
    MOST_BARS,
    MOST_CATEGORIES,
    MOST_POINTS,
    MOST_SERIES,
    Chart,
    ChartKind,
    Series,
)
from generator.document.model import (
    Blocks,
    Figure,
    Image,
    Inlines,
    LineBreak,
    Position,
    Table,
    Text,
)
from generator.document.numerals import NoNumberError, Numeral, numeral, written
from generator.document.pictures import AlternativeText
from generator.document.walk import folded, plain_text
from generator.findings.finding import Rule
from generator.source.block_rules import CHART
from generator.source.context import Context
from generator.source.inlines import read_unmarked
from generator.source.nodes import Node
from generator.source.rules import (
    CHART_CAPTION,
    CHART_CONTENT,
    CHART_KIND,
    CHART_NUMBER,
    CHART_SERIES,
    CHART_SIZE,
    CHART_TABLE,
    CHART_UNIT,
)
from generator.source.tables import read_table

_HOW = (
    "write “::: chart bar”, “::: chart bar stacked” or “::: chart line” above one table with a "
    "caption, and “:::” below it"
)


class Item(Protocol):
    """A node in a container, with its language; a table with its caption."""

    node: Node
    language: str | None
    caption: Node | None
    is_caption: bool


def read_chart(node: Node, items: Sequence[Item], context: Context) -> Blocks:
    """The drawing and its table; what is wrong with them is reported."""
    return _Reading(node, context).blocks(items)


class _Reading:
    """Reads one chart."""

    def __init__(self, node: Node, context: Context) -> None:
        self._kind = str(node.token.meta[CHART])
        self._line = context.line(node.line)
        self._context = context
        self._faults = 0

    def blocks(self, items: Sequence[Item]) -> Blocks:
        """A figure and the table; the table alone where it cannot be drawn."""
        tables = [each for each in items if each.node.type == "table"]
        texts = [each for each in items if each.node.type == "paragraph" and not each.is_caption]
        others = [each for each in items if each.node.type not in {"table", "paragraph"}]
        if len(tables) != 1 or others or texts[1:]:
            self._report(CHART_CONTENT, self._line, *_content(len(tables), len(texts), others))
        given = "".join(self._alternative(each) for each in texts)
        read = tuple(
            read_table(each.node, each.caption, each.language, self._context) for each in tables
        )
        chart = self._chart(read[0], tables[0].language) if len(read) == 1 else None
        if chart is None or self._faults:
            return read
        name = self._context.gallery.chart(replace(chart, described=bool(given)))
        words = AlternativeText(given or in_words(chart))
        position = Position(self._line)
        figure = Figure(Image(name, words, position), None, None, position, tables[0].language)
        return (figure, *read)

    def _alternative(self, item: Item) -> str:
        """The words of the paragraph that replaces what we would say of the chart."""
        content = read_unmarked(item.node, self._context)
        if not all(isinstance(inline, Text | LineBreak) for inline in content):
            self._report(
                CHART_CONTENT,
                self._context.line(item.node.line),
                "this paragraph replaces the drawing for people who do not see it, as plain words; "
                "its links, notes or emphasis would be lost.",
                "write it without marks, or move it out of the container",
            )
        return folded(plain_text(content))

    def _chart(self, table: Table, language: str | None) -> Chart | None:
        kind = self._known_kind()
        if not self._is_plain(table):
            return None
        self._check_table(table)
        spoken = language or self._context.language
        numbers = [[*self._numbers(table, column, spoken)] for column in range(1, table.columns)]
        every = [each for column in numbers for each in column if each is not None]
        self._check_numbers(table, numbers)
        if kind is None or table.caption is None or self._faults:
            return None
        return Chart(
            kind,
            folded(plain_text(table.caption)),
            tuple(_words(row.cells[0].content) for row in table.rows),
            tuple(
                Series(
                    _words(cell.content),
                    tuple(None if each is None else each.value for each in column),
                )
                for cell, column in zip(table.head[0].cells[1:], numbers, strict=True)
            ),
            spoken,
            every[0].before,
            every[0].after,
            max(each.decimals for each in every),
            every[0].zero,
        )

    def _known_kind(self) -> ChartKind | None:
        if self._kind in {*ChartKind}:
            return ChartKind(self._kind)
        said = f"“chart {self._kind}” is no kind of chart" if self._kind else "no kind is given"
        self._report(CHART_KIND, self._line, f"{said}, so nothing could be drawn.", _HOW)
        return None

    def _is_plain(self, table: Table) -> bool:
        """True for a table of one header row and names in its first column; else it is reported."""
        cells = [cell for row in table.all_rows for cell in row.cells]
        joined = any(cell.columns > 1 or cell.rows > 1 for cell in cells)
        plain = not joined and len(table.head) == 1 and table.columns > 1 and bool(table.rows)
        if not plain:
            self._report(
                CHART_TABLE,
                table.position.line,
                "this table cannot be drawn: a chart takes one header row, names in the first "
                "column, and numbers in each other one, without joined cells.",
                "write it so, and put a larger table beside the chart if readers need it",
            )
        return plain

    def _check_table(self, table: Table) -> None:
        """Report a missing caption, and more than can be drawn."""
        line, width = table.position.line, table.columns
        if table.caption is None or not plain_text(table.caption).strip():
            self._report(
                CHART_CAPTION,
                line,
                "the table of this chart has no caption, so nobody learns what is drawn, nor in "
                "which unit.",
                "write “Table: Budget gap in £ million” directly above the table",
            )
        if width - 1 > MOST_SERIES:
            self._report(
                CHART_SERIES,
                line,
                f"this chart has {width - 1} series; more than {MOST_SERIES} lines or colours "
                "cannot be told apart, nor followed by ear.",
                "leave some out, or make two charts",
            )
        most = MOST_POINTS if self._kind == ChartKind.LINE else MOST_CATEGORIES
        if self._kind == ChartKind.BAR and 1 < width <= MOST_SERIES + 1:
            most = min(most, MOST_BARS // (width - 1))
        if len(table.rows) > most:
            self._report(
                CHART_SIZE,
                line,
                f"this chart has {len(table.rows)} rows; more than {most} could be drawn on a page "
                "only in type that is too small to read.",
                "sum up some of them, or show a table alone",
            )

    def _numbers(self, table: Table, column: int, language: str) -> Iterator[Numeral | None]:
        """The numbers of a column; what is none is reported with its line."""
        for row in table.rows:
            words = _words(row.cells[column].content) if column < len(row.cells) else ""
            try:
                yield numeral(words, language)
            except NoNumberError:
                yield None
                self._report(
                    CHART_NUMBER,
                    row.position.line,
                    f"“{words[:40]}” is no number as “{language}” writes them, so its bar or point "
                    "would be missing or wrong.",
                    f"write it as {_example(language)}; leave the cell empty, or write “–”, where "
                    "there is no number",
                )

    def _check_numbers(self, table: Table, numbers: list[list[Numeral | None]]) -> None:
        """Report series without any number, and numbers that have not the unit of the others."""
        known = [each for column in numbers for each in column if each is not None]
        if not known and not self._faults:
            self._report(
                CHART_TABLE,
                table.position.line,
                "this table has no numbers, so there is nothing to draw.",
                "write the numbers, or take “::: chart” away",
            )
        units = Counter(each.unit for each in known)
        usual = units.most_common(1)[0][0] if units else ("", "")
        for place, row in enumerate(table.rows):
            given = [column[place] for column in numbers]
            other = next((each for each in given if each and each.unit != usual), None)
            if other is not None:
                self._report(
                    CHART_UNIT,
                    row.position.line,
                    f"a number of this row is given in {_unit(other.unit)}, others of the chart in "
                    f"{_unit(usual)}; on one axis they would be compared.",
                    "write all numbers of a chart in one unit, or make two charts",
                )

    def _report(self, rule: Rule, line: int, message: str, hint: str) -> None:
        self._faults += 1
        self._context.report.add(rule, line, message, hint)


def _content(tables: int, texts: int, others: Sequence[Item]) -> tuple[str, str]:
    """What is wrong with what a chart holds, and what to do."""
    if not tables:
        return "this chart has no table, so there are no numbers to draw.", _HOW
    if tables > 1:
        return f"this chart has {tables} tables; it can draw one.", "make a chart of each"
    what = "several paragraphs" if texts > 1 else f"a {others[0].node.type.replace('_', ' ')}"
    message = (
        f"this chart holds {what} beside its table, which would be lost: it takes one paragraph, "
        "which replaces the drawing for people who do not see it."
    )
    return message, "move it out of the container"


def _words(content: Inlines) -> str:
    return folded(plain_text(content))


def _unit(unit: tuple[str, str]) -> str:
    return f"“{' … '.join(filter(None, unit))}”" if any(unit) else "no unit"


def _example(language: str) -> str:
    return f"“{written(Decimal('1250.5'), 1, language)}”"
