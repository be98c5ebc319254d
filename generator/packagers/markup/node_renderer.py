"""Rendering a tree of nodes from its leaves up, so that no depth of nesting exhausts the stack.

Templates hold one macro for each class of the model, named as the class. Where a macro wants
what is inside its node it says `inside(node.content)`, which has been rendered already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from generator.document.model import Block, Figure, Inline, List, Paragraph
from generator.document.walk import Run, runs


class _Macros:
    """The macros by their names."""


class NodeRenderer:
    """The markup of any run of nodes, by the macros of some templates."""

    def __init__(
        self,
        templates: Sequence[Template],
        variables: Mapping[str, object],
        before: Callable[[Block | Inline], Markup] = lambda _: Markup(),
    ) -> None:
        """Bind the templates' macros to `variables`, the facts that they need beside the node.

        Of two macros of one name the earlier template's holds; macros find it as `nodes.NAME`.
        `before` gives markup to put before a node.
        """
        self._before = before
        self._rendered: dict[int, tuple[Run, Markup]] = {}
        self.macros: Any = _Macros()
        given = {**variables, "inside": self, "nodes": self.macros}
        for template in reversed(templates):
            vars(self.macros).update(vars(template.make_module(given)))

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
    """The runs directly inside a node, and whether each is an item of a tight list.

    A figure is shallow: its macro writes the picture and asks for the caption.
    """
    if not isinstance(node, Figure):
        tight = isinstance(node, List) and node.tight
        yield from ((run, tight) for run in runs(node))
