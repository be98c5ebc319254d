"""All colours of the look from two of a brand: its accent, and the ground of its pages.

Whatever is given, words stand out from what is behind them, in light and in dark (WCAG 2.2, 1.4.6
and 1.4.11): a colour that does not is made darker, or lighter, by the least that is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls

from generator.document.brand import Colours
from generator.theme.contrast import NEEDED_OF_LINES, WANTED, contrast

WHITE, BLACK = "#ffffff", "#000000"
_INK, _QUIET, _VISITED, _RULE = "#16202b", "#46525f", "#553a86", "#7d8894"
_DARK_PAPER, _DARK_INK, _DARK_QUIET = "#12181f", "#eceff2", "#bcc6d0"
_DARK_VISITED, _DARK_RULE = "#cdb8f5", "#7e8b98"
_TINT, _DARK_TINT = 0.06, 0.1
"""How much of the accent, or of the ink, what stands behind code has."""
_STEPS = 200
_PLACES = (1, 3, 5)


def derived(accent: str, ground: str) -> Colours:
    """The colours of the look, light and dark."""
    shade = mixed(ground, accent, _TINT)
    behind = (ground, shade)
    light = {
        "paper": ground,
        "ink": standing_out(_INK, behind, WANTED, BLACK),
        "quiet": standing_out(_QUIET, behind, WANTED, BLACK),
        "accent": of_words(accent, ground),
        "visited": standing_out(_VISITED, behind, WANTED, BLACK),
        "rule": standing_out(_RULE, behind, NEEDED_OF_LINES, BLACK),
        "shade": shade,
    }
    dark_shade = mixed(_DARK_PAPER, _DARK_INK, _DARK_TINT)
    behind = (_DARK_PAPER, dark_shade)
    dark = {
        "paper": _DARK_PAPER,
        "ink": _DARK_INK,
        "quiet": standing_out(_DARK_QUIET, behind, WANTED, WHITE),
        "accent": standing_out(accent, behind, WANTED, WHITE),
        "visited": standing_out(_DARK_VISITED, behind, WANTED, WHITE),
        "rule": standing_out(_DARK_RULE, behind, NEEDED_OF_LINES, WHITE),
        "shade": dark_shade,
    }
    return Colours(tuple(light.items()), tuple(dark.items()))


def of_words(accent: str, ground: str) -> str:
    """The accent, or the nearest darker colour in which all can read words on the ground."""
    return standing_out(accent, (ground, mixed(ground, accent, _TINT)), WANTED, BLACK)


def bears_words(ground: str) -> bool:
    """True for a ground on which our ink stands out as people with low vision want it."""
    return contrast(_INK, ground) >= WANTED


def mixed(one: str, other: str, share: float) -> str:
    """`one` with a share of `other`, in sRGB."""
    channels = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in _PLACES)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def standing_out(colour: str, behind: Iterable[str], needed: float, towards: str) -> str:
    """The colour, or the nearest of its hue towards black or white that has the contrast needed."""
    grounds = tuple(behind)
    hue, lightness, saturation = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in _PLACES))
    end = 1.0 if towards == WHITE else 0.0
    for step in range(_STEPS):
        red_green_blue = hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation)
        found = "#" + "".join(f"{round(channel * 255):02x}" for channel in red_green_blue)
        if all(contrast(found, ground) >= needed for ground in grounds):
            return found
    return towards
