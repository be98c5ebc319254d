"""What a reader meets within a paragraph, in order."""

from __future__ import annotations

from dataclasses import dataclass

from generator.readback.docx.pictures import Drawing
from generator.reading_order import Call, Mark, Picture

Marks = frozenset[Mark]
NO_MARKS: Marks = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """Characters under marks; `exact` where every one counts."""

    text: str
    marks: Marks
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A hard line break."""

    marks: Marks


@dataclass(frozen=True, slots=True)
class Object:
    """A note call or a picture; `drawing` is None for a call."""

    mark: Call | Picture
    marks: Marks
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A decorative picture."""


Event = Words | Line | Object | Silent
