"""The axis of values: from where to where it runs, and where its lines stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_NEAR = Decimal("0.5")
"""A line whose numbers differ by less than this part of the largest need not begin at zero."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis; `ticks` are its lines, from the first to the last value that it shows."""

    ticks: tuple[Decimal, ...]
    decimals: int

    @property
    def first(self) -> Decimal:
        """Where it begins."""
        return self.ticks[0]

    @property
    def last(self) -> Decimal:
        """Where it ends."""
        return self.ticks[-1]

    def part(self, value: Decimal) -> float:
        """Where a value stands on it: 0 at its beginning, 1 at its end."""
        return float((value - self.first) / (self.last - self.first))


def scale(values: Iterable[Decimal], *, from_zero: bool, most: int = 6) -> Scale:
    """An axis for some values, with at most so many steps."""
    given = [*values]
    low, high = min(given), max(given)
    if from_zero or high - low >= _NEAR * max(abs(low), abs(high)):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = (low, low + 1) if not low else sorted((Decimal(0), low))
    step = _step((high - low) / most)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    ticks = tuple(step * number for number in range(first, last + 1))
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return Scale(ticks, decimals)


def _step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not less than this."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)
