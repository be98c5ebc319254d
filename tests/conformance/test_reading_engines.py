"""Books of ours in the engines of two reading systems: a user finds every place and every word.

foliate-js is what Foliate on Linux shows books with, epub.js what many web libraries use. Each
opens the books in Chromium, looks up the table of contents, follows every internal link, opens
every note and goes back, turns the pages to the end, and looks for words.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build
from generator.document.model import Document, Heading, Text
from generator.document.walk import blocks, inlines_within, plain_text, within
from generator.document.words import words_for
from generator.source import read_source

from .pins import toolbox
from .test_gate import refuse
from .validators.processes import node, node_environment, pinned, run
from .validators.validator import MissingValidatorError

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ENGINES = ("foliate", "epubjs")
SAMPLES = ("announcement", "footnotes", "headings", "links", "arabic", "table-wide")
HARMLESS = "An iframe which has both allow-scripts and allow-same-origin"
"""What Chromium says of foliate-js, which shows every book in such a frame."""

LONG = """---
title: A long book
lang: en-GB
---

See [the last part](#last-part), and a note[^far].

{sections}
## Last part

Back to [the first part](#part-1), and the same note[^far].

| Office | Telephone | Responsible for |
|---|---|---|
{rows}

The very last words.

[^far]: It stands in a file of its own.
"""


def long_book() -> str:
    """Several files, a table over several pages, links and notes across files."""
    words = "Many words say little. " * 70
    sections = "".join(f"## Part {number}\n\n{words}\n\n" for number in range(1, 4))
    rows = "\n".join(f"| Office {n} | 0{n} 12 34 | Accommodation {n} |" for n in range(1, 50))
    return LONG.format(sections=sections, rows=rows)


@dataclass(frozen=True, slots=True)
class Met:
    """What one engine's user met in one book."""

    engine: str
    path: Path
    complaints: list[str]
    contents: list[dict[str, Any]]
    pageList: list[dict[str, Any]]  # noqa: N815 (JavaScript's spelling)
    links: list[dict[str, Any]]
    pages: dict[str, Any]
    found: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Library:
    """All books, with their documents and what was met in them."""

    documents: dict[str, Document]
    met: dict[tuple[str, str], Met]


BROKEN = "broken"


@pytest.fixture(scope="module")
def library(
    samples: dict[str, Path],
    built_samples: dict[str, list[Path]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Library:
    """The samples, a long book, and one that is broken, in every engine."""
    folder = tmp_path_factory.mktemp("library")
    sources = {name: samples[name] for name in SAMPLES} | {"long": folder / "long.md"}
    sources["long"].write_text(long_book(), encoding="utf-8")
    (folder / "long.epub").write_bytes(build(sources["long"], ["epub"]).files["long.epub"])
    for name in SAMPLES:
        [book] = [path for path in built_samples[name] if path.suffix == ".epub"]
        shutil.copy(book, folder)
    _break(folder / "long.epub", folder / f"{BROKEN}.epub")
    documents = {name: read_source(source)[0] for name, source in sources.items()}
    books: list[dict[str, Any]] = [
        {"path": str(folder / f"{name}.epub"), "queries": list(_some_words(document))}
        for name, document in documents.items()
    ]
    books.append({"path": str(folder / f"{BROKEN}.epub"), "queries": [], "hurry": 1000})
    return Library(documents, _read_all(folder, books))


def _break(book: Path, broken: Path) -> None:
    """A copy in which a heading cannot be found, and words stand beside the page."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("2.xhtml"):
                text = text.replace(b'id="part-1"', b'id="part-one"')
            if name.endswith("5.xhtml"):
                text = text.replace(b"<p>Back", b'<p style="position: fixed; left: -99em">Back')
            new.writestr(name, text)


def _read_all(folder: Path, books: list[dict[str, Any]]) -> dict[tuple[str, str], Met]:
    task, report = folder / "task.json", folder / "report.json"
    task.write_text(json.dumps({"books": books, "engines": ENGINES}), encoding="utf-8")
    try:
        for package in ("foliate-js", "epubjs"):
            pinned("reading engines", toolbox().node_modules / package)
        script = Path(__file__).parent / "engines" / "read_all.js"
        command = node("reading engines", script, task, report)
        run(command, extra=node_environment("reading engines"))
    except MissingValidatorError as missing:
        refuse(missing)
    told = json.loads(report.read_text(encoding="utf-8"))
    met = (Met(**{**each, "path": Path(each["path"])}) for each in told)
    return {(each.engine, each.path.stem): each for each in met}


def _some_words(document: Document) -> list[str]:
    """Words of the title and of the last heading, as a user types them: no no-break spaces.

    epub.js looks within one text node at a time, so words in and beside emphasis are two.
    """
    headings = [block for block in blocks(document) if isinstance(block, Heading)]
    asked = [document.metadata.title, *(heading.content for heading in headings[-1:])]
    texts = [
        [inline.text for inline in inlines_within(words) if isinstance(inline, Text)]
        for words in asked
    ]
    return [max("\xa0".join(each).split("\xa0"), key=len).strip() for each in texts]


BOOKS = pytest.mark.parametrize("name", [*SAMPLES, "long"])
EACH = pytest.mark.parametrize("engine", ENGINES)


@EACH
@BOOKS
def test_nothing_is_complained_of(engine: str, name: str, library: Library) -> None:
    said = library.met[engine, name].complaints
    assert [each for each in said if not each.startswith(HARMLESS)] == []


@EACH
@BOOKS
def test_the_table_of_contents_leads_to_each_heading(
    engine: str, name: str, library: Library
) -> None:
    document = library.documents[name]
    headings = [b for b in within(document.blocks) if isinstance(b, Heading)]
    expected = [folded(plain_text(document.metadata.title))]
    expected += [folded(plain_text(heading.content)) for heading in headings]
    if document.notes:
        expected.append(words_for(document.metadata.language).notes)
    if document.metadata.contact:
        expected.append(words_for(document.metadata.language).other_formats)
    contents = library.met[engine, name].contents
    assert [folded(entry["label"]) for entry in contents] == expected
    for entry, label in zip(contents, expected, strict=True):
        assert label in folded(entry["landed"]), entry
    if name == "long":
        assert {entry["level"] for entry in contents[1:]} == {1}


@EACH
@BOOKS
def test_every_link_arrives_and_every_note_has_a_way_back(
    engine: str, name: str, library: Library
) -> None:
    links = library.met[engine, name].links
    assert [link for link in links if not link["landed"]] == []
    calls = [link for link in links if link["role"] == "doc-noteref"]
    backs = [link for link in links if link["role"] == "doc-backlink"]
    assert len(calls) == len(backs)
    assert sorted(call["words"] for call in calls) == sorted(back["landed"] for back in backs)
    if engine == "foliate":  # notes pop up over the page, with the words that stand at the link
        assert [call for call in calls if folded(call["popUp"])[:60] != call["landed"][:60]] == []


@EACH
@BOOKS
def test_everything_is_on_a_page(engine: str, name: str, library: Library) -> None:
    pages = library.met[engine, name].pages
    assert pages["unseen"] == []
    if name == "long":
        assert pages["chapters"] == 6
        assert pages["count"] > 6


@EACH
@BOOKS
def test_words_are_found(engine: str, name: str, library: Library) -> None:
    found = library.met[engine, name].found
    assert found
    assert [words for words, count in found.items() if not count] == []


@EACH
@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_list_leads_to_pages(engine: str, name: str, library: Library) -> None:
    listed = library.met[engine, name].pageList
    assert listed
    assert [page["label"] for page in listed] == [str(n) for n in range(1, len(listed) + 1)]
    assert all(page["landed"] for page in listed)


@EACH
def test_a_broken_book_is_noticed(engine: str, library: Library) -> None:
    met = library.met[engine, BROKEN]
    assert [entry["label"] for entry in met.contents if not entry["landed"]] == ["Part 1"]
    assert [link["words"] for link in met.links if not link["landed"]] == [
        "the first part",
        "Back to text, place 2",
    ]
    assert any(words.startswith("Back to") for words in met.pages["unseen"])


def folded(words: str) -> str:
    return " ".join(words.split())
