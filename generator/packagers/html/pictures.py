"""Pictures that stand in lines of text, and are shown as high as the line."""

from __future__ import annotations

from generator.document.model import Document, Image, Text
from generator.document.walk import document_passages, inlines_within


def pictures_in_lines(document: Document) -> frozenset[Image]:
    """The pictures that stand among words."""
    if not document.pictures:
        return frozenset()
    return frozenset(
        inline
        for passage in document_passages(document)
        if any(isinstance(each, Text) and each.text.strip() for each in inlines_within(passage))
        for inline in inlines_within(passage)
        if isinstance(inline, Image)
    )
