"""The lines that a text file must hold, derived from the Document.

The expected blocks are made as for every format, but with passages in which what plain text cannot
mark stands in words; then they are laid out by the conventions. Nothing here is shared with the
packager or its templates: a mistake in them is no mistake here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from generator import reading_order as order
from generator.content import text_conventions as conventions
from generator.content.added_text import AddedText, Line
from generator.content.expected_order import Writer, expected_order
from generator.content.file_metadata import file_metadata, file_of_lines
from generator.content.formats import Format
from generator.content.job import TextOptions
from generator.content.text_signs import in_signs
from generator.content.text_width import Drawing, filled
from generator.document import model
from generator.document.grid import Grid, Placed
from generator.document.languages import subtag
from generator.document.model import Document, Inlines
from generator.document.pictures import AlternativeText
from generator.document.references import caption_number
from generator.document.walk import blocks, landing
from generator.document.words import Words
from generator.reading_order import Mark, PassageBuilder, TextLine


def expected_in(
    document: Document, added_text: AddedText, format_: Format, text: TextOptions | None = None
) -> order.ReadingOrder:
    """What a reader must meet in a format: its lines too, where it is nothing but lines.

    `text` says how plain text is laid out.
    """
    given = expected_order(document, added_text, format_)
    if not format_.in_lines:
        properties = file_metadata(document, added_text, format_)
        return dataclasses.replace(given, properties=properties)
    options = text or TextOptions()
    lines = text_lines(document, added_text, format_, options)
    return dataclasses.replace(given, lines=lines, properties=file_of_lines(options))


def text_lines(
    document: Document, added_text: AddedText, format_: Format, options: TextOptions
) -> tuple[TextLine, ...]:
    """The lines of a text file, each with the line of the source that it comes from."""
    writer = _InWords(document, added_text.unmarked(), format_)
    layout = _Layout(added_text.words, options)
    lines = list(layout.lines(tuple(writer.everything())))
    blank = next((index for index, line in enumerate(lines) if line.text), 0)
    return tuple(lines[blank:])


# Passages in words -----------------------------------------------------------------------------

_HINTS = str.maketrans(dict.fromkeys(conventions.BREAK_HINTS))


class _Builder(PassageBuilder):
    def add(
        self, text: str, marks: frozenset[Mark] = order.NO_MARKS, *, exact: bool = False
    ) -> None:
        PassageBuilder.add(self, text.translate(_HINTS), marks, exact=exact)


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell in one of the rows that it covers: what names it ("" for nothing), and its words."""

    name: str
    words: str
    columns: int


@dataclass(frozen=True, slots=True)
class _Labelled(order.Table):
    """A table with the names of its columns ("" where one has none), and the cells of each row."""

    columns: tuple[str, ...] = ()
    records: tuple[tuple[_Value, ...], ...] = ()
    corner: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Numbered(order.Figure):
    """A figure whose caption has a number, which says what it is the caption of."""


@dataclass(frozen=True, slots=True)
class _Loose(order.List):
    """A list with blank lines between its items."""


