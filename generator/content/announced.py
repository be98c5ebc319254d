"""What a screen reader announces of a reading order: its words, and their roles, in order.

The wording of roles is Orca's, since Orca is what `tests/listening` runs; other screen readers
announce the same things in other words. Roles that belong to words follow them; containers are
announced where they begin and where they end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from generator import reading_order as order
from generator.content.added_text import AddedText
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.document.model import Document
from generator.document.words import Words, words_for
from generator.reading_order import Mark, Passage, ReadingOrder


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of an announcement: words in their language, or a role that Orca adds."""

    text: str
    role: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is announced of one block, cell or edge of a container; `place` as in its block."""

    said: tuple[Said, ...]
    place: str = ""

    @property
    def text(self) -> str:
        """The announcement as a line, roles in square brackets."""
        pieces = (f"[{each.text}]" if each.role else each.text for each in self.said)
        return " ".join(" ".join(pieces).split())


BLANK = "blank"
"""What is announced of an empty cell or item."""


def announced(found: ReadingOrder, words: Words | None = None) -> tuple[Announcement, ...]:
    """What Orca announces of `found`, block by block.

    `words` are those of the document's language where they are not the same as the file's.
    """
    writer = _Writer(words or words_for(found.language or ""))
    return tuple(writer.blocks(found.blocks, ()))


def announced_page(document: Document, added_text: AddedText) -> tuple[Announcement, ...]:
    """What Orca announces of a document's web page, landmarks included."""
    found = expected_order(document, added_text, FORMATS["html"])
    writer = _Writer(added_text.words)
    end = len(found.blocks) - _closing_blocks(added_text)
    begin = 1 + len(added_text.masthead)
    skip, head, main = found.blocks[:1], found.blocks[1:begin], found.blocks[begin:end]
    footer = found.blocks[end:]
    return (
        *writer.blocks(skip, ()),
        *([_edge("banner", "")] if head else []),
        *writer.blocks(head, ()),
        _edge("main content", ""),
        *writer.main(main),
        _edge("leaving main content.", ""),
        *([_edge("information", "")] if footer else []),
        *writer.blocks(footer, ()),
    )


