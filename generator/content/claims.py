"""What HTML (JSON-LD) and EPUB (package metadata) both say about a document's accessibility.

In the words of schema.org
(https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary/), and in sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.model import Document, Heading, Image, Metadata, Table
from generator.document.pictures import AlternativeText, Decorative, Forgotten
from generator.document.walk import blocks, inlines, plain_text
from generator.document.words import Words


@dataclass(frozen=True, slots=True)
class Claims:
    """Values of accessMode, accessModeSufficient, accessibilityFeature, accessibilityHazard."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]


def claims(
    document: Document, *, contents: bool, pages: bool = False, transformable: bool = True
) -> Claims:
    """What holds of `document`, in a format that has a list of contents, or of pages, or not.

    It is `transformable` where readers may have other sizes, fonts and colours.
    """
    images = [inline for inline in inlines(document) if isinstance(inline, Image)]
    shown = [image for image in images if not isinstance(image.alternative, Decorative)]
    described = bool(shown) and all(isinstance(i.alternative, AlternativeText) for i in shown)
    forgotten = any(isinstance(image.alternative, Forgotten) for image in shown)
    headings = any(isinstance(block, Heading) for block in blocks(document))
    features = {
        "alternativeText": described,
        "ARIA": True,
        "displayTransformability": transformable,
        "pageBreakMarkers": pages,
        "pageNavigation": pages,
        "readingOrder": True,
        "structuralNavigation": headings,
        "tableOfContents": contents,
    }
    return Claims(
        modes=("textual", "visual") if shown else ("textual",),
        sufficient=() if forgotten else ("textual",),
        features=tuple(name for name, true in features.items() if true),
        hazards=("none",),  # of moving pictures the source's reader keeps one frame
    )


def description(metadata: Metadata) -> str | None:
    """The summary of the front matter as plain words."""
    return None if metadata.summary is None else plain_text(metadata.summary)


def summary(document: Document, claims: Claims, words: Words) -> tuple[str, str]:
    """What a reader may expect, in sentences (EPUB Accessibility 2.2), and their language.

    Only what is true of this document, in our own words for its language.
    """
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
