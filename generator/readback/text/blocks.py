"""Lines as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from generator.readback.text import conventions as signs
from generator.readback.text.containers import Container, Kind, Outline
from generator.readback.text.pages import Line, Page
from generator.readback.text.passages import contact_target, read_passage, read_plain, unguarded
from generator.readback.text.tables import read_table
from generator.reading_order import (
    OBJECT,
    Blocks,
    Break,
    Code,
    Fault,
    Figure,
    Heading,
    LinkTo,
    LinkWithin,
    Paragraph,
    Passage,
    PassageBuilder,
    Picture,
    Term,
)

_APART = 2
"""Blank lines that keep neighbouring lists apart."""


class Reader:
    """Reads a page of our plain text, line by line. `title` is None where it has none."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outline = Outline()
        self.title: str | None = None
        self.faults: list[Fault] = []
        self.next = 0
        self._blank = 0

    def read(self) -> Blocks:
        """All blocks of the page."""
        lines = self.page.lines
        while self.next < len(lines):
            line, self.next = self.page.flowing(self.next)
            if line.text:
                self._take(line)
                self._blank = 0
            else:
                self.outline.end_words()
                self._blank += 1
        blocks = self.outline.blocks()
        for place in self.outline.unended:
            self.fault(place, "quotation", "the end of a quotation is missing")
        return blocks

    def fault(self, place: str, rule: str, message: str) -> None:
        """Tell what is wrong with a sign."""
        self.faults.append(Fault(place, rule, message))

    @property
    def follows(self) -> bool:
        """True where no blank line stands before this one."""
        return self._blank == 0

    @property
    def apart(self) -> bool:
        """True where so many stand before this one that a list before them has ended."""
        return self._blank >= _APART

    def inside(self, line: Line, words: str | None, container: Container) -> None:
        """Open a container; `words` are what the line says in it."""
        self.outline.open(container)
        if words is not None:
            self._block(words, line)

    def _take(self, line: Line) -> None:
        self.outline.close_to(line.indent)
        item = signs.ITEM.match(line.text)
        if item:
            _item(self, item, line)
        else:
            self._block(line.text, line)

    def _block(self, text: str, line: Line) -> None:
        """What a line says after its indentation and its number."""
        if signs.FIRST_OF_SIGNS.match(text):
            for pattern, read in _READERS:
                found = pattern.match(text)
                if found and read(self, found, line):
                    return
        if not self.outline.go_on(text):
            top = self.outline.top
            self.outline.begin_words(text, lambda words: top.add(Paragraph(words, line.place)))


# Each reader below takes what its pattern found in a line. It returns False where the line only
# looks like its sign: then other readers may have it, and else it is words.

_Found = re.Match[str]


def _item(reader: Reader, found: _Found, line: Line) -> None:
    number = None if found["number"] is None else int(found["number"])
    outline = reader.outline
    outline.run(ordered=number is not None, place=line.place, apart=reader.apart)
    around, own = outline.top.path, found["own"]
    if number is None:
        around = own * (around.count(".") + around.count(own))
    if found["around"] != around:
        message = f"an item is numbered “{found['around']}{own}” and should be “{around}{own}”"
        reader.fault(line.place, "number", message)
    indent = outline.top.indent + signs.INDENT
    item = Container(Kind.ITEM, indent, line.place, number, path=around + own)
    reader.inside(line, found["words"], item)


def _title(reader: Reader, found: _Found, line: Line) -> bool:
    top = reader.outline.top

    def done(words: Passage) -> None:
        reader.title = reader.title or words.text
        top.add(Heading(1, words, line.place))

    reader.outline.begin_words(found["words"], done)
    return True


def _heading(reader: Reader, found: _Found, line: Line) -> bool:
    top, level = reader.outline.top, int(next(filter(str.isdecimal, found["label"])))
    reader.outline.begin_words(
        found["words"], lambda words: top.add(Heading(level, words, line.place))
    )
    return True


def _code(reader: Reader, _: _Found, line: Line) -> bool:
    code = reader.page.code(line, reader.outline.top.indent)
    if code is None:
        return False
    reader.outline.add(Code("\n".join(code), line.place))
    reader.next = line.index + len(code) + 2
    return True


