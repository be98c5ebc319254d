"""What is written is read as the document that it was written from."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.document.model import Document, Metadata, Span, Text
from generator.findings.errors import SourceError
from generator.findings.finding import has_errors
from generator.source import Reading, read
from generator.source.writing import write
from generator.source.writing.trial import placeless
from tests.source.test_nothing_lost import DIALECT, FRONT, MARKDOWN
from tests.strategies import documents
from tests.test_round_trip import DOT, PICTURE, SHARDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    [*ROOT.glob("source/*.md"), *ROOT.glob("tests/samples/*.md"), *ROOT.glob("tests/cases/*/*.md")]
)
QUICK = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.generate),
}
FURTHER = (
    *("word ", "a", "*", "**", "_", "~~", "x^2^", "H~2~O", "![a](chart.png)", "  \n", "\\\n"),
    *("<br>", "a. x\n", "b. y\n", "> [!NOTE] t\n", "::: address\n", "::: contact\n"),
    *("020 7946 0000", "a@example.org", "| << | ^^ |\n", "{width=20%}", "&nbsp;", "&#32;", "\t"),
)
SNIPPETS = st.lists(st.sampled_from((*DIALECT, *FURTHER)), max_size=25).map("".join)


def reading_of(text: str, folder: Path) -> Reading | None:
    """What the text is read as, unless it has errors."""
    file = folder / "source.md"
    file.write_text(text, encoding="utf-8")
    try:
        reading = read(file)
    except SourceError:
        return None
    return None if has_errors(reading.findings) else reading


def said(document: Document) -> object:
    """The document but for the lines on which things stand."""
    facts = dataclasses.replace(document.metadata, lines={}, allow=())
    allowances = (*document.metadata.allow, *document.allowances)
    reasons = sorted((each.rule, each.reason) for each in allowances)
    calls = [note.calls for note in document.notes]
    blocks, notes = placeless(document.blocks), placeless(document.notes)
    return facts, blocks, notes, calls, reasons, document.charts


def comes_back(text: str, folder: Path) -> None:
    """Read, write and read again: the same document, no further finding, and the same text."""
    before = reading_of(text, folder)
    if before is None:
        return
    written = write(before.document)
    after = reading_of(written, folder)
    assert after is not None, written
    assert said(after.document) == said(before.document), written
    assert {each.rule for each in after.findings} <= {each.rule for each in before.findings}
    assert write(after.document) == written


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with the pictures that random sources show."""
    for name in ("dot.png", "chart.png"):
        shutil.copy(DOT, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_source_comes_back(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(source.parent, folder)
    comes_back(source.read_text(encoding="utf-8"), folder)


@pytest.mark.slow
@settings(max_examples=6, derandomize=True, **QUICK)  # type: ignore[arg-type]
@given(document=documents(PICTURE, covered=False, most=2))
def test_a_random_document_comes_back(pictures: Path, document: Document) -> None:
    comes_back(write(document), pictures)


@pytest.mark.slow
@settings(max_examples=40, derandomize=True, **QUICK)  # type: ignore[arg-type]
@given(body=MARKDOWN | SNIPPETS)
def test_random_markdown_comes_back(pictures: Path, body: str) -> None:
    comes_back(FRONT + body, pictures)


@pytest.mark.soak
@pytest.mark.parametrize("shard", SHARDS)
def test_thousands_of_documents_come_back(pictures: Path, shard: int) -> None:
    @settings(max_examples=300, **QUICK)  # type: ignore[arg-type]
    @given(document=documents(PICTURE, covered=False, most=4))
    def each(document: Document) -> None:
        comes_back(write(document), pictures)

    @settings(max_examples=3000, **QUICK)  # type: ignore[arg-type]
    @given(body=MARKDOWN | SNIPPETS)
    def text(body: str) -> None:
        comes_back(FRONT + body, pictures)

    each()
    text()


PLAIN = """\
---
title: Signs that mean nothing here
lang: en-GB
---

Ask a_b or *c_d_*, 2 * 3 * 4, [brackets], a < b & c, x^2 and ~5.

1\\. No list, and - none either: 1. is none here, - nor here.

\\# No heading, \\*no emphasis*, \\[^1], \\&amp; and \\<b>.

| \\<< | a \\| b | `c \\| d` |
| --- | --- | --- |
| *e\\*f* | \\^^ |  |
"""


def test_signs_have_a_backslash_only_where_they_would_mean_something(tmp_path: Path) -> None:
    reading = reading_of(PLAIN, tmp_path)
    assert reading is not None
    written = write(reading.document)
    assert written == PLAIN
    for place, sign in enumerate(PLAIN):
        if sign == "\\" and PLAIN[place - 1] != "\\":
            other = reading_of(PLAIN[:place] + PLAIN[place + 1 :], tmp_path)
            same = other is not None and said(other.document) == said(reading.document)
            faults = 0 if other is None else len(other.findings)
            assert not same or faults > len(reading.findings), PLAIN[place:]


FACTS: dict[str, Any] = {
    "organisation": "Crime: a strategy #2",
    "author": "'Quoted' \"names\"",
    "reference": "- 12",
    "status": "{braces}",
    "licence": "null",
    "subject": "It's [a] test, isn't it",
    "identifier": "@one",
}


def test_facts_are_quoted_where_yaml_would_read_more_than_words(tmp_path: Path) -> None:
    title = (Text("One: "), Span((Text("dau"),), "cy"))
    facts = Metadata(title, "en", keywords=("a, b", "c: d", "- e"), **FACTS)
    written = write(Document(facts, (), (), {}, "", ""))
    reading = reading_of(f"{written}\nText.\n", tmp_path)
    assert reading is not None, written
    assert dataclasses.replace(reading.document.metadata, lines={}) == facts, written


def test_a_callout_in_any_language_keeps_its_title_as_it_is(tmp_path: Path) -> None:
    source = (
        "---\ntitle: T\nlang: cy\n---\n\n> [!WARNING] Berwch (y) dŵr: *nawr*_\n> Cyn ei yfed.\n"
    )
    reading = reading_of(source, tmp_path)
    assert reading is not None
    assert write(reading.document) == source
