"""Reading order as a sequence of lines, one for each thing that a reader meets.

What the format cannot carry is left out, so that two sequences can be aligned and compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TypeVar
from urllib.parse import quote

from generator import reading_order as order
from generator.reading_order import Feature, Mark, Passage, Role

Fact = str | int | bool | tuple[str, ...] | None


class Edge(StrEnum):
    """Which end of what holds other things; such lines come in pairs."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A stretch of a line's words and its mark, as far as the format carries it.

    `nth` counts the places in the line that have these words, from 1.
    """

    words: str
    nth: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a reader meets: a leaf with its words, or an edge of what holds others.

    `words` align it; `facts` are the rest, by name; `marks` the facts about stretches of its
    words. `inside` are the first or last words in what has this edge, for messages.
    """

    role: Role
    words: str
    place: str
    facts: dict[str, Fact] = field(default_factory=dict)
    marks: tuple[MarkedWords, ...] = ()
    edge: Edge | None = None
    inside: str = ""
    passage: Passage | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What aligns it: the words of a leaf, or which edge it is."""
        return ("", self.words) if self.edge is None else (self.role, self.edge)


SEEN = frozenset(("pixels", "stretched", "drawn words", "drawn shapes", "marker", "kind"))
"""Facts about what is seen beside the words, which another program may draw as it likes."""


def with_words_inside(lines: list[Line]) -> list[Line]:
    """The lines, each edge with the words next to it inside."""
    for edge, indices in (
        (Edge.ENDS, range(len(lines))),
        (Edge.BEGINS, range(len(lines) - 1, -1, -1)),
    ):
        near = ""
        for index in indices:
            line = lines[index]
            near = line.words or near
            if line.edge is edge:
                lines[index] = Line(line.role, "", line.place, line.facts, (), edge, near)
    return lines


def written(lines: Iterable[order.TextLine]) -> Iterator[Line]:
    """Lines of plain text, each with its indentation and the blank lines before it."""
    blank = 0
    for line in lines:
        words = line.text.lstrip(" ")
        if words:
            indent = len(line.text) - len(words)
            yield Line(Role.LINE, words, line.place, {"indentation": indent, "blank lines": blank})
        blank = 0 if words else blank + 1


@dataclass(frozen=True, slots=True)
class Flattener:
    """Turns blocks into lines, leaving out what the format cannot carry.

    What it `dropped` of characters that have no glyph is kept, each once.
    """

    lacks: Collection[Feature]
    dropped: set[str] = field(default_factory=set)

    def lines(self, blocks: order.Blocks) -> Iterator[Line]:
        """Depth first, without recursion: lists may be 100 levels deep."""
        stack: list[Iterator[order.Block | order.ListItem | order.Definition | Line]] = [
            iter(blocks)
        ]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
            elif isinstance(node, Line):
                yield node
            else:
                stack.append(self._opened(node))

    def _opened(
        self, node: order.Block | order.ListItem | order.Definition
    ) -> Iterator[order.Block | order.ListItem | order.Definition | Line]:
        match node:
            case order.List():
                yield from _edged(Role.LIST, node.place, node.items, {"ordered": node.ordered})
            case order.ListItem():
                yield from _edged(Role.ITEM, node.place, node.blocks, _item_facts(node))
            case order.DefinitionList():
                yield Line(Role.DEFINITION_LIST, "", node.place, edge=Edge.BEGINS)
                for entry in node.entries:
                    if isinstance(entry, order.Term):
                        way = self._direction(entry.direction)
                        yield self._leaf(Role.TERM, entry.words, entry.place, entry.language, way)
                    else:
                        yield entry
                yield Line(Role.DEFINITION_LIST, "", node.place, edge=Edge.ENDS)
            case order.Definition():
                yield from _edged(Role.DEFINITION, node.place, node.blocks, {})
            case order.Group():
                kind: dict[str, Fact] = {} if node.kind is None else {"kind": node.kind}
                yield from _edged(node.role, node.place, node.blocks, kind)
            case order.Note():
                facts: dict[str, Fact] = {"label": node.label}
                if Feature.BACK_LINK not in self.lacks:
                    facts["links back"] = node.back_links
                yield from _edged(Role.NOTE, node.place, node.blocks, facts)
            case order.Table():
                yield from self._table(node)
            case order.Figure():
                yield from self._figure(node)
            case _:
                yield from self._words(node)

    def _words(
        self, node: order.Heading | order.Paragraph | order.Code | order.Break
    ) -> Iterator[Line]:
        match node:
            case order.Heading():
                yield self._leaf(
                    Role.HEADING,
                    node.words,
                    node.place,
                    node.language,
                    {"level": node.level, **self._direction(node.direction)},
                )
            case order.Paragraph() if not node.words.text.strip():
                pass  # white space is no words, in code spans and no-break spaces too
            case order.Paragraph():
                yield self._leaf(
                    Role.PARAGRAPH,
                    node.words,
                    node.place,
                    node.language,
                    self._direction(node.direction),
                )
            case order.Code():
                tag, _ = self._language(Passage(node.text), node.language)
                yield Line(Role.CODE, node.text, node.place, {"language": tag})
            case order.Break():
                if Feature.THEMATIC_BREAK not in self.lacks:
                    yield Line(Role.BREAK, "", node.place)

    def _table(self, table: order.Table) -> Iterator[Line]:
        yield Line(Role.TABLE, "", table.place, self._direction(table.direction), edge=Edge.BEGINS)
        if table.caption is not None:
            way = self._direction(table.caption_direction)
            yield self._leaf(Role.CAPTION, table.caption, table.place, table.language, way)
        for row in table.rows:
            cells = tuple(self._cell(cell, row, table) for cell in row.cells)
            yield from _edged(Role.ROW, row.place, cells, {"heading": row.heading})
        yield Line(Role.TABLE, "", table.place, edge=Edge.ENDS)

    def _cell(self, cell: order.Cell, row: order.Row, table: order.Table) -> Line:
        facts: dict[str, Fact] = {
            "header of": cell.scope,
            "columns": cell.columns,
            "rows": cell.rows,
        }
        corner = row.heading and not cell.words.text  # nothing to be headed
        if cell.scope is None and not corner:
            facts["headers"] = tuple(self._plain(header) for header in cell.headers)
        return self._leaf(Role.CELL, cell.words, row.place or table.place, table.language, facts)

    def _figure(self, figure: order.Figure) -> Iterator[Line]:
        words = "" if figure.alternative is None else self._plain(figure.alternative)
        facts: dict[str, Fact] = {
            "alternative text": figure.alternative is not None,
            "link": figure.link and address(figure.link),
            "language": self._language(Passage(words), figure.language)[0],
        }
        if figure.shown is not None:
            facts["pixels"] = "{} × {}".format(*figure.shown.pixels)
            facts["stretched"] = figure.shown.stretched
            facts |= _drawn(figure.shown.drawn)
        yield Line(Role.FIGURE, words, figure.place, facts)
        if figure.caption is not None:
            way = self._direction(figure.caption_direction)
            yield self._leaf(Role.CAPTION, figure.caption, figure.place, figure.language, way)

    def _direction(self, direction: order.Direction | None) -> dict[str, Fact]:
        return {} if Feature.DIRECTION in self.lacks else {"direction": direction}

    def _leaf(
        self,
        role: Role,
        passage: Passage,
        place: str,
        language: str | None,
        facts: dict[str, Fact] | None = None,
    ) -> Line:
        carried = self._carried(passage)
        tag, parts = self._language(carried, language)
        known = {**(facts or {}), "language": tag}
        marks = (*self._marks(carried), *parts)
        return Line(role, carried.text, place, known, marks, passage=carried)

    # Marks, as far as the format carries them

    def _marks(self, passage: Passage) -> Iterator[MarkedWords]:
        for marked in passage.marks:
            mark = self._carried_mark(marked.mark)
            if mark is not None:
                words = passage.text[marked.start : marked.end]
                nth = passage.text.count(words, 0, marked.start) + 1
                yield MarkedWords(words, nth, mark)

    def _carried_mark(self, mark: Mark) -> Mark | None:
        """What the format can say of it; None for nothing. Languages are compared as runs."""
        match mark:
            case order.Style():
                return None if _OPTIONAL.get(mark) in self.lacks else mark
            case order.InLanguage():
                return None
            case order.LinkTo(target=target, title=title):
                kept = None if Feature.LINK_TITLE in self.lacks else title or None
                return order.LinkTo(address(target), kept)
            case order.LinkWithin(words=words, title=title):
                kept = None if Feature.LINK_TITLE in self.lacks else title or None
                return order.LinkWithin(self._plain(words), kept)
            case order.Expansion(words=words):
                if Feature.EXPANSION in self.lacks:
                    return None
                return order.Expansion(self._plain(words))
            case order.Picture(alternative=alternative):
                return order.Picture(self._plain(alternative))
            case _:
                return mark

    def _language(
        self, passage: Passage, language: str | None
    ) -> tuple[str | None, list[MarkedWords]]:
        """The language of all words ("mixed" if several), and the words in each."""
        if Feature.LANGUAGE in self.lacks or not passage.text.strip(_SILENT):
            return None, []
        runs = list(_language_runs(passage, language))
        if len({tag for tag, _ in runs}) == 1:
            return runs[0][0], []
        return MIXED, [MarkedWords(words, 1, order.InLanguage(tag)) for tag, words in runs]

    # Words, as far as the format carries them

    def _plain(self, text: str) -> str:
        return "".join(self._carried_characters(text))

    def _carried(self, passage: Passage) -> Passage:
        """The passage without what the format does not carry."""
        given = self._untitled(passage) if Feature.LINK_TITLE in self.lacks else passage
        carried = "".join(self._carried_characters(given.text, given.marks))
        return passage if carried == passage.text and given is passage else self._rebuilt(given)

    def _carried_characters(self, text: str, marks: Iterable[order.Marked] = ()) -> list[str]:
        """Each character as the format carries it; "" where it does not."""
        carried = list(text)
        if Feature.IGNORABLE in self.lacks and (found := _IGNORABLE.findall(text)):
            self.dropped.update(found)
            carried = [without_ignorables(character) for character in carried]
            for match in _BESIDE_SPACES.finditer(text):
                if not self._in_code(match.start(), marks):
                    at = match.end() - 1 if match[0].endswith(" ") else match.start()
                    carried[at] = ""
        if Feature.PICTURE_BREAK in self.lacks:
            for match in order.PICTURE_BREAK.finditer(text):
                carried[match.start() : match.end()] = [""] * len(match[0])
        return carried

    def _in_code(self, at: int, marks: Iterable[order.Marked]) -> bool:
        """True where the format says that every space counts."""
        return Feature.CODE_SPAN not in self.lacks and any(
            marked.mark is order.Style.CODE and marked.start <= at < marked.end for marked in marks
        )

    def _rebuilt(self, passage: Passage) -> Passage:
        """The passage with its characters as the format carries them."""
        carried = self._carried_characters(passage.text, passage.marks)
        edges = {0, len(carried)} | {e for m in passage.marks for e in (m.start, m.end)}
        builder = order.PassageBuilder()
        for start, end in pairwise(sorted(edges)):
            marks = frozenset(m.mark for m in passage.marks if m.start <= start and end <= m.end)
            for index, words in enumerate("".join(carried[start:end]).split(order.BREAK)):
                if index:
                    builder.add_break(marks)
                builder.add(words, marks, exact=True)  # the passage is folded already
        return builder.passage()

    @staticmethod
    def _untitled(passage: Passage) -> Passage:
        """The passage with links that have no titles, so that equal ones join."""
        links = order.LinkTo | order.LinkWithin
        if not any(isinstance(m.mark, links) and m.mark.title for m in passage.marks):
            return passage
        return Passage(
            passage.text,
            tuple(
                order.Marked(m.start, m.end, replace(m.mark, title=None))
                if isinstance(m.mark, links)
                else m
                for m in passage.marks
            ),
        )


_OPTIONAL = {
    order.Style.EMPHASISED: Feature.EMPHASIS,
    order.Style.STRONG: Feature.EMPHASIS,
    order.Style.CODE: Feature.CODE_SPAN,
}
"""The styles that a format may be unable to carry."""

MIXED = "mixed"
"""The language of a line whose words are in several."""

T = TypeVar("T")


def _drawn(drawn: order.Drawn | None) -> dict[str, Fact]:
    """What is compared of a drawing."""
    facts: dict[str, Fact] = {}
    if drawn is not None and drawn.words is not None:
        facts["drawn words"] = drawn.words
    if drawn is not None and drawn.shapes is not None:
        facts["drawn shapes"] = drawn.shapes
    return facts


def _item_facts(item: order.ListItem) -> dict[str, Fact]:
    """The number of an item, and what is seen of it; a full stop after it is a matter of style."""
    facts: dict[str, Fact] = {"number": item.number}
    if item.marker is not None:
        said = "".join(each for each in item.marker if each.isalnum())
        brackets = said and item.marker.strip() in {f"{said})", f"({said})"}
        shown = item.marker.strip() if brackets else said
        facts["marker"] = shown or ("a bullet" if item.marker.strip() else "nothing")
    return facts


def _edged(
    role: Role, place: str, inner: tuple[T, ...], facts: dict[str, Fact]
) -> Iterator[T | Line]:
    yield Line(role, "", place, facts, edge=Edge.BEGINS)
    yield from inner
    yield Line(role, "", place, edge=Edge.ENDS)


def address(target: str) -> str:
    """An address as compared: an IRI and the URI that it stands for are one (RFC 3987, 3.1)."""
    if target.startswith("#"):
        return target
    return quote(_ASCII_HOST.sub(_as_written, target), safe=_URI)


_ASCII_HOST = re.compile(r"(?<=://)[^/?#:@]*\bxn--[^/?#:@]*")


def _as_written(match: re.Match[str]) -> str:
    """A host in its own letters; "xn--…" is how the network writes it (RFC 5891)."""
    try:
        return match[0].encode("ascii").decode("idna")
    except UnicodeError:
        return match[0]


_URI = "%:/?#[]@!$&'()*+,;=-._~"
"""RFC 3986's reserved and unreserved characters, and the sign of what is encoded already."""


