"""The body of a source as a tree of nodes, and what stands apart from the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from generator.findings.finding import Rule


@dataclass(slots=True)
class Node:
    """A token with the nodes inside it; `type` is without markdown-it's "_open"."""

    type: str
    token: Token
    children: list[Node]

    @property
    def line(self) -> int:
        """Where it begins, counted from 0 (inlines: from their block's first line)."""
        return self.token.map[0] if self.token.map else 0

    @property
    def end(self) -> int:
        """The line after its last one."""
        return self.token.map[1] if self.token.map else 0


def nest(tokens: Iterable[Token]) -> list[Node]:
    """The tree of a flat run of tokens."""
    levels: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        node = Node(token.type.removesuffix("_open"), token, [])
        levels[-1].append(node)
        if token.nesting > 0:
            levels.append(node.children)
    return levels[0]


@dataclass(frozen=True, slots=True)
class AbbreviationLine:
    """`*[short]: long`."""

    short: str
    long: str
    line: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row that has not as many cells as its header; `lost` are the words too many."""

    line: int
    cells: int
    columns: int
    lost: str


@dataclass(slots=True)
class Gathered:
    """What the rules met that is no part of the tree. Lines count from 0."""

    abbreviations: list[AbbreviationLine] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    stray_headers: list[TableRow] = field(default_factory=list)
    """Rows directly above a table that have not as many cells."""
    open_comments: list[int] = field(default_factory=list)
    open_divisions: list[int] = field(default_factory=list)


class Refusal(Exception):  # noqa: N818 (what it is called is what it says)
    """The body is deeper or larger than our limits, from `line` (counted from 0) on."""

    def __init__(self, rule: Rule, line: int) -> None:
        self.rule, self.line = rule, line
        super().__init__(rule.summary)
