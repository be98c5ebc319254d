"""What WeasyPrint may read: the document's own pictures and the declared fonts, from memory.

Everything else is refused: no page ever reaches the network or the disk (architecture, law 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse


class MemoryFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `picture:NAME` and `font:NAME`."""

    def __init__(self, served: Mapping[str, tuple[str, bytes]]) -> None:
        """`served` gives media type and bytes by address."""
        super().__init__(allowed_protocols=("picture", "font"), allow_redirects=False)
        self._served = served

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The resource at `url`; refuses any other address."""
        del headers
        address = unquote(url)
        if address not in self._served:
            message = f"not part of the document: {url}"
            raise ValueError(message)
        media_type, data = self._served[address]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
