"""Drawings: what is said of a picture to those who do not see it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.readback.docx.package import Element, R, local


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing. `description` is None where the file has none; `link` is a relationship id.

    `rule` is true for a horizontal line, `holds_text` for a text box, whose words are read
    elsewhere.
    """

    description: str | None = None
    decorative: bool = False
    link: str | None = None
    link_title: str | None = None
    rule: bool = False
    holds_text: bool = False


def read_drawing(element: Element) -> Drawing | None:
    """A `w:drawing`."""
    properties = next((each for each in element.iter() if local(each) == "docPr"), None)
    if properties is None:
        return None
    link = next((each for each in properties.iter() if local(each) == "hlinkClick"), None)
    return Drawing(
        description=properties.get("descr") or properties.get("title") or None,
        decorative=any(
            local(each) == "decorative" and each.get("val") in {"1", "true"}
            for each in properties.iter()
        ),
        link=None if link is None else link.get(R + "id"),
        link_title=None if link is None else link.get("tooltip"),
        holds_text=_holds_text(element),
    )


def read_vml(element: Element) -> Drawing | None:
    """A `w:pict` or `w:object` in the older Vector Markup Language."""
    for each in element.iter():
        if each.get(_RULE) in {"t", "true"}:
            return Drawing(rule=True)
    shape = next((each for each in element.iter() if local(each) in _SHAPES), None)
    if shape is None:
        return None
    return Drawing(description=shape.get("alt") or None, holds_text=_holds_text(element))


_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_SHAPES = frozenset({"shape", "rect", "roundrect", "oval", "line", "group", "image"})


def _holds_text(element: Element) -> bool:
    return any(local(each) == "txbxContent" for each in element.iter())
