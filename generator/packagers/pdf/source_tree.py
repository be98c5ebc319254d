"""The source DOM as the tag tree needs it: elements with parents, words as they are read.

Every stretch of text becomes a `TextNode`, its white space folded as CSS 2.1 16.6.1 says, so that
what was drawn can be compared with what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from generator.content import text_conventions as conventions

INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q s samp small span strong sub sup"
    " time u var br".split()
)
"""Elements that stand in a line; every other one begins a new stretch of text."""

EXACT = frozenset({"pre", "code"})
"""Elements in which every space counts (`white-space: pre-wrap` in templates/pdf)."""

WORDLESS = frozenset({"head", "style", "script", "template"})
SVG = "{http://www.w3.org/2000/svg}svg"
WHITE_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass(slots=True, eq=False)
class TextNode:
    """A text node; `text` is folded, `stretch` numbers the run of lines it belongs to."""

    owner: Item
    text: str
    stretch: int
    exact: bool


@dataclass(slots=True, eq=False)
class Item:
    """An element of the source."""

    element: Element
    parent: Item | None
    children: list[Item | TextNode] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The element's name, "svg" without its namespace."""
        return "svg" if self.element.tag == SVG else str(self.element.tag)

    def get(self, attribute: str) -> str | None:
        """The attribute's value, or None."""
        return self.element.get(attribute)

    @property
    def inline(self) -> bool:
        """True for an element that stands in a line of text."""
        return self.tag in INLINE or self.tag == "svg"

    def items(self) -> Iterator[Item]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Item))

    def ancestors(self) -> Iterator[Item]:
        """The element itself, then each one around it."""
        item: Item | None = self
        while item is not None:
            yield item
            item = item.parent

    def _announced(self, leaving_out: str | None) -> Iterator[TextNode | Item]:
        """Every text node and picture below, in order, that is meant to be announced."""
        stack: list[Item | TextNode] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, TextNode) or node.tag in {"img", "svg"}:
                yield node
            elif node.get("aria-hidden") != "true" and node.get("role") != (leaving_out or ""):
                stack.extend(reversed(node.children))

    def label(self, *, leaving_out: str | None = None) -> str:
        """The words below as one line, pictures by their alternative text.

        What is printed only, and elements of the role `leaving_out`, are passed over. Words that
        are raised or lowered are said as in plain text: "10⁶".
        """
        parts = (
            _in_signs("".join(map(_words, nodes)), shift)
            for shift, nodes in groupby(self._announced(leaving_out), key=_shift)
        )
        return WHITE_SPACE.sub(" ", "".join(parts)).strip(" ")


def _words(node: Item | TextNode) -> str:
    return node.text if isinstance(node, TextNode) else alternative(node)


def _shift(node: Item | TextNode) -> str:
    """Which of sup and sub words are in; "" for those on the line."""
    around = (node.owner if isinstance(node, TextNode) else node).ancestors()
    return next((each.tag for each in around if each.tag in {"sup", "sub"}), "")


def _in_signs(words: str, shift: str) -> str:
    if not shift or not words:
        return words
    raised = shift == "sup"
    signs = dict(zip(*(conventions.RAISED if raised else conventions.LOWERED), strict=True))
    if all(each in signs for each in words):
        return "".join(signs[each] for each in words)
    return words if raised and words.isalpha() else f"{'^' if raised else '_'}({words})"


def alternative(item: Item) -> str:
    """The words that replace a picture; "" for a decorative one."""
    if item.tag != "svg":
        return (item.get("alt") or "").strip()
    title = item.element.find("{http://www.w3.org/2000/svg}title")
    return item.get("aria-label") or (title.text or "" if title is not None else "")


@dataclass(slots=True, eq=False)
class SourceTree:
    """The whole DOM; `words` in reading order, `by_element` to find an element's item.

    A picture has its place among the words, as words of its own without text.
    """

    root: Item
    words: list[TextNode]
    by_element: dict[Element, Item]


def source_tree(root: Element) -> SourceTree:
    """The source tree of an HTML document."""
    reader = _Reader()
    item = reader.read(root)
    return SourceTree(item, reader.words, reader.by_element)


class _Reader:
    """Walks the DOM once, folding white space across elements as it goes."""

    def __init__(self) -> None:
        self.words: list[TextNode] = []
        self.by_element: dict[Element, Item] = {}
        self._stretch = 0
        self._at_start = True
        self._last: TextNode | None = None
        """The words that end the line so far, if words do."""

    def read(self, root: Element) -> Item:
        top = Item(root, None)
        stack: list[Item | tuple[Item, str] | None] = [top]
        while stack:
            step = stack.pop()
            if step is None:
                self._break()
            elif isinstance(step, Item):
                stack.extend(reversed(self._enter(step)))
            else:
                self._add_words(*step)
        self._break()
        return top

    def _enter(self, item: Item) -> list[Item | tuple[Item, str] | None]:
        """What is to be read of an element: its text, its children and their tails."""
        self.by_element[item.element] = item
        if item.parent is not None:
            item.parent.children.append(item)
        if item.tag in WORDLESS:
            return []
        if item.tag in {"img", "svg"}:
            self._at_start = False
            self._last = None
            self.words.append(TextNode(item, "", self._stretch, exact=True))
            return []
        if item.tag == "br":
            self._add_break(item)
            return []
        steps: list[Item | tuple[Item, str] | None] = []
        if item.element.text:
            steps.append((item, item.element.text))
        for child in item.element:
            if isinstance(child.tag, str):  # not a comment
                steps.append(Item(child, item))
            if child.tail:
                steps.append((item, child.tail))
        if item.inline:
            return steps
        self._break()
        return [*steps, None]

    def _add_words(self, owner: Item, raw: str) -> None:
        if any(around.tag in EXACT for around in owner.ancestors()):
            self._append(TextNode(owner, raw.replace("\r\n", "\n"), self._stretch, exact=True))
            self._at_start = False
            return
        text = WHITE_SPACE.sub(" ", raw)
        if self._at_start:
            text = text.removeprefix(" ")
        if text:
            self._append(TextNode(owner, text, self._stretch, exact=False))
            self._at_start = text.endswith(" ")

    def _add_break(self, item: Item) -> None:
        """A hard line break: white space before and after it goes."""
        self._strip_end()
        self._append(TextNode(item, "\n", self._stretch, exact=True))
        self._at_start = True

    def _append(self, words: TextNode) -> None:
        words.owner.children.append(words)
        self.words.append(words)
        self._last = words

    def _break(self) -> None:
        """A block begins or ends: a new stretch of text."""
        self._strip_end()
        self._stretch += 1
        self._at_start = True

    def _strip_end(self) -> None:
        if self._last is not None and not self._last.exact:
            self._last.text = self._last.text.removesuffix(" ")
        self._last = None
