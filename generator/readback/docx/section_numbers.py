"""Numbers of headings, and of the paragraphs that are counted with them: part of what is read.

Word numbers headings by a multilevel list, usually one whose levels are tied to their styles (ISO
29500-1, 17.9.23). A paragraph in a list that has headings is no item: it goes on counting below
the heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.readback.docx.numbering import Counters, Instance, Numbering
from generator.readback.docx.package import Element, W, child, number, value
from generator.readback.docx.styles import StyleSheet, heading_level

_DEEPEST = 8
"""The last level of a list (ISO 29500-1, 17.9.3)."""


def place_in_numbering(
    paragraph: Element, styles: StyleSheet, numbering: Numbering
) -> tuple[str | None, int]:
    """The instance and level of a paragraph: its own, else those of its style."""
    style = styles.paragraph(paragraph)
    own = child(paragraph, "pPr", "numPr")
    instance = value(child(own, "numId")) or style.instance
    level = value(child(own, "ilvl"))
    if numbering.instance(instance) is None:
        return None, 0
    if level is None:
        return instance, style.level or 0
    return instance, min(max(number(level) or 0, 0), _DEEPEST)


def section_numbers(
    root: Element, styles: StyleSheet, numbering: Numbering
) -> Iterator[tuple[Element, str]]:
    """The paragraphs of a part that have such a number, each with the number as Word shows it."""
    if not any(_is_heading(paragraph, styles) for paragraph in _numbered(root, styles)):
        return
    places = list(_places(root, styles, numbering))
    shared = {place.instance.definition for place in places if _is_heading(place.paragraph, styles)}
    counters = Counters(numbering)
    for each in places:
        counters.advance(each.identifier, each.level)
        if each.instance.definition in shared and each.instance.level(each.level).ordered:
            yield each.paragraph, counters.shown(each.identifier, each.level)


def _numbered(root: Element, styles: StyleSheet) -> Iterator[Element]:
    """Paragraphs with a number of their own, and the first of each style: most parts have none."""
    yield from root.iterfind(f".//{W}pPr/{W}numPr/../..")
    known: set[str | None] = set()
    for style in root.iter(W + "pStyle"):
        if value(style) not in known:
            known.add(value(style))
            paragraph = next(style.iterancestors(W + "p"))
            if styles.paragraph(paragraph).instance is not None:
                yield paragraph


@dataclass(frozen=True, slots=True)
class _Place:
    """A numbered paragraph with its instance and level."""

    paragraph: Element
    identifier: str
    instance: Instance
    level: int


def _places(root: Element, styles: StyleSheet, numbering: Numbering) -> Iterator[_Place]:
    for paragraph in root.iter(W + "p"):
        identifier, level = place_in_numbering(paragraph, styles, numbering)
        instance = numbering.instance(identifier)
        if identifier is not None and instance is not None:
            yield _Place(paragraph, identifier, instance, level)


def _is_heading(paragraph: Element, styles: StyleSheet) -> bool:
    own = child(paragraph, "pPr", "outlineLvl")
    return heading_level(own, styles.paragraph(paragraph).heading) is not None
