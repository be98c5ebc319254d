"""The pictures that a format shows, decorative ones too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator import reading_order as order
from generator.content.added_text import AddedText, ContentsEntry, Piece
from generator.content.formats import Format
from generator.document import model
from generator.document.model import Document
from generator.document.walk import Run, runs


def shown_pictures(
    document: Document, added_text: AddedText, format_: Format
) -> Iterator[order.ShownPicture]:
    """Every picture that a reader of `format_` sees, decorative ones too, in order."""
    metadata = document.metadata
    for given in filter(None, (metadata.category, metadata.title, metadata.summary)):
        yield from _pictures(document, given, "")
    if Piece.CONTENTS in format_.shows:
        for entry in _entries(added_text.contents):
            yield from _pictures(document, entry.content, "")
    for body in (document.blocks, *(note.blocks for note in document.notes)):
        yield from _pictures(document, body, "")


def _pictures(document: Document, run: Run, place: str) -> Iterator[order.ShownPicture]:
    for node in run:
        if isinstance(node, model.Image):
            picture = document.pictures[node.picture]
            digest = hashlib.sha256(picture.data).hexdigest()
            size = str(picture.width), str(picture.height)
            yield order.ShownPicture(digest, place, node.picture, size, node.width or 0)
        here = f"line {node.position.line}" if isinstance(node, model.Block) else place
        for inside in runs(node):
            yield from _pictures(document, inside, here)


def _entries(entries: tuple[ContentsEntry, ...]) -> Iterator[ContentsEntry]:
    """Every line of a contents list, in order."""
    for entry in entries:
        yield entry
        yield from _entries(entry.entries)
