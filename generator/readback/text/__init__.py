"""Read plain text back: its lines as they are, and the paragraphs and lists that they look like.

Lines are all that a text file has. Those of ours are compared with the lines that it must hold
(`content/text_lines`); what they mean is said in words in them. Text of any other origin is read
as paragraphs between blank lines, and as lists that look like lists.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace

from generator.readback.text.foreign import read_foreign
from generator.reading_order import Heading, Property, ReadingOrder, TextLine


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in a text file, ours or any other."""
    lines = _decoded(data)[0].removesuffix("\n").split("\n")
    placed = tuple(TextLine(line, f"line {number}") for number, line in enumerate(lines, start=1))
    blocks = read_foreign(lines)
    titles = (b.words.text for b in blocks if isinstance(b, Heading) and b.level == 1)
    return ReadingOrder(next(titles, ""), None, blocks, words_only=True, lines=placed)


def read_back_own(data: bytes, *, style: bool = False) -> ReadingOrder:
    """The same for a text of ours, with what it is by its bytes; it has no other `style`."""
    del style
    return replace(read_back(data), properties=tuple(_stated(data)))


def _stated(data: bytes) -> Iterator[Property]:
    text, encoding = _decoded(data)
    yield Property("encoding", (encoding,))
    yield Property("byte order mark", ("yes" if data.startswith(BOM_UTF8) else "no",))
    yield Property("line ends", ("crlf" if b"\r\n" in data else "lf",))
    yield Property("blank lines at the end", (f"{len(text) - len(text.rstrip(chr(10))) - 1}",))


def _decoded(data: bytes) -> tuple[str, str]:
    """The characters of a file: UTF-8, else UTF-16 if it says so, else Windows' code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = data.decode("utf-16", errors="replace"), "UTF-16"
    else:
        try:
            text, encoding = data.decode("utf-8-sig"), "UTF-8"
        except UnicodeDecodeError:
            text, encoding = data.decode("cp1252", errors="replace"), "Windows-1252"
    mixed = "\n" in text.replace("\r\n", "")
    return (text if mixed else text.replace("\r\n", "\n")), encoding
