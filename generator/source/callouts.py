"""Callouts: quotations whose first line names a kind, as GitHub writes its alerts."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.document.kinds import CalloutKind
from generator.document.languages import subtag
from generator.document.model import Inlines, Span, Text
from generator.document.words import words_for

_MARKER = re.compile(
    rf"\[!(?P<kind>{'|'.join(CalloutKind)})\](?:[ \t]+(?P<title>[^\n]*))?(?:\n|\Z)", re.IGNORECASE
)
KIND = "callout"
"""Under which name the token of a quotation holds the kind; its first paragraph is the title."""


def mark_callouts(state: StateCore) -> None:
    """Give each callout its kind, and its title a paragraph of its own, before inlines are parsed.

    A link definition of that name does not count then.
    """
    made: list[Token] = []
    for token in state.tokens:
        made.append(token)
        if token.type == "inline" and [each.type for each in made[-3:-1]] == _BEGINNING:
            match = _MARKER.match(token.content)
            if match is not None:
                made[-3].meta[KIND] = CalloutKind(match["kind"].lower())
                made += _divided(made[-2], token, match)
    state.tokens = made


_BEGINNING = ["blockquote_open", "paragraph_open"]


def _divided(opening: Token, inline: Token, match: re.Match[str]) -> list[Token]:
    """Leave the title in `inline`; what begins the paragraph after it, if there is one."""
    first, end = inline.map or [0, 0]
    rest = inline.content[match.end() :]
    inline.content = (match["title"] or "").strip()
    if not rest:
        return []
    opening.map = inline.map = [first, first + 1]
    closing = Token("paragraph_close", "p", -1, level=opening.level, block=True)
    begins = Token("paragraph_open", "p", 1, level=opening.level, block=True)
    words = Token("inline", "", 0, level=inline.level, block=True, children=[], content=rest)
    begins.map = words.map = [first + 1, end]
    return [closing, begins, words]


def label(kind: CalloutKind, title: Inlines, language: str) -> Inlines:
    """What readers meet first: our word for the kind in the language around, and the title."""
    name = f"callout_{kind}"
    words = words_for(language).saying(name)
    said = words[name]
    if title:
        said = words.titled.format(label=said, title="\0").partition("\0")[0]
    foreign = subtag(words.language) != subtag(language)
    word = Span((Text(said.rstrip()),), words.language) if foreign else Text(said)
    if not title:
        return (word,)
    return (word, Text(" "), *title) if foreign else _joined(said, title)


def _joined(said: str, title: Inlines) -> Inlines:
    """The title after our words, neighbouring words in one Text."""
    first, *others = title
    if isinstance(first, Text):
        return (Text(said + first.text), *others)
    return (Text(said), *title)
