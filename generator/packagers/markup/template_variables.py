"""The facts that the shared macros ask for beside a node: addresses, numbers, our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.content.added_text import AddedText
from generator.content.direction_marks import has_right_to_left
from generator.document.languages import direction
from generator.document.model import (
    Block,
    Callout,
    Document,
    Image,
    Inline,
    NoteCall,
    Paragraph,
    Span,
    Table,
)
from generator.document.pictures import AlternativeText, Decorative
from generator.document.walk import Run, blocks, in_languages, landing, passages, runs
from generator.document.words import Words
from generator.packagers.markup.table_markup import table_markup


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are, as one format writes it.

    `href` of an id, `source` of a picture.
    """

    href: Callable[[str], str]
    source: Callable[[str], str]


def template_variables(
    document: Document, added_text: AddedText, addresses: Addresses, *, xml: bool
) -> dict[str, object]:
    """What `shared/nodes.jinja` lists at its top."""
    tables = [*_tables(document)]
    callouts = [block for block in blocks(document) if isinstance(block, Callout)]
    numbers = {id(table): number for number, (table, _) in enumerate(tables, start=1)}
    numbers |= {id(callout): number for number, callout in enumerate(callouts, start=1)}
    spoken = {id(node): language for node, language in (*tables, *_calls(document))}
    prefix = own_prefix(document)

    def mark(name: str) -> str:
        return prefix + name

    def call(number: int, occurrence: int) -> str:
        return mark(f"call-{number}" if occurrence == 1 else f"call-{number}-{occurrence}")

    def address(target: str) -> str:
        return addresses.href(target[1:]) if target.startswith("#") else target

    def other_language(words: Words, around: str | None = None) -> str | None:
        return None if words.language == (around or document.metadata.language) else words.language

    return {
        "document": document,
        "added_text": added_text,
        "xml": xml,
        "href": addresses.href,
        "address": address,
        "mark": mark,
        "call": call,
        "source": addresses.source,
        "where": lambda _: "",
        "alternative": alternative,
        "direction": direction,
        "number": lambda block: numbers[id(block)],
        "language_around": lambda node: spoken[id(node)],
        "is_paragraph": is_paragraph,
        "joined": table_markup,
        "saying": added_text.words.saying,
        "other_language": other_language,
        "forward": has_right_to_left(document),
    }


def _tables(document: Document) -> Iterator[tuple[Table, str]]:
    """Every table and the language in which it stands."""
    for run in (document.blocks, *(note.blocks for note in document.notes)):
        for block, language in in_languages(run, document.metadata.language):
            if isinstance(block, Table):
                yield block, language


def _calls(document: Document) -> Iterator[tuple[NoteCall, str]]:
    """Every note call and the language of the words in which it stands."""
    for run in (document.blocks, *(note.blocks for note in document.notes)):
        for block, language in in_languages(run, document.metadata.language):
            for passage in passages(block):
                yield from _calls_within(passage, language)


def _calls_within(given: Run, language: str) -> Iterator[tuple[NoteCall, str]]:
    for node in given:
        if isinstance(node, NoteCall):
            yield node, language
        elif isinstance(node, Inline):
            inner = node.language if isinstance(node, Span) else language
            for run in runs(node):
                yield from _calls_within(run, inner)


def own_prefix(document: Document) -> str:
    """Underscores with which no identifier of the author's begins: ids of ours follow them."""
    prefix = "_"
    names = [named[0] for block in blocks(document) if (named := landing(block)) is not None]
    while any(name.startswith(prefix) for name in names):
        prefix += "_"
    return prefix


def alternative(image: Image) -> str | None:
    """The value of `alt`; None where the author forgot it, so that checks notice."""
    match image.alternative:
        case AlternativeText(text=text):
            return text
        case Decorative():
            return ""
        case _:
            return None


def is_paragraph(block: Block) -> bool:
    """True for a paragraph."""
    return isinstance(block, Paragraph)
