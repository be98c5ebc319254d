"""What is set on the page looks as an editor would have it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

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
