"""The very pictures that are shown: their bytes' digests, in order."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator

from generator.readback.html.anchors import Page
from generator.reading_order import ShownPicture

Fetch = Callable[[str, Page], bytes | None]
"""The bytes at an address in a page, None where there are none."""


def shown_pictures(pages: Iterable[Page], fetch: Fetch) -> Iterator[ShownPicture]:
    """Every `img` of the pages, decorative ones too."""
    for page in pages:
        for element in page.root.descendants():
            if element.tag == "img":
                data = fetch(element.get("src") or "", page)
                digest = "" if data is None else hashlib.sha256(data).hexdigest()
                width, height = element.get("width") or "", element.get("height") or ""
                size = (width, height) if width or height else None
                yield ShownPicture(digest, page.place_of(element), size=size)


def embedded(address: str, _: Page) -> bytes | None:
    """The bytes in a `data:` address (RFC 2397)."""
    head, comma, data = address.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:  # not Base64, or not even ASCII
        return None
