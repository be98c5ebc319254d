"""DOCX read back: any WordprocessingML file as a reader of Word meets it."""

from dataclasses import replace

from generator.readback.docx.own_parts import part_faults, saved_elsewhere
from generator.readback.docx.package import Package
from generator.readback.docx.reading import properties, read, read_back
from generator.reading_order import ReadingOrder

__all__ = ["read_back", "read_back_own"]


def read_back_own(data: bytes, *, style: bool = False) -> ReadingOrder:
    """The same for a document of ours.

    With `style`, for one that may have been changed: nothing may stand in it that we do not write.
    A word processor that saved the file wrote all of it anew; then its content alone is read.
    """
    package = Package(data)
    found = read(package)
    if style and saved_elsewhere(data):
        return found
    faults = part_faults(data) if style else ()
    return replace(found, faults=(*found.faults, *faults), properties=tuple(properties(package)))
