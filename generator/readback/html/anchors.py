"""Where links lead: by identifier, across the pages of one publication."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from generator.readback.html.kinds import heading_level, hidden, is_block
from generator.readback.html.tree import Element
from generator.reading_order import fold, landing_words


@dataclass(frozen=True, slots=True)
class Page:
    """A content document; `path` is its place within the publication, "" for a lone file."""

    root: Element
    path: str = ""

    def place_of(self, element: Element) -> str:
        """Where `element` is, for messages."""
        return f"{self.path}, {element.place()}" if self.path else element.place()


@dataclass(slots=True)
class Anchors:
    """Every place that a link can lead to."""

    pages: tuple[Page, ...]
    _places: dict[tuple[str, str], Element] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)
    _words: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note every identifier; the first of two equal ones counts, as in a browser."""
        for page in self.pages:
            self._places[page.path, ""] = page.root
            elements = (page.root, *page.root.descendants())
            self._bases[page.path] = _base(elements)
            for element in elements:
                for identifier in identifiers(element):
                    self._places.setdefault((page.path, identifier), element)

    def address(self, href: str, page: Page) -> str:
        """The address to which `href` leads, where the page gives another base than its own."""
        base = self._bases.get(page.path)
        try:
            return urljoin(base, href) if base else href
        except ValueError:
            return href

    def within(self, href: str, page: Page) -> bool:
        """True if `href` leads to a page of this publication, whether or not it arrives."""
        path, _ = _split(href, page)
        return path is not None and (path, "") in self._places

    def target(self, href: str, page: Page) -> Element | None:
        """The element to which `href` leads from `page`, or None."""
        path, fragment = _split(href, page)
        if path is None:
            return None
        found = self._places.get((path, fragment))
        if found is None and fragment == "top":
            return self._places.get((path, ""))
        return found or self._places.get((path, unquote(fragment)))

    def landing(self, target: Element, silent: Collection[Element]) -> str:
        """The first words of the block on which a link to `target` lands."""
        key = id(target)
        if key not in self._words:
            self._words[key] = landing_words(_first_words(_block_around(target), silent))
        return self._words[key]


def _base(elements: Iterable[Element]) -> str:
    """What the addresses in a page are relative to (HTML 4.2.3), "" for the page itself."""
    return next(
        (base for each in elements if each.tag == "base" and (base := each.get("href"))), ""
    )


def identifiers(element: Element) -> Iterator[str]:
    """The names by which links can call an element."""
    for name in ("id", "name") if element.tag == "a" else ("id",):
        identifier = element.get(name)
        if identifier:
            yield identifier


def _split(href: str, page: Page) -> tuple[str | None, str]:
    """The path within the publication, None if outside, and the fragment."""
    address, _, fragment = href.strip().partition("#")
    if not address:
        return page.path, fragment
    try:
        parts = urlsplit(address)
    except ValueError:
        return None, fragment
    if parts.scheme or parts.netloc or not page.path:
        return None, fragment
    path = posixpath.join(posixpath.dirname(page.path), unquote(address))
    return posixpath.normpath(path), fragment


_LEAVES = frozenset(("p", "dt", "figcaption", "caption", "td", "th", "summary", "li", "dd"))


def _block_around(target: Element) -> Element:
    """The paragraph, heading or cell in whose words `target` stands; else `target` itself."""
    if is_block(target):
        return target
    for above in target.ancestors():
        if above.tag in _LEAVES or heading_level(above) is not None:
            return above
        if is_block(above):
            break
    return target


_EDGE = object()


def _first_words(start: Element, silent: Collection[Element]) -> str:
    """Words from the beginning of `start` on, up to the end of the first block that has any."""
    parts: list[str] = []
    for piece in _onward(start, silent):
        if isinstance(piece, str):
            parts.append(piece)
        elif fold("".join(parts)):
            break
    return "".join(parts)


def _onward(start: Element, silent: Collection[Element]) -> Iterator[object]:
    """Text from `start` on to the end of the file, with an edge wherever a block begins or ends."""
    yield from _pieces(start, silent)
    child = start
    for above in start.ancestors():
        index = next(i for i, node in enumerate(above.children) if node is child)
        for node in above.children[index + 1 :]:
            yield from _pieces(node, silent)
        if is_block(above):
            yield _EDGE
        child = above


def _pieces(node: Element | str, silent: Collection[Element]) -> Iterator[object]:
    stack: list[object] = [node]
    while stack:
        piece = stack.pop()
        if not isinstance(piece, Element):
            yield piece
        elif piece.tag == "br":
            yield " "
        elif not hidden(piece) and piece not in silent:
            edge = [_EDGE] if is_block(piece) else []
            stack.extend(reversed([*edge, *piece.children, *edge]))
