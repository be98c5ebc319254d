"""Long texts in parts: WeasyPrint copies what is left of a text for each line that it lays out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

LONGEST = 4000
"""Characters of a text that stays one."""

_PART = re.compile(rf"(?s).{{1,{LONGEST}}}(?<=\s)|.{{1,500}}")
"""Parts end after a space, those of a word anywhere: it has to break somewhere."""


def cut_long_texts(root: Element) -> None:
    """Let long texts go on in elements of their own, which nothing else shows."""
    for element in [*root.iter()]:
        if isinstance(element.tag, str) and element.tag not in {"style", "title"}:
            inside = _parts(element.text)
            element.text = None if inside else element.text
            for child in [*element]:
                after = _parts(child.tail)
                child.tail = None if after else child.tail
                inside += [child, *after]
            if len(inside) > len(element):
                element[:] = inside


def _parts(text: str | None) -> list[Element]:
    """A long text in elements; none where it is short."""
    if text is None or len(text) <= LONGEST:
        return []
    return [_span(part) for part in _PART.findall(text)]


def _span(text: str) -> Element:
    element = Element("span")
    element.text = text
    return element
