"""Reading order as a sequence of lines, one for each thing that a reader meets.

What the format cannot carry is left out, so that two sequences can be aligned and compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TypeVar
from urllib.parse import quote

from generator import reading_order as order
from generator.reading_order import Feature, Mark, Passage

Fact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a reader meets.

    `role` is what it is ("heading", "list begins"); `words` align it; `facts` are the rest, by
    name; `marks` the facts about stretches of its words. `inside` are the first or last words in
    what a bracket holds, for messages.
    """

    role: str
    words: str
    place: str
    facts: dict[str, Fact] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    inside: str = ""
    passage: Passage | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What aligns it: the words of a leaf, the role of a bracket."""
        return (self.role if self.role in BRACKETS else "", self.words)


BRACKETS = frozenset(
    f"{container} {edge}"
    for container in (
        "list",
        "list item",
        "definition list",
        "definition",
        "table",
        "row",
        "quote",
        "note",
    )
    for edge in ("begins", "ends")
)


SEEN = frozenset(("pixels", "stretched"))
"""Facts about a picture itself, which are no words."""


def with_words_inside(lines: list[Line]) -> list[Line]:
    """The lines, each bracket with the words next to it inside."""
    for edge, indices in (("ends", range(len(lines))), ("begins", range(len(lines) - 1, -1, -1))):
        near = ""
        for index in indices:
            line = lines[index]
            near = line.words or near
            if line.role in BRACKETS and line.role.endswith(edge):
                lines[index] = replace(line, inside=near)
    return lines


@dataclass(frozen=True, slots=True)
class Flattener:
    """Turns blocks into lines, leaving out what the format cannot carry."""

    lacks: Collection[Feature]

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
                facts: dict[str, Fact] = {"ordered": node.ordered}
                yield from _bracketed("list", node.place, node.items, facts)
            case order.ListItem():
                yield from _bracketed("list item", node.place, node.blocks, {"number": node.number})
            case order.DefinitionList():
                yield Line("definition list begins", "", node.place)
                for entry in node.entries:
                    if isinstance(entry, order.Term):
                        way = self._direction(entry.direction)
                        yield self._leaf("term", entry.words, entry.place, entry.language, way)
                    else:
                        yield entry
                yield Line("definition list ends", "", node.place)
            case order.Definition():
                yield from _bracketed("definition", node.place, node.blocks, {})
            case order.Quote():
                yield from _bracketed("quote", node.place, node.blocks, {})
            case order.Note():
                facts = {"label": node.label}
                if Feature.BACK_LINK not in self.lacks:
                    facts["links back"] = node.back_links
                yield from _bracketed("note", node.place, node.blocks, facts)
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
                    "heading",
                    node.words,
                    node.place,
                    node.language,
                    {"level": node.level, **self._direction(node.direction)},
                )
            case order.Paragraph() if not node.words.text.strip():
                pass  # white space is no words, in code spans and no-break spaces too
            case order.Paragraph():
                yield self._leaf(
                    "paragraph",
                    node.words,
                    node.place,
                    node.language,
                    self._direction(node.direction),
                )
            case order.Code():
                tag, _ = self._language(Passage(node.text), node.language)
                yield Line("code", node.text, node.place, {"language": tag})
            case order.Break():
                if Feature.THEMATIC_BREAK not in self.lacks:
                    yield Line("thematic break", "", node.place)

    def _table(self, table: order.Table) -> Iterator[Line]:
        yield Line("table begins", "", table.place, self._direction(table.direction))
        if table.caption is not None:
            way = self._direction(table.caption_direction)
            yield self._leaf("caption", table.caption, table.place, table.language, way)
        for row in table.rows:
            yield Line("row begins", "", row.place, {"heading": row.heading})
            for cell in row.cells:
                yield self._cell(cell, row, table)
            yield Line("row ends", "", row.place)
        yield Line("table ends", "", table.place)

    def _cell(self, cell: order.Cell, row: order.Row, table: order.Table) -> Line:
        facts: dict[str, Fact] = {
            "header of": cell.scope,
            "columns": cell.columns,
            "rows": cell.rows,
        }
        if cell.scope is None:
            facts["headers"] = " | ".join(self._plain(header) for header in cell.headers)
        return self._leaf("cell", cell.words, row.place or table.place, table.language, facts)

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
        yield Line("figure", words, figure.place, facts)
        if figure.caption is not None:
            way = self._direction(figure.caption_direction)
            yield self._leaf("caption", figure.caption, figure.place, figure.language, way)

    def _direction(self, direction: order.Direction | None) -> dict[str, Fact]:
        return {} if Feature.DIRECTION in self.lacks else {"direction": direction}

    def _leaf(
        self,
        role: str,
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

    # Marks as sentences ("“NECC” expands to “National …”"), comparable and readable at once

    def _marks(self, passage: Passage) -> Iterator[str]:
        for marked in passage.marks:
            said = self._said(marked.mark)
            if said:
                stretch = passage.text[marked.start : marked.end]
                nth = passage.text.count(stretch, 0, marked.start) + 1
                yield f"{quoted(stretch)}{'' if nth == 1 else f' (place {nth})'} {said}"

    def _said(self, mark: Mark) -> str | None:
        lacks = self.lacks
        match mark:
            case order.Emphasised() | order.StronglyMarked():
                name = "emphasised" if isinstance(mark, order.Emphasised) else "strong"
                return None if Feature.EMPHASIS in lacks else f"is {name}"
            case order.Struck():
                return "is struck out"
            case order.CodeSpan():
                return None if Feature.CODE_SPAN in lacks else "is code"
            case order.LinkTo(target=target, title=title):
                known = title if title and Feature.LINK_TITLE not in lacks else None
                titled = f" titled {quoted(known)}" if known else ""
                return f"links to {address(target)}{titled}"
            case order.LinkWithin(words=words):
                return f"links to {quoted(self._plain(words))} in the document"
            case order.Expansion(words=words):
                expands = f"expands to {quoted(self._plain(words))}"
                return None if Feature.EXPANSION in lacks else expands
            case order.Call(label=label):
                return f"calls note {label}"
            case order.Picture(alternative=alternative):
                return f"is a picture of {quoted(self._plain(alternative))}"
            case order.InLanguage():
                return None

    def _language(self, passage: Passage, language: str | None) -> tuple[Fact, list[str]]:
        """The language of all words ("mixed" if several), and the words in each."""
        if Feature.LANGUAGE in self.lacks or not passage.text.strip(_SILENT):
            return None, []
        runs = list(_language_runs(passage, language))
        if len({tag for tag, _ in runs}) == 1:
            return runs[0][0], []
        return "mixed", [f"{quoted(words)} is in {tag}" for tag, words in runs]

    # Words that the format cannot tell apart

    def _plain(self, text: str) -> str:
        return "".join(self._told(text))

    def _carried(self, passage: Passage) -> Passage:
        """The passage without what the format cannot tell apart."""
        given = self._untitled(passage) if Feature.LINK_TITLE in self.lacks else passage
        told = "".join(self._told(given.text))
        return passage if told == passage.text and given is passage else self._rebuilt(given)

    def _told(self, text: str) -> list[str]:
        """Each character as the format tells it; "" where it does not."""
        told = list(text)
        if Feature.IGNORABLE in self.lacks:
            told = [without_ignorables(character) for character in told]
        if Feature.PICTURE_BREAK in self.lacks:
            for match in _PICTURE_BREAK.finditer(text):
                told[match.start() : match.end()] = [""] * len(match[0])
        return told

    def _rebuilt(self, passage: Passage) -> Passage:
        """The passage with its characters as the format tells them."""
        told = self._told(passage.text)
        edges = {0, len(told)} | {e for m in passage.marks for e in (m.start, m.end)}
        builder = order.PassageBuilder()
        for start, end in pairwise(sorted(edges)):
            marks = frozenset(m.mark for m in passage.marks if m.start <= start and end <= m.end)
            for index, words in enumerate("".join(told[start:end]).split(order.BREAK)):
                if index:
                    builder.add_break(marks)
                builder.add(words, marks, exact=True)  # the passage is folded already
        return builder.passage()

    @staticmethod
    def _untitled(passage: Passage) -> Passage:
        """The passage with links that have no titles, so that equal ones join."""
        if not any(isinstance(m.mark, order.LinkTo) and m.mark.title for m in passage.marks):
            return passage
        return Passage(
            passage.text,
            tuple(
                order.Marked(m.start, m.end, order.LinkTo(m.mark.target))
                if isinstance(m.mark, order.LinkTo)
                else m
                for m in passage.marks
            ),
        )


_PICTURE_BREAK = re.compile(f"{order.BREAK}+(?={order.OBJECT})|(?<={order.OBJECT}){order.BREAK}+")

T = TypeVar("T")


def _bracketed(
    name: str, place: str, inner: tuple[T, ...], facts: dict[str, Fact]
) -> Iterator[T | Line]:
    yield Line(f"{name} begins", "", place, facts)
    yield from inner
    yield Line(f"{name} ends", "", place)


def address(target: str) -> str:
    """An address as compared: an IRI and the URI that it stands for are one (RFC 3987, 3.1)."""
    return target if target.startswith("#") else quote(target, safe=_URI)


_URI = "%:/?#[]@!$&'()*+,;=-._~"
"""RFC 3986's reserved and unreserved characters, and the sign of what is encoded already."""


def quoted(words: str) -> str:
    """Words in quotation marks, shortened to about 60 characters, for a message."""
    shown = words.replace(order.OBJECT, "▢").replace("\n", "⏎")
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN].rstrip()}…”"


_SHOWN = 60
_SILENT = f" \n{order.OBJECT}"

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt)."""


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
