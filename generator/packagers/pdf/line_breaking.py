"""Lines of several inline elements, where WeasyPrint 70 does not do as CSS Text says.

`overflow-wrap` counts only where nothing else of the line could be broken (CSS Text 3, 5.5). In
WeasyPrint every text in the first element of a line passes for the line's beginning, so that a
short word is torn there; and what runs through several elements without a space leaves the page.

And a line may end after a stop that a figure follows, so that the call of a note after a sentence
begins the next line; that is no opportunity (UAX #14, LB25).

Names of `weasyprint.layout.inline` are replaced; `split_inline_box` says where a line begins.
"""

# ruff: noqa: ANN401, SLF001 (WeasyPrint's untyped, private parts)

from __future__ import annotations

import threading
from typing import Any

ROUNDING = 0.01
"""CSS pixels."""

PAIR = 2
"""The last character of an element, and the first of the next."""
STOPS = frozenset(".,;:!?…。、，．！？：；،؛؟।")


class _Lines(threading.local):
    """Where the lines that are being laid out begin, the innermost last."""

    def __init__(self) -> None:
        self.starts: list[float] = []

    def begins_at(self, position: float) -> bool:
        """True for a place at the beginning of the line."""
        return bool(self.starts) and position <= self.starts[-1] + ROUNDING


def improve(inline: Any, boxes: Any) -> None:
    """Replace names of `weasyprint.layout.inline`; `boxes` are those of WeasyPrint."""
    lines = _Lines()
    split_box, split_text = inline.split_inline_box, inline.split_text_box
    break_before = inline._break_waiting_children

    def split_inline_box(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        if not isinstance(box, boxes.LineBox):
            return split_box(context, box, position_x, *rest)
        lines.starts.append(position_x)
        try:
            return split_box(context, box, position_x, *rest)
        finally:
            lines.starts.pop()

    def split_text_box(
        context: Any,
        box: Any,
        available_width: float | None,
        skip: int,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
    ) -> Any:
        if lines.starts and available_width is not None:
            is_line_start = lines.begins_at(box.position_x)
        return split_text(context, box, available_width, skip, is_line_start=is_line_start)

    def break_waiting_children(context: Any, *given: Any) -> Any:
        resume_at = break_before(context, *given)
        children, waiting = given[-4], given[-3]
        if resume_at is not None or not waiting or not lines.begins_at(waiting[0][1].position_x):
            return resume_at
        index, last, _ = waiting[-1]
        empty = lines.begins_at(last.position_x + last.margin_width())
        if empty or last.style["overflow_wrap"] != "anywhere":
            return None
        children.extend(waiting)
        return {index + 1: None}

    may_break = inline.can_break_text

    def can_break_text(text: str, language: str | None) -> Any:
        if len(text) == PAIR and text[0] in STOPS and text[1].isalnum():
            return False
        return may_break(text, language)

    inline.can_break_text = can_break_text
    inline.split_inline_box = split_inline_box
    inline.split_text_box = split_text_box
    inline._break_waiting_children = break_waiting_children
