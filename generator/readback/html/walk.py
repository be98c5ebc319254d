"""Going through a page's tree: what holds at a place, and the blocks and words gathered so far.

Functions that go down into the tree are generators, driven by `run`, so that depth costs memory
and not stack (a list may be 100 levels deep).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator import reading_order as order
from generator.readback.html.anchors import Page
from generator.readback.html.kinds import language_of
from generator.readback.html.tree import Element
from generator.reading_order import Direction, Mark, Passage, PassageBuilder

T = TypeVar("T")
Task = Generator[Any, Any, T]
"""A walk that yields further walks and is sent their results."""


def run(task: Task[T]) -> T:
    """The result of a walk."""
    stack: list[Task[Any]] = [task]
    result: Any = None
    while stack:
        try:
            deeper = stack[-1].send(result)
        except StopIteration as stop:
            stack.pop()
            result = stop.value
        else:
            stack.append(deeper)
            result = None
    return result  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Context:
    """What holds at a place in the tree. `block_…` is what holds for the block around it."""

    page: Page
    place: str = ""
    language: str | None = None
    direction: Direction = "ltr"
    block_language: str | None = None
    block_direction: Direction = "ltr"
    marks: frozenset[Mark] = order.NO_MARKS
    exact: bool = False

    def into(self, element: Element) -> Context:
        """The context inside `element`."""
        language, direction = language_of(element), _direction_of(element)
        if language is None and direction is None:
            return self
        return dataclasses.replace(
            self,
            language=self.language if language is None else language or None,
            direction=direction or self.direction,
        )

    def of_block(self, element: Element) -> Context:
        """The context of a block that begins here."""
        return dataclasses.replace(
            self,
            place=self.place_of(element),
            block_language=self.language,
            block_direction=self.direction,
        )

    def place_of(self, element: Element) -> str:
        """Where `element` is, for messages."""
        return self.page.place_of(element)

    def marked(self, mark: Mark) -> Context:
        """The context under one more mark; of links, only the innermost counts."""
        kept: Iterable[Mark] = self.marks
        if isinstance(mark, order.LinkTo | order.LinkWithin):
            kept = (m for m in kept if not isinstance(m, order.LinkTo | order.LinkWithin))
        return dataclasses.replace(self, marks=frozenset((*kept, mark)))

    def word_marks(self) -> frozenset[Mark]:
        """The marks of words here."""
        if self.language in (None, self.block_language):
            return self.marks
        assert self.language is not None  # noqa: S101 (for the type checker)
        return self.marks | {order.InLanguage(self.language)}


@dataclass(slots=True)
class Flow:
    """Blocks as they are met; words that stand outside any block gather into paragraphs."""

    blocks: list[order.Block] = field(default_factory=list)
    words: PassageBuilder = field(default_factory=PassageBuilder)

    def end_paragraph(self, context: Context) -> None:
        """Turn the words gathered so far into a block."""
        passage = self.words.passage()
        self.words = PassageBuilder()
        if passage.text.strip(order.BREAK):
            self.blocks.append(_paragraph(passage, context))


def _direction_of(element: Element) -> Direction | None:
    match element.tokens("dir"):
        case ["ltr"]:
            return "ltr"
        case ["rtl"]:
            return "rtl"
        case _:
            return None


def _paragraph(passage: Passage, context: Context) -> order.Block:
    """A paragraph, or a figure where there is nothing but one picture."""
    if passage.text == order.OBJECT:
        marks = [marked.mark for marked in passage.marks]
        picture = next((mark for mark in marks if isinstance(mark, order.Picture)), None)
        others = [mark for mark in marks if mark is not picture]
        if picture and all(isinstance(o, order.LinkTo | order.LinkWithin) for o in others):
            link = link_target(others[0]) if others else None
            return order.Figure(
                picture.alternative, None, link, context.place, context.block_language
            )
    return order.Paragraph(passage, context.place, context.block_language, context.block_direction)


def link_target(mark: Mark) -> str | None:
    """Where a link leads, as a figure keeps it; None if the mark is no link."""
    match mark:
        case order.LinkTo(target=target):
            return target
        case order.LinkWithin(words=words):
            return f"#{words}"
        case _:
            return None
