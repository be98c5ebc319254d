"""Captions of tables and pictures, and the identifiers at their ends, `{#fees}`."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

from generator.document.model import Inlines
from generator.document.walk import folded
from generator.source.context import Context
from generator.source.inlines import inline_nodes, read_inlines
from generator.source.nodes import Node
from generator.source.spans import spans

CAPTION, FIGURE_CAPTION = "Table: ", "Figure: "
_IDENTIFIER = re.compile(
    rf"(?:{CAPTION}|{FIGURE_CAPTION})?+(?P<words>.*\S)\s++\{{#(?P<identifier>[^\s{{}}]+)\}}\s*+",
    re.DOTALL,
)
_KEY = "identifier"
_TITLED = "identified"
"""Marks a paragraph in which a caption in quotation marks has one."""


def take_identifiers(state: StateCore) -> None:
    """Take `{#id}` off the ends of captions, before their inlines are parsed."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        beginning = inline.content.startswith((CAPTION, FIGURE_CAPTION))
        match = opening.type == "paragraph_open" and beginning and _identified(inline.content)
        if match:
            inline.content = inline.content[: match.end("words")]
            opening.meta[_KEY] = match["identifier"]


def take_title_identifiers(state: StateCore) -> None:
    """Take them off the captions in quotation marks."""
    for inline in state.tokens:
        for token in inline.children or ():
            match = token.type == "image" and _identified(str(token.attrGet("title") or ""))
            if match:
                token.attrSet("title", match["words"])
                inline.meta[_TITLED] = True
                token.meta[_KEY] = match["identifier"]


def _identified(words: str) -> re.Match[str] | None:
    return _IDENTIFIER.fullmatch(words) if words.rstrip().endswith("}") else None


def identifier_of(node: Node | None) -> str | None:
    """The identifier that the author gave to a heading or a caption."""
    if node is None:
        return None
    given = node.token.meta.get(_KEY)
    if given is None and node.type == "paragraph" and _TITLED in node.children[0].token.meta:
        picture = picture_alone(node)
        given = picture and picture.token.meta.get(_KEY)
    return str(given) if given else None


def is_caption(node: Node, beginning: str = CAPTION) -> bool:
    """True for a paragraph that begins "Table: ", or as a picture's caption does."""
    return node.type == "paragraph" and node.children[0].token.content.startswith(beginning)


def read_caption(node: Node, context: Context, beginning: str = CAPTION) -> Inlines:
    """The words of a caption without those that say what it is."""
    first = (node.children[0].token.children or [])[0]
    first.content = first.content.removeprefix(beginning).lstrip(" ")
    return read_inlines(node, context)


def title_caption(title: str, line: int, context: Context) -> Inlines:
    """The caption in quotation marks, which is plain words."""
    words = folded(context.clean(title, line))
    return context.abbreviations.mark(spans(words, line, context.report))


def picture_alone(node: Node) -> Node | None:
    """The picture that is all a paragraph holds, perhaps in a link or another language."""
    if node.type != "paragraph":
        return None
    inner = only(inline_nodes(node))
    while inner is not None and inner.type in ("link", "span"):
        inner = only(inner.children)
    return inner if inner is not None and inner.type == "image" else None


def only(nodes: list[Node]) -> Node | None:
    """The one node that shows anything, if it is one."""
    shown = [node for node in nodes if not _shows_nothing(node)]
    return shown[0] if len(shown) == 1 else None


def _shows_nothing(node: Node) -> bool:
    return node.type == "softbreak" or (node.type == "text" and not node.token.content.strip())
