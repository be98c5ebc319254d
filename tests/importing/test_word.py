"""Word files as staff write them become the sources that stand beside this file.

To accept what is written now, run

    ANNOUNCE_ACCEPT=1 pytest tests/importing/test_word.py

and read it.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from generator.importing import Imported, import_file
from generator.importing.original import read_original
from generator.importing.witness import lost_words
from generator.source import read
from tests.importing import staff

GOLDEN = Path(__file__).parent / "word"


def imported(name: str, folder: Path) -> Imported:
    file = folder / f"{name}.docx"
    staff.write(name, file)
    return import_file(file, folder / "source")


def shown(result: Imported) -> str:
    """The source, a line of dots, and what is reported."""
    lines = [f"{each.severity}[{each.rule}]: {each.message}" for each in result.findings]
    dots = "." * 40
    return "\n".join((result.source.read_text(encoding="utf-8") + dots, *lines, ""))


@pytest.mark.parametrize("name", staff.FILES)
def test_a_file_becomes_the_source_beside_this_test(name: str, tmp_path: Path) -> None:
    result = imported(name, tmp_path)
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("ANNOUNCE_ACCEPT"):
        golden.write_text(shown(result), encoding="utf-8")
    assert shown(result) == golden.read_text(encoding="utf-8")
    assert not any(each.rule == "import-lost" for each in result.findings)
    read(result.source)


def test_a_word_that_is_left_out_is_seen(tmp_path: Path) -> None:
    result = imported("real-lists", tmp_path)
    original = read_original(tmp_path / "real-lists.docx")
    document = read(result.source).document
    assert lost_words(original.order, document, []) == []
    shorter = dataclasses.replace(document, blocks=document.blocks[1:])
    assert lost_words(original.order, shorter, []) == ["Duties"]
    assert lost_words(original.order, shorter, ["Duties was left out"]) == []
