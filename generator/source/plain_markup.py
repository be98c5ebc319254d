"""Marks of Markdown in text that is plain, such as a fact: what they are, and the words in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_MARKS = re.compile(
    r"!?\[(?P<link>[^\[\]]*)\](?: ?\((?P<address>(?:https?:|www\.|mailto:|tel:)[^()\s]*+)[^()]*+\)"
    r"|\((?P<target>[^()\s]++)[^()]*+\)|\[[^\[\]]*\])"
    r"|<(?P<bare>(?:https?:|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>"
    r"|(?P<html></?[A-Za-z][\w-]*(?: [^<>]*)?/?>|&(?:[A-Za-z]+|\#\d+);)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.{1,300}?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]+)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<slanted>[^_]+)(?<=\S)_(?![\w_])"
    r"|~~(?=\S)(?P<struck>.{1,300}?)~~"
    r"|(?<!`)(?P<ticks>`++)(?P<code>[^`]++)(?P=ticks)(?!`)"
    r"|^\#{1,6} (?P<heading>.+)"
    r"|(?P<braces>\{[.\#][\w-]+\})"
    r"|(?P<note>\[\^[\w-]+\])"
    r"|\\(?P<escaped>[*_`\[\]\#~\\])"
)
"""What CommonMark, and we, would not take for words if they stood in the text."""
_KEPT = ("link", "bold", "italic", "slanted", "struck", "code", "heading", "bare", "escaped")


def marks(text: str) -> Iterator[tuple[str, str]]:
    """Each marked piece of the text, with the words that were meant."""
    for match in _MARKS.finditer(text):
        words = next(filter(None, (match[name] for name in _KEPT)), "")
        target = (match["address"] or match["target"] or "").removeprefix("mailto:")
        if target not in words:
            words = f"{words} ({target})".strip()
        if match["html"]:
            words = html.unescape(match["html"]) if match["html"][0] == "&" else ""
        if words != match[0]:
            yield match[0], words
