"""Read plain text back: its lines as they are, and the paragraphs and lists that they look like.

Lines are all that a text file has. Those of ours are compared with the lines that it must hold
(`content/text_lines`); what they mean is said in words in them. Text of any other origin is read
as paragraphs between blank lines, and as lists that look like lists.
"""

from __future__ import annotations

from generator.readback.text.foreign import read_foreign
from generator.reading_order import Heading, ReadingOrder, TextLine


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in a text file, ours or any other."""
    lines = _decoded(data).removesuffix("\n").split("\n")
    placed = tuple(TextLine(line, f"line {number}") for number, line in enumerate(lines, start=1))
    blocks = read_foreign(lines)
    titles = (b.words.text for b in blocks if isinstance(b, Heading) and b.level == 1)
    return ReadingOrder(next(titles, ""), None, blocks, words_only=True, lines=placed)


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
