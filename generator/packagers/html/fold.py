"""Rendering a tree of nodes from its leaves up, so that no depth of nesting exhausts the stack.

A template holds one macro for each class of the model, named as the class. Where a macro wants
what is inside its node it says `inside(node.content)`; the fold has rendered that already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Span,
    Strikethrough,
    Strong,
    Table,
)

Run = Blocks | Inlines
"""Nodes that stand one after the other."""


class Fold:
    """The markup of any run of nodes, by the macros of one template."""

    def __init__(
        self,
        template: Template,
        lookups: dict[str, object],
        before: Callable[[Block | Inline], Markup] = lambda _: Markup(),
    ) -> None:
        """Bind the template's macros to `lookups`, the facts that they need beside the node.

        `before` gives markup to put before a node.
        """
        self._before = before
        self._rendered: dict[int, tuple[Run, Markup]] = {}
        self.macros: Any = template.make_module({**lookups, "inside": self})

    def __call__(self, run: Run) -> Markup:
        """The markup of `run`; from within a macro, of a part of the macro's node."""
        if id(run) not in self._rendered:
            for below, tight in reversed(list(_below(run))):
                # The run is kept too: while it lives, no other object has its id.
                self._rendered[id(below)] = below, self._markup(below, tight=tight)
        return self._rendered[id(run)][1]

    def _markup(self, run: Run, *, tight: bool) -> Markup:
        return Markup().join(
            self._before(node) + self._macro(node, bare=tight and index == 0)(node)
            for index, node in enumerate(run)
        )

    def _macro(self, node: Block | Inline, *, bare: bool) -> Callable[[Block | Inline], Markup]:
        if bare and isinstance(node, Paragraph) and node.language is None:
            return self.macros.BareParagraph  # type: ignore[no-any-return]
        return getattr(self.macros, type(node).__name__)  # type: ignore[no-any-return]


def _below(run: Run) -> Iterator[tuple[Run, bool]]:
    """`run` and every run below it, each before what it holds, and whether it is a tight item."""
    stack: list[tuple[Run, bool]] = [(run, False)]
    while stack:
        here = stack.pop()
        yield here
        for node in here[0]:
            stack.extend(_inside(node))


def _inside(node: Block | Inline) -> Iterator[tuple[Run, bool]]:
    """The runs directly inside a node, and whether each is an item of a tight list."""
    match node:
        case List():
            yield from ((item.blocks, node.tight) for item in node.items)
        case DefinitionList():
            for entry in node.entries:
                yield from ((term, False) for term in entry.terms)
                yield from ((definition, False) for definition in entry.definitions)
        case Table():
            yield node.caption or (), False
            for row in (node.header, *node.rows):
                yield from ((cell.content, False) for cell in row.cells)
        case Figure():
            yield node.caption or (), False
        case BlockQuote() | Division():
            yield node.blocks, False
        case Heading() | Paragraph() | Emphasis() | Strong() | Strikethrough() | Link() | Span():
            yield node.content, False
        case _:
            return
