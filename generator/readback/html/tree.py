"""Markup as a tree of plain elements, whichever parser made it.

HTML is parsed as browsers parse it (WHATWG, by tinyhtml5), XHTML as XML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from generator.reading_order import UnreadableError

_PREFIXES = {
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}


DEEPEST = 1000
"""Elements inside each other; Chromium stops at 512, and the time for each rises with its depth."""
MOST_ATTRIBUTES = 1000
"""Of an element; parsers compare each with all before it."""


def too_deep() -> UnreadableError:
    """What is said of elements that are nested too deep."""
    return UnreadableError(f"its elements are nested more than {DEEPEST:,} deep")


def too_many_attributes() -> UnreadableError:
    """What is said of an element with too many attributes."""
    return UnreadableError(f"an element has more than {MOST_ATTRIBUTES:,} attributes")


@dataclass(slots=True, eq=False)
class Element:
    """An element by its local name; `ordinal` counts elements of that name in the file.

    Attributes of EPUB's and XML's own namespaces keep their usual prefix ("epub:type").
    """

    tag: str
    attributes: dict[str, str]
    ordinal: int
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """An attribute's value, or None."""
        return self.attributes.get(name)

    def tokens(self, name: str) -> list[str]:
        """The words of an attribute that holds a list of them, in lower case."""
        return self.attributes.get(name, "").lower().split()

    def references(self, name: str) -> list[str]:
        """The identifiers in an attribute that holds a list of them."""
        return self.attributes.get(name, "").split()

    @property
    def elements(self) -> Iterator[Element]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def ancestors(self) -> Iterator[Element]:
        """The parent, its parent and so on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def descendants(self) -> Iterator[Element]:
        """Every element below, in document order."""
        stack = list(self.elements)[::-1]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(list(element.elements)[::-1])

    @property
    def head(self) -> Iterator[Element]:
        """Of a page's root, the elements directly in its head."""
        return (each for head in self.elements if head.tag == "head" for each in head.elements)

    def text(self) -> str:
        """All text below, as it stands."""
        parts: list[str] = []
        stack: list[Element | str] = self.children[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def place(self) -> str:
        """Where it is, for messages ("p 14")."""
        return f"{self.tag} {self.ordinal}"


def parse_html(data: bytes) -> Element:
    """The `html` element of an HTML file, repaired as a browser repairs it."""
    from generator.readback.html.parser import Parser

    return _copied(Parser(namespace_html_elements=False).parse(data))


def parse_xml(data: bytes) -> Element:
    """The root element of an XML file; entities from outside are never fetched.

    Where the file names a DTD, HTML's named characters are known without it.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if any(found[1] for found in _NAMED.finditer(data)):
        root = etree.fromstring(_NAMED.sub(_numbered, data), parser)
    return _copied(root)


_NAMED = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?!(?:amp|lt|gt|quot|apos);)(\w+;)", re.DOTALL
)
"""A named character, but for XML's own; and what is to be left alone."""


def _numbered(found: re.Match[bytes]) -> bytes:
    """The same character by number."""
    characters = html5.get(found[1].decode(), "") if found[1] else ""
    return "".join(f"&#{ord(each)};" for each in characters).encode() or found[0]


def _copied(source: Any) -> Element:  # noqa: ANN401 (an element of either library)
    """The tree as Elements; comments go, the text after them stays."""
    counts: Counter[str] = Counter()
    root = _element(source, counts)
    stack = [(source, root, 1)]
    while stack:
        original, copy, depth = stack.pop()
        if depth > DEEPEST:
            raise too_deep()
        _say(copy, original.text)
        below = []
        for child in original:
            if isinstance(child.tag, str):
                copy.children.append(_element(child, counts, copy))
                below.append((child, copy.children[-1], depth + 1))
            elif getattr(child, "name", None):  # an entity of the file's own
                _say(copy, child.text)
            _say(copy, child.tail)
        stack.extend(reversed(below))  # type: ignore[arg-type]
    return root


def _element(source: Any, counts: Counter[str], parent: Element | None = None) -> Element:  # noqa: ANN401
    tag = _local(source.tag).lower()
    counts[tag] += 1
    if len(source.attrib) > MOST_ATTRIBUTES:
        raise too_many_attributes()
    attributes = {_named(name): value for name, value in source.attrib.items()}
    return Element(tag, attributes, counts[tag], parent)


def _say(element: Element, text: str | None) -> None:
    if text and element.children and isinstance(element.children[-1], str):
        element.children[-1] += text
    elif text:
        element.children.append(text)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _named(name: str) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].partition("}")
    return _PREFIXES.get(namespace, "") + local
