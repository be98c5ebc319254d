"""What a brand adds to a document: its masthead, and at the end its address, website and footer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.brand import Brand, Said
from generator.document.contact_links import by_website, website_name
from generator.document.facts import Look
from generator.document.kinds import Lines
from generator.document.model import (
    Block,
    Blocks,
    Document,
    Figure,
    Image,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Position,
    Strong,
    Text,
)
from generator.document.pictures import AlternativeText

NOWHERE = Position(0)
"""Of words that are in no source."""


def masthead(document: Document) -> Blocks:
    """The logo, or the name where there is none."""
    brand = document.brand
    if brand is None:
        name = document.metadata.organisation if names_organisation(document) else None
        return (Paragraph((Strong((Text(name),)),), NOWHERE),) if name else ()
    if brand.logo is None:
        return (Paragraph((Strong((Text(brand.name.text),)),), NOWHERE, brand.name.language),)
    alternative = brand.logo.alternative
    image = Image(brand.logo.picture.name, AlternativeText(alternative.text), NOWHERE)
    return (Figure(image, None, None, NOWHERE, alternative.language),)


def names_organisation(document: Document) -> bool:
    """True where the organisation heads the page: of a report or a letter without a brand."""
    metadata = document.metadata
    return (
        document.brand is None and metadata.look is not Look.NOTICE and bool(metadata.organisation)
    )


def recipient(document: Document) -> Blocks:
    """To whom a letter goes."""
    metadata = document.metadata
    if not metadata.recipient:
        return ()
    place = Position(metadata.lines.get("recipient", 0))
    lines = tuple(_lines(tuple(map(Said, metadata.recipient))))
    return (Paragraph(lines, place, None, Lines.ADDRESS),)


def masthead_in_words(given: Blocks) -> Blocks:
    """The same for plain text: what the logo says."""
    return tuple(map(_in_words, given))


def _in_words(block: Block) -> Block:
    if isinstance(block, Figure) and isinstance(block.image.alternative, AlternativeText):
        return Paragraph((Text(block.image.alternative.text),), NOWHERE, block.language)
    return block


def imprint(document: Document) -> Blocks:
    """What ends a document."""
    return () if document.brand is None else tuple(_imprint(document.brand))


def _imprint(brand: Brand) -> Iterator[Block]:
    if brand.address:
        lines = tuple(_lines(brand.address))
        yield Paragraph(lines, NOWHERE, brand.address[0].language, Lines.ADDRESS)
    if brand.website:
        words = (Text(website_name(brand.website)),)
        yield Paragraph((Link(by_website(brand.website), words, None, NOWHERE),), NOWHERE)
    if brand.footer:
        yield Paragraph((Text(brand.footer.text),), NOWHERE, brand.footer.language)


def _lines(given: tuple[Said, ...]) -> Iterator[Inline]:
    for number, line in enumerate(given):
        if number:
            yield LineBreak()
        yield Text(line.text)
