"""Long texts in parts: WeasyPrint copies what is left of a text for each line that it lays out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.packagers.pdf.source_tree import EXACT

LONGEST = 4000
"""Characters of a text that stays one."""

_PART = re.compile(rf"(?s).{{1,{LONGEST}}}(?<=\s)|.{{1,500}}")
"""Parts end after a space, those of a word anywhere."""

_BREAK = "\N{ZERO WIDTH SPACE}"
"""Where such a word may break, so that a column need not hold all of a part."""


def cut_long_texts(root: Element) -> None:
    """Let long texts go on in elements of their own, which nothing else shows."""
    stack = [(root, False)]
    while stack:
        element, exact = stack.pop()
        exact = exact or element.tag in EXACT
        stack += [(child, exact) for child in element if isinstance(child.tag, str)]
        if element.tag in {"style", "title"}:
            continue
        inside = [*_parts(element.text, exact=exact)]
        element.text = None if inside else element.text
        for child in [*element]:
            after = [*_parts(child.tail, exact=exact)]
            child.tail = None if after else child.tail
            inside += [child, *after]
        if len(inside) > len(element):
            element[:] = inside


def _parts(text: str | None, *, exact: bool) -> Iterator[Element]:
    """A long text in elements; none where it is short. In `exact` text every character counts."""
    if text is None or len(text) <= LONGEST:
        return
    for match in _PART.finditer(text):
        whole = exact or match[0][-1].isspace() or match.end() == len(text)
        element = Element("span")
        element.text = match[0] if whole else match[0] + _BREAK
        yield element
