"""Passages of a reading order as inlines of a document."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator import reading_order as order
from generator.document.addresses import dangerous, fault, iri
from generator.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Lowered,
    NoteCall,
    Position,
    Raised,
    Span,
    Strikethrough,
    Strong,
    Text,
)
from generator.reading_order import BREAK, OBJECT, Mark, Passage, Style

NOWHERE = Position(0)
_MOVABLE = frozenset({Style.EMPHASISED, Style.STRONG, Style.STRUCK})
_WRAPPERS: Mapping[Style, Callable[[Inlines], Inline]] = {
    Style.STRONG: Strong,
    Style.EMPHASISED: Emphasis,
    Style.STRUCK: Strikethrough,
    Style.RAISED: Raised,
    Style.LOWERED: Lowered,
}
_SHIFTS = frozenset({Style.RAISED, Style.LOWERED})
_KINDS: tuple[Callable[[Mark], bool], ...] = (
    lambda mark: isinstance(mark, order.LinkTo | order.LinkWithin),
    lambda mark: isinstance(mark, order.InLanguage),
    *((lambda mark, style=style: mark is style) for style in _WRAPPERS),
)
"""What may hold what: links hold languages, these strong words, and so on."""


class Surroundings:
    """What a passage needs to know of its file."""

    def heading(self, words: str) -> str | None:
        """The identifier of the heading that begins with these words."""
        raise NotImplementedError

    def call(self, label: str) -> NoteCall:
        """A call of the note with this label."""
        raise NotImplementedError

    def picture(self, alternative: str) -> Image | None:
        """The next picture of the file; None where it cannot stand in a line."""
        raise NotImplementedError

    def language(self, tag: str) -> str | None:
        """The tag as a source has it, None where it is none."""
        raise NotImplementedError

    def not_carried(self, message: str, hint: str = "") -> None:
        """Report what a source cannot say."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Segment:
    """Some characters that have the same marks."""

    text: str
    marks: frozenset[Mark]


