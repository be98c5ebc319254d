"""Numbers that people write in groups: telephone numbers, and amounts with spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"(?:[ \u00a0\u202f]?[-\u2010\u2011/.][ \u00a0\u202f]?|[ \u00a0\u202f])"
_GROUPED = re.compile(
    rf"(?<![\w:./,])[+*]?\(?\d+\)?(?:{_GAP}\(?\d+\)?)*"
    r"(?:[ \u00a0]?(?:ext|extn|x)[. ]*\d+)?(?![\w:]|[.,]\d)"
)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?([-./]) ?\d\d?(?:\1 ?(?:\d\d)?\d\d)?\.?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_RANGE = re.compile(r"(?P<first>\d+)[ \u00a0]?[-\u2010\u2011/.][ \u00a0]?(?P<last>\d+)")
_LOCAL = (3, 4)
"""Digits of the two parts of a telephone number without its area code."""
_FEWEST, _MOST = 7, 15
"""Digits of a telephone number (ITU-T E.164, 6)."""


def grouped_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers and long amounts stand in a text."""
    for match in _GROUPED.finditer(text):
        if _is_one_number(match[0]):
            yield match.span()


def _is_one_number(written: str) -> bool:
    """True for digits in groups that are one number, such as a telephone's."""
    groups = re.findall(r"\d+", written)
    count = sum(map(len, groups))
    if written[0] in "+*(":
        return count > 1
    if len(groups) == 1 or _DATE.fullmatch(written):
        return False
    if _THOUSANDS.fullmatch(written):
        return True
    among = _RANGE.fullmatch(written)
    if among and written[0] != "0":
        return (len(among["first"]), len(among["last"])) == _LOCAL
    return _FEWEST <= count <= _MOST
