"""Charts in published files, read back: lengths and heights are the numbers of the table below."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator import reading_order as order
from generator.building.build import build
from generator.building.format_modules import read_back
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.packagers.charts import WIDTH
from tests.charts.drawn import Drawn, agree, drawn, level

BULLETIN = Path(__file__).parents[1] / "samples" / "statistics-bulletin.md"
EDGE, LINE = 1.5, 2.5
"""How broad the edges of bars and the lines of series are drawn, in pixels."""
SAMPLE = (28, 16)
"""The breadth and height of a bar in a legend."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The bulletin in each format that draws."""
    built = build(BULLETIN, ("html", "epub", "docx", "pdf"), Options(epoch=0))
    return {Path(name).suffix[1:]: data for name, data in built.files.items()}


def drawings(name: str, data: bytes) -> list[Drawn]:
    """The charts of a file, in order."""
    if name == "pdf":
        return [*in_pages(data)]
    if name == "html":
        found = re.findall(rb'src="data:image/svg\+xml;base64,([^"]+)"', data)
        return [drawn(base64.b64decode(each)) for each in found]
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(each for each in archive.namelist() if each.endswith(".svg"))
    return [drawn(archive.read(each)) for each in sorted(names, key=lambda each: (len(each), each))]


def in_pages(data: bytes) -> Iterator[Drawn]:
    """The charts that are drawn on the pages of a PDF."""
    for page in pikepdf.open(io.BytesIO(data)).pages:
        sheet = Sheet()
        for each in pikepdf.parse_content_stream(page):
            sheet.operate(str(each.operator), [*each.operands])
        yield from sheet.found


@dataclass
class Sheet:
    """A page whose operators are followed; a chart begins where all else is cut off around it."""

    found: list[Drawn] = field(default_factory=list)
    box: tuple[float, ...] = ()
    points: list[tuple[float, float]] = field(default_factory=list)
    before: str = ""
    fill: str = ""
    stroke: str = ""
    broad: float = 1.0
    filled: dict[tuple[float, ...], str] = field(default_factory=dict)

    def operate(self, operator: str, given: list[Any]) -> None:
        """Follow one operator."""
        match operator:
            case "re":
                x, y, width, height = map(float, given)
                self.box = x, y, x + width, y + height
            case "W" if self.box and round(self.box[2] - self.box[0]) == WIDTH:
                self.found.append(Drawn())
            case "w":
                self.broad = float(given[0])
            case "rg":
                self.fill = " ".join(map(str, given))
            case "RG":
                self.stroke = " ".join(map(str, given))
            case "m" | "l":
                if operator == self.before == "m":
                    self.points.pop()  # nothing begins there
                self.points.append((float(given[0]), float(given[1])))
            case "f" | "n" | "S" | "B":
                if operator == "f" and self.box:
                    self.filled.setdefault(self.box, self.fill)
                elif operator in "SB" and self.found:
                    self._drawn(self.found[-1])
                self.box, self.points = (), []
        self.before = operator

    def _drawn(self, chart: Drawn) -> None:
        """An edge of a bar, the line of a series, or that from which bars begin."""
        if self.box and self.broad == EDGE:
            left, top, right, bottom = self.box
            if (round(right - left, 2), round(bottom - top, 2)) != SAMPLE:
                chart.bars.setdefault(self.filled[self.box], []).append(self.box)
        elif self.points and self.broad == EDGE:
            chart.zero = (*self.points[0], *self.points[1])
        elif self.points and self.broad == LINE:
            chart.lines.setdefault(self.stroke, []).extend(self.points)


def numbers(found: order.ReadingOrder) -> list[list[list[float]]]:
    """The numbers of each table after a picture, column by column, without what is no number."""
    tables = [
        other
        for one, other in zip(found.blocks, found.blocks[1:], strict=False)
        if isinstance(one, order.Figure) and isinstance(other, order.Table)
    ]
    return [[*_columns(table)] for table in tables]


def _columns(table: order.Table) -> Iterator[list[float]]:
    rows = [[cell.words.text for cell in row.cells] for row in table.rows[1:]]
    for column in zip(*(row[1:] for row in rows), strict=True):
        given = [re.sub(r"[^\d.]", "", words) for words in column]
        yield [float(each) for each in given if each]


def says(found: Drawn, said: list[list[float]]) -> bool:
    """True where a drawing shows these numbers."""
    if found.lines:
        return level([[-y for _, y in run] for run in found.lines.values()], said, 0.03)
    return agree(found.lengths(), said, 0.03)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["html", "epub", "docx", "pdf"])
def test_what_is_drawn_is_what_the_table_says(name: str, files: dict[str, bytes]) -> None:
    tables = numbers(read_back(FORMATS[name], files[name]))
    charts = drawings(name, files[name])
    assert [len(each) for each in tables] == [1, 4, 3]
    assert len(charts) == 3
    for chart, said in zip(charts, tables, strict=True):
        assert says(chart, said)
        for column, row in ((c, r) for c, run in enumerate(said) for r, _ in enumerate(run)):
            other = [[*run] for run in said]
            other[column][row] *= 1.05
            assert not says(chart, other), (name, column, row)
