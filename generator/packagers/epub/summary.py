"""The accessibility summary: what a reader may expect, in sentences (EPUB Accessibility 2.2)."""

from __future__ import annotations

from generator.document.model import Document, Table
from generator.document.walk import blocks
from generator.document.words import Words
from generator.packagers.markup.metadata import Claims


def summary(document: Document, claims: Claims, words: Words) -> str:
    """Only what is true of this document, in our own words for its language."""
    said = [words.access_text]
    if "structuralNavigation" in claims.features:
        said.append(words.access_headings)
    if "pageNavigation" in claims.features:
        said.append(words.access_pages)
    if "alternativeText" in claims.features:
        said.append(words.access_pictures)
    elif "visual" not in claims.modes:
        said.append(words.access_no_pictures)
    if any(isinstance(block, Table) for block in blocks(document)):
        said.append(words.access_tables)
    if document.notes:
        said.append(words.access_notes)
    reviewer = document.metadata.accessibility_reviewed_by
    if reviewer:
        said.append(words.access_reviewed.format(reviewer=reviewer))
    else:
        said.append(words.access_by_machine)
    return " ".join(said)
