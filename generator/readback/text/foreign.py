"""Text that is not ours: paragraphs between blank lines, and lists that look like lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.reading_order import Block, Blocks, List, ListItem, Paragraph, Passage, fold

_ITEM = re.compile(r"(?P<indent> *)(?:[-*+•–]|(?P<number>[0-9]{1,9})[.)])(?P<gap>[ \t]+)(?=\S)")


@dataclass(slots=True)
class _Item:
    """An item whose words begin in column `indent`, still open."""

    indent: int
    number: int | None
    place: str
    blocks: list[Block] = field(default_factory=list)


def read_foreign(text: str) -> Blocks:
    """The blocks of a text without our signs."""
    page: list[Block] = []
    items: list[_Item] = []
    for place, lines in _groups(text.split("\n")):
        found = _ITEM.match(lines[0])
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
        while items and indent < items[-1].indent:
            _close(items, page)
        if found:
            number = None if found["number"] is None else int(found["number"])
            items.append(_Item(found.end(), number, place))
            lines[0] = lines[0][found.end() :]
        words = fold(" ".join(lines))
        (items[-1].blocks if items else page).append(Paragraph(Passage(words), place))
    while items:
        _close(items, page)
    return tuple(page)


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that make one paragraph or the first one of an item, with their place."""
    group: list[str] = []
    place = ""
    for index, line in enumerate(lines):
        if not line.strip() or (group and _ITEM.match(line)):
            if group:
                yield place, group
            group = []
        if line.strip():
            place = place if group else f"line {index + 1}"
            group.append(line)
    if group:
        yield place, group


def _close(items: list[_Item], page: list[Block]) -> None:
    """Add the innermost item to the list that stands before it, or begin one."""
    closed = items.pop()
    around = items[-1].blocks if items else page
    item = ListItem(tuple(closed.blocks), closed.number, closed.place)
    ordered = closed.number is not None
    before = around[-1] if around else None
    if isinstance(before, List) and before.ordered is ordered:
        around[-1] = List(ordered, (*before.items, item), before.place)
    else:
        around.append(List(ordered, (item,), closed.place))