def _quote(reader: Reader, _: _Found, line: Line) -> bool:
    indent = reader.outline.top.indent
    if reader.page.end_of(signs.END_OF_QUOTE, line, indent) is None:
        return False
    reader.outline.open(Container(Kind.QUOTE, indent, line.place))
    return True


def _end_of_quote(reader: Reader, _: _Found, line: Line) -> bool:
    top = reader.outline.top
    if top.kind is not Kind.QUOTE or top.indent != line.indent:
        return False
    reader.outline.close()
    return True


def _table(reader: Reader, found: _Found, line: Line) -> bool:
    end = reader.page.end_of(signs.END_OF_TABLE, line, reader.outline.top.indent)
    if end is None:
        return False
    table = read_table(found["words"], reader.page.between(reader.next, end), line)
    if table is None:
        return False
    reader.outline.add(table.table)
    reader.faults += table.faults
    reader.next = end + 1
    return True


def _caption(reader: Reader, found: _Found, _: Line) -> bool:
    outline = reader.outline
    blocks = outline.top.blocks
    figure = blocks[-1] if blocks and outline.top.run is None and not outline.has_words else None
    if not reader.follows or not isinstance(figure, Figure) or figure.caption is not None:
        return False

    def done(words: Passage) -> None:
        blocks[-1] = replace(figure, caption=words)

    outline.begin_words(found["words"], done)
    return True


def _term(reader: Reader, found: _Found, line: Line) -> bool:
    run = reader.outline.run(ordered=None, place=line.place, apart=reader.apart)
    reader.outline.begin_words(
        found["words"], lambda words: run.entries.append(Term(words, line.place))
    )
    return True


def _definition(reader: Reader, found: _Found, line: Line) -> bool:
    reader.outline.run(ordered=None, place=line.place, apart=reader.apart)
    indent = reader.outline.top.indent + signs.INDENT
    reader.inside(line, found["words"], Container(Kind.DEFINITION, indent, line.place))
    return True


def _break(reader: Reader, _: _Found, line: Line) -> bool:
    reader.outline.add(Break(line.place))
    return True


def _note(reader: Reader, found: _Found, line: Line) -> bool:
    if reader.outline.top.kind is not Kind.BODY:
        return False
    note = Container(
        Kind.NOTE, signs.INDENT, line.place, label=signs.NUMBER.findall(found["label"])[0]
    )
    reader.inside(line, found["words"], note)
    return True


def _contact(reader: Reader, found: _Found, line: Line) -> bool:
    words = read_plain(found["words"])
    kind = next((kind for kind in ("email", "telephone") if found[kind]), "website")
    builder = PassageBuilder()
    builder.add(read_plain(found["label"]), exact=True)
    builder.add(words, frozenset({contact_target(words, kind)}), exact=True)
    reader.outline.add(Paragraph(builder.passage(), line.place))
    return True


def _figure(reader: Reader, found: _Found, line: Line) -> bool:
    figure = _as_figure(read_passage(unguarded(found.string)), line.place)
    if figure is None:
        return False
    reader.outline.add(figure)
    return True


def _as_figure(words: Passage, place: str) -> Figure | None:
    """The figure, if the words of a line are one picture and nothing else."""
    if words.text != OBJECT:
        return None
    alternative, link = None, None
    for marked in words.marks:
        match marked.mark:
            case Picture(alternative=text):
                alternative = text or None
            case LinkTo(target=target):
                link = target
            case LinkWithin(words=landing):
                link = f"#{landing}"
            case _:
                return None
    return Figure(alternative, None, link, place)


_READERS: tuple[tuple[re.Pattern[str], Callable[[Reader, _Found, Line], bool]], ...] = (
    (signs.TITLE, _title),
    (signs.HEADING, _heading),
    (signs.CODE, _code),
    (signs.QUOTE, _quote),
    (signs.END_OF_QUOTE, _end_of_quote),
    (signs.TABLE, _table),
    (signs.CAPTION, _caption),
    (signs.TERM, _term),
    (signs.DEFINITION, _definition),
    (signs.BREAK, _break),
    (signs.NOTE, _note),
    (signs.CONTACT, _contact),
    (signs.FIGURE, _figure),
)
