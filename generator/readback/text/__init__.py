"""Read plain text back into reading order. This page is the format.

To be written.
"""

from __future__ import annotations

from generator.readback.text.blocks import Reader
from generator.readback.text.foreign import read_foreign
from generator.readback.text.pages import Page
from generator.reading_order import ReadingOrder


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in a text file: ours, or, without a title as we write it, any other."""
    text = _decoded(data)
    reader = Reader(Page(text))
    blocks = reader.read()
    if reader.title is None:
        return ReadingOrder("", None, read_foreign(text))
    return ReadingOrder(reader.title, None, blocks, faults=tuple(reader.faults))


def _decoded(data: bytes) -> str:
    """The characters of a file: UTF-8, else UTF-16 if it says so, else Windows' code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n") if "\n" not in text.replace("\r\n", "") else text
