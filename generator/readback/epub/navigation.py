"""The lists of contents that an EPUB keeps beside its words (EPUB 3.3, 7; NCX, Z39.86-2005, 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.readback.html.anchors import Page
from generator.readback.html.kinds import has_role, language_of
from generator.readback.html.tree import Element
from generator.reading_order import Heading, LinkWithin, Mark, Navigation, PassageBuilder

Landing = Callable[[str, Page, Element], str]
"""The words on which an address in a page's element lands."""


def navigation_document(page: Page, landing: Landing) -> Navigation:
    """The entries of the first list of contents in a navigation document."""
    return Navigation("navigation document", tuple(_listed(page, landing)))


def landmarks(page: Page, landing: Landing) -> Navigation:
    """The places that a reading system offers to go to at once, each with what it is."""
    return Navigation("landmarks", tuple(_places(page, landing)))


def ncx(page: Page, landing: Landing) -> Navigation:
    """The entries of an NCX."""
    return Navigation("NCX", tuple(_points(page, landing)))


def _listed(page: Page, landing: Landing) -> Iterator[Heading]:
    navs = (element for element in page.root.descendants() if element.tag == "nav")
    contents = next((nav for nav in navs if has_role(nav, "doc-toc", "toc")), None)
    items = contents.descendants() if contents else iter(())
    for item in items:
        if item.tag != "li":
            continue
        label = next((child for child in item.elements if child.tag in {"a", "span"}), item)
        depth = sum(above.tag == "ol" for above in item.ancestors())
        yield _entry(page, label, depth, label.get("href"), landing)


def _places(page: Page, landing: Landing) -> Iterator[Heading]:
    navs = (element for element in page.root.descendants() if element.tag == "nav")
    places = next((nav for nav in navs if has_role(nav, "landmarks")), None)
    for link in places.descendants() if places else ():
        if link.tag == "a":
            yield _entry(page, link, 1, link.get("href"), landing, link.get("epub:type") or "")


def _points(page: Page, landing: Landing) -> Iterator[Heading]:
    for point in page.root.descendants():
        if point.tag != "navpoint":
            continue
        label = next((child for child in point.elements if child.tag == "navlabel"), point)
        content = next((child for child in point.elements if child.tag == "content"), point)
        depth = 1 + sum(above.tag == "navpoint" for above in point.ancestors())
        yield _entry(page, label, depth, content.get("src"), landing)


def _entry(
    page: Page, label: Element, depth: int, href: str | None, landing: Landing, kind: str = ""
) -> Heading:
    """An entry; its words say what `kind` of place it leads to, where the file does."""
    marks: frozenset[Mark] = frozenset()
    if href is not None:
        marks = frozenset({LinkWithin(landing(href, page, label))})
    words = PassageBuilder()
    words.add(f"{kind}: {label.text()}" if kind else label.text(), marks)
    return Heading(depth, words.passage(), f"{page.path}, {label.place()}", _language(label))


def _language(element: Element) -> str | None:
    declared = (language_of(each) for each in (element, *element.ancestors()))
    return next((tag for tag in declared if tag is not None), None)
