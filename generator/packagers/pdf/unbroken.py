"""What no line may break: numbers, amounts, dates, times, telephone numbers and short words.

A line ends at spaces, hyphens, dashes and slashes (UAX #14); within a number each of them would
make two numbers of one. Long words and addresses may be broken anywhere in a crowded table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

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
    r"[^\s\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)
"""In Chinese, Japanese and Korean a line may end after each letter."""
_INSIDE = re.compile(r"\w(?s:.*)\w|\w")
_SIGN = re.compile(r"[^\w.,]|(?<=[^\W\d_])\.(?=\d)")
"""Where a line may end within a number, or after the sign before it."""
_AROUND = "()[]{}.,;:!?\"'“”‘’«»„"
_UNIT = re.compile("[^-\u2010-\u2015/?|…]+|.")
"""What a line may end after: hyphens, dashes and slashes, and what stands between them."""
_ADDRESS = re.compile(r"@|://|www\.|[?&]\w+=|[^\W\d]\.[^\W\d]+/")
_GROUPED = re.compile(
    r"(?<!\w)(?:\d{1,3}(?: \d{3})+|\+\d{1,4}(?: \d{2,8})+|0\d{2,5}(?: \d{3,8})+|0\d(?: \d\d){4})"
    r"(?!\w)"
)
"""Thousands, and telephone numbers, whatever number stands beside them."""
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
        word = text[start:end]
        if _is_number(word):
            if " " in word or _SIGN.search(word.strip(_AROUND)):
                yield start, end, Kind.WHOLE
        elif " " in word:
            yield from _groups(word, start)
        elif len(word) > SHORT:
            yield from _long_units(word, start)


def _is_number(word: str) -> bool:
    """True for what has digits, is no address, and is short enough to be kept together."""
    if not _DIGIT.search(word) or _ADDRESS.search(word):
        return False
    return len(_inside(word)) <= LONGEST


def _inside(word: str) -> str:
    """A word without the punctuation around it."""
    found = _INSIDE.search(word)
    return found[0] if found else ""


def _groups(words: str, at: int) -> Iterator[tuple[int, int, Kind]]:
    """The numbers in a row of them that is too long to be one."""
    for match in _GROUPED.finditer(words):
        if len(match[0]) <= LONGEST:
            yield at + match.start(), at + match.end(), Kind.WHOLE


def _long_units(word: str, at: int) -> Iterator[tuple[int, int, Kind]]:
    """The parts of a word that are too long to stay together everywhere."""
    if _ADDRESS.search(word):
        yield at, at + len(word), Kind.LONG
        return
    for unit in _UNIT.finditer(word):
        if len(_inside(unit[0])) > SHORT:
            yield at + unit.start(), at + unit.end(), Kind.LONG


def _together(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand; those that are one number, or a number and its unit, are one."""
    reaches = _Reaches(text)
    words = [match.span() for match in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        start, end = words[index]
        index += 1
        reach = reaches.of(start, end)
        while index < len(words) and (
            words[index][0] < reach or _one(text, (start, end), words[index])
        ):
            end = words[index][1]
            reach = max(reach, reaches.of(*words[index]))
            index += 1
        yield start, end


class _Reaches:
    """How far the numbers of several groups reach; asked from left to right."""

    def __init__(self, text: str) -> None:
        grouped = (match.span() for match in _GROUPED.finditer(text))
        known = {*grouped_numbers(text), *grouped}
        self._spans = sorted((each for each in known if " " in text[slice(*each)]), reverse=True)

    def of(self, start: int, end: int) -> int:
        """Where the last of them ends that begins in a word."""
        reach = end
        while self._spans and self._spans[-1][0] < end:
            first, last = self._spans.pop()
            if first >= start:
                reach = max(reach, last)
        return reach


def _one(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """True for a number and its unit, beside each other."""
    if second[0] - first[1] != 1 or second[1] - first[0] > LONGEST:
        return False
    one, other = text[slice(*first)], text[slice(*second)].rstrip(".,;:)")
    if one.lstrip("(") in _BEFORE:
        return bool(_DIGIT.match(other))
    return other in _AFTER and one[-1].isdigit()


def longest_whole(text: str) -> int:
    """The characters of the longest stretch that no line may break."""
    longest = 0
    for part, kind in stretches(" ".join(filter(None, text.split(" ")))):
        if kind is Kind.WHOLE:
            longest = max(longest, len(part))
        elif kind is Kind.USUAL:
            longest = max(longest, *map(len, part.split()), 0)
    return longest
