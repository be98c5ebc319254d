"""Text that is not ours: paragraphs between blank lines, and lists that look like lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.reading_order import Block, Blocks, List, ListItem, Paragraph, Passage, fold

_ITEM = re.compile(r" *(?:[-*+•–]|(?P<number>[0-9]{1,9})[.)])[ \t]+(?=\S)")


@dataclass(slots=True)
class _List:
    """A list to which items may be added."""

    ordered: bool
    place: str
    items: list[ListItem] = field(default_factory=list)


@dataclass(slots=True)
class _Holder:
    """The page, or an item whose words begin in column `indent`."""

    indent: int = 0
    number: int | None = None
    place: str = ""
    held: list[Block | _List] = field(default_factory=list)

    def blocks(self) -> Blocks:
        return tuple(
            List(one.ordered, tuple(one.items), one.place) if isinstance(one, _List) else one
            for one in self.held
        )

    def add_item(self, item: _Holder) -> None:
        """Add an item to the list that stands last, or to a new one."""
        ordered = item.number is not None
        last = self.held[-1] if self.held else None
        if not isinstance(last, _List) or last.ordered is not ordered:
            last = _List(ordered, item.place)
            self.held.append(last)
        last.items.append(ListItem(item.blocks(), item.number, item.place))


def read_foreign(text: str) -> Blocks:
    """The blocks of a text without our signs."""
    stack = [_Holder()]
    for place, lines in _groups(text.split("\n")):
        _close_to(len(lines[0]) - len(lines[0].lstrip(" ")), stack)
        item = _ITEM.match(lines[0])
        if item:
            number = None if item["number"] is None else int(item["number"])
            stack.append(_Holder(item.end(), number, place))
            lines[0] = lines[0][item.end() :]
        stack[-1].held.append(Paragraph(Passage(fold(" ".join(lines))), place))
    _close_to(-1, stack)
    return stack[0].blocks()


def _close_to(indent: int, stack: list[_Holder]) -> None:
    while len(stack) > 1 and stack[-1].indent > indent:
        item = stack.pop()
        stack[-1].add_item(item)


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that make one paragraph or begin one item, with their place."""
    group: list[str] = []
    place = ""
    for index, line in enumerate([*lines, ""]):
        if group and (not line.strip() or _ITEM.match(line)):
            yield place, group
            group = []
        if line.strip():
            place = place if group else f"line {index + 1}"
            group.append(line)
