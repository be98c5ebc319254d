"""A whole file: body, notes, running heads, and what the file says of itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.readback.docx import tables, visibility
from generator.readback.docx.labels import note_labels
from generator.readback.docx.leaves import Leaf, Numbered, Role, captioned, with_contents
from generator.readback.docx.nesting import nested
from generator.readback.docx.numbering import Numbering
from generator.readback.docx.package import Element, Package, Part, W, child, local, on, value
from generator.readback.docx.styles import StyleSheet, indentation
from generator.readback.docx.text import Event, Notes, Object, ParagraphText, Story, Words
from generator.reading_order import (
    Block,
    Break,
    Code,
    Fault,
    Figure,
    Heading,
    LinkTo,
    LinkWithin,
    Note,
    Paragraph,
    Passage,
    PassageBuilder,
    Picture,
    ReadingOrder,
    fold,
    landing_words,
)


def read_back(data: bytes) -> ReadingOrder:
    """What a reader of a DOCX meets, in order. Raises ValueError if it is none."""
    return _File(Package(data)).order()


@dataclass(slots=True)
class _File:
    """A file on its way."""

    package: Package
    styles: StyleSheet = field(init=False)
    numbering: Numbering = field(init=False)
    notes: Notes = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    _bookmarks: dict[str, tuple[Part, Element]] = field(default_factory=dict)
    _landings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what paragraphs refer to: styles, numbering, notes' labels, bookmarks."""
        main = self.package.main
        styles = self.package.beside(main, "styles")
        numbering = self.package.beside(main, "numbering")
        root = None if styles is None else styles.root
        self.styles = StyleSheet(root)
        self.numbering = Numbering(None if numbering is None else numbering.root, root)
        settings = self.package.beside(main, "settings")
        self.notes = note_labels(main.root, None if settings is None else settings.root)
        for part in self._text_parts():
            self._find_bookmarks(part)

    def order(self) -> ReadingOrder:
        """The reading order of the whole."""
        main = self.package.main
        body = child(main.root, "body")
        blocks = () if body is None else self._blocks(main, body)
        notes = tuple(self._notes())
        return ReadingOrder(
            title=fold(self._property("title")),
            language=self._language(),
            blocks=(*blocks, *notes),
            furniture=tuple(dict.fromkeys(self._furniture())),
            faults=tuple(self.faults),
        )

    # What the file says of itself --------------------------------------------------------------

    def _property(self, name: str) -> str:
        core = self.package.core
        if core is None:
            return ""
        return next((each.text or "" for each in core.root.iter() if local(each) == name), "")

    def _language(self) -> str | None:
        tongue = self.styles.tongue(None)
        body = child(self.package.main.root, "body", "sectPr", "bidi")
        spoken = tongue.complex if on(body) else tongue.latin
        return spoken or self._property("language") or None

    def _text_parts(self) -> Iterator[Part]:
        yield self.package.main
        for kind in ("footnotes", "endnotes"):
            part = self.package.beside(self.package.main, kind)
            if part is not None:
                yield part

    def _furniture(self) -> Iterator[str]:
        main = self.package.main
        for kind in ("header", "footer"):
            for path in dict.fromkeys(main.related(kind)):
                part = self.package.part(path)
                story = self._story(part)
                for paragraph in part.root.iter(W + "p"):
                    words = fold(story.paragraph(paragraph).passage().text)
                    if words:
                        yield words

    # Stories -----------------------------------------------------------------------------------

    def _story(self, part: Part) -> Story:
        return Story(part, self.styles, self.notes, self._landing)

    def _blocks(self, part: Part, element: Element) -> tuple[Block, ...]:
        story = self._story(part)
        reader = Flow(story, self.styles, self.numbering.fresh())
        leaves = list(reader.leaves(element))
        for label, count in story.calls.items():
            self.calls[label] = self.calls.get(label, 0) + count
        for how, words in story.hidden:
            self.faults.append(Fault(part.path, "invisible-text", f"{how}: “{words[:60]}”"))
        return nested(with_contents(captioned(leaves)))

    def _notes(self) -> Iterator[Note]:
        """Notes in the order of their labels; reading one may call another."""
        found: list[Note] = []
        order = list(self.notes.labels)
        for kind in ("footnote", "endnote"):
            part = self.package.beside(self.package.main, f"{kind}s")
            for element in [] if part is None else part.root.iterfind(W + kind):
                assert part is not None  # noqa: S101 (there are elements)
                key = kind, value(element, "id") or ""
                label = self.notes.labels.get(key)
                blocks = self._blocks(part, element)
                if label is not None:
                    found.append(Note(label, blocks, order.index(key), f"{kind} {label}"))
                elif value(element, "type") in {None, "normal"} and blocks:
                    message = f"the note with id {key[1]} is called nowhere"
                    self.faults.append(Fault(part.path, "invisible-text", message))
        for note in sorted(found, key=lambda note: note.back_links):
            yield dataclasses.replace(note, back_links=self.calls.get(note.label, 0))

    # Bookmarks ---------------------------------------------------------------------------------

    def _find_bookmarks(self, part: Part) -> None:
        for start in part.root.iter(W + "bookmarkStart"):
            name = value(start, "name")
            paragraph = _paragraph_of(start)
            if name and paragraph is not None:
                self._bookmarks.setdefault(name, (part, paragraph))

    def _landing(self, name: str) -> str:
        """The first words of the block that holds a bookmark, "" if there is none."""
        known = self._landings.get(name)
        if known is None:
            self._landings[name] = ""  # a link in the block itself would come back here
            known = self._landings[name] = self._landing_words(name)
        return known

    def _landing_words(self, name: str) -> str:
        if name not in self._bookmarks:
            return ""
        part, paragraph = self._bookmarks[name]
        return landing_words(self._story(part).paragraph(paragraph).passage().text)


