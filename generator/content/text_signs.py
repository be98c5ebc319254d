"""Raised and lowered words in the signs that plain text has for them."""

from __future__ import annotations

from generator import reading_order as order
from generator.content import text_conventions as conventions
from generator.document import model
from generator.document.model import Inline, Inlines
from generator.document.walk import Rebuilding, inlines_within, own_words

_HINTS = str.maketrans(dict.fromkeys(conventions.BREAK_HINTS))


def in_signs(content: Inlines) -> Inlines:
    """The words, those raised or lowered as signs of their own: "m²"."""
    return Rebuilding(inline=_in_signs).inlines(content)


def _in_signs(inline: Inline) -> Inlines:
    """Words that are raised or lowered as signs of their own, where they are nothing but words."""
    if not isinstance(inline, model.Raised | model.Lowered):
        return (inline,)
    if any(isinstance(each, _MORE_THAN_WORDS) for each in inlines_within(inline.content)):
        return inline.content
    words = order.fold("".join(map(_said, inlines_within(inline.content))).translate(_HINTS))
    raised = isinstance(inline, model.Raised)
    signs = dict(zip(*(conventions.RAISED if raised else conventions.LOWERED), strict=True))
    if all(each in signs for each in words):
        return (model.Text("".join(signs[each] for each in words)),)
    as_they_are = raised and all(map(str.isalpha, words))
    return (model.Text(words if as_they_are else f"{'^' if raised else '_'}({words})"),)


def _said(inline: Inline) -> str:
    if isinstance(inline, model.Abbreviation) and inline.first and not inline.explained:
        return f"{inline.text} ({inline.expansion})"
    return own_words(inline)


_MORE_THAN_WORDS = (model.Strikethrough, model.Link, model.NoteCall, model.Image, model.LineBreak)
