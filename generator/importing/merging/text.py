"""A change of a source as we write it, made in the source as its author wrote it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.importing.merging.sequences import matches

_TOKEN = re.compile(r"[^\W_]+|\n\s*\n|\s+|.", re.DOTALL)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
Opcode = tuple[str, int, int, int, int]


def carried(written: str, before: str, after: str, *, whole: bool = False) -> str:
    """`written` with what differs between `before` and `after`, which both are in our writing.

    `before` says the same as `written`. Only the words that differ are touched; with `whole`,
    the paragraphs in which they stand are replaced.
    """
    own, old, new = (_tokens(each) for each in (written, before, after))
    places = _places(own, old)
    changes = [each for each in _changes(old, new) if each[0] != "equal"]
    if whole:
        changes = _widened(changes, old, new)
    found: list[str] = []
    done = 0
    for first, last, start, stop, text in _edits(changes, places, own, old, new):
        del first, last
        found += own[done:start]
        found.append(text)
        done = max(done, stop)
    return "".join([*found, *own[done:]])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _key(written: str) -> str:
    """Lines may end anywhere within a paragraph, and emphasis has two signs."""
    if not written.isspace():
        return "*" if written == "_" else written
    return "\n\n" if written.count("\n") > 1 else " "


def _places(own: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """The place in the author's writing of each token of ours that is there."""
    return _matched([*map(_key, old)], [*map(_key, own)])


def _matched(old: list[str], own: list[str]) -> dict[int, int]:
    """The same as `matches`, paragraph by paragraph where these are equal."""
    one, other = [*_chunks(old)], [*_chunks(own)]
    found: dict[int, int] = {}
    matcher = SequenceMatcher(
        None, [tuple(old[a:b]) for a, b in one], [tuple(own[a:b]) for a, b in other], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if a == b or c == d:
            continue
        start, there = one[a][0], other[c][0]
        if tag == "equal":
            size = one[b - 1][1] - start
            found |= zip(range(start, start + size), range(there, there + size), strict=True)
        else:
            inner = matches(old[start : one[b - 1][1]], own[there : other[d - 1][1]])
            found |= {start + key: there + place for key, place in inner.items()}
    return found


def _chunks(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends, with the empty lines after it."""
    start = 0
    for place, token in enumerate(tokens):
        if token.count("\n") > 1:
            yield start, place + 1
            start = place + 1
    if start < len(tokens):
        yield start, len(tokens)


def _changes(old: list[str], new: list[str]) -> list[Opcode]:
    """What differs, by paragraphs first."""
    one, other = [*_chunks(old)], [*_chunks(new)]
    outer = SequenceMatcher(
        None, [tuple(old[a:b]) for a, b in one], [tuple(new[a:b]) for a, b in other], autojunk=False
    )
    found: list[Opcode] = []
    for tag, a, b, c, d in outer.get_opcodes():
        if tag == "equal":
            continue
        start, stop = _edge(one, a, b, len(old))
        first, last = _edge(other, c, d, len(new))
        if tag != "replace":
            found.append((tag, start, stop, first, last))
            continue
        inner = SequenceMatcher(None, old[start:stop], new[first:last], autojunk=False)
        found += [
            (kind, start + e, start + f, first + g, first + h)
            for kind, e, f, g, h in inner.get_opcodes()
            if kind != "equal"
        ]
    return found


def _edge(chunks: Sequence[tuple[int, int]], a: int, b: int, end: int) -> tuple[int, int]:
    start = chunks[a][0] if a < len(chunks) else end
    return start, chunks[b - 1][1] if b > a else start


def _widened(changes: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """The changes, each from the beginning of a paragraph to the end of one."""
    ends = [place for place, token in enumerate(old) if token.count("\n") > 1]
    found: list[Opcode] = []
    for _, a, b, c, d in changes:
        before = bisect_left(ends, a)
        start = ends[before - 1] + 1 if before else 0
        after = bisect_left(ends, max(b, start))
        stop = ends[after] if after < len(ends) else len(old)
        wide = ("replace", start, max(stop, b), c - (a - start), d + max(stop, b) - b)
        if found and found[-1][2] >= start:
            _, e, _, g, _ = found[-1]
            wide = ("replace", e, wide[2], g, wide[4])
            found.pop()
        found.append(wide)
    del new
    return found


def _edits(
    changes: Sequence[Opcode],
    places: dict[int, int],
    own: Sequence[str],
    old: Sequence[str],
    new: Sequence[str],
) -> Iterator[tuple[int, int, int, int, str]]:
    """Where each change is in the author's writing, and what stands there afterwards."""
    known = sorted(places)
    done = 0
    for _, a, b, c, d in changes:
        exact = all(place in places for place in range(a, b))
        joined = exact and b > a and places[b - 1] - places[a] == b - 1 - a
        if joined and places[a] >= done:
            start, stop, text = places[a], places[b - 1] + 1, "".join(new[c:d])
        else:
            left, right = bisect_left(known, a) - 1, bisect_right(known, b - 1)
            first = known[left] if left >= 0 else -1
            last = known[right] if right < len(known) else len(old)
            start = places[first] + 1 if first >= 0 else 0
            stop = places[last] if last < len(old) else len(own)
            text = "".join([*old[first + 1 : a], *new[c:d], *old[b:last]])
            if a == b and start < stop and not (first + 1 < a or b < last):
                stop = start
        if start < done:
            continue
        yield a, b, start, stop, text
        done = stop
