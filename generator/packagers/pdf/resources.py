"""What WeasyPrint may read: the document's own pictures and the declared fonts, from memory.

A drawing may hold pictures of pixels in itself.

Everything else is refused: no page ever reaches the network or the disk (architecture, law 6).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

_EMBEDDED = re.compile(
    r"data:(?P<type>image/(?:png|jpeg));base64,(?P<data>[A-Za-z0-9+/=\s]*)", re.IGNORECASE
)
"""A picture within a drawing; those that the source's reader lets pass."""


def _served(url: str, embedded: re.Match[str]) -> URLFetcherResponse:
    data = base64.b64decode(embedded["data"])
    return URLFetcherResponse(url, data, {"Content-Type": embedded["type"].lower()})


class MemoryFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `picture:NAME` and `font:NAME`."""

    def __init__(self, served: Mapping[str, tuple[str, bytes]]) -> None:
        """`served` gives media type and bytes by address."""
        super().__init__(allowed_protocols=("picture", "font", "data"), allow_redirects=False)
        self._served = served

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The resource at `url`; refuses any other address."""
        del headers
        embedded = _EMBEDDED.fullmatch(url)
        if embedded:
            return _served(url, embedded)
        address = unquote(url)
        if address not in self._served:
            message = f"not part of the document: {url}"
            raise ValueError(message)
        media_type, data = self._served[address]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
