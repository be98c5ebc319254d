"""Two versions of a run of things, side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable]


@dataclass(frozen=True, slots=True)
class Chunk(Generic[T]):
    """What stands between two places where three versions agree, or such a place itself."""

    ours: Sequence[T]
    base: Sequence[T]
    theirs: Sequence[T]


def matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """The places of the one that are places of the other, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return {
        start + step: there + step
        for start, there, size in matcher.get_matching_blocks()
        for step in range(size)
    }


def three_ways(
    ours: Sequence[T], base: Sequence[T], theirs: Sequence[T], loose: Key[T], strict: Key[T]
) -> Iterator[Chunk[T]]:
    """The versions in chunks; ours and the base agree loosely, theirs and the base strictly."""
    to_ours = matches([*map(loose, base)], [*map(loose, ours)])
    to_theirs = matches([*map(strict, base)], [*map(strict, theirs)])
    before = 0, 0, 0
    for place in (*sorted(to_ours.keys() & to_theirs.keys()), len(base)):
        stop = to_ours.get(place, len(ours)), place, to_theirs.get(place, len(theirs))
        a, b, c = zip(before, stop, strict=True)
        chunk = Chunk(ours[slice(*a)], base[slice(*b)], theirs[slice(*c)])
        if chunk.ours or chunk.base or chunk.theirs:
            yield chunk
        if place < len(base):
            here = ours[stop[0]], base[place], theirs[stop[2]]
            yield Chunk(*((each,) for each in here))
        before = stop[0] + 1, place + 1, stop[2] + 1


Alike = Callable[[T, T], float]


def pairs(one: Sequence[T], other: Sequence[T], key: Key[T], alike: Alike[T]) -> dict[int, int]:
    """The places of the one with those of the other: what is equal, then what is alike."""
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, [*map(key, one)], [*map(key, other)], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found |= dict(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            found |= _alike(one, other, (a, b), (c, d), alike)
    return found


def _alike(
    one: Sequence[T],
    other: Sequence[T],
    here: tuple[int, int],
    there: tuple[int, int],
    alike: Alike[T],
) -> dict[int, int]:
    """The pairs, in order, whose likeness is the greatest in sum."""
    rows, columns = range(*here), range(*there)
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    scores = [[alike(one[row], other[column]) for column in columns] for row in rows]
    for y in reversed(range(len(rows))):
        for x in reversed(range(len(columns))):
            paired = scores[y][x] + best[y + 1][x + 1] if scores[y][x] > 0 else 0.0
            best[y][x] = max(paired, best[y + 1][x], best[y][x + 1])
    found: dict[int, int] = {}
    y = x = 0
    while y < len(rows) and x < len(columns):
        if scores[y][x] > 0 and best[y][x] == scores[y][x] + best[y + 1][x + 1]:
            found[rows[y]] = columns[x]
            y, x = y + 1, x + 1
        elif best[y][x] == best[y + 1][x]:
            y += 1
        else:
            x += 1
    return found
