"""How deep and how large a body may be; beyond, nobody could follow it, nor we in bounded time."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.source.nodes import Refusal
from generator.source.rules import NESTING_TOO_DEEP

DEEPEST_BLOCKS = 20
"""List items, quotes, definitions, notes and divisions around a block."""
DEEPEST_INLINES = 20
"""Emphasis, links and language spans around a word."""
DEEPEST_BRACKETS = 200
"""Square brackets inside each other; CommonMark looks for a link at each of them."""
MOST_CELLS = 50_000
"""Cells of a table; on paper, about 300 pages."""
MAX_NESTING = 200
"""markdown-it's own limit, in tokens; below it nothing is skipped (each list takes two)."""

_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_CONTAINERS = frozenset({"list_item", "blockquote", "dd", "division", "footnote_reference"})


def limit_blocks(state: StateCore) -> None:
    """Refuse blocks that are too deep, before anything looks into them."""
    depth = 0
    for token in state.tokens:
        depth += token.nesting * (token.type.rpartition("_")[0] in _CONTAINERS)
        if depth > DEEPEST_BLOCKS:
            raise Refusal(NESTING_TOO_DEEP, token.map[0] if token.map else 0)
        if token.type == "inline" and token.content.count("[") > DEEPEST_BRACKETS:
            _limit_brackets(token)


def _limit_brackets(token: Token) -> None:
    depth = 0
    for match in _BRACKET.finditer(token.content):
        depth = max(0, depth + (1 if match[0] == "[" else -1))
        if depth > DEEPEST_BRACKETS:
            line = token.content.count("\n", 0, match.start())
            raise Refusal(NESTING_TOO_DEEP, line + (token.map[0] if token.map else 0))


def limit_inlines(state: StateCore) -> None:
    """Refuse emphasis, links and spans that are too deep."""
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += child.nesting
            if depth > DEEPEST_INLINES:
                raise Refusal(NESTING_TOO_DEEP, token.map[0] if token.map else 0)
