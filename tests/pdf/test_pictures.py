"""Pictures on paper: whole, and in the shape that they have."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw

from generator.building.build import build
from generator.building.format_stages import prove_output
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.document.model import Document
from generator.source import read_source

PAGE = """\
---
title: Pictures
lang: en-GB
date: 2026-05-04
organisation: Council
---

{before}![A plan of the bridge](plan.png){after}
"""
IN_A_CELL = "| Plan | Part |\n|---|---|\n| First | ", " |\n\nTable: Plans"
PLACES = {
    "a figure": ("", ""),
    "in a line": ("See ", " before you come."),
    "in a list": ("- One\n- See ", "\n"),
    "in a cell": IN_A_CELL,
    "in a quotation": ("> ", ""),
}
SIZES = [(1200, 600), (2000, 400), (400, 1600), (90, 3000), (3000, 90), (200, 100)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_picture_is_stretched_or_cut(
    width: int, height: int, place: str, tmp_path: Path
) -> None:
    Image.new("RGB", (width, height), "teal").save(tmp_path / "plan.png")
    source = tmp_path / "notice.md"
    before, after = PLACES[place]
    source.write_text(PAGE.format(before=before, after=after), encoding="utf-8")
    pages = pdfium.PdfDocument(build(source, ["pdf"]).files["notice.pdf"])
    [(page, picture)] = [
        (page, each) for page in pages for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    ]
    right_x, right_y, up_x, up_y, left, bottom = picture.get_matrix().get()
    drawn = math.hypot(right_x, right_y), math.hypot(up_x, up_y)
    assert drawn[0] / drawn[1] == pytest.approx(width / height, rel=0.01)
    assert 0 <= left <= left + drawn[0] <= page.get_width()
    top = max(bottom, bottom + up_y)
    assert 0 <= min(bottom, bottom + up_y) <= top <= page.get_height()


@pytest.mark.parametrize(
    ("damage", "rule"),
    [("stretched", "proof-stretched"), ("another", "proof-pixels"), ("gone", "proof-pixels")],
)
def test_the_proof_sees_a_picture_that_is_not_as_its_author_made_it(
    damage: str, rule: str, tmp_path: Path
) -> None:
    Image.new("RGB", (200, 100), "teal").save(tmp_path / "plan.png")
    source = tmp_path / "notice.md"
    source.write_text(PAGE.format(before="", after=""), encoding="utf-8")
    document, _ = read_source(source)
    whole = build(source, ["pdf"]).files["notice.pdf"]
    assert proven(document, whole) == []
    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        [page] = pdf.pages
        instructions = list(pikepdf.parse_content_stream(page))
        [at] = [n for n, each in enumerate(instructions) if str(each.operator) == "Do"]
        [name] = page.obj.Resources.XObject.keys()
        picture = page.obj.Resources.XObject[name]
        if damage == "gone":
            del instructions[at]
        elif damage == "another":
            picture.Width, picture.Height = 100, 50
        else:
            stretched = pdf.make_stream(b"1 0 0 2 0 0 cm")
            instructions[at:at] = pikepdf.parse_content_stream(stretched)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(damaged)
    assert proven(document, damaged.getvalue()) == [rule]


def proven(document: Document, data: bytes) -> list[str]:
    """The rules of the proof's findings."""
    proof = prove_output(document, add_text(document), FORMATS["pdf"], data, "notice.pdf")
    return [finding.rule for finding in proof.findings]
