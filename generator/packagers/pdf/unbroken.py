"""What no line may break: numbers, amounts, dates, times, telephone numbers and short words.

A line ends at spaces, hyphens, dashes and slashes (UAX #14); within a number each of them would
make two numbers of one. Long words and addresses may be broken anywhere in a crowded table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from markupsafe import Markup, escape

from generator.content.numbers import grouped_numbers

SHORT = 12
"""Characters of a word that stays together even in the narrowest column."""

LONGEST = 26
"""Characters of the longest number that is kept together."""


class Kind(Enum):
    """How a stretch of text may be broken; the value is its class in `style.css.jinja`."""

    USUAL = ""
    WHOLE = "whole"
    LONG = "long"


_WORD = re.compile(
    r"[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)
"""In Chinese, Japanese and Korean a line may end after each letter."""
_BREAKS = re.compile("[-\u2010\u2012-\u2015/?|…%\u00b0 ]")
"""Where a line may end within a word, or between a number and its unit."""
_ADDRESS = re.compile(r"@|://|www\.|[?&]\w+=|[^\W\d]\.[^\W\d]+/|^/\w")
_BEFORE = frozenset("£ € $ ₪ ₹ kr CHF EUR GBP USD § № No. Nr. − - + ≤ ≥ ±".split())
_AFTER = frozenset(
    "£ € $ ₪ ₹ ¥ % ‰ ° °C kr kr. zł Ft Kč лв. lei CHF EUR GBP USD am pm a.m. p.m. h Uhr mm cm m km "
    "kg g t kB MB m² km² km/h €/h".split()
)
_DIGIT = re.compile(r"\d")


def stretches(text: str) -> Iterator[tuple[str, Kind]]:
    """A text in parts, with how each may be broken."""
    at = 0
    for start, end, kind in _bound(text):
        if start > at:
            yield text[at:start], Kind.USUAL
        yield text[start:end], kind
        at = end
    if at < len(text):
        yield text[at:], Kind.USUAL


def _bound(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Where whole and long stretches stand."""
    for start, end in _together(text):
        kind = _kind(text[start:end])
        if kind is not Kind.USUAL:
            yield start, end, kind


def _together(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand; those that are one number, or a number and its unit, are one."""
    groups = dict(grouped_numbers(text))
    ends = {start: end for start, end in groups.items() if " " in text[start:end]}
    words = [match.span() for match in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        start, end = words[index]
        index += 1
        reach = max((to for begin, to in ends.items() if start <= begin < end), default=end)
        while index < len(words) and (
            words[index][0] < reach or _one(text, (start, end), words[index])
        ):
            end = words[index][1]
            index += 1
        yield start, end


def _one(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """True for a number and its unit, beside each other."""
    if second[0] - first[1] != 1 or second[1] - first[0] > LONGEST:
        return False
    one, other = text[slice(*first)], text[slice(*second)].rstrip(".,;:)")
    if one.lstrip("(") in _BEFORE:
        return bool(_DIGIT.match(other))
    return other in _AFTER and one[-1].isdigit()


def _kind(word: str) -> Kind:
    """How a word, or words that are one, may be broken."""
    if _ADDRESS.search(word):
        return Kind.LONG if len(word) > SHORT else Kind.USUAL
    if _DIGIT.search(word) and len(word) <= LONGEST:
        return Kind.WHOLE if _BREAKS.search(word) else Kind.USUAL
    return Kind.LONG if len(word) > SHORT else Kind.USUAL


def as_markup(text: str) -> Markup:
    """A text with elements around what may not be broken, or may be broken anywhere."""
    return Markup("").join(
        Markup('<span class="{}">{}</span>').format(kind.value, part)
        if kind.value
        else escape(part)
        for part, kind in stretches(text)
    )


def longest_whole(text: str) -> int:
    """The characters of the longest stretch that no line may break."""
    longest = 0
    for part, kind in stretches(text):
        if kind is Kind.WHOLE:
            longest = max(longest, len(part))
        elif kind is Kind.USUAL:
            longest = max(longest, *map(len, part.split()), 0)
    return longest
