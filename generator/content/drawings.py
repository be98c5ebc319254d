"""What a drawing of ours shows: its words, and the straight shapes that say how large numbers are.

A theme may draw with more than we follow here; of such a drawing the words alone are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator import reading_order as order

_SVG = "{http://www.w3.org/2000/svg}"
_PLAIN = frozenset((f"{_SVG}svg", f"{_SVG}g", f"{_SVG}text"))
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")


class _UnfollowedError(Exception):
    """A drawing has something that is not followed."""


def drawn_in(svg: bytes) -> order.Drawn:
    """What a drawing shows. `svg` is made by a template, of ours or of a theme."""
    root = etree.fromstring(svg)
    words = order.drawn_words("".join(each.text or "" for each in root.iter(f"{_SVG}text")))
    try:
        shapes = order.drawn_shapes([*_shapes(root)])
    except (_UnfollowedError, ValueError):
        shapes = None
    return order.Drawn(words, shapes)


def _shapes(root: etree._Element) -> Iterator[tuple[float, ...]]:
    for element in root.iter("*"):
        if "transform" in element.attrib or "rx" in element.attrib:
            raise _UnfollowedError
        given = element.attrib
        if element.tag == f"{_SVG}rect":
            yield tuple(float(given.get(name, "0")) for name in ("x", "y", "width", "height"))
        elif element.tag == f"{_SVG}line":
            yield tuple(float(given[name]) for name in ("x1", "y1", "x2", "y2"))
        elif element.tag == f"{_SVG}path":
            yield from _strokes(str(given["d"]))
        elif element.tag not in _PLAIN:
            raise _UnfollowedError


def _strokes(path: str) -> Iterator[tuple[float, ...]]:
    """The straight lines of a path."""
    x = y = 0.0
    for command, numbers in _COMMAND.findall(path):
        if command in "zZ":
            continue
        dx, dy = map(float, re.findall(r"-?[\d.]+", numbers))
        before = x, y
        x, y = (x + dx, y + dy) if command == "l" else (dx, dy)
        if command in "lL":
            yield (*before, x, y)
        elif command != "M":
            raise _UnfollowedError
