"""What differs between two versions of a text, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_LINES = 20_000
"""Of both texts: beyond, comparing would take longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that one text has in the place of another's, from `line` of the later one on."""

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What became of `before`."""
    return tuple(_changes(before.split("\n"), after.split("\n")))


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    if len(before) + len(after) > _MOST_LINES:
        yield Change(1, (), (f"(The texts have more than {_MOST_LINES:,} lines together.)",))
        return
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            yield Change(new_start + 1, tuple(before[start:end]), tuple(after[new_start:new_end]))
