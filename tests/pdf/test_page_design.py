"""What is set on the page looks as an editor would have it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from generator.building.build import build
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers.pdf import make
from generator.readback.pdf.interpreter import Interpreter
from generator.source import read_source


def drawn(data: bytes) -> set[str]:
    """The stretches of text that are drawn in one piece."""
    with pikepdf.open(BytesIO(data)) as pdf:
        interpreter = Interpreter()
        pages = [interpreter.page(page, number) for number, page in enumerate(pdf.pages, start=1)]
    return {piece.text.strip() for page in pages for piece in page.pieces}


def test_a_number_in_a_wide_table_is_not_broken(samples: dict[str, Path]) -> None:
    document, _ = read_source(samples["table-wide"])
    data = make(Job(document, add_text(document), Options())).data
    assert {"1,201", "1,299"} <= drawn(data)


MUCH = (
    "Words of the usual length fill a line of the page until it has to turn to another one. " * 20
)
CLEAR = f"""---
title: Clear print
lang: en-GB
---

{MUCH}

See [the calendar](https://example.org/), `code`, and a note[^1].

| Office | Telephone |
|--------|-----------|
| North  | 12        |

Table: A caption

[^1]: A note with `code`.
"""


def test_print_is_clear(tmp_path: Path) -> None:
    """UKAAF G003 and RNIB: 12 points, 11 beside the text, 60 to 75 characters, lines 1.5 apart."""
    source = tmp_path / "clear.md"
    source.write_text(CLEAR, encoding="utf-8")
    with pikepdf.open(BytesIO(build(source, ["pdf"]).files["clear.pdf"])) as pdf:
        pieces = Interpreter().page(pdf.pages[0], 1).pieces
    raised = {"1"}
    assert min(piece.size for piece in pieces if piece.text.strip() not in raised) >= 10.99
    lines = [piece for piece in pieces if len(piece.text) > 50 and piece.size > 11.9]
    lengths = sorted(len(piece.text.strip()) for piece in lines[:-1])
    assert lengths[0] >= 60
    assert lengths[-1] <= 78  # the longest may hold many narrow letters
    assert 60 <= lengths[len(lengths) // 2] <= 75
    assert lines[0].box[1] - lines[1].box[1] >= 1.5 * 12 - 0.1
