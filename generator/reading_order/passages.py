"""Words as a reader meets them: a passage, and the marks on its stretches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Direction = Literal["ltr", "rtl"]
Scope = Literal["col", "row", "both"]

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a passage's text where a picture, a note call or a page number sits."""

BREAK = "\n"
"""Stands in a passage's text for a hard line break."""


class UnreadableError(ValueError):
    """A file is not what its name says, or too damaged to be read; the message says how."""


# Marks: what is said about a stretch of text ---------------------------------------------------


class Style(StrEnum):
    """What sets words apart from those around them; the value says how, as in "is struck out"."""

    EMPHASISED = "emphasised"
    STRONG = "strong"
    STRUCK = "struck out"
    RAISED = "raised"
    LOWERED = "lowered"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class InLanguage:
    """In another language than the block."""

    tag: str


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to an address, as written in the file."""

    target: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class LinkWithin:
    """A link within the document.

    `words` are the first words (at most 60 characters, folded) of the block on which it lands,
    "" if it lands nowhere.
    """

    words: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """An abbreviation's long form, as assistive technology can reach it."""

    words: str


@dataclass(frozen=True, slots=True)
class Call:
    """A reference to a note, over one OBJECT; `label` is the note's label ("1")."""

    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An informative picture in running text, over one OBJECT. Decorative ones are not read."""

    alternative: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page on which a link within the document lands, over one OBJECT."""


Mark = Style | InLanguage | LinkTo | LinkWithin | Expansion | Call | Picture | PageNumber


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark over text[start:end]."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as read: NFC, white space folded, ends stripped; marks sorted.

    A mark never begins or ends with white space, but for a code span's, and two equal marks with
    nothing but white space between them are one: nothing announces to which a space belongs.
    """

    text: str
    marks: tuple[Marked, ...] = ()


NO_MARKS: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    marks: frozenset[Mark]
    exact: bool


class PassageBuilder:
    """Collects words with their marks and folds them into a Passage.

    `add` appends text under a set of marks; white space is folded across calls, except where
    `exact` is set (code spans, where every space and tab counts). `add_break` appends a hard
    line break, `add_object` a picture, a call or a page number.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._segments: list[_Segment] = []

    def add(self, text: str, marks: frozenset[Mark] = NO_MARKS, *, exact: bool = False) -> None:
        """Append `text`; unless `exact`, each run of white space counts as one space.

        In exact text a line end counts as one space (CommonMark 6.1).
        """
        if text:
            composed = unicodedata.normalize("NFC", text)
            spaced = composed.translate(_LINE_ENDS if exact else _SPACES)
            self._segments.append(_Segment(spaced, marks, exact))

    def add_break(self, marks: frozenset[Mark] = NO_MARKS) -> None:
        """Append a hard line break."""
        self._segments.append(_Segment(BREAK, marks, exact=True))

    def add_object(
        self, mark: Call | Picture | PageNumber, marks: frozenset[Mark] = NO_MARKS
    ) -> None:
        """Append a note call, a picture or a page number that stands inside `marks`."""
        self._segments.append(_Segment(OBJECT, marks | {mark}, exact=True))

    def passage(self) -> Passage:
        """The words so far, folded."""
        folded = list(_folded(self._segments))
        text = "".join(part for part, _ in folded)
        composed = unicodedata.normalize("NFC", text)
        if composed != text:  # a combining character came in a call of its own
            folded = _composed(folded)
            text = "".join(part for part, _ in folded)
        return Passage(text, tuple(_stretches(text, folded)))


WHITE_SPACE = " \t\n\r\f"
"""What HTML folds (WHATWG "ASCII whitespace"); a no-break space is a character."""

_SPACES = {ord(character): " " for character in WHITE_SPACE}
_LINE_ENDS = {ord("\n"): " ", ord("\r"): " "}


def fold(text: str) -> str:
    """Text as compared: NFC, runs of white space as one space, ends stripped."""
    return _collapse(unicodedata.normalize("NFC", text).translate(_SPACES))


def without_picture_breaks(text: str) -> str:
    """The text without breaks beside pictures and calls (Feature.PICTURE_BREAK)."""
    return PICTURE_BREAK.sub("", text)


PICTURE_BREAK = re.compile(f"{BREAK}+(?={OBJECT})|(?<={OBJECT}){BREAK}+")


def landing_words(text: str) -> str:
    """The words by which LinkWithin names a landing place: folded, objects left out."""
    return fold(text.replace(OBJECT, "").replace(BREAK, " "))[:60].rstrip(" ")


def _collapse(spaced: str) -> str:
    return " ".join(part for part in spaced.split(" ") if part)


_Folded = list[tuple[str, frozenset[Mark]]]


def _folded(segments: list[_Segment]) -> Iterator[tuple[str, frozenset[Mark]]]:
    """Segments with no space or break at the ends, no space beside a break or another space."""
    space: frozenset[Mark] | None = None
    breaks: list[tuple[str, frozenset[Mark]]] = []
    at_start = True
    for segment in segments:
        text, marks = segment.text, segment.marks
        core = text if segment.exact else _collapse(text)
        if not segment.exact and text[0] == " " and not at_start and space is None:
            space = marks
        if not core:
            continue
        if core == BREAK:
            breaks += [] if at_start and not breaks else [(core, marks)]
            at_start, space = True, None
            continue
        yield from breaks
        breaks.clear()
        if space is not None:
            yield " ", space
        yield core, marks
        at_start = False
        space = marks if not segment.exact and text[-1] == " " else None


def _composed(folded: _Folded) -> _Folded:
    """NFC across segments: each composed character keeps the marks of its base."""
    characters = [(character, marks) for text, marks in folded for character in text]
    composed: _Folded = []
    start = 0
    for end in range(1, len(characters) + 1):
        if end < len(characters) and not _begins_cluster(characters[end][0]):
            continue
        cluster = "".join(character for character, _ in characters[start:end])
        whole = unicodedata.normalize("NFC", cluster)
        changed = whole != cluster
        composed += [(whole, characters[start][1])] if changed else characters[start:end]
        start = end
    return composed


def _begins_cluster(character: str) -> bool:
    """False where a character may compose with the one before (marks, Hangul vowels, finals)."""
    return not unicodedata.combining(character) and not (
        "\u1161" <= character <= "\u11c2" or unicodedata.category(character) == "Mc"
    )


def _stretches(text: str, folded: _Folded) -> list[Marked]:
    """Marks over stretches: trimmed of white space, and joined across it."""
    found: list[Marked] = []
    last: dict[Mark, int] = {}
    position = 0
    for part, marks in folded:
        end = position + len(part)
        for mark in marks:
            before = last.get(mark)
            if before is not None and not text[found[before].end : position].strip(" \n"):
                found[before] = Marked(found[before].start, end, mark)
            else:
                last[mark] = len(found)
                found.append(Marked(position, end, mark))
        position = end
    trimmed = (_trimmed(text, marked) for marked in found)
    return sorted(
        (marked for marked in trimmed if marked.start < marked.end),
        key=lambda marked: (marked.start, marked.end, str(marked.mark)),
    )


def _trimmed(text: str, marked: Marked) -> Marked:
    # In code every space counts; a hard break beside it is not part of it.
    space = BREAK if marked.mark is Style.CODE else f" {BREAK}"
    stretch = text[marked.start : marked.end]
    start = marked.start + len(stretch) - len(stretch.lstrip(space))
    end = marked.end - (len(stretch) - len(stretch.rstrip(space)))
    return Marked(start, end, marked.mark)


# Blocks ---------------------------------------------------------------------------------------
