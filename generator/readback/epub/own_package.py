"""The package of our own e-books, held to the files that are there and to the pages themselves.

A reading system shows what the package lists, in the direction and as the kinds that it says.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from generator.readback.html.anchors import Page
from generator.readback.html.kinds import has_role
from generator.readback.html.tree import Element
from generator.reading_order import Fault, fold

_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".ncx": "application/x-dtbncx+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
"""What files are by the ends of their names (EPUB 3.3, 3.2)."""


def package_faults(
    path: str, package: Element, members: Collection[str], pages: Sequence[Page], ncx: Page | None
) -> Iterator[Fault]:
    """Where the package at `path` says other things of its files than they are."""
    for problem in (
        *_listing_problems(path, package, members),
        *_direction_problems(package, pages),
        *_cover_problems(path, package, pages),
        *_ncx_problems(package, ncx),
    ):
        yield Fault(path, "package", problem)
    for page in pages:
        for problem in (*_head_problems(page, members), *_note_problems(page)):
            yield Fault(page.path, "package", problem)


def _items(package: Element) -> list[Element]:
    return [each for each in package.descendants() if each.tag == "item"]


def _beside(path: str, href: str | None) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href or ""))


def _listing_problems(path: str, package: Element, members: Collection[str]) -> Iterator[str]:
    """Every file is listed once, as what it is, and is there (EPUB 3.3, 5.6)."""
    items = _items(package)
    listed = Counter(_beside(path, item.get("href")) for item in items)
    folder = posixpath.dirname(path)
    there = {each for each in members if posixpath.dirname(each).startswith(folder)} - {path}
    for name in sorted(there - listed.keys()):
        yield f"{name} is not listed, so reading systems need not show it"
    for name, times in listed.items():
        if name not in members:
            yield f"{name} is listed, and is not there"
        elif times > 1:
            yield f"{name} is listed {times} times"
    for item in items:
        kind = _TYPES.get(posixpath.splitext(item.get("href") or "")[1].lower())
        if kind not in {None, item.get("media-type")}:
            yield f"{item.get('href')} is listed as {item.get('media-type')}, and is {kind}"


def _direction_problems(package: Element, pages: Sequence[Page]) -> Iterator[str]:
    """Pages follow each other as their words do, in the language of the package."""
    spines = [each for each in package.descendants() if each.tag == "spine"]
    turned = [each.get("page-progression-direction") for each in spines]
    for name, said in (
        ("language", {(page.root.get("lang"), package.get("xml:lang")) for page in pages}),
        ("direction", {(page.root.get("dir"), package.get("dir")) for page in pages}),
        ("direction of pages", {(page.root.get("dir"), way) for page in pages for way in turned}),
    ):
        for own, given in sorted((str(own), str(given)) for own, given in said):
            if own != given:
                yield f"the {name} of the package is {given}, and that of its pages {own}"


def _cover_problems(path: str, package: Element, pages: Sequence[Page]) -> Iterator[str]:
    """The cover that shelves show is the one that the book begins with."""
    shelf = [
        _beside(path, item.get("href"))
        for item in _items(package)
        if "cover-image" in item.references("properties")
    ]
    first = [
        _beside(page.path, each.get("src"))
        for page in pages
        for each in page.root.descendants()
        if each.tag == "img" and has_role(each, "doc-cover")
    ]
    if shelf != first:
        yield f"its cover is {shelf}, and that of its pages {first}"


def _ncx_problems(package: Element, ncx: Page | None) -> Iterator[str]:
    """Older programs find their list of contents, for this book."""
    if ncx is None:
        return
    lists = {item.get("id") for item in _items(package) if "ncx" in (item.get("media-type") or "")}
    named = {each.get("toc") for each in package.descendants() if each.tag == "spine"}
    if lists != named:
        yield "the spine does not name the list of contents for older programs"
    unique = package.get("unique-identifier")
    identifiers = (each for each in package.descendants() if each.tag == "identifier")
    own = {fold(each.text()) for each in identifiers if each.get("id") == unique}
    theirs = {
        each.get("content") for each in ncx.root.descendants() if each.get("name") == "dtb:uid"
    }
    if own != theirs:
        yield "the list of contents for older programs is that of another book"


def _head_problems(page: Page, members: Collection[str]) -> Iterator[str]:
    """Each page has a title, and the book's style."""
    head = [*page.root.head]
    if not any(each.tag == "title" and fold(each.text()) for each in head):
        yield "the page has no title"
    styles = [each.get("href") for each in head if each.tag == "link"]
    if not styles or any(_beside(page.path, each) not in members for each in styles):
        yield "the page does not have the style of the book"


def _note_problems(page: Page) -> Iterator[str]:
    """Reading systems open a note beside its call where both say what they are."""
    noted: set[str] = set()
    for each in page.root.descendants():
        if has_role(each, "doc-noteref"):
            noted.add((each.get("href") or "").rpartition("#")[2])
            if "noteref" not in (each.get("epub:type") or "").split():
                yield f"the call “{fold(each.text())}” does not say that it calls a note"
    for each in page.root.descendants():
        if each.get("id") in noted and "footnote" not in (each.get("epub:type") or "").split():
            yield f"what is called as a note does not say that it is one: {fold(each.text())[:60]}"
