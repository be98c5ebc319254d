"""The table of formats.

Adding one means a template folder, a packager, a read-back module and a row here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from generator.furniture import Piece
from generator.packagers.job import Job, Packed
from generator.reading_order import Feature, ReadingOrder

ALWAYS = frozenset({Piece.BYLINE, Piece.CONTACT, Piece.LICENCE})


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table.

    `name` is also the suffix and, unless `room` says else, names its modules and templates.

    `lacks` says what it cannot carry and why (law 3), `shows` which added text it holds, and
    `after` which formats it wants facts of, so that they are packed first.
    """

    name: str
    title: str
    media_type: str
    shows: frozenset[Piece]
    lacks: Mapping[Feature, str] = field(default_factory=dict)
    expands_in_text: bool = False
    """Abbreviations are expanded in brackets at first use."""
    after: tuple[str, ...] = ()
    room: str = ""
    """The name of its modules and template folder, where it is not `name`."""

    @property
    def pack(self) -> Callable[[Job], Packed]:
        """The packager; imported when first needed."""
        module = importlib.import_module(f"generator.packagers.{self.room or self.name}")
        return cast("Callable[[Job], Packed]", module.pack)

    @property
    def read_back(self) -> Callable[[bytes], ReadingOrder]:
        """The read-back; imported when first needed."""
        module = importlib.import_module(f"generator.readback.{self.room or self.name}")
        return cast("Callable[[bytes], ReadingOrder]", module.read_back)


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format(
            "html",
            "HTML",
            "text/html",
            ALWAYS | {Piece.SKIP_LINK, Piece.CONTENTS, Piece.NOTES_HEADING, Piece.OTHER_FORMATS},
            after=("pdf", "docx", "epub", "txt"),
        ),
        Format(
            "pdf",
            "PDF",
            "application/pdf",
            ALWAYS | {Piece.CONTENTS, Piece.NOTES_HEADING},
            lacks={
                Feature.LINE_BREAK: "a line end in PDF looks the same wherever it comes from",
                Feature.DIRECTION: "PDF has no direction of text; glyphs are placed as shown",
                Feature.LINK_TITLE: "a PDF link's description is its text",
                Feature.THEMATIC_BREAK: "a rule is page furniture in PDF/UA-1",
                Feature.IGNORABLE: "they have no glyph, so nothing carries them",
            },
        ),
        Format(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ALWAYS | {Piece.CONTENTS},
            lacks={
                Feature.DEFINITION_LIST: "WordprocessingML has paragraphs only",
                Feature.EXPANSION: "expanded in brackets at first use instead",
            },
            expands_in_text=True,
        ),
        Format(
            "epub",
            "EPUB",
            "application/epub+zip",
            ALWAYS | {Piece.NOTES_HEADING},
            after=("pdf",),
        ),
        Format(
            "txt",
            "Plain text",
            "text/plain",
            ALWAYS | {Piece.NOTES_HEADING},
            lacks={
                Feature.EMPHASIS: "plain text has no emphasis",
                Feature.CODE_SPAN: "plain text has no type faces",
                Feature.LANGUAGE: "plain text has no language",
                Feature.DIRECTION: "plain text has no direction but that of its characters",
                Feature.LINK_TITLE: "a hover text",
                Feature.EXPANSION: "expanded in brackets at first use instead",
                Feature.BACK_LINK: "plain text has no links",
                Feature.IGNORABLE: "they keep look-alikes of our marks apart from real ones",
            },
            expands_in_text=True,
            room="text",
        ),
    )
}
