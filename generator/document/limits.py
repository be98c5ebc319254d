"""How large a source may be, and what one source may take; a service can set lower limits."""

from __future__ import annotations

from dataclasses import dataclass, field, fields


def _limit(most: int, least: int, meaning: str) -> int:
    """A field whose default is the `most` that may be given."""
    return field(default=most, metadata={"least": least, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a build. The defaults are what is tried: no higher ones may be given."""

    source_kilobytes: int = _limit(65_536, 1, "size of a source")
    pictures: int = _limit(1_000, 0, "different pictures in a source")
    picture_kilobytes: int = _limit(65_536, 1, "size of a picture’s file")
    picture_megapixels: int = _limit(120, 1, "pixels of a picture, in millions")
    nesting: int = _limit(20, 1, "lists, quotes and notes, or kinds of emphasis, inside each other")
    table_cells: int = _limit(50_000, 1, "cells of a table")
    pages: int = _limit(10_000, 1, "pages of a PDF")
    seconds: int = _limit(900, 1, "processor time for a source, in all its formats")
    memory_megabytes: int = _limit(8_000, 200, "memory of a process (on Linux)")

    @property
    def source_bytes(self) -> int:
        """The size of a source in bytes."""
        return self.source_kilobytes * 1024

    @property
    def picture_bytes(self) -> int:
        """The size of a picture's file in bytes."""
        return self.picture_kilobytes * 1024

    @property
    def pixels(self) -> int:
        """The pixels of a picture."""
        return self.picture_megapixels * 1_000_000


USUAL = Limits()
"""What holds where nobody sets lower ones."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One of the limits: its name in a file of limits, its bounds, and what it limits."""

    name: str
    least: int
    most: int
    meaning: str


LIMITS: tuple[Limit, ...] = tuple(
    Limit(
        each.name.replace("_", "-"),
        each.metadata["least"],
        int(str(each.default)),
        each.metadata["meaning"],
    )
    for each in fields(Limits)
)
"""All of them, in the order of their table."""
