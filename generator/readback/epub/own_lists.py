"""What stands around the text of our own e-books, held to each other: metadata, lists and cover."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.readback.html.anchors import Page
from generator.readback.html.kinds import has_role
from generator.readback.html.tree import Element
from generator.reading_order import Fault, Property, fold

_DUBLIN_CORE = frozenset(
    "title language identifier creator publisher date description rights source subject".split()
)


def stated(package: Element) -> Iterator[Property]:
    """What the package document says of the publication."""
    for metadata in (each for each in package.elements if each.tag == "metadata"):
        for each in metadata.elements:
            if each.tag in _DUBLIN_CORE:
                yield Property(f"dc:{each.tag}", (fold(each.text()),))
            else:
                name = each.get("property") or each.get("name") or each.get("rel") or each.tag
                value = each.text() or each.get("content") or each.get("href") or ""
                yield Property(name, (fold(value),))


def beside_the_words(
    pages: Sequence[Page], linear: Collection[str], ncx: Page | None
) -> Iterator[str]:
    """Words that stand in none of the text: titles of pages, cover, headings of lists."""
    for page in pages:
        yield from (fold(each.text()) for each in page.root.head if each.tag == "title")
        if page.path not in linear:
            yield from _loose(page.root)
    for element in ncx.root.descendants() if ncx else ():
        if element.tag == "doctitle":
            yield fold(element.text())


def _loose(root: Element) -> Iterator[str]:
    """The words of a page that are no links of its lists, and those of its pictures."""
    for element in root.descendants():
        if element.tag == "img":
            yield fold(element.get("alt") or "")
        if element.tag not in {"title", "a"}:
            words = fold(" ".join(each for each in element.children if isinstance(each, str)))
            if words:
                yield words


def list_faults(
    pages: Sequence[Page], linear: Collection[str], ncx: Page | None
) -> Iterator[Fault]:
    """A list of pages has every page break once, in order; NCX counts its entries and pages.

    The landmark of the cover leads there.
    """
    breaks = [
        (f"{page.path}#{element.get('id')}", element.get("title") or "")
        for page in pages
        if page.path in linear
        for element in page.root.descendants()
        if element.tag == "span" and has_role(element, "doc-pagebreak", "pagebreak")
    ]
    numbers = [number for _, number in breaks]
    if numbers != [str(count + 1) for count in range(len(breaks))]:
        message = f"the page breaks are {', '.join(numbers)[:60]}"
        yield Fault("", "page-list", message)
    listed = [each for page in pages if page.path not in linear for each in _listed(page)]
    if listed != breaks:
        wanted = {*breaks} ^ {*listed}
        message = f"the list of pages is not that of the page breaks: {sorted(wanted)[:1]}"
        yield Fault("", "page-list", message)
    covers = {page.path for page in pages if page.path not in linear and _shows_cover(page)}
    for place in (each for page in pages if page.path not in linear for each in _covers(page)):
        if place not in covers:
            yield Fault("", "page-list", f"the landmark of the cover leads to {place}")
    if ncx is not None:
        yield from _ncx_faults(ncx, len(breaks))


def _shows_cover(page: Page) -> bool:
    return any(has_role(each, "doc-cover") for each in page.root.descendants() if each.tag == "img")


def _covers(page: Page) -> Iterator[str]:
    """Where the landmarks of a page say that the cover is."""
    for link in (each for each in page.root.descendants() if each.tag == "a"):
        if link.get("epub:type") == "cover":
            yield f"{page.path.rpartition('/')[0]}/{link.get('href')}"


def _listed(page: Page) -> Iterator[tuple[str, str]]:
    """Where each entry of the list of pages leads, and its number."""
    folder = page.path.rpartition("/")[0]
    for nav in (each for each in page.root.descendants() if each.tag == "nav"):
        if has_role(nav, "page-list", "doc-pagelist"):
            for link in (each for each in nav.descendants() if each.tag == "a"):
                yield f"{folder}/{link.get('href')}", fold(link.text())


def _ncx_faults(ncx: Page, pages: int) -> Iterator[Fault]:
    points = [each for each in ncx.root.descendants() if each.tag == "navpoint"]
    order = [each.get("playOrder") for each in points]
    if order != [str(count + 1) for count in range(len(points))]:
        yield Fault(ncx.path, "page-list", "the entries of the NCX are not counted in their order")
    counted = {
        each.get("name"): each.get("content")
        for each in ncx.root.descendants()
        if each.tag == "meta"
    }
    for name in ("dtb:totalPageCount", "dtb:maxPageNumber"):
        if counted.get(name) != str(pages):
            message = f"the NCX counts {counted.get(name)} pages, and there are {pages} page breaks"
            yield Fault(ncx.path, "page-list", message)
