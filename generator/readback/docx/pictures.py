"""Drawings: what is said of a picture to those who do not see it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.readback.docx.package import Element, R, local


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing. `description` is None where the file has none; `link` is a relationship id.

    `file` is the relationship id of the picture's file: of the drawing where a raster stands in
    for one, None where nothing is shown.

    `rule` is true for a horizontal line, `holds_text` for a text box, whose words are read
    elsewhere.
    """

    name: str = ""
    description: str | None = None
    decorative: bool = False
    link: str | None = None
    link_title: str | None = None
    file: str | None = None
    rule: bool = False
    holds_text: bool = False


def read_drawing(element: Element) -> Drawing | None:
    """A `w:drawing`."""
    properties = next((each for each in element.iter() if local(each) == "docPr"), None)
    if properties is None:
        return None
    link = next((each for each in properties.iter() if local(each) == "hlinkClick"), None)
    return Drawing(
        name=properties.get("name") or "",
        description=properties.get("descr") or properties.get("title") or None,
        decorative=any(
            local(each) == "decorative" and each.get("val") in {"1", "true"}
            for each in properties.iter()
        ),
        link=None if link is None else link.get(R + "id"),
        link_title=None if link is None else link.get("tooltip"),
        file=_file(element),
        holds_text=_holds_text(element),
    )


def _file(element: Element) -> str | None:
    """The SVG's, else the raster's (MS-ODRAWXML, 2.9: the extension svgBlip)."""
    embedded = {local(each): each.get(R + "embed") for each in element.iter()}
    return embedded.get("svgBlip") or embedded.get("blip")


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
