"""What a drawing is made of, in pixels from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Anchor = Literal["start", "middle", "end"]
_MIRRORED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Label:
    """Words; `y` is their baseline."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series, or its sample in a legend, with the stripes that tell it from others."""

    box: Box
    style: Style
    stripes: tuple[Stroke, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a series differs from others, besides its colour: by what fills it, or by its line.

    `number` counts from 0. A bar is `hollow` or full, with stripes `across` it, every so many
    pixels and so broad, and along its middle; a line has dashes.
    """

    number: int
    hollow: bool = False
    across: int = 0
    broad: int = 2
    along: bool = False
    dashes: str = ""


STYLES = (
    Style(0),
    Style(1, hollow=True, dashes="9 4"),
    Style(2, across=8, dashes="2 4"),
    Style(3, along=True, dashes="12 4 2 4"),
    Style(4, hollow=True, across=8, dashes="5 3"),
    Style(5, across=8, along=True, dashes="16 5"),
    Style(6, across=14, broad=5, dashes="8 3 2 3 2 3"),
)
"""One for each series; no two look alike without colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line: a circle, square, triangle … of its series."""

    x: float
    y: float
    style: Style

    @property
    def path(self) -> str:
        """Its outline."""
        steps = " ".join(f"l{short(x)} {short(y)}" for x, y in _OUTLINES[self.style.number])
        x, y = _STARTS[self.style.number]
        return f"M{short(self.x + x)} {short(self.y + y)}{steps}z"


_OUTLINES = (
    ((5, 5), (-5, 5), (-5, -5)),
    ((8, 0), (0, 8), (-8, 0)),
    ((5, 9), (-10, 0)),
    ((10, 0), (-5, 9)),
    ((3, 0), (0, 4), (4, 0), (0, 3), (-4, 0), (0, 4), (-3, 0), (0, -4), (-4, 0), (0, -3), (4, 0)),
    ((6, 0), (3, 5), (-3, 5), (-6, 0), (-3, -5)),
    ((4, 0), (0, 12), (-4, 0)),
)
"""Steps from corner to corner: diamond, square, triangle up and down, cross, hexagon, bar."""
_STARTS = ((0, -5), (-4, -4), (0, -5), (-5, -4), (-1.5, -5.5), (-3, -5), (-2, -6))
"""Where each begins, from its middle."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The line of a series, which may have gaps."""

    runs: tuple[tuple[tuple[float, float], ...], ...]
    style: Style

    @property
    def path(self) -> str:
        """It, as SVG writes it."""
        return "".join(
            "M" + "L".join(f"{short(x)} {short(y)}" for x, y in run) for run in self.runs
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: what lies below comes first. `zero` is the line from which bars begin."""

    width: float
    height: float
    labels: tuple[Label, ...] = ()
    grid: tuple[Stroke, ...] = ()
    zero: Stroke | None = None
    bars: tuple[Bar, ...] = ()
    plates: tuple[Box, ...] = ()
    curves: tuple[Curve, ...] = ()
    marks: tuple[Mark, ...] = ()
    leaders: tuple[Stroke, ...] = ()

    def mirrored(self) -> Drawing:
        """The same from right to left."""
        mirror = _Mirror(self.width)
        return replace(
            self,
            labels=tuple(map(mirror.label, self.labels)),
            grid=tuple(map(mirror.stroke, self.grid)),
            zero=self.zero and mirror.stroke(self.zero),
            bars=tuple(map(mirror.bar, self.bars)),
            plates=tuple(map(mirror.box, self.plates)),
            curves=tuple(map(mirror.curve, self.curves)),
            marks=tuple(replace(each, x=self.width - each.x) for each in self.marks),
            leaders=tuple(map(mirror.stroke, self.leaders)),
        )


@dataclass(frozen=True, slots=True)
class _Mirror:
    width: float

    def label(self, label: Label) -> Label:
        return replace(label, x=self.width - label.x, anchor=_MIRRORED[label.anchor])

    def box(self, box: Box) -> Box:
        return replace(box, x=self.width - box.x - box.width)

    def stroke(self, stroke: Stroke) -> Stroke:
        return replace(stroke, x1=self.width - stroke.x1, x2=self.width - stroke.x2)

    def bar(self, bar: Bar) -> Bar:
        stripes = tuple(map(self.stroke, bar.stripes))
        return replace(bar, box=self.box(bar.box), stripes=stripes)

    def curve(self, curve: Curve) -> Curve:
        runs = (tuple((self.width - x, y) for x, y in run) for run in curve.runs)
        return replace(curve, runs=tuple(runs))


def short(number: float) -> str:
    """A number of pixels with two decimals at most, the same on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(slots=True)
class Sheet:
    """A drawing that is being made."""

    width: float
    labels: list[Label] = field(default_factory=list)
    grid: list[Stroke] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    plates: list[Box] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    leaders: list[Stroke] = field(default_factory=list)
    zero: Stroke | None = None

    def finished(self, height: float) -> Drawing:
        """The drawing, so high."""
        return Drawing(
            self.width,
            height,
            tuple(self.labels),
            tuple(self.grid),
            self.zero,
            tuple(self.bars),
            tuple(self.plates),
            tuple(self.curves),
            tuple(self.marks),
            tuple(self.leaders),
        )
