"""`[Croeso]{lang=cy}` in text that has no other markup: front matter values and captions."""

from __future__ import annotations

import re

from generator.document.model import Inline, Inlines, Span, Text
from generator.source.language import ATTRIBUTE, language
from generator.source.reading import Report

_PIECE = re.compile(rf"\[|\](?:{ATTRIBUTE})?")


def spans(text: str, line: int, report: Report) -> Inlines:
    """The text with its parts in other languages; every other bracket and brace is text."""
    levels: list[list[Inline]] = [[]]
    end = 0
    for match in _PIECE.finditer(text):
        _say(levels[-1], text[end : match.start()])
        end = match.end()
        if match[0] == "[":
            levels.append([])
        elif len(levels) == 1:
            _say(levels[-1], match[0])
        else:
            _close(levels, match, line, report)
    _say(levels[-1], text[end:])
    while len(levels) > 1:
        _give_up(levels)
    return tuple(levels[0])


def _close(levels: list[list[Inline]], match: re.Match[str], line: int, report: Report) -> None:
    tag = match["language"] and language(match["language"], line, report)
    if tag:
        content = tuple(levels.pop())
        levels[-1].append(Span(content, tag))
    else:
        _say(levels[-1], match[0])
        _give_up(levels)


def _give_up(levels: list[list[Inline]]) -> None:
    """The innermost open bracket is a bracket."""
    content = levels.pop()
    _say(levels[-1], "[")
    for inline in content:
        if isinstance(inline, Text):
            _say(levels[-1], inline.text)
        else:
            levels[-1].append(inline)


def _say(content: list[Inline], text: str) -> None:
    """Add words, in one Text with the words before them."""
    if not text:
        return
    if content and isinstance(content[-1], Text):
        text = content.pop().text + text  # type: ignore[union-attr]
    content.append(Text(text))
