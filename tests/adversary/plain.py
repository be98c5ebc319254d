"""What can be done to plain text: characters that nobody sees, and other lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.adversary.damages import Damage, in_text, rows

UNSEEN = {
    "zero width space": "\u200b", "soft hyphen": "\u00ad", "word joiner": "\u2060",
    "right-to-left override": "\u202e", "left-to-right override": "\u202d",
    "left-to-right embedding": "\u202a", "right-to-left embedding": "\u202b",
    "pop directional formatting": "\u202c", "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f", "Arabic letter mark": "\u061c",
    "left-to-right isolate": "\u2066", "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068", "pop directional isolate": "\u2069",
    "zero width joiner": "\u200d", "zero width non-joiner": "\u200c",
    "function application": "\u2061", "invisible times": "\u2062", "invisible separator": "\u2063",
    "invisible plus": "\u2064", "byte order mark": "\ufeff", "variation selector 16": "\ufe0f",
    "variation selector 17": "\U000e0100", "tag letter": "\U000e0041",
    "combining grapheme joiner": "\u034f", "Hangul filler": "\u3164", "U+206A": "\u206a",
    "no-break space": "\u00a0", "thin space": "\u2009", "ideographic space": "\u3000",
    "line separator": "\u2028", "vertical tab": "\v", "form feed": "\f", "backspace": "\b",
    "Mongolian vowel separator": "\u180e", "halfwidth Hangul filler": "\uffa0",
    "combining stroke": "\u0336", "object replacement": "\ufffc", "escape": "\x1b",
}  # fmt: skip
PLACES: dict[str, Callable[[str, str], str]] = {
    "in a word": lambda text, sign: text.replace("library", f"lib{sign}rary", 1),
    "before a word": lambda text, sign: text.replace("library", f"{sign}library", 1),
    "at the start of a line": lambda text, sign: text.replace("\nThe old", f"\n{sign}The old", 1),
    "around a number": lambda text, sign: text.replace(
        "from 9 to 5", f"from {sign}9 to 5{sign}", 1
    ),
    "at the end of a line": lambda text, sign: text.replace(
        "from 9 to 5.\n", f"from 9 to 5.{sign}\n", 1
    ),
    "before an address": lambda text, sign: text.replace(
        "https://example.org/desk", f"{sign}https://example.org/desk", 1
    ),
}

CHANGED = {
    "a line broken": ("old building closes", "old building \ncloses"),
    "no newline at the end": (r"\n\Z", ""),
    "a thousand blank lines": (r"\n\Z", "\n" * 1000),
    "five hundred spaces before words": ("The old building", " " * 500 + "The old building"),
    "indented": ("\nThe old building", "\n    The old building"),
    "another digit": ("opens at 9", "opens at 8"),
    "no negation": ("Do not pay", "Do pay"),
    "a line twice": ("(\nNothing|\n[^\n]*Nothing is charged.)", r"\1\1"),
    "another label of a heading": ("Heading 2", "Heading 3"),
    "another number of a note": (r"\[Note 1\]", "[Note 2]"),
    "another address": ("https://example.org/desk", "https://evil.example/desk"),
    "no end of a table": (r"\[End of table\]\n", ""),
    "an item's number": ("2\\. It closes", "3. It closes"),
    "a bullet lost": ("• Lending", "Lending"),
    "two spaces": ("every day", "every  day"),
    "a tab": ("every day", "every\tday"),
    "another alphabet": ("old building", "оld building"),
    "a comma": ("open at 4 Bridge Street,", "open at 4 Bridge Street"),
    "letters joined": ("office|five|first|Office", "ﬁrst"),
    "decomposed": ("Exampletown", "Exampleto\u0301wn"),
}


def damages() -> Iterator[Damage]:
    """Every damage to a text file."""
    for sign_name, sign in UNSEEN.items():
        for place, put in PLACES.items():
            yield Damage("txt", f"{sign_name} {place}", in_text(_put(put, sign)))
    yield from rows("txt", CHANGED, in_text)
    yield Damage("txt", "Windows' line ends", lambda data: data.replace(b"\n", b"\r\n"))
    yield Damage("txt", "UTF-16", lambda data: data.decode().encode("utf-16"))
    yield Damage("txt", "a mark of byte order", lambda data: b"\xef\xbb\xbf" + data)
    yield Damage("txt", "in capitals", in_text(lambda text: re.sub("Nothing", "NOTHING", text)))


def _put(put: Callable[[str, str], str], sign: str) -> Callable[[str], str]:
    return lambda text: put(text, sign)
