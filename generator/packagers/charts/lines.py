"""Lines, each named where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.document.chart_words import number
from generator.document.charts import Chart, Series
from generator.packagers.charts import words
from generator.packagers.charts.frame import BASELINE, GAP, caption, tick_words
from generator.packagers.charts.scale import Scale, scale
from generator.packagers.charts.shapes import (
    STYLES,
    Box,
    Curve,
    Drawing,
    Label,
    Mark,
    Sheet,
    Stroke,
    Style,
)

_HIGH = 300.0
_MOST_MARKS = 24
"""Points of a line that are marked each; of more, some."""
_NAMED = 0.3
"""Of the width: the most that names of series take."""
_LEADER = 22.0


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a series in lines, and how high its middle is to stand."""

    lines: tuple[str, ...]
    x: float
    y: float
    style: Style
    wanted: float

    @property
    def high(self) -> float:
        """Its height."""
        return len(self.lines) * words.LINE


def lines(chart: Chart, width: float) -> Drawing:
    """The drawing of a chart of lines."""
    sheet = Sheet(width)
    top = caption(sheet, chart) + words.LINE / 2
    top += words.LINE if len(chart.series) == 1 else 0  # its numbers stand above it
    axis = scale((v for s in chart.series for _, v in s.known), from_zero=False)
    return _Plot(sheet, chart, axis, top).drawing()


@dataclass(slots=True)
class _Plot:
    """A plot that is being drawn below `top`."""

    sheet: Sheet
    chart: Chart
    axis: Scale
    top: float

    def drawing(self) -> Drawing:
        """The whole."""
        ticks = tick_words(self.chart, self.axis)
        left = max(map(words.width, ticks)) + GAP
        names = [words.lines(s.name, self.sheet.width * _NAMED) for s in self.chart.series]
        named = len(names) > 1
        room = max(words.width(line) for each in names for line in each) if named else 0.0
        right = self.sheet.width - (room + _LEADER + 8 if named else GAP)
        places = [left + 8 + (right - left - 8) * part for part in _parts(self.chart.categories)]
        for tick, said in zip(self.axis.ticks, ticks, strict=True):
            y = self._at(tick)
            self.sheet.grid.append(Stroke(left, y, right, y))
            self.sheet.labels.append(Label(left - 8, y + BASELINE, said, "end"))
        level = self._at(min(max(Decimal(0), self.axis.first), self.axis.last))
        self.sheet.zero = Stroke(left, level, right, level)
        for series, style in zip(self.chart.series, STYLES, strict=False):
            if series.known:
                self._line(series, style, places)
        if named:
            self._names(names, right, places)
        else:
            self._ends(self.chart.series[0], places, left)
        return self._categories(places)

    def _at(self, value: Decimal) -> float:
        return self.top + _HIGH * (1 - self.axis.part(value))

    def _line(self, series: Series, style: Style, places: list[float]) -> None:
        """Draw a line with its gaps, and mark its points."""
        points = {place: (places[place], self._at(value)) for place, value in series.known}
        runs: list[tuple[tuple[float, float], ...]] = []
        for place, point in points.items():
            if place - 1 in points:
                runs[-1] = (*runs[-1], point)
            else:
                runs.append((point,))
        self.sheet.curves.append(Curve(tuple(runs), style))
        every = 1 + (len(points) - 1) // _MOST_MARKS
        alone = {run[0] for run in runs if len(run) == 1}
        known = [*points.values()]
        marked = {*known[::-1][::every], *alone}
        self.sheet.marks += [Mark(x, y, style) for x, y in known if (x, y) in marked]

    def _names(self, names: list[tuple[str, ...]], right: float, places: list[float]) -> None:
        """Write each name beside the end of its line; a thin line leads to it."""
        found = []
        for series, said, style in zip(self.chart.series, names, STYLES, strict=False):
            if series.known:
                place, value = series.known[-1]
                y = self._at(value)
                found.append(_Name(said, places[place], y, style, y))
        for name in _apart(found, self.top - 10, self.top + _HIGH + 10):
            x = right + _LEADER
            self.sheet.leaders.append(Stroke(name.x, name.y, x - 8, name.wanted))
            self.sheet.marks.append(Mark(x - 3, name.wanted, name.style))
            first = name.wanted - name.high / 2 + words.LINE / 2 + BASELINE
            for place, line in enumerate(name.lines):
                self.sheet.labels.append(Label(x + 8, first + place * words.LINE, line))

    def _ends(self, series: Series, places: list[float], left: float) -> None:
        """Write the first and the last number at their points."""
        known = [*series.known]
        for place, value in {known[0], known[-1]}:
            said = number(self.chart, value)
            room = words.width(said)
            x = min(max(places[place], left + room / 2), self.sheet.width - room / 2)
            y = self._at(value) - 12
            self.sheet.plates.append(Box(x - room / 2 - 2, y - 15, room + 4, words.LINE - 1))
            self.sheet.labels.append(Label(x, y, said, "middle"))

    def _categories(self, places: list[float]) -> Drawing:
        """Write as many categories as have room below the plot, the last in any case."""
        y = self.top + _HIGH + words.LINE + 6
        last, free = len(places) - 1, self.sheet.width
        shown = []
        for place in range(last, -1, -1):
            said = self.chart.categories[place]
            room = words.width(said)
            x = min(max(places[place], room / 2), self.sheet.width - room / 2)
            if x + room / 2 <= free:
                shown.append(Label(x, y, said, "middle"))
                free = x - room / 2 - GAP
        self.sheet.labels += reversed(shown)
        return self.sheet.finished(round(y + 8))


def _parts(categories: tuple[str, ...]) -> Iterator[float]:
    """Where each category stands between the first and the last: years by how far apart they are.

    Others stand evenly.
    """
    numbers = [int(each) if each.isdecimal() else None for each in categories]
    known = [each for each in numbers if each is not None]
    if len(known) < len(numbers) or known != sorted(set(known)):
        known = [*range(len(categories))]
    whole = known[-1] - known[0] or 1
    yield from ((each - known[0]) / whole for each in known)


def _apart(names: list[_Name], top: float, bottom: float) -> list[_Name]:
    """The names so that none stands on another, each as near to its line as can be."""
    placed: list[_Name] = []
    for name in sorted(names, key=lambda each: each.y):
        above = placed[-1].wanted + (placed[-1].high + name.high) / 2 if placed else top
        placed.append(replace(name, wanted=max(name.wanted, above)))
    limit = bottom
    for number_ in range(len(placed) - 1, -1, -1):
        name = placed[number_]
        wanted = min(name.wanted, limit - name.high / 2)
        placed[number_] = replace(name, wanted=wanted)
        limit = wanted - name.high / 2
    return placed
