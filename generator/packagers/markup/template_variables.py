"""The facts that the shared macros ask for beside a node: addresses, numbers, our own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.content.added_text import AddedText
from generator.document.languages import direction
from generator.document.model import (
    AlternativeText,
    Block,
    Decorative,
    Document,
    Heading,
    Image,
    Paragraph,
    Table,
)
from generator.document.walk import blocks


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
    """What `shared/nodes.jinja` lists at its top, but for what `narrow_window` says of tables."""
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    numbers = {id(table): number for number, table in enumerate(tables, start=1)}
    prefix = own_prefix(document)

    def mark(name: str) -> str:
        return prefix + name

    def call(number: int, occurrence: int) -> str:
        return mark(f"call-{number}" if occurrence == 1 else f"call-{number}-{occurrence}")

    def address(target: str) -> str:
        return addresses.href(target[1:]) if target.startswith("#") else target

    return {
        "document": document,
        "added_text": added_text,
        "words": added_text.words,
        "xml": xml,
        "href": addresses.href,
        "address": address,
        "mark": mark,
        "call": call,
        "source": addresses.source,
        "where": lambda _: "",
        "alternative": alternative,
        "direction": direction,
        "number": lambda table: numbers[id(table)],
        "is_paragraph": is_paragraph,
        "own_language": own_language(document, added_text),
    }


def own_prefix(document: Document) -> str:
    """Underscores with which no heading's identifier begins: ids of ours follow them."""
    prefix = "_"
    while any(
        isinstance(block, Heading) and block.identifier.startswith(prefix)
        for block in blocks(document)
    ):
        prefix += "_"
    return prefix


def own_language(document: Document, added_text: AddedText) -> str | None:
    """The language of our own words, where the document has another."""
    own = added_text.words.language
    return None if own == document.metadata.language else own


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
