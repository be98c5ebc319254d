"""Random documents, made into our formats and imported: no word is lost without a finding."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.building.drawing import drawn
from generator.building.format_stages import Task, make
from generator.content.job import Options
from generator.document.model import Document
from generator.importing import import_file
from generator.packagers import fonts
from generator.source import read
from tests.strategies import documents
from tests.test_round_trip import PICTURE, QUICK, SHARDS


@pytest.fixture(autouse=True)
def one_subset(monkeypatch: pytest.MonkeyPatch) -> None:
    """One font for all documents: cutting one for each takes longer than all the rest."""
    cut = fonts.subset
    monkeypatch.setattr(fonts, "subset", lambda face, _: cut(face, ""))


NUMBERS = itertools.count()


def comes_back(document: Document, name: str, folder: Path) -> None:
    made = make(Task(drawn(document), name, Options(epoch=0), "random"))
    file = folder / f"random-{next(NUMBERS)}.{name}"
    file.write_bytes(made.packed.data)
    imported = import_file(file, folder)
    lost = [finding for finding in imported.findings if finding.rule == "import-lost"]
    assert not lost, lost
    again = read(imported.source).document
    notes = sum(note.calls for note in document.notes)
    assert sum(note.calls for note in again.notes) == notes


@pytest.mark.slow
@settings(max_examples=15, derandomize=True, **QUICK)  # type: ignore[arg-type]
@given(data=st.data())
def test_no_word_of_a_random_word_document_is_lost(tmp_path: Path, data: st.DataObject) -> None:
    comes_back(data.draw(documents(PICTURE, covered=False, most=2)), "docx", tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("shard", SHARDS)
def test_thousands_of_word_documents_lose_no_word(tmp_path: Path, shard: int) -> None:
    @settings(max_examples=1000, **QUICK)  # type: ignore[arg-type]
    @given(document=documents(PICTURE, covered=False))
    def each(document: Document) -> None:
        comes_back(document, "docx", tmp_path)

    each()
