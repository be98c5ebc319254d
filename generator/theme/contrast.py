"""The look's colours: whether words and lines stand out from what is behind them (WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PALETTES = ("light", "dark")
WORDS = ("ink", "quiet", "accent", "visited")
"""Colours of words; links have the accent."""
BEHIND = ("paper", "shade")
"""What words stand on."""
LINES = ("rule",)
"""Colours of lines that carry meaning, as between the rows of a table."""

NEEDED = 4.5
"""Contrast below which words fail people with low vision (1.4.3)."""
WANTED = 7.0
"""Contrast that spares most of them an aid (1.4.6)."""
NEEDED_OF_LINES = 3.0
"""The same for lines (1.4.11)."""

_LINEAR = 0.04045
"""Up to here a channel of sRGB is linear (IEC 61966-2-1)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the colour `name`; it `fails` a criterion of level A or AA, or is weak."""

    name: str
    message: str
    remedy: str
    fails: bool = True


def luminance(colour: str) -> float:
    """Relative luminance of a colour as #rrggbb, from 0 for black to 1 for white."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faults(colours: Mapping[str, object]) -> Iterator[Fault]:
    """What is wrong with the colours of a palette that are there."""
    known = {}
    for name in (*BEHIND, *WORDS, *LINES):
        given = colours.get(name)
        if isinstance(given, str) and _COLOUR.fullmatch(given):
            known[name] = given
        elif given is not None:
            yield Fault(name, f"“{name}” is “{given}”, which is no colour", "write it as #16202b")
    for name in WORDS:
        yield from _faint(known, name, BEHIND, (NEEDED, "1.4.3"), (WANTED, "1.4.6"))
    for name in LINES:
        yield from _faint(known, name, BEHIND[:1], (NEEDED_OF_LINES, "1.4.11"))


def _faint(
    known: Mapping[str, str], name: str, behind: tuple[str, ...], *limits: tuple[float, str]
) -> Iterator[Fault]:
    """The first limit that a colour misses before what it stands out from least."""
    pairs = [
        (contrast(known[name], known[each]), each) for each in behind if {name, each} <= {*known}
    ]
    ratio, worst = min(pairs, default=(21.0, ""))
    for limit, criterion in limits:
        if ratio < limit:
            message = (
                f"“{name}” ({known[name]}) on “{worst}” ({known[worst]}) has a contrast of "
                f"{ratio:.2f}:1; people with low vision need {limit:g}:1 (WCAG {criterion})"
            )
            remedy = "make one of the two darker, or the other lighter"
            yield Fault(name, message, remedy, fails=limit != WANTED)
            return
