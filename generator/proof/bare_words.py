"""The comparison with a text that follows no convention: its words, and nothing but its words.

Such a text cannot say what is a heading, a table or a quotation. That is told once for each kind.
What matters then is whether every word is there: those of alternative texts and captions, and the
addresses of links, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import reading_order as order
from generator.proof.alignment import matched
from generator.proof.lines import BRACKETS, Line, quoted

_TOKEN = re.compile(r"\[\^?\w{1,4}\]|\[\]|[^\s\[\]]+")
_EDGES = ".,;:!?…()<>{}\"'“”‘’«»*_~`|=+•–—-"
_MARKS_ONLY = re.compile(rf"[{re.escape(_EDGES)}]+")

_SILENT = {
    "heading": "nobody can jump to it",
    "table begins": "no cell is said with its header",
    "quote begins": "nobody hears where it begins and ends",
    "code": "nobody hears where it begins and ends",
    "term": "nobody hears that a definition follows",
}
"""Roles that mere words cannot say, and what a listener misses."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of line number `line`; `said` is what a link's address or a note's number tells."""

    key: str
    text: str
    line: int
    said: str = ""


def word_differences(
    wanted: list[Line], there: list[Line], named: Callable[[Line], str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Rule and message of each difference.

    `named` tells a line and where it comes from; `known` are words that may be added.
    """
    yield from _roles(wanted, named)
    one = [token for index, line in enumerate(wanted) for token in _expected(line, index)]
    other = [token for index, line in enumerate(there) for token in _found(line.words, index)]
    pairs = list(matched([token.key for token in one], [token.key for token in other]))
    lost = _by_line(one, {first for first, _ in pairs})
    extra = _by_line(other, {second for _, second in pairs})
    lengths = Counter(token.line for token in one if not token.said)
    for index, tokens in lost.items():
        line = wanted[index]
        words = [token for token in tokens if not token.said]
        whole = len(words) == lengths[index]
        moved = _elsewhere(words, extra) if whole else None
        if moved is not None:
            yield "proof-moved", f"{there[moved].place}: {named(line)} stands in the wrong place"
        elif whole and words:
            yield "proof-missing", f"{named(line)} was not found"
        elif words:
            yield "proof-altered", f"{named(line)} was altered: {quoted(_joined(words))} is missing"
        for token in tokens:
            if token.said:
                yield "proof-mark-lost", f"{named(line)} no longer says that {token.said}"
    text = " ".join(line.words for line in there)
    for line in wanted:
        for mark in line.marks:
            struck = (
                mark.endswith(" is struck out") and f"~~{mark[1:].partition('”')[0]}" not in text
            )
            if struck or mark.endswith(" in the document"):
                yield "proof-mark-lost", f"{named(line)} no longer says that {mark}"
    for index, tokens in extra.items():
        said = _joined(tokens)
        if said not in known:
            yield "proof-added", f"{there[index].place}: {quoted(said)} is not in the source"


def _roles(wanted: list[Line], named: Callable[[Line], str]) -> Iterator[tuple[str, str]]:
    for role, misses in _SILENT.items():
        lines = [line for line in wanted if line.role == role]
        if lines:
            more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
            yield "proof-role", f"{named(lines[0])}{more} is only words here: {misses}"


def _expected(line: Line, index: int) -> Iterator[_Token]:
    """The words of a line, with what must stand for its pictures, calls and links."""
    if line.role == "note begins":
        label = f"[{line.facts['label']}]"
        yield _Token(label, label, index, f"its number is {label}")
    if line.role in BRACKETS:
        return
    if line.passage is None:
        yield from _found(line.words, index)
        return
    marks = line.passage.marks
    start = 0
    for end in sorted({len(line.words), *(marked.end for marked in marks)}):
        yield from _found(line.words[start:end].replace(order.OBJECT, " "), index)
        for marked in marks:
            if marked.end == end:
                yield from _said(marked.mark, line.words[marked.start : end], index)
        start = end


def _said(mark: order.Mark, words: str, index: int) -> Iterator[_Token]:
    match mark:
        case order.Picture(alternative=alternative):
            yield from _found(alternative, index)
        case order.Call(label=label):
            yield _Token(f"[{label}]", f"[{label}]", index, f"note {label} is called")
        case order.LinkTo(target=target):
            address = target.removeprefix("mailto:").removeprefix("tel:")
            if address not in words:
                yield _Token(_key(address), address, index, f"{quoted(words)} links to {target}")


def _found(words: str, index: int) -> Iterator[_Token]:
    for text in _TOKEN.findall(words):
        if not _MARKS_ONLY.fullmatch(text):
            yield _Token(_key(text), text, index)


def _key(text: str) -> str:
    return text.strip(_EDGES)


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
