"""A whole file: body, notes, running heads, and what the file says of itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.readback.docx import revisions
from generator.readback.docx.flat_blocks import Leaf, captioned, with_contents
from generator.readback.docx.flow import Flow
from generator.readback.docx.labels import note_labels
from generator.readback.docx.nesting import nested
from generator.readback.docx.numbering import Counters, Numbering
from generator.readback.docx.package import Element, Package, Part, W, child, local, on, value
from generator.readback.docx.section_numbers import section_numbers
from generator.readback.docx.styles import StyleSheet
from generator.readback.docx.text import Notes, Story
from generator.reading_order import (
    Block,
    Fault,
    Note,
    Property,
    ReadingOrder,
    ShownPicture,
    Table,
    fold,
    landing_words,
)


def read_back(data: bytes) -> ReadingOrder:
    """What a reader of a DOCX meets, in order. Raises UnreadableError if it is none."""
    return read(Package(data))


def read(package: Package) -> ReadingOrder:
    """The same of an open package."""
    return _File(package).order()


def properties(package: Package) -> Iterator[Property]:
    """What a file says of itself; properties that somebody invented by their own names."""
    for part in package.stated():
        for each in part.root:
            name = each.get("name") or local(each)
            yield Property(name, (fold("".join(each.itertext())),))


@dataclass(slots=True)
class _File:
    """A file on its way."""

    package: Package
    styles: StyleSheet = field(init=False)
    numbering: Numbering = field(init=False)
    notes: Notes = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    pictures: list[ShownPicture] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    numbers: dict[Element, str] = field(default_factory=dict)
    _bookmarks: dict[str, tuple[Part, Element]] = field(default_factory=dict)
    _landings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what paragraphs refer to: styles, numbering, notes' labels, bookmarks."""
        main = self.package.main
        styles = self.package.beside(main, "styles")
        numbering = self.package.beside(main, "numbering")
        root = None if styles is None else styles.root
        self.styles = StyleSheet(root)
        self.numbering = Numbering(None if numbering is None else numbering.root)
        settings = self.package.beside(main, "settings")
        self.notes = note_labels(main.root, None if settings is None else settings.root)
        for part in self._text_parts():
            self._find_bookmarks(part)
            self.numbers.update(section_numbers(part.root, self.styles, self.numbering))

    def order(self) -> ReadingOrder:
        """The reading order of the whole."""
        main = self.package.main
        body = child(main.root, "body")
        blocks = () if body is None else self._blocks(main, body)
        notes = tuple(self._notes())
        self.faults += self._left_by_editors()
        return ReadingOrder(
            title=fold(self._property("title")),
            language=self._language(),
            blocks=(*blocks, *notes),
            artifacts=tuple(dict.fromkeys(self._artifacts())),
            faults=tuple(self.faults),
            pictures=tuple(self.pictures),
        )

    def _left_by_editors(self) -> Iterator[Fault]:
        main = self.package.main
        remarks = self.package.beside(main, "comments")
        if remarks is not None:
            yield from revisions.comments(main, remarks)
        for part in self._text_parts():
            yield from revisions.tracked_changes(part)

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

    def _artifacts(self) -> Iterator[str]:
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
        digest = self.package.digest
        return Story(part, self.styles, self.notes, self._landing, digest, self.numbers)

    def _blocks(self, part: Part, element: Element) -> tuple[Block, ...]:
        story = self._story(part)
        reader = Flow(story, self.styles, self.numbering, Counters(self.numbering))
        leaves = list(reader.leaves(element))
        self.pictures += story.pictures
        for label, count in story.calls.items():
            self.calls[label] = self.calls.get(label, 0) + count
        for how, words in story.hidden:
            self.faults.append(Fault(part.path, "invisible-text", f"{how}: “{words[:60]}”"))
        leaves = captioned(leaves)
        self.faults += [_unseen_caption(part, leaf) for leaf in leaves if leaf.unseen_caption]
        return nested(with_contents(leaves))

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
                    self._check_mark(element, found[-1])
                elif value(element, "type") in {None, "normal"} and blocks:
                    message = f"the note with id {key[1]} is called nowhere"
                    self.faults.append(Fault(part.path, "invisible-text", message))
        for note in sorted(found, key=lambda note: note.back_links):
            yield dataclasses.replace(note, back_links=self.calls.get(note.label, 0))

    def _check_mark(self, element: Element, note: Note) -> None:
        """A note shows its label, by which Word leads back: as a mark, or in words of its own."""
        words = "".join(text.text or "" for text in element.iter(W + "t")).strip()
        marks = element.iter(W + "footnoteRef", W + "endnoteRef")
        if next(marks, None) is None and not words.startswith(note.label):
            message = f"note {note.label} (“{words[:60]}”) does not show its number"
            self.faults.append(Fault(note.place, "label", message))

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


def _unseen_caption(part: Part, leaf: Leaf) -> Fault:
    assert isinstance(leaf.block, Table)  # noqa: S101 (only tables have such a property)
    words = leaf.block.caption.text if leaf.block.caption else ""
    message = f"the caption “{words[:60]}” is a property of the table, and not shown"
    return Fault(leaf.block.place or part.path, "invisible-text", message)


def _paragraph_of(start: Element) -> Element | None:
    """The paragraph around a bookmark's start, else the next one."""
    for each in start.iterancestors(W + "p"):
        return each
    return next(_following(start), None)


def _following(start: Element) -> Iterator[Element]:
    for each in start.itersiblings():
        yield from each.iter(W + "p")
