"""Reading what was written, to see whether it says what it should."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.document.limits import USUAL
from generator.document.model import Abbreviation, Blocks, Image, NoteCall, Position
from generator.source.abbreviations import Abbreviations
from generator.source.blocks import read_blocks
from generator.source.context import Context
from generator.source.headings import Identifiers
from generator.source.images import Gallery
from generator.source.markdown import parse
from generator.source.nodes import AbbreviationLine
from generator.source.notes import Notes
from generator.source.reading import Report
from generator.source.rules import NOTE_UNDEFINED

NOWHERE = Position(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a text is read as, and how many faults reading finds in it."""

    blocks: Blocks
    faults: int


class Trial:
    """Reads texts of one document; `pictures` has the name of each by its address."""

    def __init__(self, pictures: Mapping[str, str], expansions: Mapping[str, str]) -> None:
        self._pictures = pictures
        self._lines = [AbbreviationLine(*pair, 0) for pair in expansions.items()]

    def read(self, text: str, language: str) -> Outcome:
        """What a part of the source becomes where it stands in words of this language."""
        report = Report("")
        parsed = parse(text, USUAL)
        if parsed.refusal is not None:
            return Outcome((), 1)
        context = Context(
            report=report,
            offset=0,
            gallery=_Known(self._pictures),
            notes=_Calls(report),
            identifiers=Identifiers(set()),
            abbreviations=Abbreviations(self._lines, 0, Report("")),
            language=language,
        )
        blocks = read_blocks(parsed.nodes, context)
        gathered = parsed.gathered
        unread = (
            *(*gathered.rows, *gathered.stray_headers, *gathered.open_comments),
            *(*gathered.open_divisions, *gathered.abbreviations, *parsed.references),
        )
        return Outcome(placeless(blocks), len(report.findings) + len(unread))


class _Known(Gallery):
    """Pictures that are known by their addresses; no file is looked at."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._of_address = names

    def picture(self, address: str, line: int) -> str:
        """The name of the picture."""
        del line
        return self._of_address.get(address, address)


class _Calls(Notes):
    """Notes whose labels are their numbers."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def call(self, label: str, line: int) -> NoteCall | None:
        """A call of the note."""
        if label.isdecimal():
            return NoteCall(int(label), 0, NOWHERE)
        self._report.add(NOTE_UNDEFINED, line, label)
        return None


def placeless(value: Any) -> Any:  # noqa: ANN401 (nodes of every kind)
    """A node, or a run of nodes, without what depends on the place where it stands."""
    if isinstance(value, tuple):
        return tuple(map(placeless, value))
    changes: dict[str, Any] = {}
    for name in _fields(value.__class__):
        before = getattr(value, name)
        after = NOWHERE if isinstance(before, Position) else placeless(before)
        if after is not before:
            changes[name] = after
    match value:
        case NoteCall():
            changes["occurrence"] = 0
        case Abbreviation():
            changes |= {"first": False, "explained": False}
    return dataclasses.replace(value, **changes) if changes else value


@lru_cache(maxsize=128)
def _fields(kind: type) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind) or kind is Position:
        return ()
    return tuple(each.name for each in dataclasses.fields(kind))


def address_of(image: Image, places: Mapping[str, str]) -> str:
    """The address that the source has for a picture."""
    return places.get(image.picture) or image.picture
