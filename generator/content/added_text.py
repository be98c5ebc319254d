"""Text that we add to a document, declared as data: its kind, its place and its words.

Templates render it and the proof expects it, so that nothing appears from nowhere (law 3).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from generator.content.letterhead import (
    imprint,
    masthead,
    masthead_in_words,
    names_organisation,
    recipient,
)
from generator.document.contact_links import (
    by_email,
    by_telephone,
    by_website,
    website_name,
)
from generator.document.facts import Contact, Look, Translation
from generator.document.languages import direction, script
from generator.document.model import (
    Blocks,
    Document,
    Inline,
    Inlines,
    Link,
    Metadata,
    Position,
    Span,
    Text,
)
from generator.document.walk import (
    Section,
    document_passages,
    headings,
    nested,
    plain_text,
    without_links,
)
from generator.document.words import Words, name_in, own_name, words_for

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"


class Piece(StrEnum):
    """A kind of added text, in the order in which a reader meets it."""

    SKIP_LINK = "skip link"
    MASTHEAD = "the brand's logo, or its name"
    RECIPIENT = "to whom a letter goes"
    WINDOW_TITLE = "organisation after the title, where windows and tabs show it"
    BYLINE = "status, classification, organisation, author, dates and reference number"
    TRANSLATIONS = "links to the document in other languages"
    CONTENTS = "contents list"
    PAGE_NUMBERS = "page numbers in the contents list"
    NOTES_HEADING = "heading of the notes"
    OTHER_FORMATS = "links to the other formats"
    CONTACT = "whom to ask for another format"
    LICENCE = "licence"
    IMPRINT = "the brand's address, website and footer"


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
class Part:
    """Words of a line.

    `language` where it is not the line's, `date` where they are one, `target` if they are a link.
    """

    text: str
    language: str | None = None
    date: datetime.date | None = None
    target: str | None = None
    unmarked: str | None = None
    """The words without the marks of direction that we put around them, where we do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that we add; `language` where it is not the document's."""

    parts: tuple[Part, ...]
    language: str | None = None

    @property
    def text(self) -> str:
        """The line's words alone."""
        return "".join(part.text for part in self.parts)

    def without_marks(self) -> Line:
        """The line without marks of direction but those of its author."""
        plain = (p if p.unmarked is None else replace(p, text=p.unmarked) for p in self.parts)
        return replace(self, parts=tuple(plain))

    @property
    def content(self) -> Inlines:
        """The line as nodes of the document."""
        return tuple(
            _nodes("".join(part.text for part in parts), language, target)
            for (language, target), parts in groupby(
                self.parts, key=lambda part: (part.language, part.target)
            )
        )


def _nodes(text: str, language: str | None, target: str | None) -> Inline:
    words: Inline = Text(text)
    if target is not None:
        words = Link(target, (words,), None, Position(0))
    return words if language is None else Span((words,), language)


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another format of the same document; `size` in bytes, `pages` where it has pages.

    `named_by` is the field of `Words` that names it, where its title is an English one.
    """

    title: str
    named_by: str
    target: str
    media_type: str
    size: int
    pages: int | None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class SiblingLine:
    """A line of the HTML's list of other formats ("PDF, 84 kB, 2 pages")."""

    line: Line
    media_type: str


@dataclass(frozen=True, slots=True)
class AddedText:
    """All text added to one document. `contents` is empty in a short one."""

    words: Words
    byline: tuple[Line, ...]
    translations: tuple[Line, ...]
    """One line or none; each name in its own language, for those who look for it."""
    printed_translations: tuple[Line, ...]
    """The same for paper: whom its letters might not draw is named in the document's language."""
    contents: tuple[ContentsEntry, ...]
    contact: tuple[Line, ...]
    licence: Line | None
    siblings: tuple[SiblingLine, ...] = ()
    masthead: Blocks = ()
    recipient: Blocks = ()
    imprint: Blocks = ()

    def unmarked(self) -> AddedText:
        """The same for plain text, in which every character is read: without our own marks."""
        return replace(
            self,
            contact=tuple(line.without_marks() for line in self.contact),
            masthead=masthead_in_words(self.masthead),
        )


