"""What only looks like a heading or a list, and is meant to be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.document.markers import DECIMAL, Marker, Numbering, letter, roman
from generator.document.model import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Strong,
    Table,
    Text,
)
from generator.document.walk import plain_text
from generator.importing.passages import NOWHERE

Say = Callable[[str, str], None]
LONGEST_HEADING = 90
_BULLET = re.compile(r"[•·▪◦‣●○■–—*o\uf0b7-]\s+(?=\S)")
_NUMBER = re.compile(r"(?P<before>\(?)(?P<count>\d{1,3}|[a-z]|[ivx]{1,5})(?P<after>[.)])\s+(?=\S)")


def with_headings(blocks: Blocks, say: Say) -> Blocks:
    """The blocks; a short line that is wholly strong, before other words, is a heading."""
    found: list[Block] = []
    level = 1
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Heading):
            level = block.level
        words = _of_heading(block, after)
        if words is None:
            found.append(block)
            continue
        below = 2 if not any(isinstance(each, Heading) for each in blocks) else min(level + 1, 6)
        say(
            f"“{plain_text(words)[:80]}” is strong and stands alone: it became a heading.",
            "check its level, or make it a paragraph again",
        )
        found.append(Heading(below, words, "", NOWHERE, block.language))
    return tuple(found)


def _of_heading(block: Block, after: Block | None) -> Inlines | None:
    if not isinstance(block, Paragraph) or block.lines is not None or after is None:
        return None
    if isinstance(after, Table | Figure | Heading):
        return None
    match block.content:
        case (Strong(content=content),):
            words = plain_text(content).strip()
            short = 0 < len(words) <= LONGEST_HEADING and words[-1] not in ".,;!"
            plain = not any(isinstance(each, LineBreak) for each in content)
            return content if short and plain else None
    return None


@dataclass(frozen=True, slots=True)
class _Typed:
    """A paragraph that begins with a marker that somebody typed: what is after it."""

    block: Paragraph
    marker: Marker | None
    number: int
    typed: str


def with_lists(blocks: Blocks, say: Say) -> Blocks:
    """The blocks; paragraphs that begin with typed bullets or numbers are lists."""
    found: list[Block] = []
    lines = [*_lines_apart(blocks)]
    index = 0
    while index < len(lines):
        run = _run(lines, index)
        if not run:
            found.append(lines[index])
            index += 1
            continue
        say(
            f"{len(run)} paragraphs begin with typed markers ("
            f"{' '.join(each.typed for each in run)}), from "
            f"“{plain_text(run[0].block.content)[:60]}” on: they became a list.",
            "check where it begins and ends",
        )
        items = tuple(ListItem((each.block,), NOWHERE) for each in run)
        marker = run[0].marker
        start = None if marker is None else run[0].number
        language = run[0].block.language
        found.append(List(start, True, items, NOWHERE, language, marker or DECIMAL))  # noqa: FBT003
        index += len(run)
    return tuple(found)


def _lines_apart(blocks: Blocks) -> Iterator[Block]:
    """The blocks; a paragraph whose every line begins with a marker is as many paragraphs."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.lines is not None:
            yield block
            continue
        lines = [replace(block, content=line) for line in _lines(block.content)]
        first = next((i for i, line in enumerate(lines) if _typed(line)), len(lines))
        marked = lines[first:]
        if len(marked) > 1 and all(map(_typed, marked)):
            if first:
                yield replace(block, content=_with_breaks(lines[:first]))
            yield from marked
        else:
            yield block


def _lines(content: Inlines) -> Iterator[Inlines]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)


def _with_breaks(lines: list[Paragraph]) -> Inlines:
    content: list[Inline] = []
    for line in lines:
        content += [LineBreak(), *line.content] if content else line.content
    return tuple(content)


def _typed(block: Block) -> list[_Typed]:
    """What a typed marker may be, the likeliest first; "i." may be a letter."""
    if not isinstance(block, Paragraph) or not block.content:
        return []
    first = block.content[0]
    if not isinstance(first, Text):
        return []
    if found := _BULLET.match(first.text):
        return [_Typed(_without(block, first, found.end()), None, 0, found[0].strip())]
    found = _NUMBER.match(first.text)
    if found is None or (found["before"] and found["after"] != ")"):
        return []
    rest = _without(block, first, found.end())
    return [
        _Typed(rest, Marker(numbering, found["before"], found["after"]), number, found[0].strip())
        for numbering, number in _readings(found["count"])
    ]


def _readings(count: str) -> Iterator[tuple[Numbering, int]]:
    if count.isdecimal():
        yield Numbering.DECIMAL, int(count)
        return
    if len(count) == 1:
        yield Numbering.LOWER_LETTER, ord(count) - ord("a") + 1
    for number in range(1, 40):
        if roman(number) == count:
            yield Numbering.LOWER_ROMAN, number


def _without(block: Paragraph, first: Text, end: int) -> Paragraph:
    return replace(block, content=(Text(first.text[end:]), *block.content[1:]))


def _run(lines: list[Block], start: int) -> list[_Typed]:
    """The paragraphs from `start` on that are one list; numbers begin with 1, and are two."""
    for begin in _typed(lines[start]):
        if begin.marker is not None and begin.number != 1:
            continue
        run = [begin]
        for block in lines[start + 1 :]:
            wanted = begin.number + len(run)
            fitting = (
                each
                for each in _typed(block)
                if each.marker == begin.marker and (begin.marker is None or each.number == wanted)
            )
            following = next(fitting, None)
            if following is None:
                break
            run.append(following)
        if len(run) > 1 or (begin.marker is None and _is_certain(lines[start])):
            return run if begin.marker is None else _with_usual(run)
    return []


def _with_usual(run: list[_Typed]) -> list[_Typed]:
    """The same, "1." and "1)" as a source's own numbers."""
    marker = run[0].marker
    usual = marker is not None and marker.numbering is Numbering.DECIMAL and not marker.before
    return [replace(each, marker=DECIMAL) for each in run] if usual else run


def _is_certain(block: Block) -> bool:
    """True for a sign that is nothing but a bullet."""
    assert isinstance(block, Paragraph)  # noqa: S101 (it was typed)
    return plain_text(block.content)[:1] in "•▪◦‣●○■\uf0b7"


_MARKER = re.compile(r"(?P<before>\(?)(?P<count>\d+|[a-z]+|[A-Z]+)(?P<after>[.)])")


def marker_of(shown: str | None, number: int) -> Marker | None:
    """The form of a list whose first item, of this number, shows such a marker; None: no form."""
    if not shown:
        return DECIMAL
    found = _MARKER.fullmatch(shown.strip())
    if found is None or (found["before"] and found["after"] != ")"):
        return None
    count, before, after = found["count"], found["before"], found["after"]
    if count.isdecimal():
        return Marker(Numbering.DECIMAL, before, after) if before else DECIMAL
    upper = count.isupper()
    if roman(number) == count.lower():
        numbering = Numbering.UPPER_ROMAN if upper else Numbering.LOWER_ROMAN
    elif letter(number) == count.lower():
        numbering = Numbering.UPPER_LETTER if upper else Numbering.LOWER_LETTER
    else:
        return None
    return Marker(numbering, before, after)
