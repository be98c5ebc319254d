"""Whether a line's end tears apart what is read as one: a number, or a short word.

A line may end at a hyphen, a dash or a slash between words; a number is another one without its
second half. Long words and addresses have to break somewhere in a narrow place, and so has
whatever is longer than its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SHORT = 12
"""Characters of the longest word that is always together."""

LONGEST = 26
"""Characters of the longest number that is."""

_WITHOUT_SPACES = (
    r"\u200b\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u2e80-\ud7ff\uf900-\ufaff"
    r"\uff00-\uffef\U00020000-\U0003ffff"
)
"""Chinese, Japanese, Korean (its parts of letters too), Thai and their neighbours: a line may end
within what has no space.
A zero-width space says where it may."""

_LAST = re.compile(rf"[^\s{_WITHOUT_SPACES}]*\Z")
_FIRST = re.compile(rf"[^\s{_WITHOUT_SPACES}]*")
_ADDRESS = re.compile(r"@|://|www\.|[?&]\w+=|[^\W\d]\.[^\W\d]+/|^/\w")
_LINK = re.compile("[-\u2010-\u2015/?|…]")
"""Signs after which a line may end between two words."""
_OPENING = "([{\"'“‘«„"
_AROUND = f"{_OPENING}.,;:!?)]}}”’»"
"""Punctuation around a number, which does not change it."""
_NAMES = re.compile(r"[^\W\d]:\Z")
_BRACKET = re.compile(r"[\u200e\u200f\u061c\u2066-\u2069]*[(\[{]")
"""Between what names a number ("tel:") and the number, and before a bracket, one begins anew."""
_INSIDE = re.compile(r"\w(?s:.*)\w|\w")
_GROUPED = re.compile(
    r"(?<![^\s(])"
    r"(?:\d{1,3}(?: \d{3})+|\+\d{1,4}(?: \d{2,8})+|0\d{2,5}(?: \d{3,8})+|0\d(?: \d\d){4})"
    r"(?=[.,;:)]*(?:\s|\Z))"
)
"""Thousands, and telephone numbers that begin with 0 or +."""


def torn_word(before: str, after: str) -> str | None:
    """The number or short word that an end of a line between two texts tears apart."""
    first, second = _LAST.search(before), _FIRST.match(after)
    one, other = first[0] if first else "", second[0] if second else ""
    word = _inside(one + other)
    if not one or not other or _ADDRESS.search(one + other):
        return None
    if _NAMES.search(one) or _BRACKET.match(other):
        return None
    if any(map(str.isdigit, word)) and len(word) <= LONGEST:
        return word if one.lstrip(_AROUND) and other.rstrip(_AROUND) else None
    if not (_is_letter(one[-1]) and _is_letter(other[0])):
        return None
    unit = _inside(_LINK.split(one)[-1] + _LINK.split(other)[0])
    return unit if len(unit) <= SHORT else None


_ENDS_LINE = re.compile(rf"[^\S\n\u00a0\u2007\u202f]|[{_WITHOUT_SPACES}]")
"""Where a line may end before a word, but for signs."""


def fills_line(line: str, word: str) -> bool:
    """True if what a line holds of a word is all that it holds: no earlier end was possible.

    Lines are broken within words only where nothing else of them could be (CSS Text 3, 5.5).
    """
    line = line.strip()
    return not _ENDS_LINE.search(line) or word.startswith(line.lstrip(_OPENING))


def grouped_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of several groups stand in a text."""
    found = (match.span() for match in _GROUPED.finditer(text))
    return ((start, end) for start, end in found if end - start <= LONGEST)


def _inside(word: str) -> str:
    """A word without the punctuation around it."""
    found = _INSIDE.search(word)
    return found[0] if found else ""


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in {"L", "M", "N"}
