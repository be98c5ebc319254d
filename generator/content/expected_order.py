"""The reading order that a format must give: the Document, and the text that we add to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from generator import reading_order as order
from generator.content.added_text import (
    ALWAYS_DRAWN,
    AddedText,
    ContentsEntry,
    Line,
    Piece,
    foot,
    page_title,
)
from generator.content.formats import Format
from generator.content.shown_pictures import shown_pictures
from generator.content.text_signs import in_signs
from generator.content.words_beside import words_beside
from generator.document import model
from generator.document.facts import Look
from generator.document.grid import Grid, Placed
from generator.document.kinds import Scope
from generator.document.languages import direction, script
from generator.document.model import Document, Inlines
from generator.document.pictures import AlternativeText
from generator.document.walk import blocks, headings, landing, plain_text
from generator.reading_order import Feature, Mark, PassageBuilder, ReadingOrder, fold


def expected_order(document: Document, added_text: AddedText, format_: Format) -> ReadingOrder:
    """What a reader of `document` in `format_` must meet, in order.

    `place` of each block is its line in the source ("line 12"), "" where we added it.
    """
    writer = Writer(document, added_text, format_)
    return ReadingOrder(
        title=fold(_title(document.metadata, format_)),
        language=document.metadata.language,
        blocks=tuple(writer.everything()),
        navigation=tuple(
            order.Navigation(
                name, tuple(writer.landmarks() if name == "landmarks" else writer.navigation())
            )
            for name in format_.navigation
        ),
        pictures=tuple(shown_pictures(document, added_text, format_)),
        artifacts=tuple(writer.running_heads()) if format_.running_heads else (),
        around_pages=tuple(writer.around_pages()) if format_.paged else (),
        cover=document.metadata.look is Look.REPORT,
        labels=tuple(words_beside(document, added_text, format_)),
    )


def _title(metadata: model.Metadata, format_: Format) -> str:
    """The title that a file declares of itself."""
    if Piece.WINDOW_TITLE in format_.shows:
        return page_title(metadata)
    return plain_text(metadata.title)


@dataclass(slots=True)
class Writer:
    """Writes the blocks that a format must hold."""

    document: Document
    added_text: AddedText
    format: Format
    landings: dict[str, str] = dataclasses.field(init=False)
    """The words on which links land, by identifier: those of headings and captions."""

    def __post_init__(self) -> None:
        self.landings = {}
        for block in blocks(self.document):
            if (named := landing(block)) is not None:
                words = self._passage(named[1], block.language or self._language).text
                if Feature.PICTURE_BREAK in self.format.lacks:
                    words = order.without_picture_breaks(words)
                self.landings[named[0]] = order.landing_words(words)

    @property
    def _language(self) -> str:
        return self.document.metadata.language

    # The whole -------------------------------------------------------------------------------

    def everything(self) -> Iterator[order.Block]:
        """Front matter, body, notes and closing, in the order of docs/writing.md."""
        metadata = self.document.metadata
        if Piece.SKIP_LINK in self.format.shows:
            yield self._added_link("skip_to_content", self._first_words())
        yield from self._blocks(self.added_text.masthead, self._language)
        letter = metadata.look is Look.LETTER
        if letter:
            yield from self._blocks(self.added_text.recipient, self._language)
            yield from map(self._line, self.added_text.byline)
        yield from self._front("category", metadata.category)
        yield order.Heading(1, self._passage(metadata.title, self._language), *self._top("title"))
        yield from self._front("summary", metadata.summary)
        if not letter:
            yield from map(self._line, self.added_text.byline)
        if Piece.TRANSLATIONS in self.format.shows:
            printed = self.format.paged
            given = self.added_text
            translations = given.printed_translations if printed else given.translations
            yield from map(self._line, translations)
        if Piece.CONTENTS in self.format.shows and self.added_text.contents:
            yield self._label("contents")
            yield self._contents(self.added_text.contents)
        yield from self._blocks(self.document.blocks, self._language)
        notes_last = Piece.NOTES_HEADING not in self.format.shows
        if not notes_last:
            yield from self._notes()
        yield from self._closing()
        if notes_last:
            yield from self._notes()

    def _front(self, key: str, content: Inlines | None) -> Iterator[order.Block]:
        if content is not None:
            yield order.Paragraph(self._passage(content, self._language), *self._top(key))

    def _top(self, key: str) -> tuple[str, str, order.Direction]:
        line = self.document.metadata.lines.get(key)
        place = f"line {line}" if line else ""
        return place, self._language, direction(self._language)

    def _first_words(self) -> str:
        metadata = self.document.metadata
        if metadata.look is Look.LETTER:
            for block in self.added_text.recipient:
                if isinstance(block, model.Paragraph):
                    return order.landing_words(self._passage(block.content, self._language).text)
            for line in self.added_text.byline:
                return order.landing_words(self._passage(line.content, self._language).text)
        first = metadata.category or metadata.title
        return order.landing_words(self._passage(first, self._language).text)

    def _opening_words(self) -> str:
        """What a chapter begins with: a brand's name, where it has no logo, or the first words."""
        for block in self.added_text.masthead:
            if isinstance(block, model.Paragraph):
                return order.landing_words(self._passage(block.content, self._language).text)
        return self._first_words()

    def _notes(self) -> Iterator[order.Block]:
        if self.document.notes and Piece.NOTES_HEADING in self.format.shows:
            yield self._label("notes")
        for note in self.document.notes:
            yield order.Note(
                label=str(note.number),
                blocks=tuple(self._blocks(note.blocks, self._language)),
                back_links=note.calls,
                place=_line(note.position),
            )

    def _closing(self) -> Iterator[order.Block]:
        siblings = self.added_text.siblings
        listed = siblings if Piece.OTHER_FORMATS in self.format.shows else ()
        if listed or self.added_text.contact:
            yield self._label("other_formats")
        if listed:
            yield self._ours("download")
            yield order.List(
                ordered=False,
                items=tuple(order.ListItem((self._line(sibling.line),)) for sibling in listed),
            )
        if self.added_text.contact:
            yield self._ours("ask")
        for line in self.added_text.contact:
            yield self._line(line)
        if self.added_text.licence:
            yield self._line(self.added_text.licence)
        yield from self._blocks(self.added_text.imprint, self._language)

    def _contents(self, entries: tuple[ContentsEntry, ...]) -> order.List:
        return order.List(
            ordered=False,
            items=tuple(
                order.ListItem(
                    (
                        self._entry(entry),
                        *([self._contents(entry.entries)] if entry.entries else []),
                    )
                )
                for entry in entries
            ),
        )

    def _entry(self, entry: ContentsEntry) -> order.Paragraph:
        language = entry.language or self._language
        within: Mark = order.LinkWithin(self.landings[entry.identifier])
        builder = PassageBuilder()
        self._inlines(builder, entry.content, language, frozenset({within}))
        if Piece.PAGE_NUMBERS in self.format.shows:
            builder.add(" ", frozenset({within}))
            builder.add_object(order.PageNumber(), frozenset({within}))
        return order.Paragraph(builder.passage(), "", language, None)

    # Beside the words ------------------------------------------------------------------------

    def navigation(self) -> Iterator[order.Heading]:
        """The title, the body's headings, notes and other formats, each at its depth, as links."""
        title = plain_text(self.document.metadata.title)
        yield self._place(1, title, self._opening_words(), self._top("title")[0], self._language)
        above: list[int] = []
        for heading, language in headings(self.document.blocks):
            while above and above[-1] >= heading.level:
                above.pop()
            above.append(heading.level)
            words = fold(plain_text(in_signs(heading.content))) or "–"
            lands = self.landings[heading.identifier]
            place = _line(heading.position)
            yield self._place(len(above), words, lands, place, language or self._language)
        if self.document.notes:
            words, language = self._said("notes")
            yield self._place(1, words, order.landing_words(words), "", language)
        if self.added_text.contact:
            words, language = self._said("other_formats")
            yield self._place(1, words, order.landing_words(words), "", language)

    def landmarks(self) -> Iterator[order.Heading]:
        """The cover, the contents, where the text begins, and the notes, each with what it is."""
        words, language = self._said("cover")
        yield self._place(1, f"cover: {words}", "", "", language)
        words, language = self._said("contents")
        yield self._place(1, f"toc: {words}", order.landing_words(words), "", language)
        title = plain_text(self.document.metadata.title)
        begins = self._opening_words()
        yield self._place(1, f"bodymatter: {title}", begins, self._top("title")[0], self._language)
        if self.document.notes:
            words, language = self._said("notes")
            lands = order.landing_words(words)
            yield self._place(1, f"footnotes: {words}", lands, "", language)

    @staticmethod
    def _place(depth: int, words: str, landing: str, place: str, language: str) -> order.Heading:
        linked = _words(words, frozenset({order.LinkWithin(landing)}))
        return order.Heading(depth, linked, place, language)

    def running_heads(self) -> Iterator[str]:
        """What stands at the head and foot of each page; a program that shows it counts pages."""
        metadata, words = self.document.metadata, self.added_text.words
        given = (metadata.organisation, plain_text(metadata.title), foot(self.document))
        shown = words.page_of.replace("{page}", "1").replace("{pages}", "1")
        yield from filter(None, map(fold, dict.fromkeys((*filter(None, given), shown))))

    def around_pages(self) -> Iterator[str]:
        """What stands around every page, where its script is written as it is read."""
        words = self.added_text.words
        if script(self._language) in ALWAYS_DRAWN:
            yield words.page_of
            if said := fold(foot(self.document)):
                yield said

    # Text that we add ------------------------------------------------------------------------

    def _said(self, label: str) -> tuple[str, str]:
        """Words of ours and their language."""
        words = self.added_text.words.saying(label)
        return words[label], words.language

    def _label(self, label: str) -> order.Heading:
        text, language = self._said(label)
        return order.Heading(2, _words(text), "", language, direction(language))

    def _ours(self, label: str) -> order.Paragraph:
        text, language = self._said(label)
        return order.Paragraph(_words(text), "", language, direction(language))

    def _line(self, line: Line) -> order.Paragraph:
        language = line.language or self._language
        words = self._passage(line.content, language)
        return order.Paragraph(words, "", language, direction(language))

    def _added_link(self, label: str, landing: str) -> order.Paragraph:
        text, language = self._said(label)
        words = _words(text, frozenset({order.LinkWithin(landing)}))
        return order.Paragraph(words, "", language, direction(language))

    # Blocks ----------------------------------------------------------------------------------

    def _blocks(self, given: model.Blocks, language: str) -> Iterator[order.Block]:
        for block in given:
            yield from self._block(block, block.language or language)

    def _block(self, block: model.Block, language: str) -> Iterator[order.Block]:
        place = _line(block.position)
        way = direction(language)
        match block:
            case model.Heading(level=level, content=content):
                words = self._passage(content, language)
                yield order.Heading(level, words, place, language, way)
            case model.Paragraph(content=content):
                words = self._passage(content, language)
                if words.text:
                    yield order.Paragraph(words, place, language, way)
            case model.List():
                yield self._list(block, language)
            case model.DefinitionList():
                yield from self._definitions(block, language)
            case model.Table():
                yield self._table(block, language)
            case model.Figure(image=model.Image(alternative=AlternativeText())):
                yield self._figure(block, language)
            case model.Figure():
                pass
            case model.CodeBlock(text=text):
                yield order.Code(text, place, language)
            case model.Division(blocks=inner):
                yield from self._blocks(inner, language)
            case model.ThematicBreak():
                yield order.Break(place)
            case model.Callout():
                yield self._callout(block, language)
            case _ if isinstance(block, model.Container):
                inside = tuple(self._blocks(block.blocks, language))
                yield order.Group(order.GROUPS[type(block)], inside, place)

    def _callout(self, block: model.Callout, language: str) -> order.Group:
        place, words = _line(block.position), self._passage(block.label, language)
        label = order.Paragraph(words, place, language, direction(language))
        inside = (label, *self._blocks(block.blocks, language))
        return order.Group(order.Role.CALLOUT, inside, place, block.kind)

    def _list(self, block: model.List, language: str) -> order.List:
        return order.List(
            ordered=block.ordered,
            items=tuple(
                order.ListItem(
                    blocks=tuple(self._blocks(item.blocks, language)),
                    number=None if block.start is None else block.start + index,
                    place=_line(item.position),
                    marker="•" if block.start is None else block.marker.of(block.start + index),
                )
                for index, item in enumerate(block.items)
            ),
            place=_line(block.position),
        )

    def _definitions(self, block: model.DefinitionList, language: str) -> Iterator[order.Block]:
        entries = tuple(self._entries(block, language))
        if Feature.DEFINITION_LIST not in self.format.lacks:
            yield order.DefinitionList(entries, _line(block.position))
            return
        for entry in entries:
            match entry:
                case order.Term():
                    yield order.Paragraph(entry.words, entry.place, entry.language, entry.direction)
                case order.Definition():
                    yield from entry.blocks

    def _entries(
        self, block: model.DefinitionList, language: str
    ) -> Iterator[order.Term | order.Definition]:
        way = direction(language)
        for entry in block.entries:
            place = _line(entry.position)
            for term in entry.terms:
                yield order.Term(self._passage(term, language), place, language, way)
            for definition in entry.definitions:
                yield order.Definition(tuple(self._blocks(definition, language)), place)

    def _table(self, block: model.Table, language: str) -> order.Table:
        grid = Grid(block)
        words = {placed: self._passage(placed.cell.content, language) for placed in grid.cells}
        rows = tuple(
            order.Row(
                tuple(_cell(placed, grid, words) for placed in grid.begun(number)),
                number < grid.head,
                _line(row.position),
            )
            for number, row in enumerate(block.all_rows)
        )
        caption = None if block.caption is None else self._passage(block.caption, language)
        way = direction(language)
        return order.Table(caption, rows, _line(block.position), language, way, way)

    def _figure(self, block: model.Figure, language: str) -> order.Figure:
        alternative = block.image.alternative
        text = alternative.text if isinstance(alternative, AlternativeText) else None
        caption = None if block.caption is None else self._passage(block.caption, language)
        link = block.link
        if link is not None and link.startswith("#"):
            link = "#" + self.landings.get(link[1:], "")
        place = _line(block.position)
        way = direction(language)
        picture = self.document.pictures[block.image.picture]
        shown = None
        if self.format.draws and picture.media_type != "image/svg+xml":
            shown = order.Shown((picture.width, picture.height))
        elif self.format.draws and picture.on_paper:
            from generator.content.drawings import drawn_in

            shown = order.Shown((0, 0), drawn=drawn_in(picture.on_paper))
        return order.Figure(text and fold(text), caption, link, place, language, way, shown)

    # Words -----------------------------------------------------------------------------------

    def _passage(
        self, content: Inlines, language: str, marks: frozenset[Mark] = order.NO_MARKS
    ) -> order.Passage:
        builder = PassageBuilder()
        self._inlines(builder, content, language, marks)
        return builder.passage()

    def _inlines(
        self, builder: PassageBuilder, content: Inlines, language: str, marks: frozenset[Mark]
    ) -> None:
        for inline in content:
            match inline:
                case model.Text(text=text):
                    builder.add(text, marks)
                case model.Emphasis(content=inner):
                    self._inlines(builder, inner, language, marks | {order.Style.EMPHASISED})
                case model.Strong(content=inner):
                    self._inlines(builder, inner, language, marks | {order.Style.STRONG})
                case model.Strikethrough(content=inner):
                    self._inlines(builder, inner, language, marks | {order.Style.STRUCK})
                case model.Raised(content=inner):
                    self._inlines(builder, inner, language, marks | {order.Style.RAISED})
                case model.Lowered(content=inner):
                    self._inlines(builder, inner, language, marks | {order.Style.LOWERED})
                case model.Code(text=text):
                    builder.add(text, marks | {order.Style.CODE}, exact=True)
                case model.Link(content=inner):
                    self._inlines(builder, inner, language, marks | {self._link(inline)})
                case model.Image(alternative=AlternativeText(text=text)):
                    builder.add_object(order.Picture(fold(text)), marks)
                case model.Image():
                    pass
                case model.NoteCall(number=number):
                    builder.add_object(order.Call(str(number)), marks)
                case model.Abbreviation():
                    self._abbreviation(builder, inline, marks)
                case model.Span(content=inner, language=part):
                    others = {mark for mark in marks if not isinstance(mark, order.InLanguage)}
                    self._inlines(builder, inner, part, frozenset(others | {_in(part)}))
                case model.LineBreak():
                    builder.add_break(marks)
                case model.SectionNumber(text=text):
                    builder.add(f"{text} ", marks)
                case model.CaptionNumber(text=text) | model.TargetLabel(text=text):
                    builder.add(text, marks)

    def _link(self, link: model.Link) -> Mark:
        title = fold(link.title) if link.title else None
        if link.internal is None:
            return order.LinkTo(link.target, title)
        return order.LinkWithin(self.landings.get(link.internal, ""), title)

    def _abbreviation(
        self, builder: PassageBuilder, inline: model.Abbreviation, marks: frozenset[Mark]
    ) -> None:
        if inline.first or Feature.EXPANSION in self.format.lacks:
            builder.add(inline.text, marks)
        else:
            builder.add(inline.text, marks | {order.Expansion(fold(inline.expansion))})
        if inline.first and not inline.explained:
            builder.add(f" ({inline.expansion})", marks)


_SCOPES: dict[Scope, order.Scope] = {Scope.COLUMN: "col", Scope.ROW: "row"}


def _cell(placed: Placed, grid: Grid, words: dict[Placed, order.Passage]) -> order.Cell:
    """A cell; one of data below the head with the words of its headers, those above it first."""
    cell = placed.cell
    headers: tuple[Placed, ...] = ()
    if cell.scope is None and placed.row >= grid.head:
        headers = (*grid.column_headers(placed), *grid.row_headers(placed))
    return order.Cell(
        words=words[placed],
        scope=None if cell.scope is None else _SCOPES[cell.scope],
        headers=tuple(text for header in headers if (text := words[header].text)),
        columns=cell.columns,
        rows=cell.rows,
    )


def _in(language: str) -> Mark:
    return order.InLanguage(language)


def _words(text: str, marks: frozenset[Mark] = order.NO_MARKS) -> order.Passage:
    builder = PassageBuilder()
    builder.add(text, marks)
    return builder.passage()


def _line(position: model.Position) -> str:
    """Where a block is; "" for one that is in no source."""
    return f"line {position.line}" if position.line else ""
