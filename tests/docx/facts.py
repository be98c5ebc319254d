"""What other programs must keep of a document: the facts that any file format can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from generator import reading_order as order


@dataclass
class Facts:
    """The facts of one file, each in reading order.

    An item of a list is told by its path: "1/2/•" is a bullet in item 2 of a list in item 1.
    Languages are the letters in each, by primary subtag.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    lists: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[int, list[list[str]]]] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)

    def speak(self, language: str | None, words: str) -> None:
        """Letters in a language, which join those of that language before them."""
        letters = "".join(filter(str.isalpha, words))
        tag = (language or "").partition("-")[0].lower()
        if letters:
            self.languages[tag] = self.languages.get(tag, "") + letters


NAMES = ("headings", "lists", "tables", "alternatives", "notes", "links", "languages")


def bare(words: str) -> str:
    """Words without pictures, calls, invisible characters and what parts lines."""
    return order.fold(re.sub("[\ufffc\u00ad\u200b\u200e\u200f]", "", words))


def facts_of(given: order.ReadingOrder, *, labels_in_words: bool = False) -> Facts:
    """The facts of a reading order; `labels_in_words` where a list's numbers are words in it."""
    facts = Facts()
    _Collector(facts, labels_in_words).blocks(given.blocks)
    return facts


@dataclass
class _Collector:
    facts: Facts
    labels_in_words: bool

    def blocks(self, blocks: order.Blocks, path: str = "") -> None:
        for block in blocks:
            self._block(block, path)

    def _block(self, block: order.Block, path: str) -> None:
        match block:
            case order.Heading(level=level, words=words):
                self.facts.headings.append((level, bare(words.text)))
                self._passage(words, block.language)
            case order.Paragraph(words=words):
                self._passage(words, block.language)
            case order.Code(text=text):
                self.facts.speak(block.language, text)
            case order.List(items=items):
                for item in items:
                    self._item(item, path)
            case order.Group(blocks=inner):
                self.blocks(inner, path)
            case order.Table():
                self._table(block)
            case order.Figure():
                self.facts.alternatives.append(block.alternative or "")
                if block.link is not None:
                    self.facts.links.append(("", block.link))
                if block.caption is not None:
                    self._passage(block.caption, block.language)
            case order.Note(blocks=noted):
                said = bare(" ".join(self._words(noted)))
                said = re.sub(r"^\d+\s", "", said) if self.labels_in_words else said
                self.facts.notes.append(said)
                self.blocks(noted, path)
            case _:
                pass

    def _item(self, item: order.ListItem, path: str) -> None:
        words = _first_words(item.blocks)
        marker = str(item.number) if item.number is not None else "•"
        if self.labels_in_words:
            label = _LABEL.match(words)
            marker = (label[1] or "•") if label else "?"
            words = words[label.end() :] if label else words
        within = f"{path}/{marker}" if path else marker
        self.facts.lists.append((within, bare(words)))
        self.blocks(item.blocks, within)

    def _words(self, blocks: order.Blocks) -> Iterator[str]:
        for block in blocks:
            match block:
                case order.Paragraph(words=words) | order.Heading(words=words):
                    yield words.text
                case order.Code(text=text):
                    yield text
                case order.Group(blocks=inner):
                    yield from self._words(inner)
                case order.List(items=items):
                    for item in items:
                        told = " ".join(self._words(item.blocks))
                        yield _LABEL.sub("", told) if self.labels_in_words else told
                case _:
                    pass

    def _table(self, table: order.Table) -> None:
        if table.caption is not None:
            self._passage(table.caption, table.language)
        rows = [[bare(cell.words.text) for cell in row.cells] for row in table.rows]
        heads = sum(1 for _ in takewhile(_is_header, table.rows))
        self.facts.tables.append((heads, rows))
        for row in table.rows:
            for cell in row.cells:
                self._passage(cell.words, table.language)

    def _passage(self, words: order.Passage, language: str | None) -> None:
        for marked in words.marks:
            match marked.mark:
                case order.Picture(alternative=alternative):
                    self.facts.alternatives.append(alternative)
                case order.LinkTo(target=target):
                    self.facts.links.append((bare(words.text[marked.start : marked.end]), target))
                case order.LinkWithin(words=landing):
                    self.facts.links.append(
                        (bare(words.text[marked.start : marked.end]), f"#{landing}")
                    )
                case _:
                    pass
        for part, tag in _spoken(words, language):
            self.facts.speak(tag, part)


def _is_header(row: order.Row) -> bool:
    scopes = {cell.scope for cell in row.cells if cell.words.text}
    return row.heading or scopes == {"col"}


def _spoken(words: order.Passage, language: str | None) -> Iterator[tuple[str, str | None]]:
    position = 0
    for marked in words.marks:
        if isinstance(marked.mark, order.InLanguage) and marked.start >= position:
            yield words.text[position : marked.start], language
            yield words.text[marked.start : marked.end], marked.mark.tag
            position = marked.end
    yield words.text[position:], language


def _first_words(blocks: order.Blocks) -> str:
    """The words that an item begins with; "" where it does not begin with words."""
    match blocks[0] if blocks else None:
        case order.Paragraph(words=words) | order.Heading(words=words):
            return words.text
        case order.Code(text=text):
            return text
        case _:
            return ""


_LABEL = re.compile(r"(?:(\d+)\.|[•◦▪])(?:\s|$)")
"""A list's number or bullet at the beginning of an item's words."""
