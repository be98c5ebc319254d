"""From bytes to text: UTF-8 only, line ends made one, no control characters."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from generator.source.reading import Report
from generator.source.rules import CONTROL_CHARACTER, ENCODING, FILE_EMPTY, FILE_KIND, FILE_SIZE

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and non-characters: XML forbids most, and no screen reader announces any."""

_SEPARATORS = frozenset("\x0b\x0c\x85\u2028\u2029")
"""What other programs end lines and paragraphs with; no format of ours shows them."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHOWN_AT_MOST = 10


_PICTURE = "name a text file that ends in .md; a picture goes into its text: ![what it shows](NAME)"
_DOCUMENT = "write its text in a file that ends in .md; “announce outline” shows what it says"
_OTHER = "name a text file that ends in .md"
_SIGNATURES = {
    b"\x89PNG": ("a PNG picture", _PICTURE),
    b"\xff\xd8\xff": ("a JPEG picture", _PICTURE),
    b"GIF8": ("a GIF picture", _PICTURE),
    b"RIFF": ("a WebP picture or a recording", _PICTURE),
    b"%PDF-": ("a PDF document", _DOCUMENT),
    b"PK\x03\x04": ("a Word document, an e-book or another archive", _DOCUMENT),
    b"\xd0\xcf\x11\xe0": ("a document of an old version of Word", _OTHER),
    b"{\\rtf": ("a document in Rich Text Format", _OTHER),
}
"""How files of other programs begin, what they are, and what to do with them."""


def decode(data: bytes, report: Report, largest: int) -> str | None:
    """The text of a source with line ends as newlines, or None if it cannot be had.

    It may have `largest` bytes; a novel has one million.
    """
    if len(data) > largest:
        report.add(
            FILE_SIZE,
            None,
            f"the file has more than {largest:,} bytes; a novel has one million.",
            "check that it is a text; split it if it is",
        )
        return None
    known = next((kind for begin, kind in _SIGNATURES.items() if data.startswith(begin)), None)
    if known:
        _not_text(*known, report)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data and not data.startswith(_UTF_16):
            _not_text("data of another program", _OTHER, report)
        else:
            _not_utf_8(data, error, report)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        report.add(
            FILE_EMPTY, 1, "the file is empty: there is nothing to publish.", "write the text first"
        )
        return None
    return _without_forbidden(text, report)


def _not_text(kind: str, hint: str, report: Report) -> None:
    report.add(
        FILE_KIND,
        None,
        f"the file is {kind} and not Markdown text, so there is nothing in it to publish.",
        hint.replace("NAME", Path(report.path).name),
    )


def _not_utf_8(data: bytes, error: UnicodeDecodeError, report: Report) -> None:
    if data.startswith(_UTF_16):
        where, line, cause = "it begins", 1, "looks like UTF-16"
    else:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte {error.start + 1:,} (0x{data[error.start]:02X}) in line {line}"
        cause = "belongs to another encoding, perhaps Windows-1252"
    report.add(
        ENCODING,
        line,
        f"the file is not UTF-8: {where} {cause}; read as it is, letters would be wrong or lost.",
        "save the file as UTF-8 in your editor",
    )


def _of_control(character: str) -> tuple[str, str]:
    """What is wrong with a character that no output can hold, and what to do."""
    name = f"U+{ord(character):04X}"
    message = (
        f"the control character {name} cannot be shown, and breaks the files that assistive "
        "technology reads."
    )
    hint = "delete it; it is invisible in most editors, so type the words around it again"
    if character in _SEPARATORS:
        message = (
            f"the line separator {name}, pasted from another program, ends no line here; the "
            "words on its two sides would run together."
        )
        hint = (
            "put a backslash at the end of the line and go on in a new one; or leave an empty "
            "line between two paragraphs"
        )
    return message, hint


def _without_forbidden(text: str, report: Report) -> str:
    """The text without control characters, each of them reported."""
    found = list(FORBIDDEN.finditer(text))
    for match in found[:_SHOWN_AT_MOST]:
        line = text.count("\n", 0, match.start()) + 1
        report.add(CONTROL_CHARACTER, line, *_of_control(match[0]))
    if len(found) > _SHOWN_AT_MOST:
        rest = len(found) - _SHOWN_AT_MOST
        report.add(
            CONTROL_CHARACTER,
            None,
            f"{rest:,} more control characters follow.",
            "delete them all; perhaps the file is not text",
        )
    return FORBIDDEN.sub("", text) if found else text
