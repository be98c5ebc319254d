"""Drawings in the PDF: what WeasyPrint does not understand is shown as pixels, and reported."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from generator.building.build import build
from generator.content.job import Options

SOURCE = (
    '---\ntitle: A drawing\nlang: en-GB\n---\n\nBefore.\n\n![A square](square.svg "The square")\n'
)


def png() -> str:
    """A small picture of pixels as an address."""
    data = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 30, 30, 128)).save(data, "PNG")
    return f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"


def jpeg() -> str:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(data, "JPEG")
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"


def svg(inside: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 100 100" width="100" height="100">{inside}</svg>'
    )


def built(folder: Path, drawing: str) -> tuple[list[str], int | None]:
    (folder / "square.svg").write_text(drawing, encoding="utf-8")
    (folder / "notice.md").write_text(SOURCE, encoding="utf-8")
    findings = build(folder / "notice.md", ["pdf", "html"], Options(epoch=0)).findings
    lines = [each.line for each in findings if each.rule == "pdf-drawing"]
    return [each.rule for each in findings], lines[0] if lines else None


@pytest.mark.parametrize(
    "inside",
    [
        f'<image href="{png()}" width="50" height="50"/>',
        f'<image xlink:href="{png()}" width="50" height="50"/><text y="50">Words</text>',
        f'<image href="{jpeg()}" width="50" height="50"/>',
    ],
)
def test_a_picture_embedded_in_a_drawing_is_drawn(inside: str, tmp_path: Path) -> None:
    """As our own hint advises: “with everything embedded”."""
    rules, _ = built(tmp_path, svg(inside))
    assert not {"pdf-library", "pdf-drawing"} & {*rules}


@pytest.mark.parametrize(
    "inside",
    [
        '<rect transform="turn(9)" width="50" height="50"/>',
        '<rect width="calc(10px + 2%)" height="50"/>',
        '<image href="data:image/png;base64,AAAA" width="50" height="50"/><path d="M0 0h9v9"/>',
    ],
)
def test_what_the_library_does_not_understand_never_stops_a_document(
    inside: str, tmp_path: Path
) -> None:
    rules, line = built(tmp_path, svg(inside))
    assert "pdf-library" not in rules
    assert ("pdf-drawing" in rules) == (line == 8)
