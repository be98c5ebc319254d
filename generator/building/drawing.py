"""The charts of a document become pictures, before any format is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.document.brand import HouseStyle
from generator.document.charts import Chart
from generator.document.model import Document
from generator.document.pictures import Picture, Raster
from generator.theme import theme_faults

_SHARPNESS = 2
"""Pixels of the raster for each of the drawing: as for the drawings of an author."""


def drawn(document: Document, theme: Path | None = None) -> Document:
    """The document with a picture for each chart, in the colours of its brand, if it has one.

    It is returned as it is where it has no chart. Raises PackError where a template of the `theme`
    cannot draw.
    """
    if not document.charts:
        return document
    house = document.brand.house_style if document.brand else HouseStyle()
    with theme_faults(theme):
        charts = {
            name: _picture(name, chart, theme, house) for name, chart in document.charts.items()
        }
    return replace(document, pictures={**document.pictures, **charts})


def _picture(name: str, chart: Chart, theme: Path | None, house: HouseStyle) -> Picture:
    """A chart, and a raster of it for programs that cannot draw it."""
    from generator.packagers.charts import svg
    from generator.source.drawing import draw

    text, width, height = svg(chart, theme, house)
    printed, _, _ = svg(chart, theme, house, screen=False)
    size = width * _SHARPNESS, height * _SHARPNESS
    raster = Raster("image/png", draw(text, size, limited=False), *size)
    return Picture(
        name, "image/svg+xml", text.encode(), width, height, raster, "", printed.encode()
    )
