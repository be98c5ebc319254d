"""A document as the text of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.document.model import (
    Abbreviation,
    Allowance,
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
)
from generator.document.references import without_references
from generator.document.section_numbers import without_numbers
from generator.document.walk import blocks as every_block
from generator.document.walk import inlines, plain_text
from generator.source.headings import Identifiers
from generator.source.writing.blocks import SEPARATOR, BlockWriter
from generator.source.writing.facts import front_matter
from generator.source.writing.passages import Passages
from generator.source.writing.trial import Trial


def write(document: Document) -> str:
    """The source that is read as the document; pictures keep their places beside it."""
    return _joined([front_matter(document.metadata), *_text(document)])


def write_text(document: Document) -> str:
    """The source without its front matter, to be put into another; empty where nothing is said."""
    return _joined(_text(document)).lstrip("\n")


def _joined(parts: Iterable[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _text(document: Document) -> Iterator[Sequence[str]]:
    """The lines of each part after the front matter."""
    document = without_references(without_numbers(document))
    expansions = {
        each.text: each.expansion for each in inlines(document) if isinstance(each, Abbreviation)
    }
    places = {name: picture.place or name for name, picture in document.pictures.items()}
    trial = Trial({place: name for name, place in places.items()}, expansions)
    before, after = _comments(document)
    writer = BlockWriter(
        Passages(trial, places), _own_identifiers(document), before, document.charts
    )
    language = document.metadata.language
    yield writer.lines(document.blocks, language)
    yield after
    yield from (_note(note, writer, language) for note in document.notes)
    yield [f"*[{short}]: {expansion}" for short, expansion in expansions.items()]


def _note(note: Note, writer: BlockWriter, language: str) -> list[str]:
    """A note's lines; what is no paragraph begins below its label."""
    label = f"[^{note.number}]:"
    inside = writer.lines(note.blocks, language)
    if not inside:
        return [f"{label} {SEPARATOR}"]
    first = note.blocks[0]
    plain = isinstance(first, Paragraph) and first.language is None and first.lines is None
    if plain and id(first) not in writer.comments:
        label, inside = f"{label} {inside[0]}", inside[1:]
    return [label, *(f"    {line}" if line else "" for line in inside)]


def _own_identifiers(document: Document) -> dict[int, str]:
    """The identifiers that are not made of their headings' words, by the heading's `id`."""
    headings = [block for block in every_block(document) if isinstance(block, Heading)]
    own: dict[int, str] = {}
    while True:
        known = Identifiers(set(own.values()))
        made = {
            id(heading): known.unique(plain_text(heading.content))
            for heading in headings
            if id(heading) not in own
        }
        found = {
            id(each): each.identifier
            for each in headings
            if made.get(id(each), each.identifier) != each.identifier
        }
        if not found:
            return own
        own |= found


def _comments(document: Document) -> tuple[Mapping[int, Sequence[str]], list[str]]:
    """The allowances as comments: before the blocks that they are for, and at the end."""
    before: dict[int, list[str]] = {}
    after: list[str] = []
    for allowance in document.allowances:
        written = f"<!-- allow {allowance.rule}: {allowance.reason} -->"
        block = _allowed(allowance, document)
        (after if block is None else before.setdefault(id(block), [])).append(written)
    return before, after


def _allowed(allowance: Allowance, document: Document) -> Block | None:
    first, last = allowance.first or 0, allowance.last or 0
    lines = ((block.position.line, block) for block in every_block(document))
    return next((block for line, block in lines if first <= line <= last), None)
