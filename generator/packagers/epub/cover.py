"""The cover: title and organisation on the accent colour, as a small PNG.

A shelf shows pictures, not titles. Where our font lacks a letter of the title the cover stays
wordless; its alternative text has the title in any case.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING

from generator.document.pictures import Picture
from generator.packagers import fonts

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 1800
MARGIN = 110
SIZES = range(132, 47, -6)
LINE = 1.15
TOP = 420
LOWEST = 1400
BAND, LOGO_HEIGHT = 290, 170
COLOURS = 64
"""Of a cover with a logo."""
NO_INK, INK = 0, 255
SHADES = 16
"""From paper to ink; four bits a pixel."""


@functools.lru_cache(maxsize=8)
def cover(title: str, organisation: str, paper: str, ink: str) -> bytes:
    """The picture; `paper` and `ink` are colours of the look."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (WIDTH, HEIGHT), NO_INK)
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, TOP - 90, MARGIN + 160, TOP - 76), fill=INK)
    if fonts.covers(fonts.TEXT, title):
        font, lines = _fitting(draw, title)
        step = font.size * LINE
        for number, line in enumerate(lines):
            draw.text((MARGIN, TOP + number * step), line, font=font, fill=INK)
    if organisation and fonts.covers(fonts.TEXT, organisation):
        font = _font(56, 400)
        lines = _wrapped(draw, organisation, font)[:2]
        for number, line in enumerate(reversed(lines)):
            draw.text((MARGIN, HEIGHT - 180 - number * 66), line, font=font, fill=INK)
    return _png(image, paper, ink)


@functools.lru_cache(maxsize=8)
def with_logo(cover: bytes, logo: Picture, ground: str) -> bytes:
    """A cover with a logo above the title, on a light ground from edge to edge."""
    from PIL import Image

    image = Image.open(io.BytesIO(cover)).convert("RGB")
    drawn = Image.open(io.BytesIO(logo.raster.data if logo.raster else logo.data)).convert("RGBA")
    share = min((WIDTH - 2 * MARGIN) / drawn.width, LOGO_HEIGHT / drawn.height)
    drawn = drawn.resize((round(drawn.width * share), round(drawn.height * share)))
    image.paste(ground, (0, 0, WIDTH, BAND))
    image.paste(drawn, (MARGIN, (BAND - drawn.height) // 2), drawn)
    packed = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG")
    return packed.getvalue()


def _fitting(draw: ImageDraw.ImageDraw, title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the title fits; the smallest, cut short, where it never does."""
    font, lines = _font(SIZES[-1], 650), [title]
    for size in SIZES:
        font = _font(size, 650)
        lines = _wrapped(draw, title, font)
        widest = max(draw.textlength(line, font=font) for line in lines)
        if widest <= WIDTH - 2 * MARGIN and TOP + len(lines) * size * LINE <= LOWEST:
            return font, lines
    room = int((LOWEST - TOP) / (SIZES[-1] * LINE))
    return font, lines[:room]


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font=font) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(fonts.TEXT.path, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _png(image: Image.Image, paper: str, ink: str) -> bytes:
    """The amounts of ink as a PNG with a palette of two colours and what lies between them."""
    from PIL import ImageColor

    ends = ImageColor.getrgb(paper), ImageColor.getrgb(ink)
    steps = [number / (SHADES - 1) for number in range(SHADES)]
    shades = image.point([round(amount / INK * (SHADES - 1)) for amount in range(256)])
    shades.putpalette(
        [
            round(low + (high - low) * step)
            for step in steps
            for low, high in zip(*ends, strict=True)
        ]
    )
    packed = io.BytesIO()
    shades.save(packed, "PNG", bits=4)
    return packed.getvalue()