LONG_IN_WORDS = 1000
LONG_IN_HEADINGS = 4


def add_text(document: Document, siblings: tuple[Sibling, ...] = ()) -> AddedText:
    """The text that the formats add to `document`."""
    metadata = document.metadata
    words = words_for(metadata.language)
    spoken = metadata.language
    writer = _Writer(words, spoken)
    return AddedText(
        words=words,
        byline=tuple(writer.byline(metadata, named=names_organisation(document))),
        translations=tuple(writer.translations(metadata.translations, own_name)),
        printed_translations=tuple(writer.translations(metadata.translations, writer.drawn_name)),
        contents=_contents(document),
        contact=tuple(writer.contact(metadata.contact)) if metadata.contact else (),
        licence=writer.labelled("licence", metadata.licence) if metadata.licence else None,
        siblings=tuple(map(writer.sibling, siblings)),
        masthead=masthead(document),
        recipient=recipient(document),
        imprint=imprint(document),
    )


ALWAYS_DRAWN = frozenset({"Latn", "Grek", "Cyrl"})
"""Scripts of the typefaces that every PDF has at hand."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes lines in our words, for a document in the language `spoken`."""

    words: Words
    spoken: str

    def _said(self, *labels: str) -> tuple[Words, str | None]:
        """The words that say these labels, and their language where it is not the document's."""
        words = self.words.saying(*labels)
        return words, None if words.language == self.spoken else words.language

    def byline(self, metadata: Metadata, *, named: bool = False) -> Iterator[Line]:
        """What holds for now and who may read it, who publishes it and when, under which number.

        The organisation may be `named` already. A letter has its date alone: it is not published.
        """
        if metadata.status:
            yield Line((Part(metadata.status),))
        if metadata.classification:
            yield self.labelled("classification", metadata.classification)
        for name in (None if named else metadata.organisation, metadata.author):
            if name:
                yield Line((Part(name),))
        if metadata.date and metadata.look is Look.LETTER:
            yield self._day(metadata.date)
        elif metadata.date:
            yield self._dated("published", metadata.date)
        if metadata.updated:
            yield self._dated("updated", metadata.updated)
        if metadata.reference:
            yield self.labelled("reference", metadata.reference)

    def _day(self, date: datetime.date) -> Line:
        words, language = self._said("published")
        return Line((Part(words.date(date), date=date),), language)

    def _dated(self, label: str, date: datetime.date) -> Line:
        words, language = self._said(label)
        before, after = _around(words[label])
        parts = Part(before), Part(words.date(date), date=date), Part(after)
        return Line(tuple(part for part in parts if part.text), language)

    def drawn_name(self, language: str) -> str:
        """A language's own name, if every PDF can draw it, else the name in the document's."""
        if script(language) in ALWAYS_DRAWN | {script(self.spoken)}:
            return own_name(language)
        return name_in(self.spoken, language)

    def translations(
        self, given: tuple[Translation, ...], name: Callable[[str], str]
    ) -> Iterator[Line]:
        if given:
            words, language = self._said("in_other_languages", "separator")
            before, after = _around(words.in_other_languages)
            names: list[Part] = []
            for each in given:
                names.append(Part(words.separator, language))
                said = name(each.language)
                own = each.language if said == own_name(each.language) else None
                names.append(Part(said, own, target=each.url))
            parts = Part(before, language), *names[1:], Part(after, language)
            yield Line(tuple(part for part in parts if part.text))

    def contact(self, contact: Contact) -> Iterator[Line]:
        if contact.text:
            yield Line((Part(contact.text),))
        if contact.email:
            yield self.labelled("email", contact.email, by_email(contact.email))
        if contact.telephone:
            link = by_telephone(contact.telephone)
            yield self.labelled("telephone", contact.telephone, link)
        if contact.address:
            yield self.labelled("address", contact.address)
        if contact.url:
            yield self.labelled("website", website_name(contact.url), by_website(contact.url))

    def labelled(self, label: str, given: str, target: str | None = None) -> Line:
        """Words of ours around what the author has `given` in the document's language."""
        words, language = self._said(label)
        before, after = _around(words[label])
        said = Part(given, target=target)
        if target is not None and direction(self.spoken) == "rtl":
            said = Part(_left_to_right(given), target=target, unmarked=given)
        parts = Part(before, language), said, Part(after, language)
        return Line(tuple(part for part in parts if part.text))

    def sibling(self, sibling: Sibling) -> SiblingLine:
        named = [sibling.named_by] if sibling.named_by else []
        edition = ["large_print"] if sibling.large_print else []
        words, language = self._said("kilobytes", "pages", "separator", *named, *edition)
        name = words[sibling.named_by] if sibling.named_by else sibling.title
        facts = [name, *(words[each] for each in edition), words.size(sibling.size)]
        if sibling.pages is not None:
            facts.append(words.count_pages(sibling.pages))
        # After Latin letters a comma and a digit would go on from left to right (UAX #9, N1).
        kept_apart = RIGHT_TO_LEFT_MARK if direction(words.language) == "rtl" else ""
        said = Part(f"{kept_apart}{words.separator}".join(facts), target=sibling.target)
        return SiblingLine(Line((said,), language), sibling.media_type)


