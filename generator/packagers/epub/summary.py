"""The accessibility summary: what a reader may expect, in sentences (EPUB Accessibility 2.2)."""

from __future__ import annotations

from generator.document.model import Document, Table
from generator.document.walk import blocks
from generator.document.words import Words
from generator.packagers.markup.metadata import Claims


def summary(document: Document, claims: Claims, words: Words) -> tuple[str, str]:
    """Only what is true of this document, in our own words for its language; and their language."""
    labels = ["access_text"]
    if "structuralNavigation" in claims.features:
        labels.append("access_headings")
    if "pageNavigation" in claims.features:
        labels.append("access_pages")
    if "alternativeText" in claims.features:
        labels.append("access_pictures")
    elif "visual" not in claims.modes:
        labels.append("access_no_pictures")
    if any(isinstance(block, Table) for block in blocks(document)):
        labels.append("access_tables")
    if document.notes:
        labels.append("access_notes")
    reviewer = document.metadata.accessibility_reviewed_by
    if reviewer:
        labels.append("access_reviewed")
    else:
        labels.append("access_by_machine")
    said = words.saying(*labels)
    return " ".join(said[label] for label in labels).format(reviewer=reviewer), said.language
