"""The last touches on an imported document: addresses of headings, and their numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.document.facts import SectionNumbering
from generator.document.model import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Text,
)
from generator.document.section_numbers import with_numbers
from generator.document.walk import Rebuilding, plain_text
from generator.document.walk import blocks as every_block
from generator.source.headings import Identifiers

_NUMBER = re.compile(r"\d+(?:\.\d+)*\.? +(?=\S)")


def finished(document: Document, *, counted: bool) -> Document:
    """The document with addresses of its headings, and numbers left to be counted, if wanted."""
    return _addressed(_numbered(document) if counted else document)


def without_typed_numbers(document: Document) -> Document:
    """The document; headings and paragraphs at the top begin with no number."""
    bare = (_without_number(block, paragraphs=True) for block in document.blocks)
    return replace(document, blocks=tuple(bare))


def _numbered(document: Document) -> Document:
    """Typed numbers are left to be counted where counting gives the same."""
    for numbering in (SectionNumbering.PARAGRAPHS, SectionNumbering.HEADINGS):
        paragraphs = numbering is SectionNumbering.PARAGRAPHS
        bare = tuple(_without_number(block, paragraphs=paragraphs) for block in document.blocks)
        if all(map(_same, bare, document.blocks)):
            continue
        facts = replace(document.metadata, numbering=numbering)
        counted = with_numbers(replace(document, metadata=facts, blocks=bare))
        if list(map(_said, counted.blocks)) == list(map(_said, document.blocks)):
            return replace(document, metadata=facts, blocks=bare)
    return document


def _same(one: Block, other: Block) -> bool:
    return one is other


def _said(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return re.sub(r"^(\d+(?:\.\d+)*)\. ", r"\1 ", plain_text(block.content))
    return ""


def _without_number(block: Block, *, paragraphs: bool) -> Block:
    numbered = isinstance(block, Heading) or (paragraphs and isinstance(block, Paragraph))
    if not numbered:
        return block
    assert isinstance(block, Heading | Paragraph)  # noqa: S101 (for the type checker)
    match block.content:
        case (Text(text=text), *rest) if found := _NUMBER.match(text):
            return replace(block, content=(Text(text[found.end() :]), *rest))
    return block


def _addressed(document: Document) -> Document:
    """Headings with the addresses that their words give, and links that lead to these."""
    known = Identifiers(set())
    new: dict[str, str] = {}
    headings: dict[int, str] = {}
    for block in every_block(document):
        if isinstance(block, Heading):
            identifier = known.unique(plain_text(block.content))
            headings[id(block)] = identifier
            if block.identifier:
                new.setdefault(block.identifier, identifier)

    def inline(given: Inline) -> Inlines:
        if isinstance(given, Link) and given.internal in new:
            return (replace(given, target=f"#{new[given.internal]}"),)
        return (given,)

    def addressed(given: Block) -> Blocks:
        if isinstance(given, Figure) and given.link and given.link[1:] in new:
            return (replace(given, link=f"#{new[given.link[1:]]}"),)
        return (_with_address(given, headings),)

    document = Rebuilding(block=addressed).document(document)
    return Rebuilding(inline=inline).document(document)


def _with_address(block: Block, headings: dict[int, str]) -> Block:
    if isinstance(block, Heading) and id(block) in headings:
        return replace(block, identifier=headings[id(block)])
    return block
