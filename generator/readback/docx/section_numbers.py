"""Numbers of headings, and of the paragraphs that are counted with them: part of what is read.

Word numbers headings by a multilevel list whose levels are tied to their styles (ISO 29500-1,
17.9.23). A paragraph in such a list is no item: it goes on counting below the heading.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    if not any(_of_headings(each, styles) for each in numbering.instances()):
        return
    counters = Counters(numbering)
    for paragraph in root.iter(W + "p"):
        identifier, level = place_in_numbering(paragraph, styles, numbering)
        instance = numbering.instance(identifier)
        if identifier is None or instance is None:
            continue
        counters.advance(identifier, level)
        counted = _of_headings(instance, styles) or _is_heading(paragraph, styles)
        if counted and instance.level(level).ordered:
            yield paragraph, counters.shown(identifier, level)


def _of_headings(instance: Instance, styles: StyleSheet) -> bool:
    return any(styles.is_heading(level.style) for level in instance.levels.values())


def _is_heading(paragraph: Element, styles: StyleSheet) -> bool:
    own = child(paragraph, "pPr", "outlineLvl")
    return heading_level(own, styles.paragraph(paragraph).heading) is not None
