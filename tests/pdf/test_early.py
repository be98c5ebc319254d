"""What each page begins with is known before the file is written, however often it is laid out."""

from __future__ import annotations

import ctypes.util
import importlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.building.checking import check
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.document.model import Table
from generator.document.walk import blocks
from generator.packagers import pdf
from generator.packagers.pdf import libraries, weasy

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "table-wide.md"


@pytest.mark.parametrize("cut", [False, True])
def test_the_facts_of_a_layout_are_those_of_its_file(
    cut: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, _ = check(SAMPLE)
    assert document is not None
    times: list[object] = []
    original = weasy.lay_out

    def lay_out(*given: Any) -> Any:
        times.append(given)
        return original(*given)

    monkeypatch.setattr(weasy, "lay_out", lay_out)
    if cut:
        lines = [block.position.line for block in blocks(document) if isinstance(block, Table)]
        monkeypatch.setattr(weasy, "too_wide_tables", lambda _: lines if len(times) == 1 else [])
    layout = pdf.lay_out(Job(document, add_text(document), Options()))
    assert len(times) == (2 if cut else 1)
    packed = layout.packed()
    assert len(times) == (2 if cut else 1)
    assert layout.facts == replace(packed.facts, size=None)
    assert packed.page_starts


def test_libraries_are_searched_for_where_their_names_do_not_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def imported(name: str) -> None:
        asked.append(name)
        if ctypes.util.find_library is libraries._not_searched:  # noqa: SLF001
            raise OSError("cannot load library")

    search = ctypes.util.find_library
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(importlib, "import_module", imported)
    libraries.load()
    assert asked == ["weasyprint", "weasyprint"]
    assert ctypes.util.find_library is search
