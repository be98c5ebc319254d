"""Text that we add to a document, declared as data: its kind, its place and its words.

Templates render it and the proof expects it, so that nothing appears from nowhere (law 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from generator.model import (
    Contact,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    NoteCall,
    Span,
    Strikethrough,
    Strong,
)
from generator.walk import blocks, document_passages, plain_text
from generator.words import Words, words_for


class Piece(StrEnum):
    """A kind of added text, in the order in which a reader meets it."""

    SKIP_LINK = "skip link"
    BYLINE = "organisation, author and dates"
    CONTENTS = "contents list"
    NOTES_HEADING = "heading of the notes"
    OTHER_FORMATS = "links to the other formats"
    CONTACT = "whom to ask for another format"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list, with the headings below it.

    `content` has no note calls and no links, since the whole line is a link.
    """

    content: Inlines
    identifier: str
    language: str | None
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line that says whom to ask; `target` is where it leads, if it leads anywhere."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another format of the same document; `size` in bytes, `pages` where it has pages."""

    title: str
    target: str
    media_type: str
    size: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class SiblingLine:
    """A line of the HTML's list of other formats ("PDF, 84 KB, 2 pages")."""

    text: str
    target: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """All text added to one document. `contents` is empty in a short one."""

    words: Words
    byline: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]
    contact: tuple[ContactLine, ...]
    licence: str | None
    siblings: tuple[SiblingLine, ...] = ()


LONG_IN_WORDS = 1000
LONG_IN_HEADINGS = 4


def furnish(document: Document, siblings: tuple[Sibling, ...] = ()) -> Furniture:
    """The text that the formats add to `document`."""
    metadata = document.metadata
    words = words_for(metadata.language)
    return Furniture(
        words=words,
        byline=_byline(document, words),
        contents=_contents(document),
        contact=_contact(metadata.contact, words),
        licence=words.licence.format(licence=metadata.licence) if metadata.licence else None,
        siblings=tuple(_sibling(sibling, words) for sibling in siblings),
    )


def _sibling(sibling: Sibling, words: Words) -> SiblingLine:
    facts = [sibling.title, words.size(sibling.size)]
    if sibling.pages is not None:
        facts.append(words.count_pages(sibling.pages))
    return SiblingLine(", ".join(facts), sibling.target, sibling.media_type)


def _byline(document: Document, words: Words) -> tuple[str, ...]:
    metadata = document.metadata
    lines = [metadata.organisation, metadata.author]
    if metadata.date:
        lines.append(words.published.format(date=words.date(metadata.date)))
    if metadata.updated:
        lines.append(words.updated.format(date=words.date(metadata.updated)))
    return tuple(line for line in lines if line)


def _contact(contact: Contact | None, words: Words) -> tuple[ContactLine, ...]:
    if contact is None:
        return ()
    lines = [ContactLine(contact.text)] if contact.text else []
    if contact.email:
        lines.append(
            ContactLine(words.email.format(email=contact.email), f"mailto:{contact.email}")
        )
    if contact.telephone:
        number = "".join(c for c in contact.telephone if c.isdecimal() or c == "+")
        lines.append(
            ContactLine(words.telephone.format(telephone=contact.telephone), f"tel:{number}")
        )
    if contact.address:
        lines.append(ContactLine(words.address.format(address=contact.address)))
    if contact.url:
        lines.append(ContactLine(words.website.format(url=contact.url), contact.url))
    return tuple(lines)


def _contents(document: Document) -> tuple[ContentsEntry, ...]:
    """A nested list of the body's headings, if the document is long (by words and headings)."""
    headings = [block for block in blocks(document) if isinstance(block, Heading)]
    if len(headings) < LONG_IN_HEADINGS or _word_count(document) < LONG_IN_WORDS:
        return ()
    entries, _ = _nest(headings, 0, 0)
    return entries


def _word_count(document: Document) -> int:
    return sum(len(plain_text(passage).split()) for passage in document_passages(document))


def _nest(headings: list[Heading], start: int, above: int) -> tuple[tuple[ContentsEntry, ...], int]:
    """Entries from `start` on that are deeper than level `above`, and where they end."""
    entries: list[ContentsEntry] = []
    while start < len(headings) and headings[start].level > above:
        heading = headings[start]
        below, start = _nest(headings, start + 1, heading.level)
        entries.append(
            ContentsEntry(_as_entry(heading.content), heading.identifier, heading.language, below)
        )
    return tuple(entries), start


def _as_entry(content: Inlines) -> Inlines:
    """A heading's words for a contents list: no note calls, and no links inside the link."""
    kept: list[Inline] = []
    for inline in content:
        match inline:
            case NoteCall():
                pass
            case Link(content=inner):
                kept.extend(_as_entry(inner))
            case Emphasis() | Strong() | Strikethrough() | Span():
                kept.append(replace(inline, content=_as_entry(inline.content)))
            case _:
                kept.append(inline)
    return tuple(kept)
