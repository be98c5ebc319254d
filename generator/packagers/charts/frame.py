"""What every chart has around its plot: its caption, and a legend that names its series."""

from __future__ import annotations

from generator.document.chart_words import number
from generator.document.charts import Chart
from generator.packagers.charts import words
from generator.packagers.charts.scale import Scale
from generator.packagers.charts.shapes import STYLES, Bar, Box, Label, Sheet, Stroke, Style

BASELINE = 6
"""From the middle of a line of words down to its baseline."""
GAP = 12
_SAMPLE = (28.0, 16.0)
_BETWEEN = 24


def caption(sheet: Sheet, chart: Chart) -> float:
    """Write the caption at the top; where what is below it may begin."""
    said = words.lines(chart.caption, sheet.width, words.BOLD, most=4)
    for place, line in enumerate(said, 1):
        sheet.labels.append(Label(0, place * words.LINE - 4, line, strong=True))
    return len(said) * words.LINE + GAP


def legend(sheet: Sheet, chart: Chart, top: float, *, lying: bool) -> float:
    """Name the series of bars beside samples of them; where what is below may begin."""
    if len(chart.series) == 1:
        return top
    x, y = 0.0, top
    room = sheet.width - _SAMPLE[0] - 8
    for series, style in zip(chart.series, STYLES, strict=False):
        said = words.lines(series.name, room)
        taken = _SAMPLE[0] + 8 + max(map(words.width, said), default=0.0)
        if x and x + taken > sheet.width:
            x, y = 0.0, y + words.LINE + 4
        box = Box(x, y + 2, *_SAMPLE)
        sheet.bars.append(Bar(box, style, stripes(box, style, lying=lying), sample=True))
        for line in said:
            sheet.labels.append(Label(x + _SAMPLE[0] + 8, y + 10 + BASELINE, line))
            y += words.LINE if line is not said[-1] else 0
        x += taken + _BETWEEN
    return y + words.LINE + GAP


def stripes(box: Box, style: Style, *, lying: bool, back: bool = False) -> tuple[Stroke, ...]:
    """The stripes of a bar, counted from where it begins: `back` for one that runs backwards."""
    length = box.width if lying else box.height
    end = int(length - style.across / 2)  # a stripe there would make the bar look shorter
    steps = range(style.across, end, style.across) if style.across else ()
    backwards = back if lying else not back
    places = [length - step if backwards else float(step) for step in steps]
    if lying:
        across = [Stroke(box.x + p, box.y, box.x + p, box.y + box.height) for p in places]
        middle = box.y + box.height / 2
        along = [Stroke(box.x, middle, box.x + box.width, middle)]
    else:
        across = [Stroke(box.x, box.y + p, box.x + box.width, box.y + p) for p in places]
        middle = box.x + box.width / 2
        along = [Stroke(middle, box.y, middle, box.y + box.height)]
    return (*across, *(along if style.along and length > 4 else ()))  # noqa: PLR2004


def tick_words(chart: Chart, axis: Scale) -> tuple[str, ...]:
    """What stands at each line of the axis of values."""
    return tuple(number(chart, tick, axis.decimals) for tick in axis.ticks)
