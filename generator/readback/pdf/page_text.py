"""What a page shows: pieces of text with their places, and areas that paint over others."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's default space."""

Owner = tuple[tuple[int, int], int]
"""A content stream (by object number and generation) and a marked-content identifier in it."""

Shape = tuple[float, ...]
"""A rectangle's or a line's four numbers, as they stand in the file."""

WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What decides whether text can be seen."""

    colour: tuple[float, float, float] | None
    """Red, green, blue; None where it is a pattern."""
    invisible: bool
    clip: Box


@dataclass(slots=True, eq=False)
class Piece:
    """Text shown at one place. `exact` text needs no spaces guessed around it.

    `shown` is what its glyphs say where /ActualText says `text` in their place.
    """

    text: str
    owner: Owner | None
    artifact: bool
    exact: bool
    box: Box
    size: float
    order: int
    appearance: Appearance
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Paint:
    """An opaque area; `colour` is None for pictures."""

    box: Box
    colour: tuple[float, float, float] | None
    order: int


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels, and how many points wide and high it is drawn."""

    pixels: tuple[int, int]
    width: float
    height: float
    box: Box
    owner: Owner | None
    artifact: bool


@dataclass(slots=True, eq=False)
class PageContent:
    """All that a page shows, in the order of its content stream."""

    number: int
    visible_area: Box
    pieces: list[Piece] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    shapes: list[tuple[Owner, Shape]] = field(default_factory=list)
    """The rectangles and lines of drawings in marked content, but for those that cut off others."""
    unknown_glyphs: int = 0


def union(boxes: list[Box]) -> Box:
    """The smallest box around several."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def intersection(first: Box, second: Box) -> Box:
    """What two boxes share; empty boxes have right < left."""
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def covers(outer: Box, inner: Box, slack: float = 0.5) -> bool:
    """True if `outer` holds all of `inner`."""
    return (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack
        and outer[3] >= inner[3] - slack
    )
