"""The flat sequence that a DOCX is: paragraphs and tables with what places them in containers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from generator import reading_order as order
from generator.reading_order import (
    Block,
    Direction,
    Figure,
    List,
    ListItem,
    Paragraph,
    Passage,
    Table,
)


class Role(Enum):
    """What matters about a leaf beside its block."""

    PLAIN = "plain"
    EMPTY = "empty"
    CAPTION = "caption"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A place in a list: the instance's id, the level, and the number (None for a bullet).

    `marker` is how far the number or bullet itself is indented, as `Leaf.shift` is the text;
    `shown` is that number or bullet as it is seen.
    """

    instance: str
    level: int
    number: int | None
    marker: int
    shown: str = ""


Groups = tuple[order.Role, ...]
"""Roles of groups inside each other, outermost first: a quotation in a quotation."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph or a table.

    `shift` is how far lists indent it, in twips (what its style alone indents left out), `slack`
    how exactly that is known, `around` the groups that its style says it stands in. `level` is
    that of an entry of a contents list. `title` is a table's caption where no paragraph gives one,
    which makes it an `unseen_caption`. `block` is None for an empty paragraph.
    """

    block: Block | None
    role: Role = Role.PLAIN
    shift: int = 0
    slack: int = 12
    around: Groups = ()
    numbered: Numbered | None = None
    keep_next: bool = False
    level: int = 0
    title: Passage | None = None
    unseen_caption: bool = False


def captioned(leaves: list[Leaf]) -> list[Leaf]:
    """Captions given to the tables and figures that they belong to.

    Word keeps a caption above with the next paragraph, and a picture with a caption below;
    where neither is said, a table after it comes first, then what stands before it.
    """
    result: list[Leaf] = []
    index = 0
    while index < len(leaves):
        leaf = leaves[index]
        caption = leaf.block if isinstance(leaf.block, Paragraph) else None
        if leaf.role is not Role.CAPTION or caption is None:
            result.append(leaf)
        elif result and _takes_from_below(result[-1], leaf, leaves[index + 1 : index + 2]):
            result[-1] = _with_caption(result[-1], caption.words, caption.direction)
        elif _takes_from_above(leaves[index + 1 : index + 2]):
            index += 1
            result.append(_with_caption(leaves[index], caption.words, caption.direction))
        else:
            result.append(dataclasses.replace(leaf, role=Role.PLAIN))
        index += 1
    return [_titled(leaf) for leaf in result]


def _titled(leaf: Leaf) -> Leaf:
    if leaf.title is None or not _open_to_caption(leaf):
        return leaf
    return dataclasses.replace(_with_caption(leaf, leaf.title), unseen_caption=True)


def _open_to_caption(leaf: Leaf) -> bool:
    return isinstance(leaf.block, Table | Figure) and leaf.block.caption is None


def _takes_from_below(before: Leaf, caption: Leaf, after: list[Leaf]) -> bool:
    if not _open_to_caption(before):
        return False
    if isinstance(before.block, Figure) and before.keep_next:
        return True
    return not caption.keep_next and not (after and isinstance(after[0].block, Table))


def _takes_from_above(after: list[Leaf]) -> bool:
    return bool(after) and _open_to_caption(after[0])


def _with_caption(leaf: Leaf, words: Passage, direction: Direction | None = None) -> Leaf:
    assert isinstance(leaf.block, Table | Figure)  # noqa: S101 (asked before)
    block = dataclasses.replace(leaf.block, caption=words, caption_direction=direction)
    return dataclasses.replace(leaf, block=block)


def with_contents(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Neighbouring entries of a contents list (styles TOC 1 to 9) made one nested list."""
    entries: list[tuple[int, Block]] = []
    for leaf in leaves:
        if leaf.role is Role.CONTENTS and leaf.block is not None:
            entries.append((leaf.level, leaf.block))
            continue
        if entries:
            yield Leaf(_contents(entries))
            entries = []
        yield leaf
    if entries:
        yield Leaf(_contents(entries))


def _contents(entries: list[tuple[int, Block]]) -> List:
    """A list of the entries; an entry of a higher level stands in the one before it."""
    items: list[ListItem] = []
    start = 0
    while start < len(entries):
        level, block = entries[start]
        end = start + 1
        while end < len(entries) and entries[end][0] > level:
            end += 1
        below = (_contents(entries[start + 1 : end]),) if end > start + 1 else ()
        items.append(ListItem((block, *below)))
        start = end
    return List(ordered=False, items=tuple(items))
