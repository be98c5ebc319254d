"""The rules of Word's Accessibility Checker that XML can decide, on any DOCX.

Names and order as in Microsoft's "Rules for the Accessibility Checker". Each rule yields a
sentence for each place that Word would complain about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.docx.documents import Element, W, members, part

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True)
class File:
    """A DOCX: its bytes and the two parts that every rule asks for."""

    data: bytes

    @property
    def document(self) -> Element:
        return part(self.data)

    @property
    def styles(self) -> Element:
        return part(self.data, "word/styles.xml")

    def paragraphs(self) -> Iterator[Element]:
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name in members(self.data):
                yield from part(self.data, name).iter(W + "p")

    def style_name(self, paragraph: Element) -> str:
        identifier = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for style in self.styles.iterfind(W + "style"):
            if style.get(W + "styleId") == identifier:
                return _value(style.find(W + "name")) or ""
        return "Normal"

    def outline(self, paragraph: Element) -> int | None:
        """The heading level of a paragraph, by its style's outline level."""
        identifier = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for style in self.styles.iterfind(W + "style"):
            if style.get(W + "styleId") == identifier:
                level = _value(style.find(f"{W}pPr/{W}outlineLvl"))
                return None if level is None else int(level) + 1
        return None


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


def missing_alternative_text(file: File) -> Iterator[str]:
    for paragraph in file.paragraphs():
        for properties in paragraph.iter(WP + "docPr"):
            decorative = next(properties.iter(_DECORATIVE), None)
            if decorative is not None and decorative.get("val") == "1":
                continue
            if not (properties.get("descr") or properties.get("title") or "").strip():
                yield f"{properties.get('name')} has no alternative text"


def table_header(file: File) -> Iterator[str]:
    for table in file.document.iter(W + "tbl"):
        look = table.find(f"{W}tblPr/{W}tblLook")
        first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
        if look is None or look.get(W + "firstRow") != "1" or first is None:
            yield "a table has no header row"


def merged_cells(file: File) -> Iterator[str]:
    for cell in file.document.iter(W + "tc"):
        if (
            cell.find(f"{W}tcPr/{W}gridSpan") is not None
            or cell.find(f"{W}tcPr/{W}vMerge") is not None
        ):
            yield "a table has merged cells"
        if cell.find(f".//{W}tbl") is not None:
            yield "a table stands in a table"


def heading_order(file: File) -> Iterator[str]:
    levels = [level for p in file.document.iter(W + "p") if (level := file.outline(p))]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def link_text(file: File) -> Iterator[str]:
    for paragraph in file.paragraphs():
        for link in paragraph.iter(W + "hyperlink"):
            words = _words(link).strip()
            if next(link.iter(WP + "docPr"), None) is not None:
                continue
            if not words or words.lower() in {"click here", "here", "link", "more", "read more"}:
                yield f"a link says “{words}”"


def object_not_inline(file: File) -> Iterator[str]:
    for paragraph in file.paragraphs():
        if next(paragraph.iter(WP + "anchor"), None) is not None:
            yield "an object floats"


def blank_runs(file: File) -> Iterator[str]:
    """Spacing by repeated blanks; in code they are content."""
    empty = 0
    for paragraph in file.document.iter(W + "p"):
        holds = _words(paragraph) or next(paragraph.iter(W + "drawing"), None) is not None
        listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
        in_cell = next(paragraph.iterancestors(W + "tc"), None) is not None
        empty = 0 if holds or listed or in_cell else empty + 1
        if empty > 1:
            yield "empty paragraphs make space"
        code = {"HTMLCode", "HTMLCodeLink"}
        if "Code" not in file.style_name(paragraph) and "HTML" not in file.style_name(paragraph):
            runs = paragraph.iter(W + "r")
            plain = "".join(
                _words(run) for run in runs if _value(run.find(f"{W}rPr/{W}rStyle")) not in code
            )
            if re.search(r"[ \t\u00a0]{4,}", plain):
                yield "blanks make space"


def colour_contrast(file: File) -> Iterator[str]:
    """Every colour of the styles and of the text, on every background of the styles: 7:1.

    A style that has both is judged alone: nothing else stands on its ground.
    """
    root = file.styles
    whole = [style for style in root.iter(W + "style") if _has_both(style)]
    for style in whole:
        words, ground = style.find(f"{W}rPr/{W}color"), style.find(f"{W}pPr/{W}shd")
        assert ground is not None
        ratio = contrast(_value(words) or "000000", ground.get(W + "fill") or "FFFFFF")
        if ratio < 7:
            yield f"{style.get(W + 'styleId')} has a contrast of {ratio:.1f}:1"
    others = [each for each in root if each not in whole]
    roots = [*others, file.document]
    fronts = {_value(each) for root in roots for each in root.iter(W + "color")}
    backs = {each.get(W + "fill") for root in roots for each in root.iter(W + "shd")} | {"FFFFFF"}
    for front in sorted(c for c in fronts if c and c != "auto"):
        for back in sorted(c for c in backs if c and c != "auto"):
            if contrast(front, back) < 7:
                yield f"{front} on {back} has a contrast of {contrast(front, back):.1f}:1"


def _has_both(style: Element) -> bool:
    own = style.find(f"{W}rPr/{W}color"), style.find(f"{W}pPr/{W}shd")
    return None not in own


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def document_title(file: File) -> Iterator[str]:
    title = part(file.data, "docProps/core.xml").find(_TITLE)
    if title is None or not (title.text or "").strip():
        yield "the document has no title"


def image_only_text(file: File) -> Iterator[str]:
    if not any(_words(p).strip() for p in file.document.iter(W + "p")):
        yield "the document has pictures only"


RULES: tuple[Callable[[File], Iterator[str]], ...] = (
    missing_alternative_text,
    table_header,
    merged_cells,
    heading_order,
    link_text,
    object_not_inline,
    blank_runs,
    colour_contrast,
    document_title,
    image_only_text,
)


def check(data: bytes) -> list[str]:
    """What Word's checker would say of a file."""
    file = File(data)
    return [f"{rule.__name__}: {said}" for rule in RULES for said in rule(file)]
