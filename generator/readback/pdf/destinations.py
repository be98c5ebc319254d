"""Where links lead: destinations, and the element that a reader lands on.

ISO 32000-1, 12.3.2; structure destinations ISO 32000-2, 12.3.2.3.
"""

# ruff: noqa: ANN401 (pikepdf objects are what the file holds)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from generator.readback.pdf.page_text import Owner, Piece
from generator.readback.pdf.tree import ContentKid, Element

SLACK = 2.0
"""Points by which a destination may miss what it means."""

DEEPEST_NAME_TREE = 50


@dataclass(frozen=True, slots=True)
class Destination:
    """A place on a page (by the page's object), or a structure element."""

    page: tuple[int, int] | None
    left: float | None
    top: float | None
    element: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link annotation leads: an address, or a place in the file, or nowhere."""

    address: str | None = None
    destination: Destination | None = None


class Destinations:
    """Resolves the targets of annotations."""

    def __init__(self, catalog: Any) -> None:
        """Read the file's named destinations."""
        self._named = dict(_named(catalog))

    def target(self, annotation: Any) -> Target | None:
        """Where an annotation leads; None if it is no link."""
        if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
            return None
        action = annotation.get("/A", pikepdf.Dictionary())
        if action.get("/S") == "/URI":
            address = action.get("/URI")
            if not isinstance(address, pikepdf.String):  # bytes() of a number makes so many
                return Target(address="")
            return Target(address=bytes(address).decode("utf-8", "replace"))
        return Target(destination=self.of_bookmark(annotation))

    def of_bookmark(self, item: Any) -> Destination | None:
        """The place in the file where a bookmark or an annotation leads."""
        action = item.get("/A", pikepdf.Dictionary())
        if action.get("/S") == "/GoTo":
            return self._resolve(action.get("/D"), action.get("/SD"))
        return self._resolve(item.get("/Dest"), None)

    def _resolve(self, given: Any, structured: Any) -> Destination | None:
        if isinstance(given, pikepdf.String | pikepdf.Name):
            given = self._named.get(
                bytes(given) if isinstance(given, pikepdf.String) else str(given).encode()[1:]
            )
        if isinstance(given, pikepdf.Dictionary):
            structured = structured or given.get("/SD")
            given = given.get("/D")
        element = structured[0].objgen if isinstance(structured, pikepdf.Array) else None
        if not isinstance(given, pikepdf.Array) or not isinstance(given[0], pikepdf.Dictionary):
            return None if element is None else Destination(None, None, None, element)
        left, top = _coordinates(given)
        return Destination(given[0].objgen, left, top, element)


def _coordinates(array: Any) -> tuple[float | None, float | None]:
    """Left and top, where the kind of destination gives them (table 151)."""
    kind, values = str(array[1]), [_number(value) for value in list(array)[2:]]
    values += [None] * 4
    if kind == "/XYZ":
        return values[0], values[1]
    if kind in {"/FitH", "/FitBH"}:
        return None, values[0]
    if kind == "/FitR":
        return values[0], values[3]
    return None, None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _named(catalog: Any) -> Iterator[tuple[bytes, Any]]:
    for key, value in catalog.get("/Dests", {}).items():
        yield key[1:].encode(), value
    names = catalog.get("/Names", pikepdf.Dictionary()).get("/Dests")
    stack = [(names, 0)]
    seen: set[tuple[int, int]] = set()
    while stack:
        node, depth = stack.pop()
        if node is None or depth > DEEPEST_NAME_TREE or node.objgen in seen:
            continue
        seen |= {node.objgen} - {(0, 0)}
        entries = list(node.get("/Names", []))
        for name, place in zip(entries[::2], entries[1::2], strict=False):
            if isinstance(name, pikepdf.String):
                yield bytes(name), place
        stack.extend((kid, depth + 1) for kid in node.get("/Kids", []))


def _labels_item(element: Element) -> bool:
    return element.role == "Lbl" and element.parent is not None and element.parent.role == "LI"


class Landings:
    """The element on which a reader lands who follows a link."""

    def __init__(self, root: Element, first_pieces: Mapping[Owner, list[Piece]]) -> None:
        """Note where each element's own content begins."""
        self._by_object: dict[tuple[int, int], Element] = {}
        self._on_page: dict[tuple[int, int], list[tuple[float, float, Element]]] = {}
        for element in root.descendants():
            self._by_object.setdefault(element.objgen, element)
            if _labels_item(element):
                continue  # what an item begins with lies beside it: a picture, or a table
            for kid in element.kids:
                pieces = first_pieces.get(kid.owner) if isinstance(kid, ContentKid) else None
                if pieces and isinstance(kid, ContentKid):
                    left, _, _, top = pieces[0].box
                    self._on_page.setdefault(kid.owner[0], []).append((top, left, element))

    def element(self, destination: Destination) -> Element | None:
        """The first element at or below a destination."""
        if destination.element is not None:
            return self._by_object.get(destination.element)
        if destination.page is None:
            return None
        candidates = self._on_page.get(destination.page, [])
        top = destination.top
        below = [each for each in candidates if top is None or each[0] <= top + SLACK]
        if not below:
            return None
        left = destination.left or 0.0
        highest = max(each[0] for each in below)
        line = [each for each in below if each[0] >= highest - SLACK]
        return min(line, key=lambda each: abs(each[1] - left))[2]
