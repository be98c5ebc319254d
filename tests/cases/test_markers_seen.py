"""An item's number stands beside what the item begins with, a picture too, in all that is drawn."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw

from generator.building.build import build
from generator.content.job import Options
from tests.cases.seen import baseline, pages_of

SOURCE = """\
---
title: Case
lang: en-GB
---

7. ![A plan](plan.png "Of the road")

8. ![A plan](plan.png)
"""


@pytest.mark.slow
def test_a_number_stands_beside_the_top_of_a_picture(tmp_path: Path) -> None:
    Image.new("RGB", (300, 150), (40, 90, 140)).save(tmp_path / "plan.png")
    source = tmp_path / "case.md"
    source.write_text(SOURCE, encoding="utf-8")
    files = build(source, ["html", "pdf", "docx", "epub"], Options()).files
    for name, data in pages_of(dict(files), tmp_path).items():
        with pdfium.PdfDocument(data) as pdf:
            [tops] = [list(_tops(page)) for page in pdf]
            numbers = list(_numbers(pdf[0].get_textpage()))
        distances = [round(top - at) for top, at in zip(tops, numbers, strict=True)]
        assert all(0 < each < 30 for each in distances), (name, distances)


def _tops(page: pdfium.PdfPage) -> list[float]:
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    return sorted((each.get_bounds()[3] for each in pictures), reverse=True)


def _numbers(text: pdfium.PdfTextPage) -> list[float]:
    signs = {chr(raw.FPDFText_GetUnicode(text, i)): i for i in range(text.count_chars())}
    return [baseline(text, signs[sign]) for sign in "78"]