def _closing_blocks(added_text: AddedText) -> int:
    """How many blocks a web page has after its main content."""
    formats, contact = bool(added_text.siblings), len(added_text.contact)
    label = bool(formats or contact)
    own = bool(added_text.licence) + len(added_text.imprint)
    return label + 2 * formats + (1 + contact if contact else 0) + own


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Words

    def blocks(self, given: order.Blocks, around: tuple[str, ...]) -> Iterator[Announcement]:
        """The announcements of blocks within the containers `around`."""
        for notes, group in groupby(given, key=lambda block: isinstance(block, order.Note)):
            if notes:
                yield from self._notes([each for each in group if isinstance(each, order.Note)])
            else:
                for block in group:
                    yield from self._block(block, around)

    def main(self, given: order.Blocks) -> Iterator[Announcement]:
        """The announcements of a page's main content, its landmarks included."""
        rest = list(given)
        contents = order.Heading(2, order.Passage(self.words.saying("contents").contents))
        for index, block in enumerate(rest[:-1]):
            entries = rest[index + 1]
            if (
                isinstance(block, order.Heading)
                and block.words == contents.words
                and (isinstance(entries, order.List) and not block.place)
            ):
                yield from self.blocks(tuple(rest[:index]), ())
                yield _edge("navigation", "")
                yield from self.blocks((block,), ())
                yield from self._contents(entries)
                yield _edge("leaving list.", "")
                yield _edge("leaving navigation.", "")
                rest = rest[index + 2 :]
                break
        yield from self.blocks(tuple(rest), ())
        if any(isinstance(block, order.Note) for block in rest):
            yield _edge("leaving endnotes.", "")

    def _block(self, block: order.Block, around: tuple[str, ...]) -> Iterator[Announcement]:
        match block:
            case order.Heading(level=level, words=words, place=place):
                yield Announcement(
                    (*self._said(words, block.language), _role(f"heading level {level}")), place
                )
            case order.Paragraph(words=words, place=place):
                yield Announcement(self._said(words, block.language), place)
            case order.Code(text=text, place=place):
                yield Announcement((Said(text, language=block.language),), place)
            case order.List():
                yield from self._list(block, around)
            case order.DefinitionList():
                yield from self._definitions(block, around)
            case order.Table():
                yield from self._table(block)
            case order.Figure():
                yield from self._figure(block)
            case order.Group(role=order.Role.CALLOUT):
                yield _edge("comment", block.place)  # so Orca calls ARIA's role “note”
                yield from self.blocks(block.blocks, around)
            case order.Group(blocks=inner, place=place):
                yield Announcement(_entered("block quote", "quote", around), place)
                yield from self.blocks(inner, (*around, "quote"))
                yield _edge("leaving blockquote.", place)
            case order.Break(place=place):
                yield _edge("separator", place)
            case order.Note():
                yield from self._notes([block])

    # Lists -----------------------------------------------------------------------------------

    def _list(self, block: order.List, around: tuple[str, ...]) -> Iterator[Announcement]:
        entered = _entered(f"List with {_count(len(block.items), 'item')}", "list", around)
        yield Announcement(entered, block.place)
        for item in block.items:
            mark = (
                _role("bullet") if item.number is None else Said(item.marker or f"{item.number}.")
            )
            yield from _marked(mark, self.blocks(item.blocks, (*around, "list")), item.place)
        yield _edge("leaving list.", block.place)

    def _contents(self, entries: order.List) -> Iterator[Announcement]:
        """Lists without marks: Orca announces where they end, not where they begin."""
        for item in entries.items:
            for inner in item.blocks:
                if isinstance(inner, order.List):
                    yield from self._contents(inner)
                else:
                    yield from self.blocks((inner,), ())

    def _notes(self, notes: Sequence[order.Note]) -> Iterator[Announcement]:
        yield _edge(f"List with {_count(len(notes), 'item')}", notes[0].place)
        for note in notes:
            inner = (*self.blocks(note.blocks, ("list",)), self._links_back(note))
            yield from _marked(Said(f"{note.label}."), inner, note.place)
        yield _edge("leaving list.", notes[-1].place)

    def _links_back(self, note: order.Note) -> Announcement:
        words = self.words.saying("back_to_text", "back_to_call", "note", "separator")
        said: list[Said] = []
        for occurrence in range(1, note.back_links + 1):
            once = note.back_links == 1
            back = words.back_to_text if once else words.back_to_call
            name = words.separator.join(
                (back.format(occurrence=occurrence), words.note.format(number=note.label))
            )
            said += Said(name, language=words.language), _role("link")
        return Announcement(tuple(said), note.place)

    def _definitions(
        self, block: order.DefinitionList, around: tuple[str, ...]
    ) -> Iterator[Announcement]:
        terms = sum(isinstance(entry, order.Term) for entry in block.entries)
        yield _edge(f"Description list with {_count(terms, 'term')}", block.place)
        for entry in block.entries:
            match entry:
                case order.Term(words=words, place=place):
                    yield Announcement(
                        (*self._said(words, entry.language), _role("description term")), place
                    )
                case order.Definition(blocks=inner, place=place):
                    yield _edge("description value", place)
                    yield from self.blocks(inner, around)
        yield _edge("leaving list.", block.place)

    # Tables and figures ----------------------------------------------------------------------

    def _table(self, table: order.Table) -> Iterator[Announcement]:
        size = f"{_count(len(table.rows), 'row')} {_count(_columns(table), 'column')}"
        caption = () if table.caption is None else self._said(table.caption, table.language)
        yield Announcement((*caption, _role(f"table with {size}")), table.place)
        for row in table.rows:
            for cell in row.cells:
                said = self._said(cell.words, table.language) or (_role(BLANK),)
                header = () if cell.scope is None else (_role(_HEADERS[cell.scope]),)
                yield Announcement((*said, *header), row.place)
        yield _edge("leaving table.", table.place)

    def _figure(self, figure: order.Figure) -> Iterator[Announcement]:
        yield _edge("figure", figure.place)
        link = () if figure.link is None else (_role("link"),)
        picture = (Said(figure.alternative or "", language=figure.language), _role("image"), *link)
        yield Announcement(picture, figure.place)
        if figure.caption is not None:
            yield Announcement(
                (*self._said(figure.caption, figure.language), _role("caption")), figure.place
            )
        yield _edge("leaving figure.", figure.place)

    # Words -----------------------------------------------------------------------------------

    def _said(self, passage: Passage, language: str | None) -> tuple[Said, ...]:
        """The words, cut where a mark begins or ends, each link's followed by its role."""
        said: list[Said] = []
        for start, end in pairwise(sorted(_cuts(passage))):
            over = [each for each in passage.marks if each.start <= start and end <= each.end]
            begun = [each.mark for each in over if each.start == start]
            ended = [each.mark for each in reversed(over) if each.end == end]
            said += [_role(_BEFORE[mark]) for mark in begun if mark in _BEFORE]
            said += self._stretch(passage.text[start:end], [each.mark for each in over], language)
            said += [_role(after) for mark in ended if (after := _after(mark))]
        return tuple(said)

    def _stretch(self, text: str, marks: list[Mark], language: str | None) -> Iterator[Said]:
        spoken = next((mark.tag for mark in marks if isinstance(mark, order.InLanguage)), language)
        if text != order.OBJECT:
            yield Said(text, language=spoken)
            return
        for mark in marks:
            match mark:
                case order.Picture(alternative=alternative):
                    yield Said(alternative, language=spoken)
                    yield _role("image")
                case order.Call(label=label):
                    words = self.words.saying("note")
                    yield Said(words.note.format(number=label), language=words.language)
                    yield _role("link")


