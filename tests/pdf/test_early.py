"""The pages are told once, before the file is written, however often they are laid out."""

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
from generator.content.job import Job, Options, Packed
from generator.packagers import pdf
from generator.packagers.pdf import libraries, weasy

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "short-notice.md"


@pytest.mark.parametrize("cut", [False, True])
def test_the_pages_are_told_once_and_rightly(cut: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    document, _ = check(SAMPLE)
    assert document is not None
    told: list[Packed] = []
    times: list[object] = []
    original = weasy.lay_out

    def lay_out(*given: Any) -> Any:
        times.append(given)
        return original(*given)

    monkeypatch.setattr(weasy, "lay_out", lay_out)
    if cut:
        monkeypatch.setattr(weasy.Paper, "cuts", lambda *_: True)
    packed = pdf.pack(Job(document, add_text(document), Options(), tell=told.append))
    assert len(times) == (2 if cut else 1)
    assert told == [replace(packed, data=b"", fonts=(), findings=())]
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
