"""Bars: upright where categories follow each other and their names fit, else lying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.document.chart_words import number
from generator.document.charts import Chart, ChartKind
from generator.packagers.charts import words
from generator.packagers.charts.frame import BASELINE, GAP, caption, legend, stripes, tick_words
from generator.packagers.charts.scale import Scale, scale
from generator.packagers.charts.shapes import STYLES, Bar, Box, Drawing, Label, Sheet, Stroke

_HIGH = 280.0
"""Of the plot of upright bars."""
_HIGHEST = 860.0
"""Of a whole drawing: it must fit on a page."""
_THICK, _THIN = 26.0, 4.0
_LABELLED = 18.0
"""So thick a bar has room for its number beside it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A bar from one value to another: of a series, in a place among the bars of its category."""

    category: int
    series: int
    place: int
    begins: Decimal
    ends: Decimal
    value: Decimal


def _pieces(chart: Chart) -> Iterator[_Piece]:
    """Every bar, series by series; stacked ones begin where the last of the same sign ends."""
    ends: dict[tuple[int, bool], Decimal] = {}
    for number_, series in enumerate(chart.series):
        for category, value in series.known:
            if chart.kind is ChartKind.STACKED:
                begins = ends.get((category, value < 0), Decimal(0))
                ends[category, value < 0] = begins + value
                yield _Piece(category, number_, 0, begins, begins + value, value)
            else:
                yield _Piece(category, number_, number_, Decimal(0), value, value)


def bars(chart: Chart, width: float) -> Drawing:
    """The drawing of a chart of bars."""
    sheet = Sheet(width)
    top = caption(sheet, chart)
    pieces = (*_pieces(chart),)
    abreast = 1 if chart.kind is ChartKind.STACKED else len(chart.series)
    axis = scale([each.ends for each in pieces], from_zero=True, most=5)
    upright = _Upright(sheet, chart, axis, pieces, abreast)
    if upright.fits():
        return upright.drawing(legend(sheet, chart, top, lying=False))
    return _Lying(sheet, chart, axis, pieces, abreast).drawing(
        legend(sheet, chart, top, lying=True)
    )


@dataclass(slots=True)
class _Plot:
    """A plot that is being drawn; `names` are the categories in lines."""

    sheet: Sheet
    chart: Chart
    axis: Scale
    pieces: tuple[_Piece, ...]
    abreast: int
    ticks: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.ticks = tick_words(self.chart, self.axis)

    @property
    def stacked(self) -> bool:
        """True where bars of a category stand upon each other."""
        return self.chart.kind is ChartKind.STACKED

    def written(self, piece: _Piece) -> str:
        """The number of a bar."""
        return number(self.chart, piece.value)

    def widest(self, *, negative: bool | None = None) -> float:
        """The room of the broadest number: of all, or of those below or above nothing."""
        given = (p for p in self.pieces if negative is None or (p.value < 0) is negative)
        return max((words.width(self.written(each)) for each in given), default=0.0)

    def inside(self, box: Box, piece: _Piece) -> None:
        """Write the number of a part of a stack upon it, where there is room."""
        said = self.written(piece)
        room = words.width(said) + 8
        if box.width < room + 6 or box.height < words.LINE + 4:
            return
        x, y = box.x + box.width / 2, box.y + box.height / 2
        self.sheet.plates.append(Box(x - room / 2, y - words.LINE / 2, room, words.LINE))
        self.sheet.labels.append(Label(x, y + BASELINE, said, "middle"))

    def draw(self, box: Box, piece: _Piece, *, lying: bool) -> None:
        """Draw a bar with its stripes."""
        style = STYLES[piece.series]
        lines = stripes(box, style, lying=lying, back=piece.value < 0)
        self.sheet.bars.append(Bar(box, style, lines))


class _Upright(_Plot):
    """Columns, from left to right."""

    @property
    def left(self) -> float:
        """Where the plot begins."""
        return max(map(words.width, self.ticks)) + GAP

    @property
    def band(self) -> float:
        """The room of a category."""
        return (self.sheet.width - self.left) / len(self.chart.categories)

    @property
    def thick(self) -> float:
        """The breadth of a bar."""
        return min(64.0, self.band * 0.76 / self.abreast)

    def names(self) -> list[tuple[str, ...]]:
        """The categories, in lines."""
        return [words.lines(each, self.band - 8, most=2) for each in self.chart.categories]

    def fits(self) -> bool:
        """True where categories follow each other, and each has its name in whole words."""
        whole = all(
            "".join(lines).replace(" ", "") == name.replace(" ", "")
            for lines, name in zip(self.names(), self.chart.categories, strict=True)
        )
        return self.chart.ordered and whole and self.thick >= 3 * _THIN

    def drawing(self, top: float) -> Drawing:
        """The plot below `top`."""
        top += words.LINE / 2
        labelled = not self.stacked and self.widest() + 4 <= self.thick + (self.abreast == 1) * 16
        high = _HIGH

        def at(value: Decimal) -> float:
            return top + high * (1 - self.axis.part(value))

        for tick, said in zip(self.axis.ticks, self.ticks, strict=True):
            self.sheet.grid.append(Stroke(self.left, at(tick), self.sheet.width, at(tick)))
            self.sheet.labels.append(Label(self.left - 8, at(tick) + BASELINE, said, "end"))
        for piece in self.pieces:
            middle = self.left + self.band * (piece.category + 0.5)
            x = middle + self.thick * (piece.place - self.abreast / 2)
            ends = sorted((at(piece.begins), at(piece.ends)))
            box = Box(x, ends[0], self.thick, ends[1] - ends[0])
            self.draw(box, piece, lying=False)
            if self.stacked:
                self.inside(box, piece)
            elif labelled:
                y = ends[1] + words.LINE - 4 if piece.value < 0 else ends[0] - 5
                self._number(x + self.thick / 2, y, piece)
        zero = at(Decimal(0))
        self.sheet.zero = Stroke(self.left, zero, self.sheet.width, zero)
        return self._named(top + high)

    def _number(self, x: float, y: float, piece: _Piece) -> None:
        room = words.width(self.written(piece)) + 4
        self.sheet.plates.append(Box(x - room / 2, y - words.LINE + 5, room, words.LINE - 2))
        self.sheet.labels.append(Label(x, y, self.written(piece), "middle"))

    def _named(self, bottom: float) -> Drawing:
        """Write the categories below the plot."""
        below_zero = any(each.value < 0 for each in self.pieces)
        y = bottom + words.LINE + (8 if below_zero else 2)
        deepest = 0
        for place, lines in enumerate(self.names()):
            x = self.left + self.band * (place + 0.5)
            for line, said in enumerate(lines):
                self.sheet.labels.append(Label(x, y + line * words.LINE, said, "middle"))
            deepest = max(deepest, len(lines))
        return self.sheet.finished(round(y + (deepest - 1) * words.LINE + 8))


class _Lying(_Plot):
    """Bars, from top to bottom, with the categories beside them."""

    def drawing(self, top: float) -> Drawing:
        """The plot below `top`."""
        names = self._names(_HIGHEST - top - 2 * words.LINE)
        left = max(words.width(line) for lines in names for line in lines) + GAP
        bands, thick = self._bands(names, _HIGHEST - top - 2 * words.LINE)
        labelled = not self.stacked and thick >= _LABELLED
        before = self.widest(negative=True) + 6 if labelled else 0.0
        after = self.widest(negative=False) + 6 if labelled else 0.0
        below_zero = any(each.value < 0 for each in self.pieces)
        begins = left + (before if below_zero else 0)
        after = max(after, words.width(self.ticks[-1]) / 2)
        plot = self.sheet.width - begins - after
        bottom = top + sum(bands)

        def at(value: Decimal) -> float:
            return begins + plot * self.axis.part(value)

        self._axis([at(tick) for tick in self.axis.ticks], top, bottom)
        y = top
        middles = []
        for band, lines in zip(bands, names, strict=True):
            middles.append(y + band / 2)
            first = y + band / 2 - (len(lines) - 1) * words.LINE / 2 + BASELINE
            for line, said in enumerate(lines):
                self.sheet.labels.append(Label(left - GAP, first + line * words.LINE, said, "end"))
            y += band
        for piece in self.pieces:
            ends = sorted((at(piece.begins), at(piece.ends)))
            y = middles[piece.category] + thick * (piece.place - self.abreast / 2)
            box = Box(ends[0], y, ends[1] - ends[0], thick)
            self.draw(box, piece, lying=True)
            if self.stacked:
                self.inside(box, piece)
            elif labelled:
                self._number(box, piece)
        self.sheet.zero = Stroke(at(Decimal(0)), top, at(Decimal(0)), bottom)
        return self.sheet.finished(round(bottom + words.LINE + 12))

    def _names(self, high: float) -> list[tuple[str, ...]]:
        """The categories, in as many lines as there is room for below each other."""
        room = self.sheet.width * 0.38
        for most in (3, 2):
            names = [words.lines(each, room, most=most) for each in self.chart.categories]
            if sum(map(len, names)) * words.LINE + 2 * len(names) <= high:
                return names
        return [words.lines(each, room, most=1) for each in self.chart.categories]

    def _bands(self, names: list[tuple[str, ...]], room: float) -> tuple[list[float], float]:
        """The height of each category, and of a bar in it."""
        each = room / len(names)
        thick = max(_THIN, min(_THICK, each * 0.76 / self.abreast))
        gap = max(3.0, min(14.0, thick * 0.6))
        needed = [max(len(lines) * words.LINE + 2, thick * self.abreast + gap) for lines in names]
        return needed, thick

    def _axis(self, places: list[float], top: float, bottom: float) -> None:
        """Draw the lines of the axis, and write below them what has room."""
        room = max(map(words.width, self.ticks)) + GAP
        apart = (places[1] - places[0]) or 1.0
        every = 1 + int(room // apart)
        for place, (x, said) in enumerate(zip(places, self.ticks, strict=True)):
            self.sheet.grid.append(Stroke(x, top, x, bottom))
            from_zero = place - self.axis.ticks.index(Decimal(0))
            if from_zero % every == 0:
                self.sheet.labels.append(Label(x, bottom + words.LINE, said, "middle"))

    def _number(self, box: Box, piece: _Piece) -> None:
        said, y = self.written(piece), box.y + box.height / 2 + BASELINE
        room = words.width(said)
        if piece.value < 0:
            self.sheet.plates.append(Box(box.x - room - 8, y - 15, room + 6, words.LINE - 1))
            self.sheet.labels.append(Label(box.x - 5, y, said, "end"))
        else:
            x = box.x + box.width
            self.sheet.plates.append(Box(x + 2, y - 15, room + 6, words.LINE - 1))
            self.sheet.labels.append(Label(x + 5, y, said))
