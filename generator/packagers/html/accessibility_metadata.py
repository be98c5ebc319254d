"""What may truly be said about a document's accessibility, in the words of schema.org.

The vocabulary is https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary/.
HTML (JSON-LD) and EPUB (package metadata) say the same, but for what only one of them has.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.model import (
    AlternativeText,
    Decorative,
    Document,
    Forgotten,
    Heading,
    Image,
)
from generator.document.walk import blocks, inlines


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
