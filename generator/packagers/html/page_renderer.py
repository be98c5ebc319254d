"""Nodes as a web page's markup, in which no line begins with a note call."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.document.model import Document, Image, NoteCall, Text
from generator.document.walk import Run, document_passages, inlines_within
from generator.packagers.markup.node_renderer import NodeRenderer

_END = re.compile(
    r"(?:[^\w\s\u200e\u200f]+|[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff])[\u200e\u200f]*\Z"
)
"""After these a line may end before a bracket; after other letters and digits it may not
(UAX #14, LB30)."""


class PageRenderer(NodeRenderer):
    """A renderer that keeps note calls together, with the end of the word at which they stand."""

    def _markup(self, run: Run, *, tight: bool) -> Markup:
        return Markup().join(
            self.macros.together(super(PageRenderer, self)._markup(part, tight=False))
            if len(part) > 1
            else super(PageRenderer, self)._markup(part, tight=tight and index == 0)
            for index, part in enumerate(_parts(run))
        )


def _parts(run: Run) -> list[Run]:
    """The nodes of a run one by one, but for what no line may break."""
    parts: list[Run] = []
    for node in run:
        if not isinstance(node, NoteCall):
            parts.append((node,))  # type: ignore[arg-type]
        elif parts and isinstance(parts[-1][-1], NoteCall):
            parts[-1] = (*parts[-1], node)
        else:
            parts += _called(parts.pop() if parts else (), node)
    return parts


def _called(before: Run, call: NoteCall) -> list[Run]:
    """What stands before a call, and the call with the end of it."""
    match before:
        case (Text(text=text),) if end := _END.search(text):
            head = [(Text(text[: end.start()]),)] if end.start() else []
            return [*head, (Text(end[0]), call)]
        case ():
            return [(call,)]
        case _:
            return [before, (call,)]


def pictures_in_lines(document: Document) -> frozenset[Image]:
    """The pictures that stand among words."""
    return frozenset(
        inline
        for passage in document_passages(document)
        if any(isinstance(each, Text) and each.text.strip() for each in inlines_within(passage))
        for inline in inlines_within(passage)
        if isinstance(inline, Image)
    )
