"""Counts and lists of things in the words of a report."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_PICTURES = 6


def counted(number: int, name: str) -> str:
    """A number of things: "1 file", "2 files", "3 pieces of advice"."""
    if number == 1:
        return f"1 {name}"
    first, of, rest = name.partition(" of ")
    return f"{number:,} {first}s{of}{rest}"


def silence(pictures: Sequence[tuple[int, str]]) -> str:
    """Which pictures, by line and file, screen readers pass over."""
    lines: dict[str, list[str]] = {}
    for line, picture in pictures:
        lines.setdefault(picture, []).append(str(line))
    listed = [
        f"{picture} (line{'s' if len(where) > 1 else ''} {', '.join(where)})"
        for picture, where in lines.items()
    ]
    more = [f"{len(listed) - _MOST_PICTURES} more"] if len(listed) > _MOST_PICTURES else []
    named = ", ".join((*listed[:_MOST_PICTURES], *more))
    return f"{counted(len(pictures), 'decorative picture')}, not described: {named}"
