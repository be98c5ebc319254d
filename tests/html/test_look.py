"""The look: contrast of every pair of colours that meet (WCAG 2.2, 1.4.6 and 1.4.11)."""

from __future__ import annotations

from typing import Any

import pytest

from generator.rendering import environment

LOOK: Any = environment("html").get_template("shared/look.jinja").make_module()
PALETTES = {"light": LOOK.light, "dark": LOOK.dark}
WORDS = ("ink", "quiet", "accent", "visited")


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("paper", ["paper", "shade"])
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_out(palette: str, paper: str, words: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours[words], colours[paper]) >= 7


@pytest.mark.parametrize("palette", PALETTES)
def test_lines_that_carry_meaning_stand_out(palette: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours["rule"], colours["paper"]) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_the_cover_stands_out(palette: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours["accent"], colours["paper"]) >= 7


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
