"""Each file of `cases/` is a source, a line of dots, and the document that it must become.

To add a case, write the source and the line of dots, run

    ANNOUNCE_ACCEPT=1 pytest tests/source/test_cases.py

and read what was written below the dots.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.source import read
from tests.source.outline import outline
from tests.source.pictures import make_pictures

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
DOTS = "\n" + "." * 40 + "\n"


def outcome(source: str, folder: Path) -> str:
    file = folder / "source.md"
    file.write_text(source, encoding="utf-8")
    if "](" in source and "!" in source:
        make_pictures(folder)
    reading = read(file)
    lines = [*outline(reading.document)]
    lines += [f"{found.line} {found.severity}[{found.rule}]" for found in reading.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_source_becomes_the_document_below_the_dots(case: Path, tmp_path: Path) -> None:
    source, dots, expected = case.read_text(encoding="utf-8").partition(DOTS)
    assert dots, "a line of 40 dots separates the source from the document"
    found = outcome(source, tmp_path)
    if os.environ.get("ANNOUNCE_ACCEPT"):
        case.write_text(source + DOTS + found, encoding="utf-8")
    else:
        assert found == expected
