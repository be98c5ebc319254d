"""Paragraphs and tables of one part, as leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.readback.docx import tables, visibility
from generator.readback.docx.events import Event, Object, Words
from generator.readback.docx.flat_blocks import Leaf, Numbered, Role
from generator.readback.docx.numbering import Counters, Numbering
from generator.readback.docx.package import Element, W, child, local, on, value
from generator.readback.docx.section_numbers import place_in_numbering
from generator.readback.docx.styles import StyleSheet, hanging, heading_level, indentation
from generator.readback.docx.text import ParagraphText, Story
from generator.reading_order import (
    Block,
    Break,
    Code,
    Figure,
    Heading,
    LinkTo,
    LinkWithin,
    Paragraph,
    Passage,
    PassageBuilder,
    Picture,
    fold,
)


@dataclass(slots=True)
class Flow:
    """Paragraphs and tables of one story, as leaves."""

    story: Story
    styles: StyleSheet
    numbering: Numbering
    counters: Counters
    _paragraphs: int = 0
    _tables: int = 0

    def leaves(self, element: Element) -> Iterator[Leaf]:
        """The leaves in `element`, in order; text boxes follow the paragraph that holds them."""
        for each in element:
            name = local(each)
            if name == "p":
                yield from self._with_rules(each, self._paragraph(each))
                yield from self._boxes()
            elif name == "tbl":
                yield self._table(each)
                yield from self._boxes()
            elif name in _WRAPPERS:
                yield from self.leaves(each)

    def _boxes(self) -> Iterator[Leaf]:
        boxes, self.story.boxes[:] = list(self.story.boxes), []
        for box in boxes:
            yield from self.leaves(box)

    # Paragraphs --------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element) -> Leaf:
        self._paragraphs += 1
        style = self.styles.paragraph(paragraph)
        text = self.story.paragraph(paragraph)
        leaf = self._placed(paragraph)
        place = f"paragraph {self._paragraphs}"
        level = heading_level(child(paragraph, "pPr", "outlineLvl"), style.heading)
        if level is not None:
            words = text.passage()
            block: Block | None = Heading(level, words, place, text.language, _direction(text))
            return dataclasses.replace(leaf, block=block, numbered=None)
        block = self._block(paragraph, text, place)
        role = Role.PLAIN
        if block is None and not text.events:
            role = Role.EMPTY
        elif style.caption and isinstance(block, Paragraph):
            role = Role.CAPTION
        elif style.contents is not None and isinstance(block, Paragraph):
            role = Role.CONTENTS
        return dataclasses.replace(leaf, block=block, role=role, level=style.contents or 0)

    def _with_rules(self, paragraph: Element, leaf: Leaf) -> Iterator[Leaf]:
        """A paragraph, and the thematic breaks that its own borders above and below draw.

        So Word itself writes a line of hyphens. A border on each side is a box, no break.
        """
        borders = child(paragraph, "pPr", "pBdr")
        boxed = any(_drawn(child(borders, side)) for side in ("left", "right", "start", "end"))
        if leaf.block is None or isinstance(leaf.block, Break | Code) or boxed:
            yield leaf
            return
        rule = Leaf(Break(f"paragraph {self._paragraphs}"), Role.PLAIN, leaf.shift, leaf.slack)
        rule = dataclasses.replace(rule, around=leaf.around)
        if _drawn(child(borders, "top")):
            yield rule
        yield leaf
        if _drawn(child(borders, "bottom")):
            yield rule

    def _block(self, paragraph: Element, text: ParagraphText, place: str) -> Block | None:
        if text.code:
            return Code(text.exact(), place, text.spoken())
        figure = _figure(text, place)
        if figure is not None:
            return figure
        words = text.passage()
        if words.text:
            return Paragraph(words, place, text.language, _direction(text))
        ruled = text.rule or (not text.events and self._ruled(paragraph))
        return Break(place) if ruled else None

    def _ruled(self, paragraph: Element) -> bool:
        borders = self.styles.paragraph_property(paragraph, "pBdr")
        return any(_drawn(child(borders, side)) for side in ("bottom", "top"))

    def _placed(self, paragraph: Element) -> Leaf:
        """Where the paragraph stands; its block is still to come."""
        style = self.styles.paragraph(paragraph)
        direct = child(paragraph, "pPr", "ind")
        own = indentation(direct)
        keep_next = bool(on(self.styles.paragraph_property(paragraph, "keepNext")))
        leaf = Leaf(None, around=style.around, keep_next=keep_next)
        instance, level = place_in_numbering(paragraph, self.styles, self.numbering)
        known = self.numbering.instance(instance)
        if instance is None or known is None:
            left = style.left if own is None else own
            return dataclasses.replace(leaf, shift=left if style.listed else left - style.left)
        definition = known.level(level)
        inherited = style.left if definition.left is None else definition.left
        shift = (inherited if own is None else own) - style.group_left
        if definition.silent:
            if own is None and definition.left is not None:
                shift = definition.left  # in place of the style's indentation, a quotation's too
            return dataclasses.replace(leaf, shift=shift)
        count = self.counters.advance(instance, level)
        outside = hanging(direct)
        marker = shift - (definition.hanging if outside is None else outside)
        if paragraph in self.story.numbers:
            return dataclasses.replace(leaf, shift=marker)
        shown = self.counters.shown(instance, level)
        ordinal = count if definition.ordered else None
        numbered = Numbered(instance, level, ordinal, marker, shown)
        return dataclasses.replace(leaf, shift=shift, numbered=numbered)

    # Tables ------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Leaf:
        self._tables += 1
        first = next(table.iter(W + "p"), None)
        language = None if first is None else self.story.language(first)
        style = None if first is None else self.styles.paragraph(first)
        around = () if style is None else style.around
        group_left = 0 if style is None else style.group_left

        def words(cell: Element, backdrop: visibility.Colour | None) -> Passage:
            return self._cell(cell, backdrop, language)

        return Leaf(
            tables.read_table(table, self.styles, words, f"table {self._tables}", language),
            shift=tables.left(table) - group_left,
            slack=_TABLE_SLACK,
            around=around,
            title=tables.title(table),
        )

    def _cell(
        self, cell: Element, backdrop: visibility.Colour | None, language: str | None
    ) -> Passage:
        """A cell's words: those of its paragraphs, with breaks between them."""
        builder = PassageBuilder()
        paragraphs = [p for p in cell.iter(W + "p") if _in_cell(p)]
        for index, paragraph in enumerate(paragraphs):
            if index:
                builder.add_break()
            text = self.story.paragraph(paragraph, backdrop)
            text.write(builder, language)
        return builder.passage()


