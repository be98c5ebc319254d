"""The very pictures that are shown, in order: their bytes' digests, and how broad they are."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

from generator.readback.html.anchors import Page
from generator.readback.html.style import Sheet
from generator.readback.html.tree import Element
from generator.reading_order import ShownPicture

Fetch = Callable[[str, Page], bytes | None]
"""The bytes at an address in a page, None where there are none."""

Sheets = Callable[[Page], Iterable[Sheet]]
"""The style sheets of a page."""


def shown_pictures(pages: Iterable[Page], fetch: Fetch, sheets: Sheets) -> Iterator[ShownPicture]:
    """Every `img` of the pages, decorative ones too, and what stands in for one (`source`)."""
    for page in pages:
        shares = _shares(sheets(page))
        for element in page.root.descendants():
            if element.tag == "img" or (element.tag == "source" and element.get("srcset")):
                data = fetch(element.get("src") or element.get("srcset") or "", page)
                digest = "" if data is None else hashlib.sha256(data).hexdigest()
                width, height = element.get("width") or "", element.get("height") or ""
                size = (width, height) if width or height else None
                share = _share(element, shares)
                place, silent = page.place_of(element), not _said(element)
                yield ShownPicture(digest, place, size=size, share=share, silent=silent)


def _said(picture: Element) -> str | None:
    """The words of a picture, if it has any."""
    alternative = picture.get("alt")
    said = picture.get("title") if alternative is None else alternative
    return picture.get("aria-label") or said


_SHARE = re.compile(r"img\.([\w-]+)\s*\{\s*width:\s*(\d+)%\s*\}")


def _shares(sheets: Iterable[Sheet]) -> dict[str, int]:
    """The percents of the text's width that style sheets give to pictures, by their classes."""
    found = (_SHARE.findall(sheet.text) for sheet in sheets)
    return {name: int(percent) for every in found for name, percent in every}


def _share(picture: Element, shares: dict[str, int]) -> int:
    return next((shares[name] for name in picture.tokens("class") if name in shares), 0)


def embedded(address: str, _: Page) -> bytes | None:
    """The bytes in a `data:` address (RFC 2397)."""
    head, comma, data = address.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:  # not Base64, or not even ASCII
        return None
