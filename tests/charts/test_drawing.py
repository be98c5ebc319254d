"""Drawings say what the numbers say, to everyone, and have room for their words."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.document.charts import Chart, ChartKind
from generator.packagers.charts import WIDTH, drawing, svg, words
from generator.packagers.charts.scale import scale
from generator.packagers.charts.shapes import STYLES, Label
from generator.packagers.docx.registry import CHART_TYPE
from generator.packagers.html.table_room import WINDOW_MARGIN
from generator.rendering import look
from generator.theme.contrast import contrast
from tests.charts.charts import CHARTS
from tests.charts.drawn import agree, drawn, level

POINTS = 72 / 96
"""Of a pixel on paper."""

every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


def values(chart: Chart) -> list[list[float]]:
    return [[float(value) for _, value in each.known] for each in chart.series if each.known]


def says(markup: str, chart: Chart) -> bool:
    """True where the drawing shows the numbers of the chart."""
    found = drawn(markup.encode())
    if chart.kind is ChartKind.LINE:
        heights = [[-y for _, y in run] for run in found.lines.values()]
        return level(heights, values(chart), 0.02)
    return agree(found.lengths(), values(chart), 0.03)


@every_chart
def test_lengths_and_heights_are_the_numbers(chart: Chart) -> None:
    shown = replace(chart, language="en") if "right" in str(chart.language) else chart
    if shown.language not in {"ar", "he"}:  # lying bars begin at the right there
        assert says(svg(shown)[0], shown)
    else:
        assert says(svg(replace(shown, language="en"))[0], shown)


@pytest.mark.parametrize("name", ["bar", "bar, negative and missing", "stacked", "line"])
def test_each_number_that_changes_changes_the_drawing(name: str) -> None:
    chart = CHARTS[name]
    for number, series in enumerate(chart.series):
        for place, value in series.known:
            changed = list(series.values)
            changed[place] = value * Decimal("1.1")
            other = replace(series, values=tuple(changed))
            all_series = (*chart.series[:number], other, *chart.series[number + 1 :])
            assert not says(svg(replace(chart, series=all_series))[0], chart), (name, value)


@every_chart
def test_words_stand_within_the_drawing_and_upon_no_others(chart: Chart) -> None:
    shown = drawing(chart)
    boxes = [(label, *_extent(label)) for label in shown.labels]
    for label, left, right in boxes:
        assert left >= -1, label
        assert right <= WIDTH + 1, label
        assert 0 < label.y < shown.height, label
    for (one, left, right), (other, begins, ends) in itertools.combinations(boxes, 2):
        beside = right <= begins + 1 or ends <= left + 1
        assert beside or abs(one.y - other.y) >= words.SIZE * 0.9, (one, other)


def _extent(label: Label) -> tuple[float, float]:
    """From where to where words reach."""
    room = words.width(label.words, words.BOLD if label.strong else words.REGULAR)
    begins = {"start": label.x, "middle": label.x - room / 2, "end": label.x - room}[label.anchor]
    return begins, begins + room


@every_chart
def test_words_have_eleven_points_on_paper_and_the_drawing_fits_on_a_page(chart: Chart) -> None:
    markup, width, height = svg(chart)
    assert [*map(float, re.findall(r'font-size="([\d.]+)"', markup))] == [words.SIZE]
    assert words.SIZE * POINTS >= 11
    assert width * POINTS <= 170 / 25.4 * 72
    assert height * POINTS <= 247 / 25.4 * 72


def test_words_are_as_large_as_the_text_and_eleven_pixels_in_the_narrowest_window() -> None:
    assert look("shared")["chart_em"] == WIDTH / words.SIZE
    assert words.SIZE * POINTS == CHART_TYPE
    large_type = 2 * look("html")["screen_px"]
    assert words.SIZE * (320 - 2 * WINDOW_MARGIN * large_type) / WIDTH >= 11


def test_a_drawing_is_mirrored_where_text_runs_from_right_to_left() -> None:
    chart = CHARTS["bar, negative and missing"]
    one, other = drawing(chart), drawing(replace(chart, language="he"))
    assert [WIDTH - bar.box.x - bar.box.width for bar in one.bars] == [b.box.x for b in other.bars]


def test_the_same_chart_gives_the_same_bytes() -> None:
    for chart in CHARTS.values():
        assert svg(chart) == svg(chart)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_series_stands_out_from_the_ground_and_differs_without_colour(palette: str) -> None:
    series = look("shared")["series"]
    assert len(series[palette]) == len(STYLES) == 7
    for colour in series[palette]:
        assert contrast(colour, series["ground"][palette]) >= 3
    fills = {(each.hollow, each.across, each.broad, each.along) for each in STYLES}
    assert len(fills) == len({each.dashes for each in STYLES}) == len(STYLES)


@pytest.mark.parametrize(
    ("given", "ticks"),
    [
        (("6.1", "14.2"), "0 5 10 15"),
        (("-12", "41"), "-20 0 20 40 60"),
        (("0", "0"), "0 0.2 0.4 0.6 0.8 1.0"),
        (("0.0001", "0.0002"), "0.00000 0.00005 0.00010 0.00015 0.00020"),
        (("-3", "-1"), "-3 -2 -1 0"),
    ],
)
def test_an_axis_of_bars_begins_at_zero_and_has_round_steps(
    given: tuple[str, ...], ticks: str
) -> None:
    found = scale(map(Decimal, given), from_zero=True, most=5)
    assert [*found.ticks] == [*map(Decimal, ticks.split())]


def test_an_axis_of_lines_may_begin_elsewhere_where_they_differ_little() -> None:
    assert scale(map(Decimal, ("92", "95")), from_zero=False).first == Decimal(92)
    assert scale(map(Decimal, ("41", "95")), from_zero=False).first == Decimal(0)
