"""Charts as drawings: the numbers of a table in, SVG out, the same bytes everywhere."""

from __future__ import annotations

import base64
from pathlib import Path

from generator.document.brand import HouseStyle
from generator.document.charts import Chart, ChartKind
from generator.document.languages import direction
from generator.packagers import fonts
from generator.packagers.charts.bars import bars
from generator.packagers.charts.lines import lines
from generator.packagers.charts.shapes import Drawing, short
from generator.packagers.charts.words import BOLD, REGULAR, SIZE
from generator.rendering import environment

WIDTH = 360.0
"""Pixels: so narrow that words have eleven pixels in a window of 320, also in type twice as large.

Where there is room, `chart_em` of the look makes its words as large as those around it.
"""


def drawing(chart: Chart, width: float = WIDTH) -> Drawing:
    """The shapes of a chart, mirrored where its language runs from right to left."""
    drawn = lines(chart, width) if chart.kind is ChartKind.LINE else bars(chart, width)
    return drawn.mirrored() if direction(chart.language) == "rtl" else drawn


def svg(
    chart: Chart,
    theme: Path | None = None,
    house_style: HouseStyle = HouseStyle(),  # noqa: B008 (frozen)
    *,
    screen: bool = True,
) -> tuple[str, int, int]:
    """The drawing of a chart with its width and height in pixels.

    For a `screen` it has its typeface in itself, and its colours where the screen is dark.
    """
    drawn = drawing(chart)
    letters = {each for label in drawn.labels for each in label.words}
    font = fonts.least(fonts.TEXT, letters)
    text = (
        environment("shared", theme, house_style)
        .get_template("chart.svg.jinja")
        .render(
            chart=chart,
            screen=screen,
            drawing=drawn,
            short=short,
            size=SIZE,
            weights={False: REGULAR, True: BOLD},
            family=font.face.name,
            font=f"data:font/woff2;base64,{base64.b64encode(font.data).decode()}",
        )
    )
    return text, round(drawn.width), round(drawn.height)
