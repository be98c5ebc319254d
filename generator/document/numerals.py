"""Numbers in words of a table: read and written as a language has them (Unicode CLDR)."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from generator.document.words import locale_of

_MINUS = r"\-−‐‑–﹣－"
"""What people type for a minus sign before a number; U+2212 is the right one."""
_SPACES = " \u00a0\u2007\u2009\u202f"
"""What stands between groups of digits where a language parts them by spaces."""
_APOSTROPHES = "'’ʼ"
_GAP = re.compile(r"(?:[-−‐‑–—]{1,3}|\.{2,3}|…|[:*x]|n/?a|\[[a-z]\])?", re.IGNORECASE)
"""No value: an empty cell, a dash, dots, or a mark such as “[x]”."""
_MARK = re.compile(r"\s*\[[a-z]{1,2}\]$", re.IGNORECASE)
"""A mark after a number: “12.3 [p]” for one that is provisional."""
_NUMBER = re.compile(
    rf"(?P<before>[^\d.,٫٬]*?)(?P<sign>[{_MINUS}]?)(?P<inner>[^\d{_MINUS}.,٫٬]*)"
    rf"(?P<number>[.,٫]?\d(?:[\d.,٫٬{_SPACES}{_APOSTROPHES}]*\d)?)"
    r"(?P<after>(?![.,])\D*)"
)
_ABOUT = re.compile(r"[<>≤≥~≈±]")
"""Signs that say that a number is not the one that is meant."""
_BRACKETED = re.compile(r"\((?P<inside>[^()]+)\)(?P<after>\s*%?)")
"""How accounts write what is less than nothing."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its unit, as it stands before and after it ("£", "%"), and its decimals.

    `zero` is the first of the ten digits in which it is written.
    """

    value: Decimal
    decimals: int
    before: str = ""
    after: str = ""
    zero: str = "0"

    @property
    def unit(self) -> tuple[str, str]:
        """Its unit, to compare with others: spaces make no difference."""
        return self.before.strip(), self.after.strip()


class NoNumberError(ValueError):
    """Words that are no number in their language."""


def numeral(words: str, language: str) -> Numeral | None:
    """The number that `words` are in `language`, None where they say that there is none.

    Raises NoNumberError.
    """
    given = _MARK.sub("", words.strip()) or words.strip()
    if _GAP.fullmatch(given):
        return None
    negative = _BRACKETED.fullmatch(given)
    match = _NUMBER.fullmatch(f"{negative['inside']}{negative['after']}" if negative else given)
    if match is None or (match["before"].strip() and match["inner"].strip()):
        raise NoNumberError(words)
    if _ABOUT.search(match["before"] + match["inner"]):
        raise NoNumberError(words)
    value, decimals = _value(match["number"], language)
    signed = -value if match["sign"] or negative else value
    before = _fixed((match["before"] + match["inner"]).lstrip())
    zero = chr(ord(match["number"][-1]) - unicodedata.digit(match["number"][-1]))
    return Numeral(signed, decimals, before, _fixed(match["after"]), zero)


def _fixed(unit: str) -> str:
    """A unit with one space beside the number where there is any, at which no line ends."""
    return "".join(_NO_BREAK if each.isspace() else each for each in _SPACE.sub(" ", unit))


_NO_BREAK = "\u00a0"
_SPACE = re.compile(r"\s+")


def _value(digits: str, language: str) -> tuple[Decimal, int]:
    """The value of digits with their signs, and how many stand after the decimal sign."""
    point, groups = _signs(language)
    usual = digits.replace("٫", point).replace("٬", groups[:1])
    whole, found, fraction = usual.partition(point)
    if found and not fraction.isdecimal():
        raise NoNumberError(digits)
    if not (whole.isdecimal() or not whole):
        whole = _ungrouped(whole, groups)
    plain = "".join(str(unicodedata.digit(each)) for each in whole or "0")
    decimals = "".join(str(unicodedata.digit(each)) for each in fraction)
    return Decimal(f"{plain}.{decimals}" if decimals else plain), len(decimals)


def _ungrouped(whole: str, signs: str) -> str:
    """The digits of a number whose groups of three are parted by one and the same sign.

    Where thousands are followed by hundreds of them, as in India, groups of two come first.
    """
    used = {each for each in whole if not each.isdecimal()}
    if len(used) != 1 or not used <= set(signs):
        raise NoNumberError(whole)
    first, *others = whole.split(used.pop())
    threes = all(len(group) == 3 for group in others)  # noqa: PLR2004 (thousands)
    twos = len(others[-1]) == 3 and all(len(group) == 2 for group in others[:-1])  # noqa: PLR2004
    if not (threes or twos) or not 1 <= len(first) <= 3:  # noqa: PLR2004
        raise NoNumberError(whole)
    return "".join((first, *others))


@functools.cache
def _signs(language: str) -> tuple[str, str]:
    """The decimal sign of a language, and the signs that may part groups of digits in it."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = locale_of(language)
    group = str(get_group_symbol(locale))
    return str(get_decimal_symbol(locale)), "".join(
        (group, _SPACES, _APOSTROPHES if group in _APOSTROPHES else "")
    )


def written(value: Decimal, decimals: int, language: str, zero: str = "0") -> str:
    """A number as its language writes it, with so many decimals and a true minus sign.

    `zero` is the first of the ten digits to write it in.
    """
    from babel.numbers import format_decimal

    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    amount = str(format_decimal(abs(value), format=pattern, locale=locale_of(language)))
    if zero != "0":
        amount = amount.translate(_in_digits(zero, language))
    return f"−{amount}" if value < 0 else amount


def _in_digits(zero: str, language: str) -> dict[int, str]:
    """What to write instead of the digits 0 to 9, and of the signs between them."""
    digits = {ord("0") + each: chr(ord(zero) + each) for each in range(10)}
    if zero in "٠۰":
        point, groups = _signs(language)
        digits |= {ord(point): "٫", ord(groups[0]): "٬"}
    return digits
