"""What the readers of drawings and of photographs have in common."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.pictures import Picture
from generator.findings.finding import Rule

LONGEST_SIDE = 2400
"""Pixels: a full page at 300 dpi, twice a wide screen's column."""


class PictureError(Exception):
    """A picture cannot be published; `message` continues "the picture “x.png” …"."""

    def __init__(self, rule: Rule, message: str, hint: str) -> None:
        self.rule, self.message, self.hint = rule, message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning about a picture, worded like PictureError."""

    rule: Rule
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A picture, still without its name in the document."""

    picture: Picture
    warnings: tuple[Warned, ...] = ()


def is_svg(data: bytes) -> bool:
    """True if the file begins like XML that holds a drawing."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))
