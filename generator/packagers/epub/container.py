"""The package: metadata, manifest and spine, packed by EbookLib (the only module that knows it)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ebooklib import epub

from generator.content.claims import Claims, description, summary
from generator.content.job import Options
from generator.document.languages import direction
from generator.document.model import Document
from generator.document.walk import languages, plain_text
from generator.document.words import Words
from generator.packagers.epub.identity import identifier, modified, source
from generator.packagers.zip_clock import EPOCH, at_the_epoch


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the publication, with its properties in the manifest."""

    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False
    linear: bool = True

    @property
    def id(self) -> str:
        """Its identifier in the manifest; EbookLib expects the NCX to be called "ncx"."""
        if self.media_type == "application/x-dtbncx+xml":
            return "ncx"
        return "".join(c if c.isalnum() and c.isascii() else "-" for c in f"f-{self.path}")


def package(
    document: Document,
    options: Options,
    claims: Claims,
    words: Words,
    resources: Iterable[Resource],
) -> bytes:
    """The bytes of the publication; `words` are our own, for the summary."""
    book = epub.EpubBook()
    _describe(book, document, claims, words)
    for resource in resources:
        item = epub.EpubItem(
            resource.id, resource.path, resource.media_type, resource.data, manifest=True
        )
        item.properties = list(resource.properties)
        book.add_item(item)
        if resource.spine:
            book.spine.append((item, "yes" if resource.linear else "no"))
    packed = io.BytesIO()
    settings = {"mtime": modified(document, options), "package_direction": True}
    with at_the_epoch():
        _Writer(packed, book, settings).write()
    return _repacked(packed.getvalue())


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer; it knows every attribute of the package but its language."""

    def _write_opf_file(self, root: Any) -> None:  # noqa: ANN401
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)


def _describe(book: Any, document: Document, claims: Claims, words: Words) -> None:  # noqa: ANN401
    metadata = document.metadata
    book.metadata.clear()  # a random identifier, and EbookLib's name
    book.set_identifier(identifier(document))
    book.set_title(plain_text(metadata.title))
    book.set_language(metadata.language)
    book.set_direction(direction(metadata.language))
    for language in languages(document)[1:]:
        book.add_metadata("DC", "language", language)
    for name, value in (
        ("creator", metadata.author or metadata.organisation),
        ("publisher", metadata.organisation),
        ("date", metadata.date and metadata.date.isoformat()),
        ("description", description(metadata)),
        ("rights", metadata.licence),
        ("source", source(document)),
        ("identifier", metadata.reference),
    ):
        if value:
            book.add_metadata("DC", name, value)
    for subject in dict.fromkeys(filter(None, (metadata.subject, *metadata.keywords))):
        book.add_metadata("DC", "subject", subject)
    for name, value in (
        ("dcterms:accessRights", metadata.classification),
        ("schema:creativeWorkStatus", metadata.status),
    ):
        if value:
            book.add_metadata(None, "meta", value, {"property": name})
    for name, value, others in _accessibility(document, claims, words):
        book.add_metadata(None, "meta", value, {"property": name, **others})


_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _accessibility(
    document: Document, claims: Claims, words: Words
) -> Iterable[tuple[str, str, dict[str, str]]]:
    """EPUB Accessibility 1.1, 2 and 4; conformance is claimed only where a person has looked."""
    reviewer = document.metadata.accessibility_reviewed_by
    for name, values in (
        ("accessMode", claims.modes),
        ("accessModeSufficient", claims.sufficient),
        ("accessibilityFeature", claims.features),
        ("accessibilityHazard", claims.hazards),
    ):
        yield from ((f"schema:{name}", value, {}) for value in values)
    said, spoken = summary(document, claims, words)
    language = {} if spoken == document.metadata.language else {_XML_LANGUAGE: spoken}
    yield "schema:accessibilitySummary", said, language
    if "pageNavigation" in claims.features:
        yield "pageBreakSource", f"{plain_text(document.metadata.title)} (PDF)", {}
    if reviewer:
        standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield "dcterms:conformsTo", standard, {"id": "conformance"}
        yield "a11y:certifiedBy", reviewer, {"refines": "#conformance"}


def _repacked(data: bytes) -> bytes:
    """The same files in the same order without the clock: EbookLib stamps them with now."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = entry.compress_type
            new.writestr(info, old.read(entry), compresslevel=9)
    return packed.getvalue()
