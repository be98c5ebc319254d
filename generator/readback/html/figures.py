"""Figures of HTML: which of them are one picture with its caption."""

from __future__ import annotations

from generator.readback.html.kinds import PREFORMATTED, has_role, hidden
from generator.readback.html.tree import Element
from generator.reading_order import fold


def lone_picture(figure: Element) -> tuple[Element, Element | None] | None:
    """The picture and the caption of a figure that holds one picture and no words but a caption."""
    pictures: list[Element] = []
    captions: list[Element] = []
    stack: list[Element | str] = list(figure.children)
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if fold(node):
                return None
        elif hidden(node):
            continue
        elif node.tag in {"img", "svg"} or has_role(node, "img"):
            pictures.append(node)
        elif node.tag == "figcaption":
            captions.append(node)
        elif node.tag in {"table", "hr"} or node.tag in PREFORMATTED:
            return None
        else:
            stack.extend(node.children)
    if len(pictures) != 1 or len(captions) > 1:
        return None
    return pictures[0], captions[0] if captions else None