_WRAPPERS = frozenset(
    "sdt sdtContent customXml ins moveTo smartTag AlternateContent Choice".split()
)

_TABLE_SLACK = 130
"""Programs differ in whether a table's indentation counts to its border or to its text."""


def _in_cell(paragraph: Element) -> bool:
    """True for paragraphs of the cell itself and of tables in it, not of text boxes."""
    return not any(local(each) == "txbxContent" for each in paragraph.iterancestors())


def _drawn(border: Element | None) -> bool:
    return value(border) not in {None, "none", "nil"}


def _direction(text: ParagraphText) -> Literal["ltr", "rtl"]:
    return "rtl" if text.right_to_left else "ltr"


def _figure(text: ParagraphText, place: str) -> Figure | None:
    """A picture alone in its paragraph, if the paragraph is one."""
    events = [event for event in text.events if not _blank(event)]
    if text.number or len(events) != 1 or not isinstance(events[0], Object):
        return None
    event = events[0]
    if not isinstance(event.mark, Picture) or event.drawing is None:
        return None
    links = [mark for mark in event.marks if isinstance(mark, LinkTo | LinkWithin)]
    if len(text.passage().marks) > len(links) + 1:
        return None  # emphasised, or in another language: a picture in running text
    link = None
    for mark in links:
        link = mark.target if isinstance(mark, LinkTo) else f"#{mark.words}"
    alternative = event.drawing.description
    return Figure(alternative and fold(alternative), None, link, place, text.language)


def _blank(event: Event) -> bool:
    return isinstance(event, Words) and not event.text.strip()
