"""Traversal of the document, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator.document.model import (
    Abbreviation,
    AlternativeText,
    Block,
    BlockQuote,
    Blocks,
    Code,
    CodeBlock,
    Decorative,
    DefinitionList,
    Division,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Span,
    Strikethrough,
    Strong,
    Table,
    Text,
)

Entry = TypeVar("Entry")
"""A line of a contents list, with the lines below it."""


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the body, then of the notes; containers before what they hold."""
    yield from within(document.blocks)
    for note in document.notes:
        yield from within(note.blocks)


def within(given: Blocks) -> Iterator[Block]:
    """Every block of `given` and below it; containers before what they hold."""
    stack = list(reversed(given))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(children(block)))


def children(block: Block) -> Blocks:
    """The blocks directly inside a block."""
    match block:
        case List():
            return tuple(child for item in block.items for child in item.blocks)
        case DefinitionList():
            return tuple(
                child
                for entry in block.entries
                for definition in entry.definitions
                for child in definition
            )
        case BlockQuote() | Division():
            return block.blocks
        case _:
            return ()


def headings(given: Blocks) -> Iterator[tuple[Heading, str | None]]:
    """Every heading with its language, of its own or of what it stands in; None: the document's."""
    stack: list[tuple[Block, str | None]] = [(block, None) for block in reversed(given)]
    while stack:
        block, around = stack.pop()
        language = block.language or around
        if isinstance(block, Heading):
            yield block, language
        stack.extend((child, language) for child in reversed(children(block)))


def nested(
    spoken: Sequence[tuple[Heading, str | None]],
    entry: Callable[[Heading, str | None, tuple[Entry, ...]], Entry],
) -> tuple[Entry, ...]:
    """An entry for each heading, made of it, its language and the entries of those below it."""

    def from_(start: int, above: int) -> tuple[tuple[Entry, ...], int]:
        entries: list[Entry] = []
        while start < len(spoken) and spoken[start][0].level > above:
            heading, language = spoken[start]
            below, start = from_(start + 1, heading.level)
            entries.append(entry(heading, language, below))
        return tuple(entries), start

    return from_(0, 0)[0]


def passages(block: Block) -> Iterator[Inlines]:
    """The runs of inlines that belong to the block itself, not to blocks inside it."""
    match block:
        case Heading() | Paragraph():
            yield block.content
        case DefinitionList():
            for entry in block.entries:
                yield from entry.terms
        case Table():
            if block.caption is not None:
                yield block.caption
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield cell.content
        case Figure():
            yield (block.image,)
            if block.caption is not None:
                yield block.caption
        case _:
            return


def document_passages(document: Document) -> Iterator[Inlines]:
    """Every run of inlines: category, title, summary, then block by block."""
    metadata = document.metadata
    for given in (metadata.category, metadata.title, metadata.summary):
        if given is not None:
            yield given
    for block in blocks(document):
        yield from passages(block)


def document_text(document: Document) -> Iterator[str]:
    """The words of every run of inlines, then of every code block."""
    yield from map(plain_text, document_passages(document))
    yield from (block.text for block in blocks(document) if isinstance(block, CodeBlock))


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline of the document, containers before what they hold."""
    for passage in document_passages(document):
        yield from inlines_within(passage)


def inlines_within(given: Inlines) -> Iterator[Inline]:
    """Every inline of `given` and below it, containers before what they hold."""
    stack = list(reversed(given))
    while stack:
        inline = stack.pop()
        yield inline
        if isinstance(inline, Emphasis | Strong | Strikethrough | Link | Span):
            stack.extend(reversed(inline.content))


def decorative_pictures(document: Document) -> tuple[tuple[int, str], ...]:
    """The lines and files of the pictures that have no alternative text on purpose."""
    images = (inline for inline in inlines(document) if isinstance(inline, Image))
    return tuple(
        (image.position.line, document.pictures[image.picture].place or image.picture)
        for image in images
        if isinstance(image.alternative, Decorative) and image.picture in document.pictures
    )


def languages(document: Document) -> tuple[str, ...]:
    """Every language that the document is marked with, its own first."""
    parts = (block.language for block in blocks(document))
    spans = (inline.language for inline in inlines(document) if isinstance(inline, Span))
    return tuple(filter(None, dict.fromkeys((document.metadata.language, *parts, *spans))))


def folded(text: str) -> str:
    """Text on one line: runs of ASCII white space as one space, ends stripped.

    A no-break space is a character of its own (unlike in `str.split`), and stays.
    """
    return " ".join(part for part in text.translate(_SPACES).split(" ") if part)


_SPACES = {ord(character): " " for character in "\t\n\r\f"}


def plain_text(given: Inlines) -> str:
    """The words alone: hard breaks as spaces, pictures as their alternative text."""
    words: list[str] = []
    for inline in inlines_within(given):
        match inline:
            case Text() | Code() | Abbreviation():
                words.append(inline.text)
            case LineBreak():
                words.append(" ")
            case Image(alternative=AlternativeText(text=text)):
                words.append(text)
            case _:
                pass
    return "".join(words)
