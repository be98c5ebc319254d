"""Which first cell of a row names the row."""

from __future__ import annotations

import re

from generator.document.model import Inline, Inlines, NoteCall, Strong, Text

_IN_BRACKETS = re.compile(r"[\s,;:.*†‡]*(?:\([^()]*\)[\s,;:.*†‡]*)*")


def is_row_name(content: Inlines) -> bool:
    """True for words that are strong, with nothing after them but notes or words in brackets."""
    shown = [
        inline for inline in content if not (isinstance(inline, Text) and not inline.text.strip())
    ]
    return bool(shown) and isinstance(shown[0], Strong) and all(map(_is_aside, shown[1:]))


def _is_aside(inline: Inline) -> bool:
    if isinstance(inline, Text):
        return bool(_IN_BRACKETS.fullmatch(inline.text))
    return isinstance(inline, NoteCall)