@dataclass(slots=True)
class PassageReader:
    """Reads passages; `breaks` is false where a line may not end."""

    around: Surroundings
    breaks: bool = True
    _in_link: bool = field(default=False)

    def read(self, passage: Passage) -> Inlines:
        """The passage as inlines, neighbouring words in one Text."""
        segments = list(_segments(self._tidy(passage)))
        return joined(self._level(segments, 0))

    def _tidy(self, passage: Passage) -> Passage:
        """The passage without marks that a source could not say, or only with signs between."""
        marks = []
        for marked in passage.marks:
            start, end, mark = marked.start, marked.end, marked.mark
            if mark in _MOVABLE:
                start, end = _trimmed(passage.text, start, end)
            if mark in _SHIFTS and not self._may_be_shifted(passage, marked):
                words = passage.text[max(0, start - 20) : end + 20]
                self.around.not_carried(
                    f"the raised or lowered words in “{words}” do not follow a letter, a digit "
                    "or a bracket, and stand on the line.",
                )
                continue
            if start < end:
                marks.append(order.Marked(start, end, mark))
        return Passage(passage.text, tuple(marks))

    def _may_be_shifted(self, passage: Passage, marked: order.Marked) -> bool:
        start, end = marked.start, marked.end
        before = passage.text[start - 1 : start]
        if not (before.isalnum() or (before and before in ")]}")):
            return False
        if any(character in f"{OBJECT}{BREAK}" for character in passage.text[start:end]):
            return False
        return all(
            (other.start < start) == (other.start < end) and not start < other.end < end
            for other in passage.marks
            if other.start <= end and other.end >= start and other is not marked
        ) and not any(other.end == start for other in passage.marks)

    # From the outside in ----------------------------------------------------------------------

    def _level(self, segments: list[_Segment], kind: int) -> Iterator[Inline]:
        if kind == len(_KINDS):
            for segment in segments:
                yield from self._leaf(segment)
            return
        wanted = _KINDS[kind]

        def mark_of(segment: _Segment) -> Mark | None:
            return next((mark for mark in sorted(segment.marks, key=str) if wanted(mark)), None)

        for mark, run in itertools.groupby(segments, mark_of):
            content = self._level(list(run), kind + 1)
            if mark is None:
                yield from content
            else:
                yield from self._wrapped(mark, joined(content))

    def _wrapped(self, mark: Mark, content: Inlines) -> Inlines:
        match mark:
            case order.LinkTo(target=target, title=title):
                return self._link(target, title, content)
            case order.LinkWithin(words=words, title=title):
                return self._internal(words, title, content)
            case order.InLanguage(tag=tag):
                language = self.around.language(tag)
                return content if language is None else (Span(content, language),)
            case Style() if mark in _WRAPPERS:
                return (_WRAPPERS[mark](content),)
            case _:
                return content

    def _link(self, target: str, title: str | None, content: Inlines) -> Inlines:
        address = iri(target.strip())
        if not address or dangerous(address) or fault(address):
            self.around.not_carried(
                f"the link “{target[:80]}” leads nowhere; its words were kept.", "find its address"
            )
            return content
        return (Link(address, content, title, NOWHERE),)

    def _internal(self, words: str, title: str | None, content: Inlines) -> Inlines:
        identifier = self.around.heading(words)
        if identifier is None:
            said = "".join(each.text for each in content if isinstance(each, Text))
            self.around.not_carried(
                f"the link “{said[:60]}” within the document leads to no heading "
                f"(“{words[:60]}”); its words were kept.",
            )
            return content
        return (Link(f"#{identifier}", content, title, NOWHERE),)

    def _leaf(self, segment: _Segment) -> Iterator[Inline]:
        for mark in segment.marks:
            match mark:
                case order.Call(label=label):
                    yield self.around.call(label)
                    return
                case order.Picture(alternative=alternative):
                    image = self.around.picture(alternative)
                    yield from () if image is None else (image,)
                    return
                case order.PageNumber():
                    return
                case order.Expansion(words=words) if BREAK not in segment.text:
                    yield Abbreviation(segment.text, words, first=False, explained=False)
                    return
        code = Style.CODE in segment.marks and not segment.marks & _SHIFTS
        for index, line in enumerate(segment.text.split(BREAK)):
            if index:
                yield LineBreak() if self.breaks else Text(" ")
            if line:
                yield Code(line) if code else Text(line)


def _segments(passage: Passage) -> Iterator[_Segment]:
    edges = {0, len(passage.text)}
    for marked in passage.marks:
        edges |= {marked.start, marked.end}
    edges |= {
        place + more
        for place, character in enumerate(passage.text)
        if character == OBJECT
        for more in (0, 1)
    }
    for start, end in itertools.pairwise(sorted(edges)):
        marks = (each.mark for each in passage.marks if each.start <= start and end <= each.end)
        yield _Segment(passage.text[start:end], frozenset(marks))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without punctuation at its ends that touches a letter outside."""
    while end > start and text[end : end + 1].isalnum() and not text[end - 1].isalnum():
        end -= 1
    while end > start and start and text[start - 1].isalnum() and not text[start].isalnum():
        start += 1
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def joined(content: Iterable[Inline]) -> Inlines:
    """The inlines, neighbouring words in one Text, and neighbours of one kind in one of it."""
    found: list[Inline] = []
    for inline in content:
        last = found[-1] if found else None
        match last, inline:
            case Text(text=before), Text(text=text):
                found[-1] = Text(before + text)
            case Strong(content=one), Strong(content=other):
                found[-1] = Strong(joined((*one, *other)))
            case Emphasis(content=one), Emphasis(content=other):
                found[-1] = Emphasis(joined((*one, *other)))
            case Strikethrough(content=one), Strikethrough(content=other):
                found[-1] = Strikethrough(joined((*one, *other)))
            case _:
                found.append(inline)
    return tuple(found)
