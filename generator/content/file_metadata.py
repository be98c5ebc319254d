"""What a file says of itself beside its words, derived from the Document.

Package metadata of an e-book, properties of a Word document, document information and XMP of a
PDF, names and data in the head of a page, encoding and line ends of a text: programs ask for them
before anybody reads the file, and nobody who reads it sees them. With the packagers it shares only
the words of `description` and `summary`: what is claimed of accessibility is derived here again.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Iterator, Mapping

from generator.content.added_text import AddedText
from generator.content.claims import Claims, description, summary
from generator.content.formats import Format
from generator.content.job import TextOptions
from generator.document.model import Document, Heading, Image, Metadata
from generator.document.pictures import AlternativeText, Decorative
from generator.document.walk import blocks, inlines, languages, plain_text
from generator.reading_order import Property, fold

Given = Iterator[tuple[str, str | datetime.date | None]]


def file_metadata(
    document: Document, added_text: AddedText, format_: Format
) -> tuple[Property, ...] | None:
    """What a file of a format must say of itself; None where it has no place for that."""
    say = _SAYS.get(format_.name)
    return None if say is None else tuple(say(document, added_text))


def file_of_lines(options: TextOptions) -> tuple[Property, ...]:
    """What a text file is by its bytes: each program that opens it asks for that first."""
    mark = "yes" if options.byte_order_mark else "no"
    return (
        Property("encoding", ("UTF-8",)),
        Property("byte order mark", (mark,)),
        Property("line ends", (options.line_ends,)),
        Property("blank lines at the end", ("0",)),
    )


def _stated(given: Given) -> Iterator[Property]:
    """Those of some properties that the source gives."""
    for name, value in given:
        if value:
            yield Property(name, (_written(value),))


def _written(value: str | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else fold(value)


def _creator(metadata: Metadata) -> str | None:
    return metadata.author or metadata.organisation


def _claims(
    document: Document, *, contents: bool, pages: bool = False, transformable: bool = True
) -> Claims:
    """What may be claimed of accessibility: not by the packagers' `claims`, which may be wrong."""
    pictures = (inline for inline in inlines(document) if isinstance(inline, Image))
    alternatives = [each.alternative for each in pictures]
    needed = [each for each in alternatives if not isinstance(each, Decorative)]
    in_words = all(isinstance(each, AlternativeText) for each in needed)
    has_headings = any(isinstance(block, Heading) for block in blocks(document))
    return Claims(
        modes=("textual", "visual")[: 1 + bool(needed)],
        sufficient=("textual",) if in_words else (),
        features=(
            *(["alternativeText"] if needed and in_words else []),
            "ARIA",
            *(["displayTransformability"] if transformable else []),
            *(["pageBreakMarkers", "pageNavigation"] if pages else []),
            "readingOrder",
            *(["structuralNavigation"] if has_headings else []),
            *(["tableOfContents"] if contents else []),
        ),
        hazards=("none",),
    )


# Pages ----------------------------------------------------------------------------------------


def _page(document: Document, added_text: AddedText) -> Iterator[Property]:
    metadata = document.metadata
    yield from _stated(
        iter(
            (
                ("description", description(metadata)),
                ("author", _creator(metadata)),
                ("keywords", ", ".join(metadata.keywords)),
                ("og:type", "article"),
                ("og:title", plain_text(metadata.title)),
                ("og:description", description(metadata)),
                ("og:url", metadata.url),
                ("og:site_name", metadata.organisation),
                ("og:locale", metadata.language.replace("-", "_")),
                ("article:published_time", metadata.date),
                ("article:modified_time", metadata.updated),
                ("article:author", metadata.author),
                ("canonical", metadata.url),
            )
        )
    )
    for each in metadata.translations:
        yield Property(f"alternate {each.language}", (each.url,))
    yield from _stated(_linked_data(document, added_text))


def _linked_data(document: Document, added_text: AddedText) -> Given:
    """The data block's entries, each with its path of names."""
    metadata = document.metadata
    yield "data @context", "https://schema.org"
    yield "data @type", "Article"
    yield "data headline", plain_text(metadata.title)
    yield "data inLanguage", metadata.language
    yield "data description", description(metadata)
    if metadata.author or metadata.organisation:
        yield "data author @type", "Person" if metadata.author else "Organization"
        yield "data author name", _creator(metadata)
    if metadata.organisation:
        yield "data publisher @type", "Organization"
        yield "data publisher name", metadata.organisation
    yield "data datePublished", metadata.date
    yield "data dateModified", metadata.updated
    yield "data about", metadata.subject
    yield from (("data keywords", each) for each in metadata.keywords)
    yield "data articleSection", plain_text(metadata.category or ())
    yield "data identifier", metadata.identifier
    yield "data identifier", metadata.reference
    yield "data creativeWorkStatus", metadata.status
    yield "data url", metadata.url
    yield "data license", metadata.licence
    made = _claims(document, contents=bool(added_text.contents))
    yield from (("data accessMode", each) for each in made.modes)
    for each in made.sufficient:
        yield "data accessModeSufficient @type", "ItemList"
        yield "data accessModeSufficient itemListElement", each
    yield from (("data accessibilityFeature", each) for each in made.features)
    yield from (("data accessibilityHazard", each) for each in made.hazards)


# E-books --------------------------------------------------------------------------------------


