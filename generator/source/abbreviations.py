"""Abbreviations (`*[NECC]: …`): whole words of the text, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.model import Abbreviation, Inline, Inlines, Text
from generator.document.walk import Rebuilding, folded, own_words, plain_text
from generator.source.nodes import AbbreviationLine
from generator.source.reading import Report
from generator.source.rules import ABBREVIATION_TWICE, ABBREVIATION_UNUSED

_BETWEEN = " \t\u00a0()[]–—-,:;“”‘’\"'„«»‹›/"
"""What may stand between an abbreviation and its expansion "beside" it."""


class Abbreviations:
    """The abbreviations of one document, and which of them the reader has met."""

    def __init__(self, lines: list[AbbreviationLine], offset: int, report: Report) -> None:
        self._report = report
        self._expansions: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._met: set[str] = set()
        for line in lines:
            self._add(line, line.line + offset + 1)
        longest_first = sorted(self._expansions, key=lambda short: (-len(short), short))
        words = "|".join(re.escape(short) for short in longest_first)
        self._words = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def _add(self, given: AbbreviationLine, line: int) -> None:
        if given.short not in self._expansions:
            self._expansions[given.short] = folded(given.long)
            self._lines[given.short] = line
            return
        self._report.add(
            ABBREVIATION_TWICE,
            line,
            f"“{given.short}” was explained in line {self._lines[given.short]} already; "
            "a reader would get one meaning only.",
            "keep one of the two",
        )

    def mark(self, content: Inlines) -> Inlines:
        """The passage with its abbreviations as such."""
        if self._words is None:
            return content
        words = plain_text(content)
        if not self._words.search(words):
            return content
        start = 0

        def marked(inline: Inline) -> Inlines:
            nonlocal start
            here, start = start, start + len(own_words(inline))
            if isinstance(inline, Text):
                return tuple(self._split(inline.text, words, here))
            return (inline,)

        return Rebuilding(inline=marked).inlines(content)

    def _split(self, text: str, words: str, start: int) -> Iterator[Inline]:
        """Pieces of `text`, which stands in `words` from `start` on."""
        assert self._words is not None  # noqa: S101 (for the type checker; `mark` has looked)
        end = 0
        for match in self._words.finditer(words, start, start + len(text)):
            begin = match.start() - start
            if begin > end:
                yield Text(text[end:begin])
            end = match.end() - start
            yield self._abbreviation(match[0], words, match.start())
        if end < len(text):
            yield Text(text[end:])

    def _abbreviation(self, short: str, words: str, start: int) -> Abbreviation:
        expansion = self._expansions[short]
        first = short not in self._met
        self._met.add(short)
        return Abbreviation(short, expansion, first, _stands_beside(expansion, short, words, start))

    def report_unused(self) -> None:
        """Report abbreviations that never appeared: their expansion reaches no reader."""
        for short, line in self._lines.items():
            if short not in self._met:
                self._report.add(
                    ABBREVIATION_UNUSED,
                    line,
                    f"“{short}” never appears as a word of the text, so its expansion reaches "
                    "no reader.",
                    "check its spelling and capitals, or delete the line",
                )


def _stands_beside(expansion: str, short: str, words: str, start: int) -> bool:
    """True if the expansion directly precedes or follows, as in "Crime Centre (NECC)"."""
    room = 2 * len(expansion) + len(_BETWEEN)
    wanted = _folded(expansion)
    before = _folded(words[max(0, start - room) : start].rstrip(_BETWEEN))
    end = start + len(short)
    after = _folded(words[end : end + room].lstrip(_BETWEEN))
    return before.endswith(wanted) or after.startswith(wanted)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
