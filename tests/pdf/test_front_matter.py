"""What a PDF says of itself, and of its translations, from the front matter."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from generator.building.build import build
from generator.readback.pdf.interpreter import Interpreter
from tests.pdf.support import tags

SOURCE = """---
title: A notice
lang: en-GB
summary: What it is about, in a sentence.
subject: Waste
keywords: [bins, paper]
translations:
  - lang: cy
    url: https://example.org/cy
  - lang: ar
    url: https://example.org/ar
---

Words.
"""


def built(tmp_path: Path) -> bytes:
    source = tmp_path / "notice.md"
    source.write_text(SOURCE, encoding="utf-8")
    return build(source, ["pdf"]).files["notice.pdf"]


def test_the_description_is_the_summary(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(built(tmp_path))) as pdf:
        assert str(pdf.docinfo["/Subject"]) == "What it is about, in a sentence."
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert metadata["dc:description"] == "What it is about, in a sentence."
            assert set(metadata["dc:subject"]) == {"Waste", "bins", "paper"}


def test_translations_are_named_in_letters_that_every_pdf_draws(tmp_path: Path) -> None:
    told = tags(built(tmp_path))
    assert "In other languages: " in told
    assert "'Cymraeg'" in told
    assert "lang=cy" in told
    assert "'Arabic'" in told
    assert "lang=ar" not in told


def test_status_and_classification_stand_on_every_page_and_are_read_once(tmp_path: Path) -> None:
    marked = (
        "status: Embargoed until 9 am\nclassification: OFFICIAL\nreference: PR 14\ntranslations:"
    )
    source = tmp_path / "notice.md"
    long = SOURCE.replace("translations:", marked) + "\nMore words.\n" * 60
    source.write_text(long, encoding="utf-8")
    data = build(source, ["pdf"]).files["notice.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [Interpreter().page(page, number) for number, page in enumerate(pdf.pages, start=1)]
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert set(metadata["xmp:Identifier"]) == {"PR 14"}
    assert len(pages) > 1
    for page in pages:
        added = "".join(piece.text for piece in page.pieces if piece.artifact)
        assert "OFFICIAL – Embargoed until 9 am" in added
    said = tags(data)
    assert said.count("Embargoed until 9 am") == said.count("Classification: OFFICIAL") == 1
    assert "Reference: PR 14" in said
