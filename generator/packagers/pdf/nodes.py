"""The document's nodes as markup: one macro of `nodes.html.jinja` for each class of the model."""

from __future__ import annotations

from typing import Any

from jinja2 import Template
from markupsafe import Markup

from generator.content.added_text import AddedText
from generator.document.languages import direction
from generator.document.model import (
    AlternativeText,
    Block,
    Document,
    Heading,
    Image,
    Inline,
    Paragraph,
)
from generator.document.walk import blocks

Node = Block | Inline


class Nodes:
    """Renders runs of nodes; macros call it back for what is inside a node."""

    def __init__(self, template: Template, known: dict[str, object]) -> None:
        """`known` are the facts that macros need beside their node."""
        self.macros: Any = template.make_module({**known, "inside": self})

    def __call__(self, run: tuple[Node, ...], *, tight: bool = False) -> Markup:
        """The markup of a run; the first paragraph of a tight item is bare (CommonMark 5.3)."""
        return Markup("").join(
            self._one(node, bare=tight and index == 0) for index, node in enumerate(run)
        )

    def _one(self, node: Node, *, bare: bool) -> Markup:
        plain = isinstance(node, Paragraph) and node.language is None
        name = "BareParagraph" if bare and plain else type(node).__name__
        return Markup(getattr(self.macros, name)(node))  # noqa: S704 (templates escape)


def facts(document: Document, added_text: AddedText) -> dict[str, object]:
    """What `nodes.html.jinja` lists at its top, but for what depends on the page."""
    prefix = _own_prefix(document)
    own = added_text.words.language

    def call(number: int, occurrence: int) -> str:
        return f"{prefix}call-{number}-{occurrence}"

    return {
        "document": document,
        "added_text": added_text,
        "words": added_text.words,
        "pictures": document.pictures,
        "mark": lambda name: prefix + name,
        "call": call,
        "alternative": _alternative,
        "direction": direction,
        "is_paragraph": lambda block: isinstance(block, Paragraph),
        "own_language": None if own == document.metadata.language else own,
    }


def _own_prefix(document: Document) -> str:
    """Underscores with which no heading's identifier begins: identifiers of ours do."""
    taken = [block.identifier for block in blocks(document) if isinstance(block, Heading)]
    prefix = "_"
    while any(identifier.startswith(prefix) for identifier in taken):
        prefix += "_"
    return prefix


def _alternative(image: Image) -> str:
    """The words that replace a picture; "" where it is silent."""
    return image.alternative.text if isinstance(image.alternative, AlternativeText) else ""
