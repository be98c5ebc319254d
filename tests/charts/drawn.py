"""What a drawing says to the eye, read back from it: how long its bars are, where its points stand.

Nothing here knows how they were placed; bars are told by being children of `g class="bar"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Drawn:
    """The bars of each series as boxes (left, top, right, bottom), the points of each line.

    `zero` is the line from which bars begin, as a box without breadth.
    """

    bars: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    lines: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    zero: tuple[float, ...] = ()

    def lengths(self) -> list[list[float]]:
        """The length of each bar of each series, below nothing where it is left of or below it."""
        upright = self.zero[1] == self.zero[3]
        return [[self._length(bar, upright=upright) for bar in run] for run in self.bars.values()]

    def _length(self, bar: tuple[float, ...], *, upright: bool) -> float:
        left, top, right, bottom = bar
        if upright:
            return bottom - top if top + bottom < 2 * self.zero[1] else top - bottom
        return right - left if left + right > 2 * self.zero[0] else left - right


def drawn(svg: bytes) -> Drawn:
    """A drawing, read back from its markup."""
    found = Drawn()
    root = etree.fromstring(svg)
    for rect in root.iterfind(f".//{SVG}g[@class='bar']/{SVG}rect[1]"):
        x, y, width, height = (float(rect.attrib[each]) for each in ("x", "y", "width", "height"))
        found.bars.setdefault(rect.attrib["class"], []).append((x, y, x + width, y + height))
    for path in root.iterfind(f".//{SVG}path[@stroke]"):
        if path.get("stroke-width") == "2.5":
            numbers = re.findall(r"-?[\d.]+", path.attrib["d"])
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            found.lines[path.attrib["class"]] = [(float(x), float(y)) for x, y in pairs]
    zero = root.find(f".//{SVG}line[@class='zero']")
    if zero is not None:
        found.zero = tuple(float(zero.attrib[each]) for each in ("x1", "y1", "x2", "y2"))
    return found


def agree(drawn: Sequence[Sequence[float]], said: Sequence[Sequence[float]], slack: float) -> bool:
    """True where lengths are those numbers times one and the same factor."""
    lengths, values = [*_flat(drawn)], [*_flat(said)]
    if [*map(len, drawn)] != [*map(len, said)]:
        return False
    squares = sum(value * value for value in values)
    factor = sum(map(lambda one, two: one * two, lengths, values)) / squares if squares else 0.0
    pairs = zip(lengths, values, strict=True)
    return factor >= 0 and all(abs(length - factor * value) <= slack for length, value in pairs)


def level(drawn: Sequence[Sequence[float]], said: Sequence[Sequence[float]], slack: float) -> bool:
    """True where heights are those numbers times a factor, from some beginning on."""
    if [*map(len, drawn)] != [*map(len, said)]:
        return False
    mean_drawn, mean_said = (sum(_flat(each)) / len([*_flat(each)]) for each in (drawn, said))
    moved = [[height - mean_drawn for height in run] for run in drawn]
    return agree(moved, [[value - mean_said for value in run] for run in said], slack)


def _flat(runs: Sequence[Sequence[float]]) -> Iterable[float]:
    return (each for run in runs for each in run)
