"""Numbers, codes and addresses in right-to-left text, kept in the order in which they are read.

The bidirectional algorithm (UAX #9) knows no telephone numbers: among words from right to left the
groups of "+44 20 7946 0000" change places, and signs wander from one end of a code to the other.
A mark of direction, which is neither shown nor announced, keeps each of them together; ranges,
lists and sums stay without: they are read from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.content.numbers import grouped_numbers
from generator.document.languages import direction, script
from generator.document.model import (
    Block,
    Blocks,
    Code,
    Document,
    Inline,
    Inlines,
    NoteCall,
    Span,
    Text,
)
from generator.document.walk import Rebuilding, in_languages, inlines, plain_text

LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"

_TOKEN = re.compile(r"[^\s\u200e\u200f«»“”„‘’\"(){}\[\]]+")
_SENTENCE = ".,;:!?…،؛؟"
"""Punctuation that may follow a code or an address and is no part of it."""
_SIGNS_LAST = frozenset("+#/=&_-%*")

_SIGNS = "%‰°£$€¥₪₹"
_NUMBER = rf"[{_SIGNS}]?[0-9]+(?:[.,:/][0-9]+)*[{_SIGNS}]?"
_SIGNED = re.compile(rf"(?<![\w.,:/+-])[-+−±]{_NUMBER}(?!\w|[.,:/+-][0-9])")
"""A number with its sign before it, which CLDR keeps there in Hebrew and Arabic too."""
_WITH_SIGN = re.compile(
    rf"(?<![\w.,:/+-])(?=[0-9.,:/]*[{_SIGNS}]){_NUMBER}(?!\w|[.,:/+-][0-9])"
    r"|(?<![\w.,:/+-])(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4})(?![\w-])"
)
"""What a letter of Arabic before it, and nothing else, would turn round: “20%”, “2026-05-04”."""
_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9])[-+](?=[0-9])")
"""The hyphen of a range: after a letter of Arabic a range is read from right to left with it too;
elsewhere only with a dash."""
_ARABIC = frozenset("Arab Aran Syrc Thaa".split())
"""Scripts after whose letters a number counts as one of Arabic (UAX #9, W2)."""


def with_direction_marks(document: Document) -> Document:
    """The document with marks where right-to-left text would tear something apart."""
    if not has_right_to_left(document):
        return document
    return _Marking(language=document.metadata.language).document(document)


def has_right_to_left(document: Document) -> bool:
    """True if any part of a document is written from right to left."""
    roots: tuple[Blocks, ...] = (document.blocks, *(note.blocks for note in document.notes))
    blocks = (tag for root in roots for _, tag in in_languages(root, document.metadata.language))
    spans = (inline.language for inline in inlines(document) if isinstance(inline, Span))
    languages = {document.metadata.language, *blocks, *spans}
    return any(direction(language) == "rtl" for language in languages)


@dataclass(frozen=True)
class _Marking(Rebuilding):
    """Rebuilds text, in the language that holds for it."""

    language: str = ""

    def document(self, document: Document) -> Document:
        document = super().document(document)
        summary = document.metadata.summary
        if summary is None:
            return document
        return replace(document, metadata=replace(document.metadata, summary=self.inlines(summary)))

    def inlines(self, given: Inlines) -> Inlines:
        rebuilt = super().inlines(given)
        if direction(self.language) == "ltr":
            return rebuilt
        marked = tuple(_beside_notes(rebuilt))
        return rebuilt if marked == rebuilt else marked

    def _inside(self, block: Block) -> Block:
        own = replace(self, language=block.language or self.language)
        return super(_Marking, own)._inside(block)

    def _inline(self, inline: Inline) -> Inlines:
        if isinstance(inline, Span):
            own = replace(self, language=inline.language)
            return super(_Marking, own)._inline(inline)
        if direction(self.language) == "rtl":
            if isinstance(inline, Text):
                marked = marked_text(inline.text, arabic=script(self.language) in _ARABIC)
                return (inline,) if marked == inline.text else (Text(marked),)
            if isinstance(inline, Code):
                return Text(LEFT_TO_RIGHT), inline, Text(LEFT_TO_RIGHT + RIGHT_TO_LEFT)
        return super()._inline(inline)


def _beside_notes(given: Inlines) -> Iterator[Inline]:
    """The inlines with a mark between a number and the call of a note, which would join it."""
    said = ""
    for inline in given:
        if isinstance(inline, NoteCall) and _ends_in_number(said):
            yield Text(RIGHT_TO_LEFT)
        yield inline
        said = "" if isinstance(inline, NoteCall) else said + plain_text((inline,))


def _ends_in_number(said: str) -> bool:
    """True where digits stand last, in a right-to-left run (UAX #9, W7)."""
    kinds = [unicodedata.bidirectional(each) for each in said]
    strong = next((kind for kind in reversed(kinds) if kind in {"L", "R", "AL"}), "R")
    return strong != "L" and bool(kinds) and kinds[-1] in {"EN", "AN", "ET"}


def marked_text(text: str, *, arabic: bool) -> str:
    """Right-to-left text with marks around what goes from left to right in it.

    In `arabic` script they also make numbers independent of the letters before them: in a cell, at
    the beginning of a line and in running text the same number is seen.
    """
    parts: list[str] = []
    at = 0
    for start, end in _left_to_right_parts(text, arabic=arabic):
        parts.append(_ranges_turned(text[at:start], arabic=arabic))
        parts.append(_kept_together(text[start:end]))
        at = end
    return "".join((*parts, _ranges_turned(text[at:], arabic=arabic)))


def _ranges_turned(text: str, *, arabic: bool) -> str:
    return _BETWEEN_NUMBERS.sub(rf"{RIGHT_TO_LEFT}\g<0>{RIGHT_TO_LEFT}", text) if arabic else text


def _left_to_right_parts(text: str, *, arabic: bool) -> Iterator[tuple[int, int]]:
    """Where telephone numbers, long amounts, signed numbers, codes and addresses stand."""
    last = 0
    found = [*grouped_numbers(text)]
    found += [span for match in _TOKEN.finditer(text) if (span := _code(match))]
    found += [match.span() for match in _SIGNED.finditer(text)]
    if arabic:
        found += [match.span() for match in _WITH_SIGN.finditer(text)]
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _code(match: re.Match[str]) -> tuple[int, int] | None:
    """Where a code or an address stands whose first or last sign would wander off."""
    written = match[0].rstrip(_SENTENCE)
    latin = any(unicodedata.bidirectional(each) == "L" for each in written)
    if not latin or any(unicodedata.bidirectional(each) in {"R", "AL"} for each in written):
        return None
    if written[0].isalpha() and written[-1] not in _SIGNS_LAST:
        return None
    return match.start(), match.start() + len(written)


def _kept_together(written: str) -> str:
    """The words between marks; what follows them is no part of their run (UAX #9, W7 and N1)."""
    before = "" if written[0].isalpha() else LEFT_TO_RIGHT
    last = "" if written[-1].isalpha() else LEFT_TO_RIGHT
    return f"{before}{written}{last}{RIGHT_TO_LEFT}"
