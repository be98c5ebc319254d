"""What is open while a page is read: containers within containers, and words that may go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from generator.readback.text.passages import read_passage, unguarded
from generator.reading_order import (
    BREAK,
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Group,
    List,
    ListItem,
    Note,
    Passage,
    Role,
    Term,
)


class Kind(Enum):
    """What holds blocks."""

    BODY = auto()
    ITEM = auto()
    DEFINITION = auto()
    NOTE = auto()
    QUOTE = auto()


@dataclass(slots=True)
class Run:
    """A list, or a definition list, that may go on. `ordered` is None for definitions."""

    ordered: bool | None
    place: str
    items: list[ListItem] = field(default_factory=list)
    entries: list[Term | Definition] = field(default_factory=list)

    def block(self) -> Block:
        """The list as it is now."""
        if self.ordered is None:
            return DefinitionList(tuple(self.entries), self.place)
        return List(self.ordered, tuple(self.items), self.place)


@dataclass(slots=True)
class Container:
    """Something that holds blocks, still open; what it holds begins in column `indent`.

    An item has a `number`, in numbered lists, and a `path`: the numbers and bullets around it and
    its own.
    """

    kind: Kind
    indent: int
    place: str = ""
    number: int | None = None
    path: str = ""
    label: str = ""
    blocks: list[Block] = field(default_factory=list)
    run: Run | None = None

    def add(self, block: Block) -> None:
        """Append a block; a list before it has ended."""
        self.settle()
        self.blocks.append(block)

    def settle(self) -> None:
        """End the list that may go on here."""
        if self.run is not None:
            self.blocks.append(self.run.block())
            self.run = None

    def content(self) -> Blocks:
        """All that it holds."""
        self.settle()
        return tuple(self.blocks)


@dataclass(slots=True)
class _Words:
    lines: list[str]
    done: Callable[[Passage], None]


class Outline:
    """A stack of containers, so that no depth of nesting exhausts Python's."""

    def __init__(self) -> None:
        self._stack = [Container(Kind.BODY, 0)]
        self.unended: list[str] = []
        """The places of quotations that something else than their end has closed."""
        self._words: _Words | None = None

    @property
    def top(self) -> Container:
        """The innermost container."""
        return self._stack[-1]

    def blocks(self) -> Blocks:
        """Everything, all containers closed."""
        self.end_words()
        self.close_to(-1)
        return self.top.content()

    def open(self, container: Container) -> None:
        """Put what comes next into `container`."""
        self.end_words()
        self._stack.append(container)

    def close_to(self, indent: int) -> None:
        """Close containers that hold nothing in column `indent`."""
        while len(self._stack) > 1 and self.top.indent > indent:
            if self.top.kind is Kind.QUOTE:
                self.unended.append(self.top.place)
            self.close()

    def close(self) -> None:
        """Close the innermost container."""
        self.end_words()
        closed = self._stack.pop()
        content, run = closed.content(), self.top.run
        match closed.kind:
            case Kind.ITEM if run is not None:
                run.items.append(ListItem(content, closed.number, closed.place))
            case Kind.DEFINITION if run is not None:
                run.entries.append(Definition(content, closed.place))
            case Kind.QUOTE:
                self.top.add(Group(Role.QUOTE, content, closed.place))
            case Kind.NOTE:
                self.top.add(Note(closed.label, content, place=closed.place))

    def add(self, block: Block) -> None:
        """Append a block that is complete."""
        self.end_words()
        self.top.add(block)

    def run(self, *, ordered: bool | None, place: str, apart: bool) -> Run:
        """The list that goes on here, or a new one; always a new one where it stands `apart`."""
        self.end_words()
        top = self.top
        if top.run is None or top.run.ordered is not ordered or apart:
            top.settle()
            top.run = Run(ordered, place)
        return top.run

    # Words ---------------------------------------------------------------------------------------

    @property
    def has_words(self) -> bool:
        """True while words may go on."""
        return self._words is not None

    def begin_words(self, words: str | None, done: Callable[[Passage], None]) -> None:
        """Begin a passage; `done` is told when it has ended."""
        self.end_words()
        self._words = _Words([unguarded(words or "")], done)

    def go_on(self, words: str) -> bool:
        """Add words after a hard line break; False if there are none to go on from."""
        if self._words is None:
            return False
        self._words.lines.append(unguarded(words))
        return True

    def end_words(self) -> None:
        """End the passage that may go on."""
        if self._words is not None:
            words, self._words = self._words, None
            words.done(read_passage(BREAK.join(words.lines)))
