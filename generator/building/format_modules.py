"""The packager and the read-back of a format, found by the name of its row in the table of formats.

Each is imported when it is first needed: what draws pages takes long to load.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from generator.content.formats import Format, base
from generator.content.job import Job, Layout, Packed
from generator.findings.finding import Finding

if TYPE_CHECKING:  # what is only checked is never read back
    from generator.reading_order import ReadingOrder


class Packager(Protocol):
    """What makes the files of a format."""

    def pack(self, job: Job) -> Packed:
        """The file."""

    def lay_out(self, job: Job) -> Layout:
        """The pages, where the format is `paged`: the first half of `pack`."""

    def prepare(self, job: Job) -> None:
        """Make what does not depend on the facts of other formats, where it wants such."""


class Reader(Protocol):
    """What reads files of a format back."""

    def read_back(self, data: bytes) -> ReadingOrder:
        """What a reader meets; raises UnreadableError."""


def foreseen(row: Format, job: Job) -> tuple[Finding, ...]:
    """What a format cannot hold of a document, with lines of the source; nothing is made for it."""
    if not row.refuses:
        return ()
    from generator.packagers import foreseen as found_before

    found = getattr(found_before, base(row))(job.document, job.added_text, job.options)
    return tuple(cast("Iterable[Finding]", found))


@runtime_checkable
class OwnReader(Protocol):
    """What reads files of a format back, and knows what may stand in ours."""

    def read_back_own(self, data: bytes, *, style: bool = False) -> ReadingOrder:
        """What a reader meets; raises UnreadableError."""


def packager(row: Format) -> Packager:
    """The packager of a format."""
    module = importlib.import_module(f"generator.packagers.{row.room or row.name}")
    return cast("Packager", module)


def reader(row: Format) -> Reader:
    """The read-back of a format."""
    module = importlib.import_module(f"generator.readback.{row.room or row.name}")
    return cast("Reader", module)


def read_back(row: Format, data: bytes) -> ReadingOrder:
    """What a reader meets in a file of anyone; raises UnreadableError, whatever the file holds."""
    try:
        return reader(row).read_back(data)
    except (RecursionError, MemoryError) as error:
        from generator.reading_order import UnreadableError

        raise UnreadableError("it is nested deeper, or larger, than any reader could go") from error


def read_back_own(row: Format, data: bytes, *, style: bool = False) -> ReadingOrder:
    """What a reader meets in a file of ours, in which only what we write may stand.

    Its `style` is held to what we write, too, where the file may have been changed.
    """
    own = reader(row)
    if isinstance(own, OwnReader):
        return own.read_back_own(data, style=style)
    return own.read_back(data)
