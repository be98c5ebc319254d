"""Charts: the numbers of a table that are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST_SERIES = 7
"""Nobody can tell more apart."""
MOST_CATEGORIES = 30
"""Bars, stacks or groups of bars on a page; a line may have more points."""
MOST_BARS = 105
"""All bars that do not stand on others; thinner ones could not be told apart."""
MOST_POINTS = 400


class ChartKind(StrEnum):
    """How numbers are drawn, as the source names it."""

    BAR = "bar"
    STACKED = "bar stacked"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each category; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]

    @property
    def known(self) -> tuple[tuple[int, Decimal], ...]:
        """The values that there are, each with the number of its category."""
        return tuple((place, each) for place, each in enumerate(self.values) if each is not None)


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart draws: the categories and series of a table with a caption.

    `before` and `after` are the unit as it stands at each number, `decimals` the most that a
    number has, `zero` the first of the digits in which they are written.
    """

    kind: ChartKind
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    language: str
    before: str = ""
    after: str = ""
    decimals: int = 0
    zero: str = "0"
    described: bool = False
    """True where its author says in words of their own what it shows."""

    @property
    def ordered(self) -> bool:
        """True where categories follow each other: along a line, or with digits, as years do."""
        return len(self.categories) > 1 and (
            self.kind is ChartKind.LINE
            or all(any(map(str.isdigit, category)) for category in self.categories)
        )
