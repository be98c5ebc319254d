"""What our own files are made of, held to the files of all samples (`--accept` learns it anew)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.formats import with_editions
from generator.content.job import Options
from generator.document.facts import Edition
from generator.findings.errors import AnnounceError
from generator.readback.docx import own_parts
from generator.readback.epub import own_files
from generator.readback.pdf import own_objects
from generator.readback.vocabulary import Fact, dumped, learned, load, unknown
from tests.conftest import ROOT

SOURCES = (
    *sorted((ROOT / "tests" / "samples").glob("*.md")),
    *sorted((ROOT / "source").glob("*.md")),
    ROOT / "tests" / "adversary" / "notice.md",
)
KINDS: dict[str, tuple[Path, Callable[[bytes], Iterable[Fact]]]] = {
    "docx": (own_parts.DATA, own_parts.facts),
    "epub": (own_files.DATA, own_files.facts),
    "pdf": (own_objects.DATA, own_objects.facts),
}


def ways(name: str) -> Iterator[list[str]]:
    """With which formats one is built, itself the last: an e-book with pages, too."""
    yield from [["pdf", name]] if name == "epub" else []
    yield from ([each] for each in with_editions([name], Edition))


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_the_vocabulary_is_that_of_the_samples(name: str, request: pytest.FixtureRequest) -> None:
    data, facts = KINDS[name]
    found: list[Fact] = []
    for source in SOURCES:
        for formats in ways(name):
            for kind in ("ua-1", "ua-2") if name == "pdf" else ("ua-1",):
                try:
                    files = build(source, formats, Options(epoch=0, pdf=kind)).files
                except AnnounceError:  # no font here for its script
                    continue
                found += facts(files[f"{source.stem}.{formats[-1]}"])
    if request.config.getoption("--accept"):
        data.write_text(dumped(learned(found)), encoding="utf-8")
    known = load(data)
    assert [*unknown(found, known)] == [], "run with --accept"
    assert {place for place, _, _ in found} == {*known}, "run with --accept"


def test_what_is_not_in_a_vocabulary_is_named() -> None:
    known = learned([("p", "@a", "x"), ("p", "@n", "3"), ("p", "@n", "7"), ("p", "q", "")])
    assert [*unknown([("p", "@a", "x"), ("p", "@n", "5"), ("p", "q", "")], known)] == []
    assert [
        *unknown([("p", "@a", "y"), ("p", "@n", "9"), ("r", "q", ""), ("p", "z", "")], known)
    ] == [
        "in no file of ours has p @a “y”",
        "in no file of ours has p @n “9”",
        "no file of ours has r",
        "in no file of ours has p z",
    ]
