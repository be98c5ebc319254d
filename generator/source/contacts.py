"""Lines of a contact: their telephone numbers, e-mail addresses and websites become links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.document.contact_links import ContactLink, links_in
from generator.document.model import Inline, Inlines, LineBreak, Link, Position, Text, Wrapper
from generator.document.walk import own_words, plain_text
from generator.document.words import words_for


def linked(content: Inlines, first: int, language: str) -> Inlines:
    """The lines with their links; `first` is the number of the first line in the source."""
    telephone = words_for(language).telephone.partition("{")[0]
    return tuple(_linked(content, first, telephone))[:-1]


def _linked(content: Inlines, number: int, telephone: str) -> Iterator[Inline]:
    """The same, with a break after the last line too."""
    line: list[Inline] = []
    for inline in (*content, LineBreak()):
        if not isinstance(inline, LineBreak):
            line.append(inline)
            continue
        found = tuple(links_in(plain_text(tuple(line)), telephone))
        yield from _Line(found, Position(number)).inlines(tuple(line)) if found else line
        yield inline
        line, number = [], number + 1


@dataclass(slots=True)
class _Line:
    """A line that holds `links`; `at` letters and `passed` links of it have been read."""

    links: tuple[ContactLink, ...]
    position: Position
    at: int = 0
    passed: int = 0

    def inlines(self, content: Inlines) -> Iterator[Inline]:
        """The inlines, with links in all words but those that are a link or code already."""
        for inline in content:
            match inline:
                case Text(text=text):
                    yield from self._text(text)
                case Link():
                    self.at += len(plain_text((inline,)))
                    yield inline
                case _ if isinstance(inline, Wrapper):
                    yield replace(inline, content=tuple(self.inlines(inline.content)))
                case _:
                    self.at += len(own_words(inline))
                    yield inline

    def _text(self, text: str) -> Iterator[Inline]:
        start, done = self.at, 0
        self.at += len(text)
        while self.passed < len(self.links) and self.links[self.passed].start < self.at:
            link = self.links[self.passed]
            self.passed += 1
            if start <= link.start and link.end <= self.at:
                if before := text[done : link.start - start]:
                    yield Text(before)
                yield Link(link.target, (Text(link.words),), None, self.position)
                done = link.end - start
        if after := text[done:]:
            yield Text(after)