_SILENT = f" \n{order.OBJECT}"

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt)."""

_BESIDE_SPACES = re.compile(
    f"(?:^|(?<=[ {order.BREAK}])){_IGNORABLE.pattern}+ | {_IGNORABLE.pattern}+(?=$|{order.BREAK})"
)
"""What leaves a space beside another, or at an end, once nothing is left between them."""


def without_ignorables(text: str) -> str:
    """Text without characters that have no glyph."""
    return _IGNORABLE.sub("", text)


def _language_runs(passage: Passage, language: str | None) -> Iterator[tuple[str, str]]:
    """Stretches of words in one language; white space and pictures belong to none."""
    parts = [marked for marked in passage.marks if isinstance(marked.mark, order.InLanguage)]
    spoken = (language or "no language").lower()
    if not parts:
        yield spoken, passage.text
        return
    tags = [spoken] * len(passage.text)
    for marked in parts:
        assert isinstance(marked.mark, order.InLanguage)  # noqa: S101 (narrowed above)
        width = marked.end - marked.start
        tags[marked.start : marked.end] = [marked.mark.tag.lower()] * width
    before = None
    for index, character in enumerate(passage.text):
        if character not in _SILENT:
            before = tags[index]
        elif before is not None:
            tags[index] = before
    for tag, run in groupby(zip(tags, passage.text, strict=True), key=lambda pair: pair[0]):
        words = order.fold("".join(c for _, c in run if c != order.OBJECT))
        if words:
            yield tag, words
