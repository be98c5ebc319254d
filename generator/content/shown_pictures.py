"""The pictures that a format shows, decorative ones too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator import reading_order as order
from generator.content.added_text import AddedText, ContentsEntry, Piece
from generator.content.formats import Format
from generator.document import model
from generator.document.model import Document
from generator.document.pictures import Picture
from generator.document.walk import Run, runs


def shown_pictures(
    document: Document, added_text: AddedText, format_: Format
) -> Iterator[order.ShownPicture]:
    """Every picture that a reader of `format_` sees, decorative ones too, in order."""
    metadata = document.metadata
    logo = document.brand.logo if document.brand else None
    if logo is not None and logo.dark is not None and format_.schemes:
        yield _shown(logo.dark, "")
    yield from _pictures(document, added_text.masthead, "")
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
            yield _shown(document.pictures[node.picture], place, node.width or 0)
        here = f"line {node.position.line}" if isinstance(node, model.Block) else place
        for inside in runs(node):
            yield from _pictures(document, inside, here)


def _shown(picture: Picture, place: str, share: int = 0) -> order.ShownPicture:
    digest = hashlib.sha256(picture.data).hexdigest()
    size = str(picture.width), str(picture.height)
    return order.ShownPicture(digest, place, picture.name, size, share)


def _entries(entries: tuple[ContentsEntry, ...]) -> Iterator[ContentsEntry]:
    """Every line of a contents list, in order."""
    for entry in entries:
        yield entry
        yield from _entries(entry.entries)
