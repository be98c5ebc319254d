"""What stands before the items of a numbered list: "1.", "a)", "(iv)"."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Numbering(StrEnum):
    """How items are counted; the value is HTML's word for it (`ol type`)."""

    DECIMAL = "1"
    LOWER_LETTER = "a"
    UPPER_LETTER = "A"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


@dataclass(frozen=True, slots=True)
class Marker:
    """The form of a list's numbers."""

    numbering: Numbering = Numbering.DECIMAL
    before: str = ""
    after: str = "."

    def of(self, number: int) -> str:
        """What stands before an item of this number: "(c)"."""
        return f"{self.before}{_COUNTED[self.numbering](number)}{self.after}"

    def longest(self, first: int, count: int) -> int:
        """The signs of the longest of so many markers, brackets and stops included."""
        numbers = range(first, first + count)
        if self.numbering not in {Numbering.LOWER_ROMAN, Numbering.UPPER_ROMAN}:
            numbers = numbers[-1:]
        return max((len(self.of(number)) for number in numbers), default=0)

    @property
    def form(self) -> str:
        """That of the first item, which says how all are written."""
        return self.of(1)

    @property
    def style(self) -> str:
        """The name of a style for it, where HTML's `type` says only how items are counted."""
        if self.after == ".":
            return ""
        return f"{'bracketed' if self.before else 'round'}-{_STYLES[self.numbering]}"


USUAL_SIGNS = 3
"""Signs of the longest marker for which every list has room: "12.", "(a)"."""


def room_for(signs: int) -> float:
    """What a list is indented for markers of so many signs, in the size of its type."""
    return 0.4 * signs + 0.45


def letter(number: int) -> str:
    """A small letter, after z two: "b" for 2, "ab" for 28."""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(string.ascii_lowercase))
        text = string.ascii_lowercase[place] + text
    return text


def roman(number: int) -> str:
    """A small Roman number: "iv" for 4."""
    text = ""
    for size, signs in _ROMAN:
        while number >= size:
            text += signs
            number -= size
    return text


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTED: Mapping[Numbering, Callable[[int], str]] = {
    Numbering.DECIMAL: str,
    Numbering.LOWER_LETTER: letter,
    Numbering.UPPER_LETTER: lambda number: letter(number).upper(),
    Numbering.LOWER_ROMAN: roman,
    Numbering.UPPER_ROMAN: lambda number: roman(number).upper(),
}
_STYLES = {
    Numbering.DECIMAL: "decimal",
    Numbering.LOWER_LETTER: "lower-alpha",
    Numbering.UPPER_LETTER: "upper-alpha",
    Numbering.LOWER_ROMAN: "lower-roman",
    Numbering.UPPER_ROMAN: "upper-roman",
}
"""CSS's names for them."""

DECIMAL = Marker()
"""CommonMark's: "1."."""