def page_title(metadata: Metadata) -> str:
    """What a browser calls a page: whose it is, too (WCAG 2.2, 2.4.2), unless the title says so."""
    title, organisation = plain_text(metadata.title), metadata.organisation
    if not organisation or organisation.casefold() in title.casefold():
        return title
    return f"{title} – {organisation}"


def marking(metadata: Metadata) -> str:
    """What stands on every page of paper: who may read it, and what holds for now."""
    return " – ".join(filter(None, (metadata.classification, metadata.status)))


def foot(document: Document) -> str:
    """All that stands at the foot of every page beside its number: the brand's footer, too."""
    own = document.brand.footer if document.brand else None
    return " – ".join(filter(None, (marking(document.metadata), own.text if own else "")))


def _left_to_right(address: str) -> str:
    """An address or number that goes from left to right among words from right to left.

    Digits have no direction of their own, nor has a slash at an end (UAX #9, W7 and N2).
    """
    before = LEFT_TO_RIGHT_MARK if not address[:1].isalpha() else ""
    return f"{before}{address}{LEFT_TO_RIGHT_MARK if not address[-1:].isalpha() else ''}"


def _around(pattern: str) -> tuple[str, str]:
    """What stands before and after the place of one of our patterns."""
    before, after = re.split(r"\{\w+\}", pattern)
    return before, after


def _contents(document: Document) -> tuple[ContentsEntry, ...]:
    """A nested list of the body's headings, if the document is long (by words and headings).

    A report has one however short it is, and a letter none.
    """
    bodies = (document.blocks, *(note.blocks for note in document.notes))
    spoken = [each for body in bodies for each in headings(body)]
    look = document.metadata.look
    long = len(spoken) >= LONG_IN_HEADINGS and _word_count(document) >= LONG_IN_WORDS
    report = look is Look.REPORT and len(spoken) > 1
    if look is Look.LETTER or not (long or report):
        return ()
    return tuple(map(_contents_entry, nested(spoken)))


def _contents_entry(section: Section) -> ContentsEntry:
    return ContentsEntry(
        without_links(section.heading.content),
        section.heading.identifier,
        section.language,
        tuple(map(_contents_entry, section.below)),
    )


def _word_count(document: Document) -> int:
    return sum(len(plain_text(passage).split()) for passage in document_passages(document))
