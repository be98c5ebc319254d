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
"""Said where nothing else is known; EPUB demands a moment."""


def identifier(document: Document) -> str:
    """The front matter's, else a UUID of what a document keeps while its text is corrected.

    That is its address; or who says what in which language, and when first.
    """
    metadata = document.metadata
    if metadata.identifier:
        return metadata.identifier
    kept = metadata.url or "\n".join(
        (
            metadata.organisation or "",
            plain_text(metadata.title),
            metadata.language,
            metadata.date.isoformat() if metadata.date else "",
        )
    )
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, kept)}"


def modified(document: Document, options: Options) -> datetime.datetime:
    """The front matter's `updated`, else its `date`, else SOURCE_DATE_EPOCH, else `UNKNOWN`."""
    day = document.metadata.updated or document.metadata.date
    if day is not None:
        return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    if options.epoch is not None:
        return datetime.datetime.fromtimestamp(options.epoch, tz=datetime.UTC)
    return UNKNOWN


def source(document: Document) -> str:
    """The source's hash as a URI (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.source_hash)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
