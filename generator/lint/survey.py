"""A document laid out for the rules: each list is made once, however many rules look at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.document.markers import DECIMAL
from generator.document.model import (
    Block,
    Blocks,
    Code,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Span,
    Table,
    Wrapper,
)
from generator.document.walk import (
    block_runs,
    in_languages,
    inlines_within,
    own_words,
    placed_passages,
)

SENTENCE_END = re.compile(r"(?<=[.!?…])[\s”’\")]+(?=[^\W\d_])")
"""The space between two sentences."""

_SEARCHED_LINES = 200
_TARGET = re.compile(r"\]\([^()\s]*")
_HTML = re.compile(r"\s*</?[A-Za-z][^<]*>")
_LETTERED_ITEM = re.compile(r"[ \t]*\(?\w{1,8}[.)][ \t]*")
_QUOTE_OR_ITEM = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[\s>]*")


@dataclass(frozen=True)
class Passage:
    """A run of inlines with its words; `block` is None in the front matter."""

    line: int
    content: Inlines
    language: str
    block: Block | None

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """Every inline, containers before what they hold."""
        return tuple(inlines_within(self.content))

    @cached_property
    def words(self) -> str:
        """What is read aloud."""
        return "".join(own_words(inline) for inline in self.inlines)

    @cached_property
    def prose(self) -> str:
        """The words with code blanked out: rules about words leave code alone."""
        return "".join(
            " " * len(inline.text) if isinstance(inline, Code) else own_words(inline)
            for inline in self.inlines
        )

    @cached_property
    def said(self) -> str:
        """The prose; none of an alternative text or HTML, which have rules of their own."""
        alone = len(self.content) == 1 and isinstance(self.content[0], Image)
        return "" if alone or _HTML.match(self.prose) else self.prose


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph as the author wrote it, without its quote marks and bullets."""

    number: int
    text: str


class Survey:
    """What the rules look at."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _blocks(self) -> list[tuple[Block, str]]:
        """Every block with its language."""
        language = self.document.metadata.language
        roots = (self.document.blocks, *(note.blocks for note in self.document.notes))
        return [each for blocks in roots for each in in_languages(blocks, language)]

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block in reading order, containers before what they hold, notes last."""
        return [block for block, _ in self._blocks]

    @cached_property
    def runs(self) -> list[Blocks]:
        """Blocks that stand one after the other: of the body, of each note, within each block."""
        roots = (self.document.blocks, *(note.blocks for note in self.document.notes))
        return [*roots, *(run for block in self.blocks for run in block_runs(block))]

    @cached_property
    def headings(self) -> list[Heading]:
        """Every heading."""
        return [block for block in self.blocks if isinstance(block, Heading)]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @cached_property
    def tables(self) -> list[Table]:
        """Every table."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure."""
        return [block for block in self.blocks if isinstance(block, Figure)]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every run of inlines, the front matter's first."""
        return [*self._metadata_passages(), *self._block_passages()]

    def _metadata_passages(self) -> Iterator[Passage]:
        metadata = self.document.metadata
        for key, content in (
            ("category", metadata.category),
            ("title", metadata.title),
            ("summary", metadata.summary),
        ):
            if content:
                line = metadata.lines.get(key, 1)
                yield Passage(line, content, metadata.language, None)

    def _block_passages(self) -> Iterator[Passage]:
        for block, language in self._blocks:
            if isinstance(block, Figure) and self.is_drawn(block) and not self._described(block):
                continue  # our own words
            for position, content in placed_passages(block):
                yield Passage(position.line, content, language, block)

    def is_drawn(self, figure: Figure) -> bool:
        """True for a chart that is drawn from its table."""
        return figure.image.picture in self.document.charts

    def _described(self, figure: Figure) -> bool:
        return self.document.charts[figure.image.picture].described

    def passages_of(self, block: Block) -> list[Passage]:
        """The passages of one block."""
        return [passage for passage in self.passages if passage.block is block]

    @cached_property
    def prose(self) -> list[Passage]:
        """Passages of paragraphs."""
        return [passage for passage in self.passages if isinstance(passage.block, Paragraph)]

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the text; a figure's link is the figure's."""
        return [
            inline
            for passage in self.passages
            for inline in passage.inlines
            if isinstance(inline, Link)
        ]

    @cached_property
    def images(self) -> list[Image]:
        """Every picture, in text or as a figure."""
        return [
            inline
            for passage in self.passages
            for inline in passage.inlines
            if isinstance(inline, Image)
        ]

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of all paragraphs as written."""
        return [line for lines in self._by_paragraph.values() for line in lines]

    def lines_of(self, line: int) -> list[Line]:
        """The lines, as written, of the paragraph that begins on a line."""
        return self._by_paragraph.get(line, [])

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Line]]:
        return {
            paragraph.position.line: list(self._lines_of(paragraph))
            for paragraph in self.paragraphs
        }

    def _lines_of(self, paragraph: Paragraph) -> Iterator[Line]:
        source, first = self.document.lines, paragraph.position.line
        for number in range(first, len(source) + 1):
            text = _QUOTE_OR_ITEM.sub("", source[number - 1])
            if number in self._lettered_items:
                text = _LETTERED_ITEM.sub("", text)
            if not text.strip() or (number > first and number in self._first_lines):
                return
            yield Line(number, text)

    @cached_property
    def _lettered_items(self) -> set[int]:
        """The lines on which items of lists with letters or brackets begin."""
        lists = (block for block in self.blocks if isinstance(block, List))
        return {
            item.position.line for each in lists if each.marker != DECIMAL for item in each.items
        }

    @cached_property
    def _first_lines(self) -> set[int]:
        """The lines on which blocks begin."""
        return {block.position.line for block in self.blocks}

    @cached_property
    def _lines_without_targets(self) -> list[str]:
        """The lines of the source without the addresses of links."""
        return [_TARGET.sub("](", line) if "](" in line else line for line in self.document.lines]

    def first_matches(
        self, pattern: re.Pattern[str], among: Callable[[Passage], str]
    ) -> Iterator[tuple[int, str]]:
        """The first match in each passage, with its line; `among` says in which of its words."""
        for passage in self.passages:
            match = pattern.search(among(passage))
            if match:
                yield self.line_of(match[0], passage.line), match[0]

    def line_of(self, words: str, start: int) -> int:
        """The source line from `start` on that says `words`; `start` where none does."""
        return self.written(words, start) or start

    def written(self, words: str, start: int) -> int | None:
        """The source line of the passage at `start` that has just these letters, if any has.

        A line that has them as words goes before one that has them in the address of a link.
        """
        found = None
        for number, line in enumerate(self.document.lines[start - 1 :][:_SEARCHED_LINES], start):
            if not line.strip():
                break
            if words in self._lines_without_targets[number - 1]:
                return number
            if found is None and words in line:
                found = number
        return found


def in_language(passage: Passage) -> Iterator[tuple[str, str]]:
    """The words of a passage in pieces of one language each, with that language."""
    yield from _pieces(passage.content, passage.language)


def _pieces(content: Inlines, language: str) -> Iterator[tuple[str, str]]:
    words: list[str] = []
    for inline in content:
        if isinstance(inline, Span):
            yield "".join(words), language
            words = []
            yield from _pieces(inline.content, inline.language)
        elif isinstance(inline, Wrapper):
            inner = list(_pieces(inline.content, language))
            words.append("".join(text for text, own in inner if own == language))
            yield from ((text, own) for text, own in inner if own != language)
        elif isinstance(inline, Code):
            words.append(" ")
        else:
            words.append(own_words(inline))
    yield "".join(words), language
