"""Where no page should end: below a heading's first line, or so that a page is nearly empty.

CSS speaks of elements, not of how much they hold; here that is reckoned from their words. What is
said is a wish: WeasyPrint looks for an earlier place to break, and breaks anyway if there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from xml.etree.ElementTree import Element

LEAST = 4
"""Lines of content that a page has at the least."""

BELOW_HEADING = 2
"""Lines that follow a heading on its page."""

CHARACTERS = 75
"""The most that a line holds; a block may have more lines than are reckoned, never less."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"figure", "tr"})
"""What no page end parts."""
_LINES = frozenset({"p", "li", "dt", "dd", "pre", "caption", "h1"}) | _HEADINGS | _WHOLE


def tie_blocks(root: Element) -> None:
    """Say of each block that should stay with the one before, or after it, that it should."""
    for body in root.iter("body"):
        for parent in body.iter():
            siblings = list(parent)
            for heading, block in pairwise(siblings):
                if heading.tag in _HEADINGS and not _is_turned(block):
                    _tie_after(block)
            if any(map(_is_turned, siblings)):
                _tie_around_turned(_around(body, parent), at_start=parent.tag == "main")
        _tie_end(_backwards([body]))


def _around(body: Element, parent: Element) -> list[Element]:
    """The blocks in an element; in the document's main part, with those before and after it."""
    parts = list(body)
    if parent not in parts or parent.tag != "main":
        return list(parent)
    at = parts.index(parent)
    return [*parts[:at], *parent, *parts[at + 1 :]]


def _tie_after(block: Element) -> None:
    """Let what follows a heading not end the page if it has one line."""
    first = next(filter(_is_leaf, block.iter()), None)
    if first is not None and first.tag not in _WHOLE and _lines(first) < BELOW_HEADING:
        _wish(first, "break-after: avoid")


def _tie_around_turned(blocks: list[Element], *, at_start: bool) -> None:
    """Pages turn for a table and back: a heading goes with it, and what would be alone between."""
    before: Element | None = None
    between: list[Element] = []
    for block in (*blocks, None):
        if block is not None and not _is_turned(block):
            between.append(block)
            continue
        while block is not None and between and between[-1].tag in _HEADINGS:
            _wish(between.pop(), "page: turned")
        if (before is not None or at_start) and between and _would_be_alone(between):
            if before is not None:
                _wish(before, "break-after: auto")
            for each in between:
                _wish(each, "page: turned")
        elif block is not None:
            _tie_end(_backwards(between))
        before, between, at_start = block, [], False


def _would_be_alone(blocks: list[Element]) -> bool:
    """True for less than a page has at the least, and for the closing words of the document."""
    few = sum(_lines(leaf) for leaf, _ in islice(_backwards(blocks), LEAST)) < LEAST
    return few or [each.tag for each in blocks] == ["footer"]


def _tie_end(leaves: Iterable[tuple[Element, Element]]) -> None:
    """Tie the last blocks, given from the last one backwards, until they fill enough lines."""
    missing = LEAST
    for leaf, start in leaves:
        lines = _lines(leaf)
        if lines >= missing:
            _wish(leaf, f"widows: {missing}")
            return
        _wish(start, "break-before: avoid")
        missing -= lines


def _lines(leaf: Element) -> int:
    """The lines that a block has at the least; a picture is as high as several."""
    if leaf.tag in _WHOLE:
        return LEAST if leaf.tag == "figure" else 1
    text = "".join(_own_words(leaf)).strip()
    if leaf.tag == "pre":
        return text.count("\n") + 1
    return len(list(leaf.iter("br"))) + 1 + len(text) // (CHARACTERS + 1)


def _own_words(block: Element) -> Iterator[str]:
    """The words of a block before the first block in it, as those of an item before its list."""
    yield block.text or ""
    for child in block:
        if _holds_lines(child):
            return
        yield from child.itertext()
        yield child.tail or ""


def _backwards(blocks: Iterable[Element]) -> Iterator[tuple[Element, Element]]:
    """The blocks of lines within blocks, from the last one back; a turned page ends them.

    An item with words of its own before the blocks in it comes after these. Beside each block is
    the outermost that begins with it: in WeasyPrint an item's marker hides what its first block
    wishes.
    """
    stack = [(block, block, False) for block in blocks]
    while stack:
        block, start, seen = stack.pop()
        if _is_turned(block):
            return
        if seen or _is_leaf(block):
            yield block, start
            continue
        own = block.tag in _LINES and bool("".join(_own_words(block)).strip())
        if own:
            stack.append((block, start, True))
        first = None if own else next(iter(block), None)
        stack += [(child, start if child is first else child, False) for child in block]


def _is_leaf(block: Element) -> bool:
    """True for a block that holds lines, and no block that does."""
    if block.tag not in _LINES or block.tag in _WHOLE:
        return block.tag in _WHOLE
    return not any(map(_holds_lines, block))


def _holds_lines(block: Element) -> bool:
    return any(each.tag in _LINES for each in block.iter())


def _is_turned(block: Element) -> bool:
    return block.get("class") == "turned"


def _wish(block: Element, rule: str) -> None:
    given = block.get("style")
    block.set("style", f"{given}; {rule}" if given else rule)
