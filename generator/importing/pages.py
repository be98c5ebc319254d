"""Web pages, with the pictures that stand in them or beside them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from generator.importing.original import PictureFile
from generator.readback.html import read_back
from generator.readback.html.anchors import Page
from generator.readback.html.pictures import embedded, shown_pictures
from generator.readback.html.style import sheets_in
from generator.readback.html.tree import parse_html
from generator.reading_order import ReadingOrder

_LARGEST = 50_000_000
_NOT_BOLD = re.compile(
    rb"<b(?=\s)([^>]*\sstyle=[\"']?[^\"'>]*font-weight:\s*(?:normal|400)[^>]*)>", re.IGNORECASE
)
"""Google Docs puts all that it copies into such an element."""


def read_page(data: bytes, folder: Path | None) -> tuple[ReadingOrder, dict[str, PictureFile]]:
    """The reading order, and the pictures; nothing is fetched, nor read outside the folder.

    Without a folder, pictures are those that stand in the page itself.
    """
    found: dict[str, PictureFile] = {}
    data = _NOT_BOLD.sub(rb"<span\1>", data)

    def fetch(address: str, page: Page) -> bytes | None:
        content, name = embedded(address, page), "picture"
        if content is None:
            file = None if folder is None else _beside(folder, address)
            content = None if file is None else file.read_bytes()
            name = "picture" if file is None else file.name
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()
            found.setdefault(digest, PictureFile(name, content))
        return content

    page = Page(parse_html(data))
    pictures = tuple(shown_pictures((page,), fetch, sheets_in))
    return replace(read_back(data), pictures=pictures), found


def _beside(folder: Path, address: str) -> Path | None:
    """The picture's file in the page's folder or below it."""
    try:
        file = (folder / unquote(address)).resolve()
        inside = file.is_relative_to(folder.resolve()) and file.is_file()
        return file if inside and file.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None
