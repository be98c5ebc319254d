"""The structure tree as plain data, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.packagers.pdf.runs import Run
from generator.packagers.pdf.source_tree import Item


@dataclass(slots=True, eq=False)
class Content:
    """A stretch of marked content on a page."""

    run: Run


@dataclass(slots=True, eq=False)
class AnnotationPart:
    """The part of a link that lies on one page; `lines` are its rectangles there."""

    page: int
    link: Item
    lines: list[tuple[float, float, float, float]]


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. `attributes` are by owner ("Layout", "List", "Table")."""

    role: str
    item: Item | None = None
    kids: list[Node | Content | AnnotationPart] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    alternative: str | None = None
    expansion: str | None = None
    identifier: str | None = None
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    references: list[Node] = field(default_factory=list)
    """Nodes this one points to; PDF 2.0 writes them as Ref."""

    def add(self, role: str, item: Item | None = None) -> Node:
        """A new child at the end."""
        node = Node(role, item)
        self.kids.append(node)
        return node

    def set_attribute(self, owner: str, name: str, value: object) -> None:
        """Set an attribute (ISO 32000-1, 14.8.5)."""
        self.attributes.setdefault(owner, {})[name] = value

    def nodes(self) -> Iterator[Node]:
        """The structure elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def descendants(self) -> Iterator[Node]:
        """The node itself, then every one below, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.nodes())))

    def content(self) -> Iterator[Content]:
        """All marked content below, in reading order."""
        stack: list[Node | Content | AnnotationPart] = [self]
        while stack:
            kid = stack.pop()
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Node):
                stack.extend(reversed(kid.kids))
