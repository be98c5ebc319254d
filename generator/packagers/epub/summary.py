"""The accessibility summary: what a reader may expect, in sentences (EPUB Accessibility 2.2).

English, whatever the document's language, until our own words (`generator.words`) have others.
"""

from __future__ import annotations

from generator.model import Document, Table
from generator.packagers.html.claims import Claims
from generator.walk import blocks

LANGUAGE = "en-GB"


def summary(document: Document, claims: Claims) -> str:
    """Only what is true of this document."""
    said = ["The text can be read aloud, in braille, enlarged and in any colours."]
    if "structuralNavigation" in claims.features:
        said.append("Headings and a table of contents lead through it.")
    if "pageNavigation" in claims.features:
        said.append("A page list follows the pages of the PDF edition.")
    if "alternativeText" in claims.features:
        said.append("Every picture that informs has alternative text.")
    elif "visual" not in claims.modes:
        said.append("There are no pictures that carry information.")
    if any(isinstance(block, Table) for block in blocks(document)):
        said.append("Tables have header cells.")
    if document.notes:
        said.append("Notes are linked in both directions.")
    said.append(_review(document.metadata.accessibility_reviewed_by))
    return " ".join(said)


def _review(reviewer: str | None) -> str:
    if reviewer:
        return f"Checked by machine, and reviewed by {reviewer}."
    return "Checked by machine only: no person has yet judged it against an accessibility standard."
