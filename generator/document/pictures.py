"""Pictures: what stands in their place for those who do not see them, and their files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlternativeText:
    """Words that replace a picture for those who do not see it."""

    text: str


@dataclass(frozen=True, slots=True)
class Decorative:
    """The author left the alternative text empty: the picture is deliberately silent."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A captioned picture without alternative text; lint refuses it."""


Alternative = AlternativeText | Decorative | Forgotten


@dataclass(frozen=True, slots=True)
class Picture:
    """The file behind one or more images, cleaned, decoded once for all formats.

    `name` is unique within the document and safe in every package ("chart.png"); `data` is in
    `media_type`, turned upright; `width` and `height` are CSS pixels. `raster` is a PNG of an SVG
    drawing, for programs that cannot draw it, else None. `place` is the file's path below the
    source's folder, as its author knows it.
    """

    name: str
    media_type: str
    data: bytes
    width: int
    height: int
    raster: Raster | None = None
    place: str = ""
    on_paper: bytes = b""
    """The drawing without what is for screens alone, where it has that; else empty."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A PNG of a drawing, with its size in its own pixels."""

    media_type: str
    data: bytes
    width: int
    height: int