@dataclass(frozen=True, slots=True)
class _Callout(order.Group):
    """A callout; its label stands in the line that begins it."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class _Fact(order.Paragraph):
    """A line that we add, directly below another such line."""

    begins: bool = False


@dataclass(slots=True)
class _InWords(Writer):
    """Writes blocks whose passages say in words what stands behind a mark elsewhere."""

    plain: Writer = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.plain = Writer(self.document, self.added_text, self.format)
        self.landings = {
            named[0]: self._words(named[1])
            for block in blocks(self.document)
            if (named := landing(block)) is not None
        }

    @property
    def _labels(self) -> Words:
        return self.added_text.words

    def _passage(
        self, content: Inlines, language: str, marks: frozenset[Mark] = order.NO_MARKS
    ) -> order.Passage:
        builder = _Builder()
        self._inlines(builder, in_signs(content), language, marks)
        return builder.passage()

    def _words(self, content: Inlines) -> str:
        """The words alone, in one line."""
        text = self.plain._passage(in_signs(content), "").text  # noqa: SLF001 (its own kind)
        return order.fold(text.translate(_HINTS).replace(order.OBJECT, ""))

    def _inlines(
        self, builder: PassageBuilder, content: Inlines, language: str, marks: frozenset[Mark]
    ) -> None:
        for inline in content:
            match inline:
                case model.Strikethrough(content=inner) if self._says(inner):
                    builder.add(f"[{self._labels.deleted}: ")
                    self._inlines(builder, inner, language, marks)
                    builder.add("]")
                case model.Link(content=inner):
                    self._inlines(builder, inner, language, marks)
                    if self._says(inner) and not inline.reference:
                        PassageBuilder.add(builder, self._whither(inline))  # an address is exact
                case model.Image(alternative=AlternativeText(text=text)):
                    alternative = order.fold(text.translate(_HINTS))
                    builder.add(f"[{self._labels.image}: {alternative}]")
                case model.NoteCall(number=number):
                    builder.add(f"[{self._labels.note.format(number=number)}]")
                case _:
                    Writer._inlines(self, builder, (inline,), language, marks)  # noqa: SLF001

    def _says(self, content: Inlines) -> bool:
        return self._passage(content, "").text != ""

    def _whither(self, link: model.Link) -> str:
        words = self._words(link.content)
        if link.internal is not None:
            heading = self.landings.get(link.internal)
            stands_there = not heading or heading == words
            return "" if stands_there else f" ({self._labels.see.format(heading=heading)})"
        return "" if _is_address(words, link.target) else _address(link.target)

    def _line(self, line: Line) -> order.Paragraph:
        given = Writer._line(self, line)  # noqa: SLF001
        return _Fact(given.words, begins=line is self.added_text.licence)

    def _list(self, block: model.List, language: str) -> order.List:
        given = Writer._list(self, block, language)  # noqa: SLF001
        kind = order.List if block.tight else _Loose
        return kind(given.ordered, given.items, given.place)

    def _callout(self, block: model.Callout, language: str) -> order.Group:
        given = Writer._callout(self, block, language)  # noqa: SLF001
        label = self._passage(block.label, language).text + ("" if block.titled else ":")
        return _Callout(given.role, given.blocks[1:], given.place, block.kind, label)

    def _table(self, block: model.Table, language: str) -> order.Table:
        table = Writer._table(self, block, language)  # noqa: SLF001
        grid, between = Grid(block), self._labels.separator
        header = cache(lambda placed: self._words(placed.cell.content))

        def value(placed: Placed) -> _Value:
            unnamed = placed.column == 0 and not grid.names[0]
            headers = () if unnamed else grid.column_headers(placed)
            name = between.join(filter(None, map(header, headers)))
            if not name and not unnamed:
                name = self._labels.column.format(number=placed.column + 1)
            words = self._passage(placed.cell.content, language).text
            return _Value(name, words, placed.cell.columns)

        whole = (
            (_in_a_line(self._passage(each.cell.content, language).text) for each in headers)
            for headers in grid.names
        )
        columns = tuple(between.join(filter(None, names)) for names in whole)
        records = tuple(tuple(map(value, row)) for row in grid.rows[grid.head :])
        given = {field.name: getattr(table, field.name) for field in dataclasses.fields(table)}
        numbered = caption_number(block.caption) is not None
        corner = not grid.names[0]
        return _Labelled(
            **given, columns=columns, records=records, corner=corner, numbered=numbered
        )

    def _figure(self, block: model.Figure, language: str) -> order.Figure:
        figure = Writer._figure(self, block, language)  # noqa: SLF001
        given = {field.name: getattr(figure, field.name) for field in dataclasses.fields(figure)}
        return figure if caption_number(block.caption) is None else _Numbered(**given)


def _address(target: str) -> str:
    """An address after words; whether one writes or rings, it says itself."""
    return f" <{target.removeprefix('mailto:').removeprefix('tel:')}>"


def _is_address(words: str, target: str) -> bool:
    """True where nobody needs the address after these words."""
    *_, last = words.split(" ")
    match target.partition(":"):
        case ("tel", _, number):
            return _digits(words) == _digits(number) != ""
        case ("mailto", _, mailbox):
            return last == unquote(mailbox)
    short = (each.removeprefix("https://").removesuffix("/") for each in (last, target))
    return next(short) == next(short)


def _digits(number: str) -> str:
    return "".join(each for each in number.replace("(0)", "") if each in "+0123456789")


# Layout ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: their indentation, the bullets around them, what leads the first."""

    indent: int = 0
    bullets: int = 0
    tight: bool = False
    lead: str = ""

    @property
    def start(self) -> int:
        """Where the line begins that is led."""
        return self.indent - conventions.INDENT * (self.lead != "")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lays out blocks as lines."""

    words: Words
    options: TextOptions

    def lines(self, given: order.Blocks) -> Iterator[TextLine]:
        """The lines of a whole document."""
        yield from self._blocks(given, _Place(), conventions.BEFORE_HEADING)

    def _blocks(self, given: order.Blocks, place: _Place, gap: int) -> Iterator[TextLine]:
        before: order.Block | None = None
        for block in given:
            if _is_blank(block):
                continue
            space = gap if before is None else _space(before, block, tight=place.tight)
            yield from [TextLine("")] * space
            yield from self._block(block, place)
            place, before = dataclasses.replace(place, lead=""), block

    def _block(self, block: order.Block, place: _Place) -> Iterator[TextLine]:
        match block:
            case order.Paragraph(words=words):
                hang = isinstance(block, _Fact)
                yield from self._said(block.place, place, "", words.text, hang=hang)
            case order.Heading(words=words):
                yield from self._said(block.place, place, self._heading(block), words.text)
            case order.List():
                yield from self._items(block, place)
            case order.DefinitionList(entries=entries):
                yield from self._entries(entries, place)
            case order.Note(label=label):
                lead = f"{self.words.note.format(number=label)}:"
                yield from self._led(block, _inside(place, lead))
            case _Callout(label=label, kind=kind):
                yield from self._said(block.place, place, "", label)
                yield from self._held(block.blocks, place, f"end_of_callout_{kind}")
            case order.Group():
                yield from self._said(block.place, place, f"{self.words.quote}:", "")
                yield from self._held(block.blocks, place, "end_of_quote")
            case order.Break():
                yield from self._said(block.place, place, "", conventions.THEMATIC_BREAK)
            case _:
                yield from self._labelled(block, place)

    def _held(self, blocks: order.Blocks, place: _Place, end: str) -> Iterator[TextLine]:
        """What a group holds, and the line that ends it."""
        inside = dataclasses.replace(place, lead="", tight=False)
        yield from self._blocks(blocks, inside, 0)
        yield from self._said("", inside, "", f"[{self.words[end]}]")

    def _labelled(self, block: order.Block, place: _Place) -> Iterator[TextLine]:
        """Code, figures and tables: what a line of ours begins and perhaps ends."""
        below = dataclasses.replace(place, lead="")
        match block:
            case order.Code(text=text):
                yield from self._said(block.place, place, f"{self.words.code}:", "")
                for line in text.split("\n"):
                    yield TextLine(" " * place.indent + line if line else "", block.place)
                yield from self._said("", below, "", f"[{self.words.end_of_code}]")
            case order.Figure(caption=caption):
                yield from self._said(block.place, place, "", self._picture(block))
                if caption is not None:
                    numbered = isinstance(block, _Numbered)
                    label = "" if numbered else _once(self.words.caption, caption.text)
                    yield from self._said(block.place, below, label, caption.text)
            case _Labelled():
                said = "" if block.caption is None else block.caption.text
                label = "" if block.numbered else _once(self.words.table, said)
                yield from self._said(block.place, place, label, said)
                yield from self._grid(block, below) or self._records(block, below)
                yield from self._said("", below, "", f"[{self.words.end_of_table}]")
            case _:
                raise TypeError(type(block))

    def _heading(self, block: order.Heading) -> str:
        if self.options.headings == "plain":
            return ""
        label = self.words.title if block.level == 1 else self.words.heading
        return f"{label.format(level=block.level)}:"

    # Containers ------------------------------------------------------------------------------

    def _items(self, block: order.List, place: _Place) -> Iterator[TextLine]:
        loose = isinstance(block, _Loose)
        for index, item in enumerate(block.items):
            yield from [TextLine("")] * (loose and index > 0)
            bullet = item.number is None
            lead = self._bullet(place) if bullet else item.marker or ""
            yield from self._led(item, _inside(place, lead, loose=loose, bullet=bullet))

    def _bullet(self, place: _Place) -> str:
        outer, inner = conventions.BULLETS
        language = subtag(self.words.language) or ""
        if language in conventions.KNOWN_BULLETS:
            outer, inner = conventions.KNOWN_BULLETS[language]
        return inner if place.bullets else outer

    def _entries(
        self, entries: Iterable[order.Term | order.Definition], place: _Place
    ) -> Iterator[TextLine]:
        defined = False
        for entry in entries:
            if isinstance(entry, order.Definition):
                yield from self._led(entry, _inside(place, f"{self.words.definition}:"))
            else:
                yield from [TextLine("")] * defined
                yield from self._said(entry.place, place, f"{self.words.term}:", entry.words.text)
            defined = isinstance(entry, order.Definition)

    def _led(
        self, block: order.ListItem | order.Definition | order.Note, place: _Place
    ) -> Iterator[TextLine]:
        """What an item holds; its marker stands alone where a list comes first."""
        seen = (b for b in block.blocks if not _is_blank(b))
        first = next(seen, None)
        if first is None or _is_list(first):
            yield from self._said(block.place, place, "", "")
            place = dataclasses.replace(place, lead="")
        yield from self._blocks(block.blocks, place, 0)

    # Tables and figures ----------------------------------------------------------------------

    def _picture(self, block: order.Figure) -> str:
        alternative = order.fold((block.alternative or "").translate(_HINTS))
        whither = "" if block.link is None else _address(block.link)
        if block.link is not None and block.link.startswith("#"):
            heading = block.link[1:]
            whither = f" ({self.words.see.format(heading=heading)})" if heading else ""
        return f"[{self.words.image}: {alternative}]{whither}"

    def _records(self, table: _Labelled, place: _Place) -> Iterator[TextLine]:
        names = self._names(table)[table.corner :]
        language = subtag(self.words.language) or ""
        between = conventions.COLUMN_SEPARATORS.get(language, conventions.COLUMN_SEPARATOR)
        yield from self._said(table.place, place, f"{self.words.columns}:", between.join(names))
        rows = table.rows[len(table.rows) - len(table.records) :]
        for row, record in zip(rows, table.records, strict=True):
            yield TextLine("")
            for value in record:
                colon = "" if value.name.endswith(conventions.LABEL_ENDS) else ":"
                head = value.name and value.name + colon
                words = value.words or f"({self.words.empty})"
                yield from self._said(row.place, place, head, words, hang=True)

    def _names(self, table: _Labelled) -> list[str]:
        """The name of each column; an empty corner has none."""
        first, *others = (name or f"({self.words.empty})" for name in table.columns)
        return ["" if table.corner else first, *others]

    def _grid(self, table: _Labelled, place: _Place) -> list[TextLine]:
        if self.options.tables != "grid":
            return []
        cells = [
            [value.words for value in row for _ in range(value.columns)] for row in table.records
        ]
        room = None if self.options.width is None else self.options.width - place.indent
        drawn = Drawing([self._names(table), *cells], room).drawn()
        indent = " " * place.indent
        last_header = len(table.rows) - len(table.records) - 1
        return [
            TextLine(indent + line, table.rows[last_header + row].place or table.place)
            for row, line in drawn
        ]

    # Lines -----------------------------------------------------------------------------------

    def _said(
        self, origin: str, place: _Place, label: str, words: str, *, hang: bool = False
    ) -> Iterator[TextLine]:
        """Words, after what leads them and their label."""
        head = f"{place.lead} {label}".strip(" ")
        below = place.indent + conventions.INDENT * hang
        start = place.start
        for index, line in enumerate(words.split("\n")):
            whole = line if index else f"{head} {line}" if head and line else head or line
            for part in self._fitted(whole.rstrip(" "), start, below, 0 if index else len(head)):
                yield TextLine(" " * start + part if part else "", origin)
                start = below

    def _fitted(self, line: str, start: int, below: int, keep: int) -> Iterator[str]:
        width = self.options.width
        if width is None:
            yield line
            return
        yield from filled(
            line, max(width - start, width // 2), max(width - below, width // 2), keep
        )


def _space(before: order.Block, block: order.Block, *, tight: bool) -> int:
    """The blank lines between neighbours."""
    if isinstance(block, order.Heading):
        return conventions.BEFORE_HEADING
    if isinstance(block, _Fact) and isinstance(before, _Fact) and not block.begins:
        return 0
    if not _is_list(block):
        return conventions.BEFORE_BLOCK
    if _is_list(before) and isinstance(block, order.List) == isinstance(before, order.List):
        return conventions.BETWEEN_LISTS
    return 0 if tight and not isinstance(before, order.Heading) else conventions.BEFORE_BLOCK


def _is_list(block: order.Block) -> bool:
    return isinstance(block, order.List | order.DefinitionList)


def _is_blank(block: order.Block) -> bool:
    return isinstance(block, order.Paragraph) and not block.words.text.strip(order.WHITE_SPACE)


def _inside(place: _Place, lead: str, *, loose: bool = True, bullet: bool = False) -> _Place:
    return _Place(place.indent + conventions.INDENT, place.bullets + bullet, not loose, lead)


def _in_a_line(words: str) -> str:
    return " ".join(line for line in words.split(order.BREAK) if line)


def _once(label: str, words: str) -> str:
    """A label with its colon; nothing where the words begin with it."""
    start, after = words[: len(label)], words[len(label) : len(label) + 1]
    return "" if start.casefold() == label.casefold() and not after.isalpha() else f"{label}:"
