"""Text of any origin: paragraphs between blank lines, lists that look like lists.

Headings are those that say so in our words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.document.words import every_language
from generator.reading_order import Block, Blocks, Heading, List, ListItem, Paragraph, Passage, fold

_HEADING = re.compile(
    "(?:{}): (?=.)".format(
        "|".join(
            re.escape(label).replace(r"\{level\}", "[2-6]")
            for words in every_language()
            for label in (words.title, words.heading)
        )
    )
)
"""What a heading of ours begins with, in any language; its level is the number in it, or 1."""

_ITEM = re.compile(r" *(?:[-*+•–]|(?P<number>[0-9]{1,9})[.)])[ \t]+(?=\S)")


@dataclass(slots=True)
class _List:
    """A list to which items may be added."""

    ordered: bool
    place: str
    items: list[ListItem] = field(default_factory=list)


@dataclass(slots=True)
class _Holder:
    """The page, or an item; what is indented by `indent` columns at least belongs to it."""

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


def read_foreign(lines: Sequence[str]) -> Blocks:
    """The blocks that the lines of a text look like."""
    stack = [_Holder()]
    for place, group in _groups(lines):
        indent = len(group[0]) - len(group[0].lstrip(" "))
        _close_to(indent, stack)
        item = _ITEM.match(group[0])
        if item:
            number = None if item["number"] is None else int(item["number"])
            stack.append(_Holder(indent + 1, number, place))
            group[0] = group[0][item.end() :]
        stack[-1].held.append(_words(fold(" ".join(group)), place))
    _close_to(-1, stack)
    return stack[0].blocks()


def _words(text: str, place: str) -> Block:
    """A heading, where the words say that they are one, else a paragraph."""
    label = _HEADING.match(text)
    if label is None:
        return Paragraph(Passage(text), place)
    level = re.search("[2-6]", label[0])
    return Heading(int(level[0]) if level else 1, Passage(text[label.end() :]), place)


def _close_to(indent: int, stack: list[_Holder]) -> None:
    while len(stack) > 1 and stack[-1].indent > indent:
        item = stack.pop()
        stack[-1].add_item(item)


def _groups(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
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
