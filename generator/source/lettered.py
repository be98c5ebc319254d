"""Lists with letters, Roman numbers or brackets, as pandoc's fancy lists: `a.`, `(iv)`, `(1)`.

markdown-it knows how a numbered list goes on and ends. Where two markers or more stand in
sequence, all are written anew as numbers of the same length ("(b)" as "01)"), and its rule reads
the list.
"""

# ruff: noqa: FBT001 (markdown-it passes `silent` by position)

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock, list_block

from generator.document.markers import Marker, Numbering, letter, roman

MARKER = "marker"
"""Under which name the token of a list holds the form of its numbers."""

_MARKER = re.compile(
    r"(?P<before>\(?)(?:(?P<decimal>[0-9]{1,3})|(?P<lower>[a-z]{1,8})|(?P<upper>[A-Z]{1,8}))"
    r"(?P<after>[.)])(?=(?P<space>[ \t]*))(?:[ \t]|\Z)"
)
_FIRST = {
    "1": Numbering.DECIMAL,
    "a": Numbering.LOWER_LETTER,
    "A": Numbering.UPPER_LETTER,
    "i": Numbering.LOWER_ROMAN,
    "I": Numbering.UPPER_ROMAN,
}
_COMMONMARK = re.compile(r"[0-9]{1,9}[.)](?:[ \t]|\Z)")
_INDENT_OF_CODE = 4
_LETTERS = {letter(number): number for number in range(1, 27)}
_ROMAN = {roman(number): number for number in range(1, 100)}


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that begins an item: its number, and where what it holds begins."""

    line: int
    number: int
    indent: int


def lettered_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list whose first two markers are in sequence; it interrupts no paragraph."""
    if silent or state.is_code_block(start):
        return False
    found = _MARKER.match(_text_of(state, start))
    marker = None if found is None else _marker(found)
    if marker is None:
        return False
    items, stop = _items(state, start, end, marker)
    if len(items) < 2 or items[1].number != 2:  # noqa: PLR2004 (two markers in sequence)
        return False
    before, source = len(state.tokens), state.src
    state.src = _with_numbers(state, items)
    done = list_block(state, start, stop, False)  # noqa: FBT003
    state.src = source
    if done:
        state.tokens[before].meta[MARKER] = marker
        _count(state, before, {item.line: item.number for item in items})
    return done


def _count(state: StateBlock, first: int, numbers: dict[int, int]) -> None:
    """Let each item say its number as written."""
    level = state.tokens[first].level + 1
    for token in state.tokens[first:]:
        if token.type == "list_item_open" and token.level == level and token.map:
            token.info = str(numbers.get(token.map[0], token.info))


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _marker(found: re.Match[str]) -> Marker | None:
    """The form of a list that begins with this; None where it is none of ours."""
    before, after = found["before"], found["after"]
    numbering = _FIRST.get(found["decimal"] or found["lower"] or found["upper"])
    if numbering is None or (before and after != ")"):
        return None
    if numbering is Numbering.DECIMAL and not before:
        return None  # CommonMark's own
    marker = Marker(numbering, before, after)
    return marker if _number(found, marker) == 1 else None


def _number(found: re.Match[str], marker: Marker) -> int | None:
    """The number of a marker of this form, or None for one of another."""
    if (found["before"], found["after"]) != (marker.before, marker.after):
        return None
    match marker.numbering:
        case Numbering.DECIMAL:
            return int(found["decimal"]) if found["decimal"] else None
        case Numbering.LOWER_LETTER:
            return _LETTERS.get(found["lower"] or "")
        case Numbering.LOWER_ROMAN:
            return _ROMAN.get(found["lower"] or "")
        case _ if marker.after == "." and found["space"] == " ":
            return None  # “B. Russell” is a name
        case Numbering.UPPER_LETTER:
            return _LETTERS.get((found["upper"] or "").lower())
        case Numbering.UPPER_ROMAN:
            return _ROMAN.get((found["upper"] or "").lower())


def _items(state: StateBlock, start: int, end: int, marker: Marker) -> tuple[list[_Item], int]:
    """The lines that begin an item of the list at `start`, and the line after the list."""
    items: list[_Item] = []
    for line in range(start, end):
        if state.isEmpty(line) or (items and state.sCount[line] >= items[-1].indent):
            continue
        if state.sCount[line] < state.blkIndent:
            return items, line
        found = _MARKER.match(_text_of(state, line))
        number = None if found is None or state.is_code_block(line) else _number(found, marker)
        if found is not None and number is not None:
            if items and number != items[-1].number + 1 and _marker(found) is not None:
                return items, line  # another list begins
            room = min(len(found["space"]) or 1, _INDENT_OF_CODE)
            items.append(_Item(line, number, state.sCount[line] + len(_written(found)) + room))
        elif state.isEmpty(line - 1) or _COMMONMARK.match(_text_of(state, line)):
            return items, line
    return items, end


def _written(found: re.Match[str]) -> str:
    return found[0].rstrip(" \t")


def _with_numbers(state: StateBlock, items: list[_Item]) -> str:
    """The source with "1" in the place of each item's number, as long as that."""
    pieces: list[str] = []
    end = 0
    for item in items:
        at = state.bMarks[item.line] + state.tShift[item.line]
        found = _MARKER.match(state.src[at : state.eMarks[item.line]])
        length = 0 if found is None else len(_written(found))
        after = state.src[at + length - 1]
        pieces += [state.src[end:at], f"{1:0{length - 1}d}{after}"]
        end = at + length
    return "".join([*pieces, state.src[end:]])