def _paragraph_of(start: Element) -> Element | None:
    """The paragraph around a bookmark's start, else the next one."""
    for each in start.iterancestors(W + "p"):
        return each
    return next(_following(start), None)


def _following(start: Element) -> Iterator[Element]:
    for each in start.itersiblings():
        yield from each.iter(W + "p")


@dataclass(slots=True)
class Flow:
    """Paragraphs and tables of one story, as leaves."""

    story: Story
    styles: StyleSheet
    numbering: Numbering
    _paragraphs: int = 0
    _tables: int = 0

    def leaves(self, element: Element) -> Iterator[Leaf]:
        """The leaves in `element`, in order; text boxes follow the paragraph that holds them."""
        for each in element:
            name = local(each)
            if name == "p":
                yield self._paragraph(each)
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
        if style.heading is not None:
            words = text.passage()
            block: Block | None = Heading(
                style.heading, words, place, text.language, _direction(text)
            )
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
        sides = [child(borders, side) for side in ("bottom", "top")]
        return any(value(side) not in {None, "none", "nil"} for side in sides)

    def _placed(self, paragraph: Element) -> Leaf:
        """Where the paragraph stands; its block is still to come."""
        style = self.styles.paragraph(paragraph)
        own = indentation(child(paragraph, "pPr", "ind"))
        instance, level = self._numbering(paragraph)
        keep_next = bool(on(self.styles.paragraph_property(paragraph, "keepNext")))
        leaf = Leaf(None, quotes=style.quotes, keep_next=keep_next)
        if instance is None:
            left = style.left if own is None else own
            shift = left if style.listed else left - style.left
            return dataclasses.replace(leaf, shift=shift)
        known = self.numbering.instance(instance)
        assert known is not None  # noqa: S101 (asked in _numbering)
        definition = known.level(level)
        left = own if own is not None else definition.left
        shift = (style.left if left is None else left) - style.quote_left
        if definition.silent:
            return dataclasses.replace(leaf, shift=shift)
        number = self.numbering.advance(instance, level)
        numbered = Numbered(instance, level, number if definition.ordered else None)
        return dataclasses.replace(leaf, shift=shift, numbered=numbered)

    def _numbering(self, paragraph: Element) -> tuple[str | None, int]:
        """The instance and level of a paragraph: its own, else those of its style."""
        style = self.styles.paragraph(paragraph)
        own = child(paragraph, "pPr", "numPr")
        instance = value(child(own, "numId")) or style.instance
        level = value(child(own, "ilvl"))
        if self.numbering.instance(instance) is None:
            return None, 0
        if level is None:
            return instance, style.level or 0
        return instance, int(level)

    # Tables ------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Leaf:
        self._tables += 1
        first = next(table.iter(W + "p"), None)
        language = None if first is None else self.story.language(first)
        style = None if first is None else self.styles.paragraph(first)
        quotes = 0 if style is None else style.quotes
        quote_left = 0 if style is None else style.quote_left

        def words(cell: Element, backdrop: visibility.Colour | None) -> Passage:
            return self._cell(cell, backdrop, language)

        return Leaf(
            tables.read_table(table, self.styles, words, f"table {self._tables}", language),
            shift=tables.left(table) - quote_left,
            slack=_TABLE_SLACK,
            quotes=quotes,
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


_WRAPPERS = frozenset("sdt sdtContent customXml ins moveTo smartTag AlternateContent Choice".split())

_TABLE_SLACK = 130
"""Programs differ in whether a table's indentation counts to its border or to its text."""


def _in_cell(paragraph: Element) -> bool:
    """True for paragraphs of the cell itself and of tables in it, not of text boxes."""
    return not any(local(each) == "txbxContent" for each in paragraph.iterancestors())


def _direction(text: ParagraphText) -> Literal["ltr", "rtl"]:
    return "rtl" if text.right_to_left else "ltr"


def _figure(text: ParagraphText, place: str) -> Figure | None:
    """A picture alone in its paragraph, if the paragraph is one."""
    events = [event for event in text.events if not _blank(event)]
    if len(events) != 1 or not isinstance(events[0], Object):
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
