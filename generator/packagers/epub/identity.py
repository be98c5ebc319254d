"""The identity of a publication: its identifier and the moment of its last change.

The same source gives the same of both, on any machine and at any time (law 5).
"""

from __future__ import annotations

import base64
import datetime
import uuid

from generator.content.job import Options
from generator.document.model import Document
from generator.document.walk import plain_text

UNKNOWN = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The year that is said where no moment is known; EPUB demands one."""

SECONDS = 366 * 24 * 60 * 60
"""In that year."""


def identifier(document: Document) -> str:
    """The front matter's, else a UUID of what a document keeps while its text is corrected.

    That is its address; or who says what in which language, and when first. Where it has neither
    address nor date each text is a publication of its own.
    """
    metadata = document.metadata
    if metadata.identifier:
        return metadata.identifier
    kept = metadata.url or "\n".join(
        (
            metadata.organisation or "",
            plain_text(metadata.title),
            metadata.language,
            metadata.date.isoformat() if metadata.date else document.source_hash,
        )
    )
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, kept)}"


def modified(document: Document, options: Options) -> datetime.datetime:
    """The front matter's `updated`, else its `date`, else SOURCE_DATE_EPOCH.

    Else a moment of the year 2000 that is another one for each text: reading systems take a book
    with the identifier and moment of one that they have for the same file (EPUB 3.3, 5.5.3.1).
    """
    day = document.metadata.updated or document.metadata.date
    if day is not None:
        return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    if options.epoch is not None:
        return datetime.datetime.fromtimestamp(options.epoch, tz=datetime.UTC)
    return UNKNOWN + datetime.timedelta(seconds=int(document.source_hash, 16) % SECONDS)


def source(document: Document) -> str:
    """The source's hash as a URI (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.source_hash)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
