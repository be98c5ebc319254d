"""Links, destinations and bookmarks (ISO 32000-1, 12.3 and 12.5.6.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.packagers.pdf import objects
from generator.packagers.pdf.addresses import with_ascii_host
from generator.packagers.pdf.links import Links
from generator.packagers.pdf.objects import Raw
from generator.packagers.pdf.source_tree import Item
from generator.packagers.pdf.structure import AnnotationPart, Content, Node
from generator.packagers.pdf.tree_writer import TreeWriter
from generator.packagers.pdf.weasy import SCALE

PRINTED = b"4"
"""Annotation flag (12.5.3, table 165): links belong to the page as printed, as PDF/A asks."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place on a page in PDF units, and the structure element that begins there."""

    page: int
    left: float
    top: float
    node: Node


class Navigator:
    """Writes what leads from one place of the file to another, or out of it."""

    def __init__(
        self,
        pdf: Any,  # noqa: ANN401
        writer: TreeWriter,
        pages: tuple[bytes, ...],
        heights: list[float],
    ) -> None:
        """`writer` has written the structure tree."""
        self._pdf = pdf
        self._writer = writer
        self._pages = pages
        self._heights = heights
        self._structured = writer.variant.structure_destinations

    # Links -------------------------------------------------------------------------------------

    def write_links(self, links: Links, destinations: Mapping[str, Destination]) -> None:
        """Fill each link annotation and hang it on its page."""
        on_page: dict[int, list[bytes]] = {}
        for key, (part, (annotation, _)) in enumerate(
            self._writer.annotations.items(), start=len(self._pages)
        ):
            annotation.payload = self._link(part, links, destinations, key)
            on_page.setdefault(part.page, []).append(annotation.reference)
        numbers = self._pdf.pages["Kids"][::3]
        for page, references in on_page.items():
            self._pdf.objects[numbers[page]]["Annots"] = objects.array(references)

    def _link(
        self, part: AnnotationPart, links: Links, destinations: Mapping[str, Destination], key: int
    ) -> bytes:
        lines = [self._rectangle(part.page, line) for line in part.lines]
        target = links.targets[part.link]
        entries = {
            "Type": b"/Annot",
            "Subtype": b"/Link",
            "Rect": objects.array(map(objects.number, _around(lines))),
            "QuadPoints": objects.array(
                objects.number(edge) for line in lines for edge in _corners(line)
            ),
            "F": PRINTED,
            "Border": b"[0 0 0]",
            "P": self._pages[part.page],
            "StructParent": b"%d" % key,
            "Contents": objects.text(_description(part.link, target.value)),
        }
        if not target.internal:
            action = {"S": b"/URI", "URI": objects.text(with_ascii_host(target.value))}
            entries["A"] = objects.dictionary(action)
        elif target.value in destinations:
            entries.update(self._leads_to(destinations[target.value], objects.text(target.value)))
        return objects.dictionary(entries)

    def _rectangle(
        self, page: int, edges: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        left, top, right, bottom = (edge * SCALE for edge in edges)
        return left, self._heights[page] - bottom, right, self._heights[page] - top

    # Destinations ------------------------------------------------------------------------------

    def _leads_to(self, place: Destination, name: bytes | None = None) -> dict[str, bytes]:
        """The entries that make an annotation or bookmark lead somewhere.

        PDF/UA-2, 8.8, asks for structure destinations, which only an action can carry.
        """
        destination = self._destination(place)
        if not self._structured:
            return {"Dest": name or destination}
        action = {
            "S": b"/GoTo",
            "D": name or destination,
            "SD": self._destination(place, self._writer.reference(place.node)),
        }
        return {"A": objects.dictionary(action)}

    def _destination(self, place: Destination, of: bytes | None = None) -> bytes:
        coordinates = (objects.number(place.left), objects.number(place.top), b"0")
        return objects.array((of or self._pages[place.page], b"/XYZ", *coordinates))

    def write_destinations(self, destinations: Mapping[str, Destination]) -> None:
        """Name each anchor, so that links from outside can reach it too."""
        if not destinations:
            return
        names: list[bytes] = []
        for name, place in sorted(destinations.items(), key=lambda entry: _sort_key(entry[0])):
            entries = {"D": self._destination(place)}
            if self._structured:
                entries["SD"] = self._destination(place, self._writer.reference(place.node))
            names += [objects.text(name), objects.dictionary(entries)]
        tree = Raw(objects.dictionary({"Names": objects.array(names)}))
        self._pdf.add_object(tree)
        self._pdf.catalog["Names"] = objects.dictionary({"Dests": tree.reference})

    # Bookmarks ---------------------------------------------------------------------------------

    def write_bookmarks(self, root: Node) -> None:
        """The headings as an outline, nested by level."""
        top = _Bookmark(0, None)
        path = [top]
        for node in root.descendants():
            if node.role in _LEVELS and (place := self._destination_of(node)) is not None:
                bookmark = _Bookmark(_LEVELS[node.role], place)
                while path[-1].level >= bookmark.level:
                    path.pop()
                path[-1].below.append(bookmark)
                path.append(bookmark)
        if top.below:
            self._write_bookmark(top, {"Type": b"/Outlines"})
            self._pdf.catalog["Outlines"] = top.object.reference
            self._pdf.catalog["PageMode"] = "/UseOutlines"

    def _destination_of(self, node: Node) -> Destination | None:
        """Where a node's first content stands."""
        for each in node.descendants():
            for kid in each.kids:
                if isinstance(kid, Content):
                    page = kid.run.drawn.page
                    left, _, _, top = self._rectangle(page, kid.run.drawn.content_box())
                    return Destination(page, left, top, node)
        return None

    def _said(self, bookmark: _Bookmark) -> dict[str, bytes]:
        """Title and destination; the outline itself has none."""
        if bookmark.place is None:
            return {}
        title = _title(bookmark.place.node)
        return {"Title": objects.text(title), **self._leads_to(bookmark.place)}

    def _write_bookmark(self, bookmark: _Bookmark, entries: dict[str, bytes]) -> int:
        """Write a bookmark and those below it; returns how many are open below."""
        self._pdf.add_object(bookmark.object)
        count = len(bookmark.below)
        for below in bookmark.below:
            count += self._write_bookmark(below, self._said(below))
        for before, after in zip(bookmark.below, bookmark.below[1:], strict=False):
            before.entries["Next"] = after.object.reference
            after.entries["Prev"] = before.object.reference
        for below in bookmark.below:
            below.entries["Parent"] = bookmark.object.reference
            below.object.payload = objects.dictionary(below.entries)
        bookmark.entries = dict(entries)
        if bookmark.below:
            bookmark.entries["First"] = bookmark.below[0].object.reference
            bookmark.entries["Last"] = bookmark.below[-1].object.reference
            bookmark.entries["Count"] = b"%d" % count
        bookmark.object.payload = objects.dictionary(bookmark.entries)
        return count


_LEVELS = {f"H{level}": level for level in range(1, 7)}


@dataclass(slots=True, eq=False)
class _Bookmark:
    level: int
    place: Destination | None
    below: list[_Bookmark] = field(default_factory=list)
    object: Raw = field(default_factory=Raw)
    entries: dict[str, bytes] = field(default_factory=dict)


def _title(node: Node) -> str:
    """A heading's words, without the numbers of the notes that it calls."""
    return node.item.label(leaving_out="doc-noteref") if node.item is not None else ""


def _description(link: Item, target: str) -> str:
    """The link in words (ISO 14289-1, 7.18.5)."""
    return link.get("aria-label") or link.label() or target


def _around(lines: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    lefts, bottoms, rights, tops = zip(*lines, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _corners(line: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Top left, top right, bottom left, bottom right: the order that viewers expect."""
    left, bottom, right, top = line
    return left, top, right, top, left, bottom, right, bottom


def _sort_key(name: str) -> bytes:
    """Name trees are sorted by the bytes of the strings they hold (7.9.6)."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
