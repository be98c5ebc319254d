"""The page list of an e-book against the PDF that was built with it, read by poppler."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)

pytestmark = pytest.mark.slow

CONTENTS = re.compile(r"\d+ \d+ \d+ |(?:(?:Section|Chapter) [\d.]+ \d+ ){4}")
"""A page of the contents list: each heading with its page, or the pages as a column before them."""

SAMPLES = ("consultation", "sixty-pages", "long-table", "long-list")


def pages_of(pdf: Path) -> list[str]:
    """The words of each page but the running head."""
    told = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return [_folded(page) for page in told.stdout.split("\f")[:-1]]


def _folded(words: str) -> str:
    return " ".join(words.split())


def breaks_of(epub: Path) -> list[tuple[str, str]]:
    """Each page of the page list, with the words of the block that follows its break."""
    with zipfile.ZipFile(epub) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        [listed] = [e for e in nav.iter("{*}nav") if e.get("role") == "doc-pagelist"]
        links = [(link.text or "", link.get("href") or "") for link in listed.iter("{*}a")]
        files = {href.partition("#")[0] for _, href in links}
        trees = {name: etree.fromstring(archive.read(f"EPUB/{name}")) for name in files}
    found = []
    for label, href in links:
        name, _, identifier = href.partition("#")
        [mark] = trees[name].xpath(f"//*[@id='{identifier}']")
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get("title") == label
        found.append((label, _words_after(mark)))
    return found


def _words_after(mark: Element) -> str:
    """The words of the block after a break; in a tight item they follow directly."""
    following: Element | None = mark
    while following is not None and following.get("role") == "doc-pagebreak":
        if (following.tail or "").strip():
            return _folded("".join(following.getparent().itertext()))  # type: ignore[union-attr]
        following = following.getnext()
    return "" if following is None else _folded("".join(following.itertext()))


@pytest.mark.parametrize("name", SAMPLES)
def test_each_page_begins_in_the_book_where_it_does_in_the_pdf(
    name: str, built_samples: dict[str, list[Path]]
) -> None:
    [pdf] = [p for p in built_samples[name] if p.name == f"{name}.pdf"]
    [epub] = [p for p in built_samples[name] if p.suffix == ".epub"]
    pages, breaks = pages_of(pdf), breaks_of(epub)
    assert [label for label, _ in breaks] == [str(n) for n in range(1, len(pages) + 1)]
    assert len(pages) > 1
    for (label, block), page in zip(breaks[1:], pages[1:], strict=True):
        if page.startswith("Notes "):
            assert block.startswith("Notes "), label
        elif not CONTENTS.match(page):
            assert page.startswith(block) or any(map(block.__contains__, _beginnings(page))), label


def _beginnings(page: str) -> list[str]:
    """Five of the words with which a page begins, after a table head that it repeats."""
    words = page.split()[:8]
    return [" ".join(words[start : start + 5]) for start in range(4)]


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_follow_each_other(name: str, built_samples: dict[str, list[Path]]) -> None:
    [epub] = [p for p in built_samples[name] if p.suffix == ".epub"]
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        hrefs = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        spine = [hrefs[reference.get("idref")] for reference in package.iter("{*}itemref")]
        trees = [etree.fromstring(archive.read(f"EPUB/{path}")) for path in spine]
    marks = [e for tree in trees for e in tree.iter("{*}span") if e.get("role") == "doc-pagebreak"]
    assert [mark.get("title") for mark in marks] == [str(n) for n in range(1, len(marks) + 1)]
