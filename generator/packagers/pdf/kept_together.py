"""Elements around what no line may break, wherever it stands in a line of the page.

A number may run through several texts, as "COVID" with its expansion and "-19": the elements
between are taken into the one around it, where all stand in the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.packagers.pdf.source_tree import INLINE, WORDLESS
from generator.packagers.pdf.unbroken import Kind, stretches

_PARTING = frozenset({"br", "img", "sup"})
"""Inline elements at which a word ends; a decorative picture is nothing to those who listen."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of an element: before its first child, or after the child of that number."""

    parent: Element
    number: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text to be kept together (or not), from an offset in one text of a parent to another."""

    start: tuple[int, int]
    end: tuple[int, int]
    kind: Kind


def keep_together(root: Element) -> None:
    """Put elements of the classes `whole` and `long` around words, in all but blocks of code."""
    found: dict[Element, list[_Stretch]] = {}
    for run in _runs(root):
        for parent, stretch in _in_run(run):
            found.setdefault(parent, []).append(stretch)
    for parent, given in found.items():
        _rebuild(parent, given)


def _runs(root: Element) -> Iterator[list[tuple[_Place, str]]]:
    """The texts that stand in one line, as long as it may be."""
    run: list[tuple[_Place, str]] = []
    stack: list[tuple[_Place, str] | Element | None] = [root]
    while stack:
        step = stack.pop()
        if isinstance(step, tuple):
            run.append(step)
            continue
        if (step is None or _parts(step)) and run:
            yield run
            run = []
        if step is not None and _has_words(step):
            after = [None] if _parts(step) else []
            stack += reversed([*_steps(step), *after])
    yield run


def _parts(element: Element) -> bool:
    """True for an element that stands in no line, or at which a word ends."""
    tag = element.tag
    if tag == "img" and element.get("alt") == "":
        return False
    return tag not in INLINE or tag in _PARTING or element.get("aria-hidden") == "true"


def _has_words(element: Element) -> bool:
    tag = element.tag
    silent = tag in WORDLESS or tag in {"pre", "title"} or element.get("aria-hidden") == "true"
    return isinstance(tag, str) and not silent


def _steps(element: Element) -> Iterator[tuple[_Place, str] | Element]:
    """What stands in an element: its texts and its children."""
    if element.text:
        yield _Place(element, 0), element.text
    for number, child in enumerate(element, start=1):
        yield child
        if child.tail:
            yield _Place(element, number), child.tail


def _in_run(run: list[tuple[_Place, str]]) -> Iterator[tuple[Element, _Stretch]]:
    """What is kept together in a run, by the parents of its texts."""
    starts = [0, *accumulate(len(text) for _, text in run)]
    at = first = 0
    for text, kind in stretches("".join(text for _, text in run)):
        begin, at = at, at + len(text)
        if kind is Kind.USUAL:
            continue
        while starts[first + 1] <= begin:
            first += 1
        last = first
        while starts[last + 1] < at:
            last += 1
        yield from _in_texts(run, starts, (first, last), (begin, at), kind)


def _in_texts(
    run: list[tuple[_Place, str]],
    starts: list[int],
    texts: tuple[int, int],
    ends: tuple[int, int],
    kind: Kind,
) -> Iterator[tuple[Element, _Stretch]]:
    """A stretch of several texts: in one, where they have one parent, else in each."""
    first, last = texts
    begin, end = ends
    one, other = run[first][0], run[last][0]
    if one.parent is other.parent:
        start = one.number, begin - starts[first]
        yield one.parent, _Stretch(start, (other.number, end - starts[last]), kind)
        return
    for index in range(first, last + 1):
        place = run[index][0]
        start = place.number, max(0, begin - starts[index])
        stop = place.number, min(end, starts[index + 1]) - starts[index]
        yield place.parent, _Stretch(start, stop, kind)


def _rebuild(parent: Element, given: list[_Stretch]) -> None:
    """Put an element around each stretch."""
    texts = [parent.text or "", *(child.tail or "" for child in parent)]
    content = _Content(texts, [*parent])
    parent.text = None
    parent[:] = []
    at = (0, 0)
    for stretch in given:
        content.move(parent, at, stretch.start)
        span = Element("span", {"class": stretch.kind.value})
        content.move(span, stretch.start, stretch.end)
        parent.append(span)
        at = stretch.end
    content.move(parent, at, (len(texts) - 1, len(texts[-1])))


@dataclass(frozen=True, slots=True)
class _Content:
    """What stood in an element: a text, and after each child another."""

    texts: list[str]
    children: list[Element]

    def move(self, target: Element, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Append what stands between two places to an element."""
        number, offset = start
        while number < end[0]:
            _append_text(target, self.texts[number][offset:])
            child = self.children[number]
            child.tail = None
            target.append(child)
            number, offset = number + 1, 0
        _append_text(target, self.texts[number][offset : end[1]])


def _append_text(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
