"""Lists by HTML's own rules: the numbers of items, and the terms and definitions of a `dl`."""

from __future__ import annotations

import string
from itertools import takewhile

from generator.readback.html.kinds import hidden
from generator.readback.html.tree import Element
from generator.readback.html.walk import Context
from generator.readback.roman import roman
from generator.reading_order import fold


def item_numbers(element: Element) -> dict[Element, int]:
    """The number of each item of an ordered list (HTML 4.4.5 and 4.4.8)."""
    items = [child for child in element.elements if child.tag == "li" and not hidden(child)]
    step = -1 if element.get("reversed") is not None else 1
    number = _integer(element.get("start"))
    if number is None:
        number = len(items) if step < 0 else 1
    numbers: dict[Element, int] = {}
    for item in items:
        value = _integer(item.get("value"))
        number = number if value is None else value
        numbers[item] = number
        number += step
    return numbers


def _integer(value: str | None) -> int | None:
    try:
        return None if value is None else int(value.strip())
    except ValueError:
        return None


def item_marker(element: Element, number: int | None) -> str | None:
    """What stands before an item, as the name of the list's style says, or else its `type`."""
    if number is None:
        return None
    kind, shape = element.get("type") or "1", ""
    for name in element.tokens("class"):
        before, _, style = name.partition("-")
        if before in {"round", "bracketed"}:
            kind, shape = _TYPES.get(style, "1"), before
    said = {"a": _letter, "i": roman}.get(kind.lower(), str)(number)
    said = said.upper() if kind.isupper() else said
    return {"round": f"{said})", "bracketed": f"({said})"}.get(shape, f"{said}.")


_TYPES = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
"""Styles of counting (CSS Counter Styles 3, 6.1), which win over the `type` that each is for."""


def _letter(number: int) -> str:
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(string.ascii_lowercase))
        text = string.ascii_lowercase[place] + text
    return text


_ENTRIES = frozenset(("dt", "dd"))


def definition_entries(listed: Element, context: Context) -> list[tuple[Element, Context]]:
    """Terms and definitions, also those grouped by `div` (HTML 4.4.9), each with what holds there.

    What stands beside them comes too, each run of it as one element.
    """
    groups = _groups(listed)
    found: list[tuple[Element, Context]] = []
    stack: list[tuple[Element, Context, Element | str]] = [
        (listed, context, node) for node in reversed(listed.children)
    ]
    while stack:
        parent, around, node = stack.pop()
        shown = isinstance(node, Element) and not hidden(node)
        if isinstance(node, Element) and shown and node.tag in _ENTRIES:
            found.append((node, around))
        elif isinstance(node, Element) and shown and node in groups:
            inside = around.into(node)
            stack.extend((node, inside, each) for each in reversed(node.children))
        elif shown or (isinstance(node, str) and fold(node)):
            if not found or found[-1][0].tag in _ENTRIES or found[-1][0].parent is not parent:
                found.append((Element(parent.tag, {}, parent.ordinal, parent), around))
            found[-1][0].children.append(node)
    return found


def _groups(listed: Element) -> set[Element]:
    """The `div`s, one in the other, that hold terms or definitions of this list."""
    divisions = {listed}
    groups = {listed}
    for element in listed.descendants():
        if element.tag == "div" and element.parent in divisions:
            divisions.add(element)
        elif element.tag in _ENTRIES and element.parent in divisions:
            groups.update(takewhile(lambda above: above not in groups, element.ancestors()))
    return groups
