"""Containers from a flat sequence: lists by numbering and indentation, groups by style.

A paragraph belongs to every open item whose text does not begin further in than its own, and to
the groups that its style says. A numbered paragraph begins an item: of the open list with
its instance and level, else of a new one inside the items whose markers stand further out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator import reading_order as order
from generator.readback.docx.flat_blocks import Groups, Leaf, Numbered, Role
from generator.reading_order import Block, Group, List, ListItem


@dataclass(slots=True)
class _Open:
    """A container that is open; the document itself is the lowest."""

    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Group(_Open):
    role: order.Role = order.Role.QUOTE


@dataclass(slots=True)
class _Item(_Open):
    number: int | None = None
    marker: str = ""


@dataclass(slots=True)
class _List(_Open):
    """An open list; its items are kept apart, since it holds nothing else."""

    instance: str = ""
    level: int = 0
    edge: int = 0
    marker: int = 0
    ordered: bool = False
    items: list[ListItem] = field(default_factory=list)


def nested(leaves: Iterable[Leaf]) -> tuple[Block, ...]:
    """The blocks that the leaves make, in their containers."""
    stack = _Stack()
    for leaf in leaves:
        stack.place(leaf)
    return stack.finished()


@dataclass(slots=True)
class _Stack:
    """The open containers, outermost first."""

    open: list[_Open] = field(default_factory=lambda: [_Open()])

    def place(self, leaf: Leaf) -> None:
        """Close what the leaf is not in, open what it begins, and put it there."""
        if leaf.numbered is not None:
            self._item(leaf, leaf.numbered)
        elif leaf.role is Role.EMPTY and not self._begins_group(leaf):
            self._close_to(self._first(lambda _: False, leaf.around))
        else:
            self._close_to(self._outside(leaf))
            self._open_groups(leaf.around)
        if leaf.block is not None:
            self.open[-1].blocks.append(leaf.block)

    def _begins_group(self, leaf: Leaf) -> bool:
        """True for an empty paragraph that is an empty group; others only end groups."""
        return len(self._around(self._outside(leaf))) < len(leaf.around)

    def _outside(self, leaf: Leaf) -> int:
        """The outermost container that a paragraph without number is not in."""
        beyond = leaf.shift + leaf.slack
        return self._first(lambda each: each.edge > beyond, leaf.around)

    def _around(self, length: int) -> Groups:
        return tuple(each.role for each in self.open[:length] if isinstance(each, _Group))

    def finished(self) -> tuple[Block, ...]:
        """Everything, with all containers closed."""
        self._close_to(1)
        return tuple(self.open[0].blocks)

    def _item(self, leaf: Leaf, numbered: Numbered) -> None:
        known = self._known(leaf, numbered)
        if known is not None:
            self._close_to(known + 1)
        else:
            self._close_to(self._first(lambda each: not _inside(each, leaf, numbered), leaf.around))
            self._open_groups(leaf.around)
            self.open.append(
                _List(
                    instance=numbered.instance,
                    level=numbered.level,
                    edge=leaf.shift,
                    marker=numbered.marker,
                    ordered=numbered.number is not None,
                )
            )
        self.open.append(_Item(number=numbered.number, marker=numbered.shown))

    def _known(self, leaf: Leaf, numbered: Numbered) -> int | None:
        """Where the list stands that the item continues, if it is open."""
        for index, each in enumerate(self.open):
            if (
                isinstance(each, _List)
                and (each.instance, each.level) == (numbered.instance, numbered.level)
                and self._around(index) == leaf.around
            ):
                return index
        return None

    def _first(self, ends: Callable[[_List], bool], around: Groups) -> int:
        """The outermost container that is a group not `around` the leaf, or a list that `ends`."""
        left = [*around]
        for index, each in enumerate(self.open):
            if isinstance(each, _Group) and (not left or left.pop(0) is not each.role):
                return index
            if isinstance(each, _List) and ends(each):
                return index
        return len(self.open)

    def _open_groups(self, around: Groups) -> None:
        depth = len(self._around(len(self.open)))
        self.open.extend(_Group(role=role) for role in around[depth:])

    def _close_to(self, length: int) -> None:
        while len(self.open) > length:
            closed = self.open.pop()
            match closed:
                case _Item(blocks=blocks, number=number, marker=marker):
                    holder = self.open[-1]
                    assert isinstance(holder, _List)  # noqa: S101 (items stand in lists only)
                    holder.items.append(ListItem(tuple(blocks), number, marker=marker))
                case _List(ordered=ordered, items=items):
                    self.open[-1].blocks.append(List(ordered, tuple(items)))
                case _Group(blocks=blocks, role=role):
                    self.open[-1].blocks.append(Group(role, tuple(blocks)))


def _inside(outer: _List, leaf: Leaf, numbered: Numbered) -> bool:
    """True where an item that begins a list stands inside an item of `outer`.

    Levels of one instance nest by their number, lists of different instances by the indentation
    of their markers: that of a list inside an item begins no further out than the item's text,
    that of a list after it where its own markers do.
    """
    further = numbered.marker - outer.marker
    if outer.instance == numbered.instance or abs(further) <= leaf.slack:
        return outer.level < numbered.level
    return further > 0
