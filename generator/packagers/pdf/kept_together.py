"""Elements around what no line may break, wherever it stands in a line of the page.

A number may run through several texts, as "COVID" with its expansion and "-19": the elements
between are taken into the one around it, where all stand in the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.packagers.pdf.source_tree import EXACT, INLINE, WHITE_SPACE, WORDLESS
from generator.packagers.pdf.unbroken import Kind, stretches

_PARTING = frozenset({"br", "img"})
"""Inline elements at which a word ends, unless they are silent."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a text of an element: that before its first child, or after a numbered one."""

    parent: Element
    number: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is kept together (or not), between two places with one parent."""

    start: _Place
    end: _Place
    kind: Kind


def keep_together(root: Element) -> None:
    """Put elements of the classes `whole` and `long` around words, in all but blocks of code."""
    _fold_spaces(root)
    runs = _Runs()
    found: dict[Element, list[_Stretch]] = {}
    for run in runs.of(root):
        for stretch in runs.stretches(run):
            found.setdefault(stretch.start.parent, []).append(stretch)
    for parent, given in found.items():
        _rebuild(parent, given)


def _fold_spaces(root: Element) -> None:
    """Make one space of several where the page shows one, so that numbers are known as such."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in EXACT or not _has_words(element):
            continue
        element.text = element.text and WHITE_SPACE.sub(" ", element.text)
        for child in element:
            child.tail = child.tail and WHITE_SPACE.sub(" ", child.tail)
        stack.extend(element)


_Run = list[tuple[_Place, str]]
"""The texts that stand in one line, as long as it may be."""


class _Runs:
    """The texts of a document, and where each element stands in the one around it."""

    def __init__(self) -> None:
        self._around: dict[Element, tuple[Element, int]] = {}

    def of(self, root: Element) -> Iterator[_Run]:
        """Every run of texts."""
        run: _Run = []
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
                stack += reversed([*self._steps(step), *after])
        yield run

    def _steps(self, element: Element) -> Iterator[tuple[_Place, str] | Element]:
        """What stands in an element: its texts and its children."""
        if element.text:
            yield _Place(element, 0), element.text
        for number, child in enumerate(element, start=1):
            self._around[child] = element, number
            yield child
            if child.tail:
                yield _Place(element, number), child.tail

    def stretches(self, run: _Run) -> Iterator[_Stretch]:
        """What is kept together in a run."""
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
            texts = [
                (place, max(0, begin - start), min(at - start, len(each)))
                for (place, each), start in zip(
                    run[first : last + 1], starts[first : last + 1], strict=True
                )
            ]
            yield from self._in_texts(texts, kind)

    def _in_texts(self, texts: list[tuple[_Place, int, int]], kind: Kind) -> Iterator[_Stretch]:
        """A stretch of several texts: in one, where one element holds them, else in each."""
        spans = [(replace(at, offset=start), replace(at, offset=end)) for at, start, end in texts]
        start, end = spans[0][0], spans[-1][1]
        starts = {place.parent: place for place in self._climbing(start, self._before)}
        for place in self._climbing(end, self._behind):
            first = starts.get(place.parent)
            if first is not None:
                if not any(map(_is_hidden, place.parent[first.number : place.number])):
                    yield _Stretch(first, place, kind)
                    return
                break
        yield from (_Stretch(first, last, kind) for first, last in spans)

    def _climbing(self, place: _Place, out: Callable[[_Place], _Place | None]) -> Iterator[_Place]:
        """A place, and the same as those see it who look at the elements around."""
        at: _Place | None = place
        while at is not None:
            yield at
            at = out(at)

    def _before(self, place: _Place) -> _Place | None:
        """Before the element that begins at a place."""
        if place.number or place.offset or place.parent.tag not in INLINE:
            return None
        parent, number = self._around[place.parent]
        return _Place(parent, number - 1, len(_text(parent, number - 1)))

    def _behind(self, place: _Place) -> _Place | None:
        """Behind the element that ends at a place."""
        last = len(place.parent)
        ends = place.number == last and place.offset == len(_text(place.parent, last))
        if not ends or place.parent.tag not in INLINE:
            return None
        parent, number = self._around[place.parent]
        return _Place(parent, number)


def _text(parent: Element, number: int) -> str:
    """The text of an element before its first child, or after the child of a number."""
    return (parent[number - 1].tail if number else parent.text) or ""


def _is_hidden(element: Element) -> bool:
    return element.get("aria-hidden") == "true"


def _parts(element: Element) -> bool:
    """True for an element that stands in no line, or at which a word ends."""
    decorative = element.tag == "img" and element.get("alt") == ""
    if decorative or _is_hidden(element):
        return False
    if element.tag == "sup":
        return any(each.get("role") == "doc-noteref" for each in element)
    return element.tag not in INLINE or element.tag in _PARTING


def _has_words(element: Element) -> bool:
    tag = element.tag
    silent = tag in WORDLESS or tag in {"pre", "title"} or _is_hidden(element)
    return isinstance(tag, str) and not silent


def _rebuild(parent: Element, given: list[_Stretch]) -> None:
    """Put an element around each stretch."""
    last = len(parent)
    end = _Place(parent, last, len(_text(parent, last)))
    content = _Content([_text(parent, number) for number in range(last + 1)], [*parent])
    parent.text = None
    parent[:] = []
    at = _Place(parent, 0)
    for stretch in given:
        content.move(parent, at, stretch.start)
        span = Element("span", {"class": stretch.kind.value})
        content.move(span, stretch.start, stretch.end)
        parent.append(span)
        at = stretch.end
    content.move(parent, at, end)


@dataclass(frozen=True, slots=True)
class _Content:
    """What stood in an element: a text, and after each child another."""

    texts: list[str]
    children: list[Element]

    def move(self, target: Element, start: _Place, end: _Place) -> None:
        """Append what stands between two places to an element."""
        number, offset = start.number, start.offset
        while number < end.number:
            _append_text(target, self.texts[number][offset:])
            child = self.children[number]
            child.tail = None
            target.append(child)
            number, offset = number + 1, 0
        _append_text(target, self.texts[number][offset : end.offset])


def _append_text(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
