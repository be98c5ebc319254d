"""The signs of our plain text: its words, in each language that we speak, and its characters."""

from __future__ import annotations

import re

from generator.document.words import every_language

GUARD = "\u2060"  # WORD JOINER
LINK = "\u2063"  # INVISIBLE SEPARATOR
SAID = "\u2064"  # INVISIBLE PLUS
LINE_DIRECTION = "\u200e\u200f"  # LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK
DIRECTION = LINE_DIRECTION + "\u2066\u2067\u2069"  # and LRI, RLI, PDI
INDENT = 2
BREAK = re.compile(r"\* \* \*\Z")

FLOWS = re.compile(rf"(?:(?<!{GUARD})\u2069)*(?P<spaces> +)\Z")
"""The end of a line that goes on in the next one, with the ends of isolates that end with it."""

FLOWED = re.compile("[\u2066\u2067]*")
"""The beginning of such a next line: isolates go on."""

BAR = "|"
"""Begins and ends the lines of a grid, and parts its cells."""

RULE = re.compile(r"\|(?:-+\|)+\Z")


VOCABULARIES = tuple(every_language())
"""The words of the signs, in each language; braces hold a number, or a heading's words."""


def _words(field: str) -> list[str]:
    """A pattern for each of our words, in every language."""
    return sorted({re.escape(getattr(vocabulary, field)) for vocabulary in VOCABULARIES})


def _any(field: str) -> str:
    """A pattern for one of our words, in any language."""
    return f"(?:{'|'.join(_words(field))})"


def _label(field: str) -> re.Pattern[str]:
    """A line that begins with one of our words, a colon, and words after a space or none."""
    return re.compile(rf"{_any(field)}:(?: (?P<words>.*))?\Z")


def _line(field: str) -> re.Pattern[str]:
    return re.compile(rf"\[{_any(field)}\]\Z")


_LINES = ("title", "heading", "table", "caption", "quote", "code", "term", "definition")

TITLE = _label("title")
_LEVEL = _any("heading").replace(re.escape("{level}"), "[1-6]")
HEADING = re.compile(rf"(?P<label>{_LEVEL}):(?: (?P<words>.*))?\Z")
TABLE = _label("table")
COLUMNS = _label("columns")
END_OF_TABLE = _line("end_of_table")
CAPTION = _label("caption")
QUOTE = re.compile(rf"{_any('quote')}:\Z")
END_OF_QUOTE = _line("end_of_quote")
CODE = re.compile(rf"{_any('code')}:\Z")
END_OF_CODE = _line("end_of_code")
TERM = _label("term")
DEFINITION = _label("definition")

ITEM = re.compile(
    r"(?P<around>(?:[0-9]{1,18}\.|•)*?)(?P<own>(?P<number>[0-9]{1,18})\.|•)(?: (?P<words>.*))?\Z"
)
"""The path of an item: the numbers and bullets of the items around it, then its own."""

_CALLED = _any("note").replace(re.escape("{number}"), "[0-9]{1,9}")
NOTE = re.compile(rf"(?P<label>{_CALLED}):(?: (?P<words>.*))?\Z")
NUMBER = re.compile("[0-9]+")

FIGURE = re.compile(rf"[{LINK}{DIRECTION}]*\[{_any('image')}[\]:]")

NAMES_ROWS = re.compile(rf"(?:^| )\({_any('names_rows')}\)\Z")
EMPTY = re.compile(rf"\({_any('empty')}\)\Z")

_ADDRESS = r"""
    (?:https?://|www\.)[A-Za-z0-9._~:/?\#@!$&*+,=%-]*[A-Za-z0-9/\#=&_~%+-]
    |[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    |(?:\+[0-9]|0[0-9]|\(\+?[0-9]{2,5}\)\ ?[0-9])(?:[\ ()-]{0,2}[0-9]){5,13}
"""
_ALONE = r"""(?=[.,;:!?)”’"'»\]]*(?:[\s\[|]|\Z))"""
"""What follows an address: at most punctuation, before a space, a sign or the end."""

UNLINKED = re.compile(rf"{GUARD}(?:{_ADDRESS}){_ALONE}", re.VERBOSE)
"""An address with a guard: words like others."""

APART = re.compile(
    rf"(?<=[^{GUARD}{DIRECTION}\ ])([{GUARD}{LINK}])\ (?=(?:{_ADDRESS}){_ALONE})", re.VERBOSE
)
"""A guard, or a link's beginning, that stands before the space before its address."""

_SIGNS = rf"""
    (?<![^\s(“‘"'«])(?:(?P<unlinked>{GUARD}(?:{_ADDRESS}){_ALONE})|(?P<bare>(?:{_ADDRESS}){_ALONE}))
    |(?P<guarded>{GUARD}.)
    |(?P<direction>[{DIRECTION}])
    |(?P<link>{LINK})
    |(?P<said>{SAID})
    |(?P<break>\n)
    |\[(?P<call>{_CALLED})\]
    |\[{_any("image")}(?::\ (?P<alternative>(?:{GUARD}.|[^\[\]{GUARD}])*))?(?P<image>\])
    |(?P<deleted>\[{_any("deleted")}:\ )
    |(?P<end>\])
"""
_PLACE = re.escape("{heading}")
_SEE = "|".join(
    words.replace(_PLACE, f"(?P<see_{number}>(?:{GUARD}.|[^(){GUARD}])*)")
    for number, words in enumerate(_words("see"))
)
_ENDS_OF_LINKS = rf"""
    |\ <(?P<address>(?:{GUARD}.|[^>\s{GUARD}])*)>
    |\ \((?:{_SEE})\)
"""

SIGN = re.compile(_SIGNS, re.VERBOSE | re.DOTALL)
SIGN_IN_LINK = re.compile(_SIGNS + _ENDS_OF_LINKS, re.VERBOSE | re.DOTALL)
"""A sign among words. What begins like one and does not end like it is words."""

ESCAPED = re.compile(rf"{GUARD}([{GUARD}{LINK}{SAID}{DIRECTION}\[\]<>();:|\s])")
"""A guard before a character that a sign may begin or end with: the character is words."""


def _contact(field: str) -> str:
    """A pattern for the label before an address of this kind, in any language."""
    labels = {getattr(vocabulary, field).partition("{")[0] for vocabulary in VOCABULARIES}
    return "|".join(
        rf"{re.escape(label.rstrip())}[{LINE_DIRECTION}]?{re.escape(label[len(label.rstrip()) :])}"
        for label in sorted(labels)
    )


CONTACT = re.compile(
    rf"(?P<label>(?P<email>{_contact('email')})|(?P<telephone>{_contact('telephone')})"
    rf"|(?:{_contact('website')}))(?P<words>\S.*)\Z"
)
"""A line of ours that gives an address to write to, to ring or to visit."""

FIRST_OF_SIGNS = re.compile(
    rf"{'|'.join(map(_any, _LINES)).replace(re.escape('{level}'), '[1-6]')}|{_CALLED}"
    rf"|[*\[{LINK}{DIRECTION}]|{'|'.join(map(_contact, ('email', 'telephone', 'website')))}"
)
"""How a line of ours begins; a line of words most often begins otherwise, and is known at once."""


def names_without_words(number: int) -> frozenset[str]:
    """What may be said before the cells of column `number` where its header is empty."""
    columns = (vocabulary.column.format(number=number) for vocabulary in VOCABULARIES)
    rows = (vocabulary.row for vocabulary in VOCABULARIES if number == 1)
    return frozenset((*columns, *rows))
