"""Alignment: which members of two sequences belong together, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Key = Hashable
QUADRATIC = 1500
"""Above this many lines on both sides, lines that occur once are matched first."""


def matched(left: Sequence[Key], right: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Partners in order; unique lines anchor long sequences, to stay near linear."""
    start = 0, 0
    for anchor in [*_anchors(left, right), (len(left), len(right))]:
        matcher = SequenceMatcher(
            None, left[start[0] : anchor[0]], right[start[1] : anchor[1]], autojunk=False
        )
        for one, other, size in matcher.get_matching_blocks():
            for index in range(size):
                yield start[0] + one + index, start[1] + other + index
        if anchor[0] < len(left):
            yield anchor
        start = anchor[0] + 1, anchor[1] + 1


def _anchors(left: Sequence[Key], right: Sequence[Key]) -> list[tuple[int, int]]:
    """Lines that stand once on each side, in the longest order common to both."""
    if min(len(left), len(right)) < QUADRATIC:
        return []
    places = _once(right)
    candidates = [(index, places[key]) for key, index in _once(left).items() if key in places]
    return _increasing(sorted(candidates))


def _once(keys: Sequence[Key]) -> dict[Key, int]:
    seen: dict[Key, int] = {}
    for index, key in enumerate(keys):
        seen[key] = -1 if key in seen else index
    return {key: index for key, index in seen.items() if index >= 0}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second members increase (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        if pile == len(tops):
            tops.append(second)
            ends.append(index)
        else:
            tops[pile], ends[pile] = second, index
        before[index] = ends[pile - 1] if pile else -1
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
