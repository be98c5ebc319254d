"""How deep and how large a body may be; beyond, nobody could follow it, nor we in bounded time."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.document.limits import Limits
from generator.source.nodes import Refusal
from generator.source.rules import NESTING_TOO_DEEP

LIMITS = "announce-limits"
"""Under which name markdown-it's environment holds the limits."""
DEEPEST_BRACKETS = 200
"""Square brackets inside each other; CommonMark looks for a link at each of them."""
MAX_NESTING = 200
"""markdown-it's own limit, in tokens; below it nothing is skipped (each list takes two)."""

_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_CONTAINERS = frozenset({"list_item", "blockquote", "dd", "division", "footnote_reference"})


def limits_of(env: EnvType) -> Limits:
    """The limits for the text that markdown-it reads."""
    limits = env[LIMITS]
    assert isinstance(limits, Limits)  # noqa: S101 (for the type checker; `parse` put it there)
    return limits


def limit_blocks(state: StateCore) -> None:
    """Refuse blocks that are too deep, before anything looks into them.

    What counts is list items, quotes, definitions, notes and divisions around a block.
    """
    depth, deepest = 0, limits_of(state.env).nesting
    for token in state.tokens:
        depth += token.nesting * (token.type.rpartition("_")[0] in _CONTAINERS)
        if depth > deepest:
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
    deepest = limits_of(state.env).nesting
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += child.nesting
            if depth > deepest:
                raise Refusal(NESTING_TOO_DEEP, token.map[0] if token.map else 0)