_HEADERS: dict[order.Scope, str] = {
    "col": "column header",
    "row": "row header",
    "both": "column header",
}
_BEFORE: dict[Mark, str] = {
    order.Style.STRUCK: "deletion start",
    order.Style.RAISED: "superscript",
    order.Style.LOWERED: "subscript",
}
_AFTER: dict[Mark, str] = {order.Style.STRUCK: "deletion end"}


def _after(mark: Mark) -> str | None:
    return "link" if isinstance(mark, order.LinkTo | order.LinkWithin) else _AFTER.get(mark)


def _role(text: str) -> Said:
    return Said(text, role=True)


def _edge(text: str, place: str) -> Announcement:
    return Announcement((_role(text),), place)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _columns(table: order.Table) -> int:
    return max((sum(cell.columns for cell in row.cells) for row in table.rows), default=0)


def _entered(announcement: str, kind: str, around: tuple[str, ...]) -> tuple[Said, ...]:
    depth = around.count(kind)
    nesting = (_role(f"Nesting level {depth}"),) if depth else ()
    return (_role(announcement), *nesting)


def _marked(mark: Said, inner: Iterable[Announcement], place: str) -> Iterator[Announcement]:
    """The announcements of an item, the first of them after the item's bullet or number."""
    announcements = iter(inner)
    first = next(announcements, Announcement((_role(BLANK),), place))
    yield replace(first, said=(mark, *first.said))
    yield from announcements


def _cuts(passage: Passage) -> set[int]:
    """Where an element may begin or end: at the ends, at marks, and on both sides of an object."""
    cuts = {0, len(passage.text)} if passage.text else set()
    cuts |= {edge for each in passage.marks for edge in (each.start, each.end)}
    return cuts
