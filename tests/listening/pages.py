"""Web pages to listen to, and what should be said of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.building.drawing import drawn
from generator.building.format_stages import siblings
from generator.content.added_text import AddedText, add_text
from generator.content.announced import Announcement, announced_page
from generator.content.job import Job, Options
from generator.document.model import Document
from generator.packagers import html
from generator.source import read_source

SIZES = {"pdf": (84_000, 2), "docx": (15_000, None), "epub": (42_000, None), "txt": (2_000, None)}
"""Of the other formats: fixed, so that the page does not change with them."""


@dataclass(frozen=True)
class Page:
    """A document whose web page is listened to."""

    document: Document
    added_text: AddedText

    @cached_property
    def announcements(self) -> tuple[Announcement, ...]:
        """What should be said of it."""
        return announced_page(self.document, self.added_text)

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.document.metadata.language

    @property
    def markup(self) -> str:
        """The web page."""
        job = Job(self.document, self.added_text, Options())
        return html.pack(job).data.decode()


def page(source: Path, *, alone: bool = False) -> Page:
    """The page of a source; `alone` without other formats beside it."""
    document = drawn(read_source(source)[0])
    return Page(document, add_text(document, () if alone else siblings(SIZES, source.stem)))
