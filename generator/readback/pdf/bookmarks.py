"""The bookmarks, which must be the headings: in words, order and depth, and lead to them.

ISO 32000-1, 12.3.3.
"""

# ruff: noqa: ANN401 (pikepdf objects are what the file holds)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

import pikepdf

from generator.readback.pdf.reader import HEADINGS, Reader
from generator.reading_order import OBJECT, Call, Fault, Passage, Picture, Style, fold

_SIGNS = {
    Style.RAISED: dict(zip("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ", strict=True)),
    Style.LOWERED: dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
MOST_BOOKMARKS = 100_000
"""A chain that goes on for longer leads in a circle."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading or a bookmark; `page` is None where it leads to no known page."""

    depth: int
    words: str
    page: str | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.depth, self.words


def bookmark_faults(pdf: pikepdf.Pdf, reader: Reader) -> Iterator[Fault]:
    """What bookmarks and headings differ in; for a file without bookmarks, one fault."""
    headings = list(_headings(reader))
    outline = pdf.Root.get("/Outlines", pikepdf.Dictionary())
    bookmarks = list(_bookmarks(outline.get("/First"), reader))
    if not bookmarks:
        if len(headings) > 1:
            message = f'no bookmark leads to "{headings[0].words}" or to any other heading'
            yield Fault("", "bookmark", message)
        return
    for one, other in _differing(headings, bookmarks):
        for heading in one:
            message = f'no bookmark of its depth leads to the heading "{heading.words}"'
            yield Fault(heading.page or "", "bookmark", message)
        for bookmark in other:
            message = f'the bookmark "{bookmark.words}" is not a heading, or not one of that depth'
            yield Fault(bookmark.page or "", "bookmark", message)
    if [each.key for each in headings] == [each.key for each in bookmarks]:
        for heading, bookmark in zip(headings, bookmarks, strict=True):
            if heading.page != bookmark.page:
                led = bookmark.page or "nowhere"
                message = f'the bookmark "{heading.words}" leads to {led}'
                yield Fault(heading.page or "", "bookmark", message)


def _differing(
    headings: Sequence[_Entry], bookmarks: Sequence[_Entry]
) -> Iterator[tuple[Sequence[_Entry], Sequence[_Entry]]]:
    wanted, there = [each.key for each in headings], [each.key for each in bookmarks]
    if wanted == there:
        return
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield headings[start:end], bookmarks[other_start:other_end]


def _headings(reader: Reader) -> Iterator[_Entry]:
    """The headings, each as deep as those above it make it."""
    above: list[int] = []
    for element in reader.root.descendants():
        if element.role not in HEADINGS:
            continue
        words = _spoken(reader.passage(element, None))
        if words:
            level = int(element.role[1]) if element.role[1:].isdecimal() else 1
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            yield _Entry(len(above), words, reader.place(element))


def _spoken(passage: Passage) -> str:
    """The words, with those of pictures in their place and without calls of notes."""
    at_object = {
        marked.start: marked.mark.alternative if isinstance(marked.mark, Picture) else ""
        for marked in passage.marks
        if isinstance(marked.mark, Picture | Call)
    }
    shifts: list[Style | None] = [None] * len(passage.text)
    for marked in passage.marks:
        if isinstance(marked.mark, Style) and marked.mark in _SIGNS:
            shifts[marked.start : marked.end] = [marked.mark] * (marked.end - marked.start)
    said = [
        (shift, at_object.get(index, "") if character == OBJECT else character)
        for index, (character, shift) in enumerate(zip(passage.text, shifts, strict=True))
    ]
    runs = groupby((each for each in said if each[1]), key=lambda each: each[0])
    return fold("".join(_in_signs("".join(w for _, w in run), shift) for shift, run in runs))


def _in_signs(words: str, shift: Style | None) -> str:
    """Raised and lowered words as plain text has them: "10⁶"."""
    if shift is None:
        return words
    if all(each in _SIGNS[shift] for each in words):
        return "".join(_SIGNS[shift][each] for each in words)
    raised = shift is Style.RAISED
    return words if raised and words.isalpha() else f"{'^' if raised else '_'}({words})"


def _bookmarks(first: Any, reader: Reader) -> Iterator[_Entry]:
    stack = [(first, 1)]
    for _ in range(MOST_BOOKMARKS):
        if not stack:
            return
        bookmark, depth = stack.pop()
        if not isinstance(bookmark, pikepdf.Dictionary):
            continue
        destination = reader.destinations.of_bookmark(bookmark)
        number = None if destination is None else reader.pages.get(destination.page or (0, 0))
        title = fold(str(bookmark.get("/Title", "")))
        yield _Entry(depth, title, None if number is None else f"page {number}")
        stack.append((bookmark.get("/Next"), depth))
        stack.append((bookmark.get("/First"), depth + 1))
