"""The dialect as markdown-it speaks it: CommonMark, tables, strikethrough, notes, definition lists.

`block_rules` and `inline_rules` add languages, abbreviations and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_core import StateCore
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from generator.document.limits import Limits
from generator.source import block_rules, inline_rules
from generator.source.callouts import mark_callouts
from generator.source.captions import take_identifiers, take_title_identifiers
from generator.source.limits import LIMITS, MAX_NESTING, limit_blocks, limit_inlines
from generator.source.nodes import Gathered, Node, Refusal, nest

_HEADING_ATTRIBUTE = re.compile(r"(?:^|(?<![ \t])[ \t]++)\{#(?P<identifier>[^\s{}]+)\}[ \t]*+$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body as nodes, with the definitions that stand apart from them."""

    nodes: list[Node]
    gathered: Gathered
    references: dict[str, int]
    """Labels of link definitions and their lines, from 0."""
    doubled_references: list[tuple[str, int]]
    refusal: Refusal | None
    """Why the body is not read at all; then there are no nodes."""


def parse(body: str, limits: Limits) -> Parsed:
    """The tree of a Markdown text."""
    gathered = Gathered()
    env: EnvType = {block_rules.GATHERED: gathered, LIMITS: limits}
    refusal, nodes = None, []
    try:
        nodes = nest(_Dialect().parse(body, env))
    except Refusal as refused:
        refusal = refused
    return Parsed(
        nodes=nodes,
        gathered=gathered,
        references={
            label: reference["map"][0] for label, reference in env.get("references", {}).items()
        },
        doubled_references=[
            (reference["label"], reference["map"][0]) for reference in env.get("duplicate_refs", [])
        ],
        refusal=refusal,
    )


class _Dialect(MarkdownIt):
    """CommonMark and what docs/writing.md adds.

    Addresses pass as written: markdown-it would turn a link that it dislikes into text.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
        self.inline = inline_rules.InlineParser()
        self.configure("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
        self.enable(["table", "strikethrough"])
        self.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        block_rules.add_to(self.block.ruler)
        inline_rules.add_to(self.inline.ruler)
        self.core.ruler.after("block", "limit_blocks", limit_blocks)
        self.core.ruler.after("block", "heading_identifiers", _heading_identifiers)
        self.core.ruler.after("block", "caption_identifiers", take_identifiers)
        self.core.ruler.after("block", "callouts", mark_callouts)
        self.core.ruler.after("inline", "limit_inlines", limit_inlines)
        self.core.ruler.after("inline", "title_identifiers", take_title_identifiers)
        ours = {**vars(helpers), "parseLinkLabel": inline_rules.link_label}
        self.helpers = SimpleNamespace(**ours)  # type: ignore[assignment]

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def _heading_identifiers(state: StateCore) -> None:
    """Take `{#id}` off the ends of headings, before their inlines are parsed."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open":
            match = _HEADING_ATTRIBUTE.search(inline.content)
            if match:
                inline.content = inline.content[: match.start()]
                opening.meta["identifier"] = match["identifier"]
