"""Words that are there and that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass

from generator.readback.docx.package import Element, child, number, value

SMALLEST = 4
"""Half points; nobody reads type of two points."""

LEAST_CONTRAST = 1.5
"""A ratio below which text does not stand out from what is behind it (WCAG 2.2 asks for 4.5)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its relative luminance."""

    luminance: float

    def contrast(self, other: Colour) -> float:
        """The contrast ratio of WCAG 2.2."""
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)


WHITE = Colour(1.0)


def colour(text: str | None) -> Colour | None:
    """A colour from six hexadecimal digits; None for "auto" and anything else."""
    if text is None or len(text) != len("RRGGBB"):
        return None
    try:
        channels = [int(text[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    except ValueError:
        return None
    red, green, blue = map(_linear, channels)
    return Colour(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _linear(channel: float) -> float:
    """WCAG 2.2, "relative luminance"."""
    low = 0.04045
    return channel / 12.92 if channel <= low else ((channel + 0.055) / 1.055) ** 2.4


def shade(properties: Element | None) -> Colour | None:
    """The background that `w:shd` gives."""
    return fill(child(properties, "shd"))


def fill(shading: Element | None) -> Colour | None:
    """The background that a `w:shd` gives."""
    return colour(value(shading, "fill"))


def invisible(properties: list[Element], below: list[Element], backdrop: Colour | None) -> bool:
    """True where a run is too small to see or in the colour of its background.

    `backdrop` is the colour of the paragraph or the table cell around, if it has one.
    """
    every = [*properties, *below]
    size = next((n for p in every if (n := number(value(child(p, "sz")))) is not None), None)
    if size is not None and size <= SMALLEST:
        return True
    written = next((c for p in every if (c := child(p, "color")) is not None), None)
    front = colour(value(written))
    if front is None:
        return False
    if any(child(each, "highlight") is not None for each in properties):
        return False
    own = next((s for p in properties if (s := shade(p)) is not None), None)
    behind = own or backdrop or WHITE
    return front.contrast(behind) < LEAST_CONTRAST
