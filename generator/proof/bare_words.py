"""The comparison with a text that follows no convention: its words, and nothing but its words.

Such a text cannot say what is a heading, a table or a quotation; that is reported once for each
role. What matters then is whether every word is there: those of alternative texts and captions,
and the addresses of links, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import reading_order as order
from generator.proof.alignment import matched
from generator.proof.lines import Edge, Line, MarkedWords
from generator.proof.report import ONLY_WORDS, Reporter
from generator.reading_order import Role

_TOKEN = re.compile(r"\[\^?\w{1,4}\]|\[\]|[^\s\[\]]+")
_EDGES = ".,;:!?…()<>{}\"'“”‘’«»*_~`|=+•–—-"
_SHIFTED = re.compile(r"[\^_]\(([^()]+)\)")
_MARKS_ONLY = re.compile(rf"[{re.escape(_EDGES)}]+")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of line number `line`; what it says where it is none of the line's own words.

    `says` is a mark that becomes words (a link by its address, a call by its number); `numbers`
    is true of a note's number.
    """

    key: str
    text: str
    line: int
    says: MarkedWords | None = None
    numbers: bool = False

    @property
    def is_word(self) -> bool:
        """True for a word of the line itself."""
        return self.says is None and not self.numbers


def compare_words(
    wanted: list[Line], there: list[Line], reporter: Reporter, known: Collection[str]
) -> None:
    """Report each difference; `known` are words that may be added."""
    for role in ONLY_WORDS:
        lines = [line for line in wanted if line.role is role and line.edge is not Edge.ENDS]
        if lines:
            reporter.only_words(lines)
    one = [token for index, line in enumerate(wanted) for token in _expected(line, index)]
    other = [token for index, line in enumerate(there) for token in _found(line.words, index)]
    pairs = list(matched([token.key for token in one], [token.key for token in other]))
    extra = _by_line(other, {second for _, second in pairs})
    lengths = Counter(token.line for token in one if token.is_word)
    for index, tokens in _by_line(one, {first for first, _ in pairs}).items():
        words = [token for token in tokens if token.is_word]
        whole = len(words) == lengths[index]
        moved = _elsewhere(words, extra) if whole else None
        if moved is not None:
            reporter.moved_words(wanted[index], there[moved])
        elif words:
            reporter.lost_words(wanted[index], None if whole else _joined(words))
        _report_facts(wanted[index], tokens, reporter)
    _report_silent_marks(wanted, " ".join(line.words for line in there), reporter)
    for index, tokens in extra.items():
        words_there = _joined(tokens)
        if words_there not in known:
            reporter.added_words(there[index], words_there)


def _report_facts(line: Line, lost: list[_Token], reporter: Reporter) -> None:
    """Report addresses and numbers that stand nowhere."""
    for token in lost:
        if token.numbers:
            reporter.lost_number(line, token.text)
        elif token.says is not None:
            reporter.lost_mark_of(line, token.says)


def _report_silent_marks(wanted: list[Line], text: str, reporter: Reporter) -> None:
    """Report marks that words cannot say, but for Markdown's way to strike words out."""
    for line in wanted:
        for marked in line.marks:
            struck = marked.mark is order.Style.STRUCK and f"~~{marked.words}" not in text
            if struck or isinstance(marked.mark, order.LinkWithin):
                reporter.lost_mark_of(line, marked)


def _expected(line: Line, index: int) -> Iterator[_Token]:
    """The words of a line, with what must stand for its pictures, calls and links."""
    if line.role is Role.NOTE and line.edge is Edge.BEGINS:
        label = f"[{line.facts['label']}]"
        yield _Token(label, label, index, numbers=True)
    if line.edge is not None:
        return
    if line.passage is None:
        yield from _found(line.words, index)
        return
    marks = line.passage.marks
    start = 0
    spoken = {marked.end for marked in marks if isinstance(marked.mark, _SPOKEN)}
    for end in sorted({len(line.words), *spoken}):
        yield from _found(line.words[start:end].replace(order.OBJECT, " "), index)
        for marked in marks:
            if marked.end == end:
                yield from _in_words(
                    MarkedWords(line.words[marked.start : end], 1, marked.mark), index
                )
        start = end


_SPOKEN = order.Picture | order.Call | order.LinkTo
"""Marks for which words stand where they end."""


def _in_words(marked: MarkedWords, index: int) -> Iterator[_Token]:
    """The words that stand for a mark."""
    match marked.mark:
        case order.Picture(alternative=alternative):
            yield from _found(alternative, index)
        case order.Call(label=label):
            yield _Token(f"[{label}]", f"[{label}]", index, marked)
        case order.LinkTo(target=target):
            address = target.removeprefix("mailto:").removeprefix("tel:")
            if address not in marked.words:
                untitled = MarkedWords(marked.words, 1, order.LinkTo(target))
                yield _Token(_key(address), address, index, untitled)


def _found(words: str, index: int) -> Iterator[_Token]:
    for text in _TOKEN.findall(words):
        if not _MARKS_ONLY.fullmatch(text):
            yield _Token(_key(text), text, index)


def _key(text: str) -> str:
    """A word as compared: “m²” and “m^(2)” say what “m2” says where the 2 is raised."""
    plain = unicodedata.normalize("NFKC", _SHIFTED.sub(r"\1", text))
    return plain.replace("\N{MINUS SIGN}", "-").strip(_EDGES)


def _by_line(tokens: list[_Token], known: set[int]) -> dict[int, list[_Token]]:
    loose = [token for place, token in enumerate(tokens) if place not in known]
    return {index: list(run) for index, run in groupby(loose, key=lambda token: token.line)}


def _elsewhere(words: list[_Token], extra: dict[int, list[_Token]]) -> int | None:
    """The line that says just these words in another place; its words are then accounted for."""
    keys = [token.key for token in words]
    for index, tokens in extra.items():
        if keys and [token.key for token in tokens] == keys:
            del extra[index]
            return index
    return None


def _joined(tokens: list[_Token]) -> str:
    return " ".join(token.text for token in tokens)