def _book(document: Document, added_text: AddedText) -> Iterator[Property]:
    metadata = document.metadata
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.source_hash)).decode().rstrip("=")
    yield from _stated(
        iter(
            (
                ("dc:title", plain_text(metadata.title)),
                ("dc:language", metadata.language),
                ("dc:creator", _creator(metadata)),
                ("dc:publisher", metadata.organisation),
                ("dc:date", metadata.date),
                ("dc:description", description(metadata)),
                ("dc:rights", metadata.licence),
                ("dc:source", f"ni:///sha-256;{digest}"),
            )
        )
    )
    yield Property("dc:identifier", (metadata.identifier,) if metadata.identifier else ())
    for name, value in (
        ("dc:identifier", metadata.reference),
        ("dcterms:accessRights", metadata.classification),
        ("schema:creativeWorkStatus", metadata.status),
    ):
        if value:
            yield Property(name, (fold(value),))
    changed = metadata.updated or metadata.date
    yield Property("dcterms:modified", (f"{changed}T00:00:00Z",) if changed else ())
    for language in languages(document)[1:]:
        yield Property("dc:language", (language,))
    for subject in dict.fromkeys(filter(None, (metadata.subject, *metadata.keywords))):
        yield Property("dc:subject", (fold(subject),))
    yield from _accessibility(document, added_text)


def _accessibility(document: Document, added_text: AddedText) -> Iterator[Property]:
    """What is said with pages of a PDF, and without; and of sizes that a theme fixes or leaves."""
    has_headings = any(isinstance(block, Heading) for block in blocks(document))
    made, paged = (
        _claims(document, contents=has_headings, pages=pages, transformable=False)
        for pages in (False, True)
    )
    yield from (Property("schema:accessMode", (each,)) for each in made.modes)
    yield from (Property("schema:accessModeSufficient", (each,)) for each in made.sufficient)
    yield from (Property("schema:accessibilityHazard", (each,)) for each in made.hazards)
    features = {each: each in made.features for each in (*paged.features, _TRANSFORMABLE)}
    for feature, needed in features.items():
        yield Property("schema:accessibilityFeature", (feature,), needed=needed)
    said = (summary(document, each, added_text.words)[0] for each in (made, paged))
    yield Property("schema:accessibilitySummary", tuple(map(fold, said)))
    source = f"{plain_text(document.metadata.title)} (PDF)"
    yield Property("pageBreakSource", (fold(source),), needed=False)
    reviewer = document.metadata.accessibility_reviewed_by
    if reviewer:
        yield Property("dcterms:conformsTo", ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA",))
        yield Property("a11y:certifiedBy", (fold(reviewer),))


_TRANSFORMABLE = "displayTransformability"


# Word documents -------------------------------------------------------------------------------


def _word(document: Document, _: AddedText) -> Iterator[Property]:
    metadata = document.metadata
    yield from _stated(
        iter(
            (
                ("title", plain_text(metadata.title)),
                ("subject", metadata.subject),
                ("creator", _creator(metadata)),
                ("keywords", ", ".join(metadata.keywords)),
                ("description", description(metadata)),
                ("category", plain_text(metadata.category or ())),
                ("identifier", metadata.identifier),
                ("contentStatus", metadata.status),
                ("language", metadata.language),
                ("Company", metadata.organisation),
                ("URL", metadata.url),
                ("Licence", metadata.licence),
                ("Reference", metadata.reference),
                ("Classification", metadata.classification),
                ("Accessibility reviewed by", metadata.accessibility_reviewed_by),
            )
        )
    )
    days = [day for day in (metadata.date, metadata.updated) if day]
    for name, day in (("created", days[:1]), ("modified", days[-1:])):
        yield Property(name, tuple(f"{each}T00:00:00Z" for each in day), needed=bool(day))


# PDFs -----------------------------------------------------------------------------------------


def _paper(document: Document, _: AddedText) -> Iterator[Property]:
    """Document information, which PDF 2 does without, and XMP."""
    metadata = document.metadata
    names = [name for name in (metadata.author, metadata.organisation) if name]
    subject = description(metadata) or metadata.subject
    keywords = ", ".join(metadata.keywords)
    said: Mapping[str, str | None] = {
        "Title": plain_text(metadata.title),
        "Author": ", ".join(names),
        "Subject": subject,
        "Keywords": keywords,
    }
    for name, value in said.items():
        if value:
            yield Property(name, (fold(value),), needed=False)
    packet: Given = iter(
        (
            ("dc:title", plain_text(metadata.title)),
            ("dc:creator", ", ".join(names)),
            ("dc:description", subject),
            ("dc:language", metadata.language),
            ("dc:rights", metadata.licence),
            ("dc:identifier", metadata.identifier or metadata.url),
            ("xmp:Identifier", metadata.reference),
            ("dc:source", f"sha256:{document.source_hash}"),
            ("dc:format", "application/pdf"),
            ("pdf:Keywords", keywords),
            ("xmpRights:UsageTerms", metadata.licence),
        )
    )
    yield from _stated(packet)
    for subject in dict.fromkeys(filter(None, (metadata.subject, *metadata.keywords))):
        yield Property("dc:subject", (fold(subject),))


_SAYS: Mapping[str, Callable[[Document, AddedText], Iterator[Property]]] = {
    "html": _page,
    "pdf": _paper,
    "docx": _word,
    "epub": _book,
}
