"""Every private name of WeasyPrint that we lean on, and nothing else.

WeasyPrint 70 draws pages and embeds fonts for us; the structure tree is ours. Three names are
replaced while a file is written (`_ours_instead`), those of `line_breaking` for good, the rest is
read:

    weasyprint.pdf.add_tags           writes its own structure tree: switched off
    weasyprint.pdf.VARIANTS           name → (function, options): ours is put in
    weasyprint/pdf/sRGB2014.icc       the colour profile
    Page._page_box                    the boxes of a page, with `element`, `element_tag`,
                                      `children`, `text`, `pango_layout.text`, `style`,
                                      `is_header`, `is_footer`, `is_leader`
    AbsolutePlaceholder._box          the box of an absolutely positioned element
    Stream._tags                      box → {"mcid": number}, for text boxes and pictures
    Stream.stream                     the page's operators, still a list
    Document.fonts                    key → Font with `hash`, `family`, `to_unicode`, `missing`,
                                      `hb_face`, `index`; replaced by `glyph_text.Fonts`
    weasyprint.text.fonts.get_hb_object_data   the bytes of a font's file
    PDF.objects, .current_position    of pydyf: put back to write a file out once more
    HTML._ua_stylesheets              the style of the browser: ours says less; made from
                                      `weasyprint.html.UA`
    FontConfiguration                 reads FONTCONFIG_FILE when it is made

`tests/pdf/test_weasyprint_contract.py` holds WeasyPrint to them: after an upgrade it fails first.
"""

# ruff: noqa: ANN401, SLF001 (this module is the one that touches WeasyPrint's untyped, private parts)

from __future__ import annotations

import contextlib
import functools
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import Element, SubElement

from generator.packagers.pdf import glyph_text, libraries, line_breaking

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # "No fonts configured": true on purpose, see `fonts`
    libraries.load()
    import pydyf
    import weasyprint
    import weasyprint.html as ua
    import weasyprint.pdf
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
    from weasyprint.urls import URLFetcher

line_breaking.improve(inline, boxes)

SCALE = 0.75
"""PDF units in a CSS pixel."""

ROUNDING = 1.0
"""CSS pixels by which a table may be wider than its room: nobody sees it."""

_LOCK = threading.RLock()
"""WeasyPrint's module-level names and the environment are shared by all threads."""

_NO_SYSTEM_FONTS = Path(__file__).with_name("no-system-fonts.conf")


class Page(Protocol):
    """The part of `weasyprint.document.Page` that we use; its attributes are documented."""

    width: float
    height: float
    links: list[tuple[str, str, tuple[float, float, float, float], Any]]
    anchors: dict[str, tuple[float, float, float, float]]
    bookmarks: list[Any]
    _page_box: Any


class Artifact(Enum):
    """What is on a page and not content, by its property list (ISO 32000-1, 14.8.2.2.2)."""

    HEADER = b"<</Type /Pagination /Subtype /Header>>"
    FOOTER = b"<</Type /Pagination /Subtype /Footer>>"
    REPEATED = b"<</Type /Pagination>>"
    """Table heads and feet that a page break repeats."""
    LAYOUT = b"<</Type /Layout>>"
    """Leaders, decorative pictures, and what is printed only for the eye."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnBox:
    """A text box or picture of a page."""

    page: int
    box: Any
    element: Element | None
    pseudo: str
    """"marker", "before", "after", or "" for the element's own content."""
    artifact: Artifact | None

    @property
    def is_picture(self) -> bool:
        """True for a replaced element, such as an image."""
        return isinstance(self.box, boxes.ReplacedBox)

    @property
    def text(self) -> str:
        """The words as laid out; "" for a picture."""
        return getattr(self.box, "text", "")

    @property
    def right_to_left(self) -> bool:
        """True where the box belongs to a right-to-left paragraph."""
        return bool(self.box.style["direction"] == "rtl")

    @property
    def left(self) -> float:
        """Where the box begins, in CSS pixels."""
        return float(self.box.position_x)

    @property
    def right(self) -> float:
        """Where the box ends, in CSS pixels."""
        return float(self.box.position_x + self.box.width)

    def beside(self, other: DrawnBox) -> bool:
        """True if both stand on one line of one page: the middle of one within the other."""
        if self.page != other.page:
            return False
        (_, top, _, bottom), (_, others_top, _, others_bottom) = (
            self.content_box(),
            other.content_box(),
        )
        middle, others_middle = (top + bottom) / 2, (others_top + others_bottom) / 2
        return others_top < middle < others_bottom or top < others_middle < bottom

    def content_box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in CSS pixels of the page, y down."""
        left, top = self.box.content_box_x(), self.box.content_box_y()
        return left, top, left + self.box.width, top + self.box.height

    def draw_instead(self, text: str) -> None:
        """Draw `text` in place of what was laid out (used for spaces at line ends)."""
        self.box.pango_layout.text = text
        if not self.box.text.strip():
            self.box.text = "\N{ZERO WIDTH SPACE}"  # else WeasyPrint skips the box as blank


@dataclass(frozen=True, slots=True, eq=False)
class LinkBox:
    """A box that a link covers, with its rectangle in CSS pixels of the page, y down."""

    page: int
    internal: bool
    target: str
    rectangle: tuple[float, float, float, float]
    element: Element
    is_picture: bool


def parse(markup: str) -> tuple[Any, Element]:
    """WeasyPrint's document of `markup`, and its root element, which may still be edited."""
    html = _Html(string=markup)
    return html, html.etree_element


class _Html(weasyprint.HTML):  # type: ignore[misc]
    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002, FBT001, FBT002
        return [_browser_style()]


@functools.cache
def _browser_style() -> Any:
    """WeasyPrint's own style sheet but for notes of CSS, and with markers for list items only.

    It styles six pseudo-elements of every element: a quarter of a long layout's memory.
    """
    style = re.sub(r"^::(foot)?note-.*$", "", ua.UA, flags=re.MULTILINE)
    style = re.sub(r"^::marker", "li::marker", style, flags=re.MULTILINE)
    return weasyprint.CSS(string=style, counter_style=CounterStyle())


def lay_out(html: Any, stylesheet: str, fetcher: URLFetcher) -> Any:
    """The document in pages. No font of the system is known: only `@font-face` rules count.

    The sheet stands in the page, as the author's: one that is handed to `render` counts as the
    user's, which attributes such as `width` overrule (CSS Cascade 5, 6.1).
    """
    with _LOCK, _environment("FONTCONFIG_FILE", str(_NO_SYSTEM_FONTS)):
        configuration = FontConfiguration()
    (head,) = html.etree_element.iter("head")
    style = SubElement(head, "style")
    style.text = stylesheet
    html.url_fetcher = fetcher
    try:
        return html.render(font_config=configuration, presentational_hints=True)
    finally:
        head.remove(style)


def write(
    document: Any,
    version: str,
    finish: Callable[[Any, list[Any]], None],
) -> bytes:
    """The document as bytes; `finish(pdf, streams)` runs when pages are drawn, fonts embedded.

    About one file in a hundred is written out twice: pydyf ends a stream with a line feed, and
    where its object stream happens to end in a carriage return, readers that allow CR LF there
    would count one byte less (ISO 19005-2, 6.1.7.1). A private key then changes its bytes; other
    streams that end so, such as a picture's, are ended by CR LF.
    """

    def function(pdf: Any, _document: Any, streams: list[Any], *_: Any) -> None:
        finish(pdf, streams)

    def hold(_document: Any, pdf: Any) -> None:
        drawn.append((pdf, [*pdf.objects]))

    document.fonts = glyph_text.Fonts(lambda font: get_hb_object_data(font.hb_face))
    drawn: list[tuple[Any, list[Any]]] = []
    options = {"pdf_version": version, "pdf_identifier": True, "pdf_tags": True}
    # fontTools dates the fonts that it cuts: from this variable, else from the clock.
    undated = _environment("SOURCE_DATE_EPOCH", "0")
    with _LOCK, undated, _ours_instead(function, options):
        data = bytes(document.write_pdf(finisher=hold, pdf_variant=_VARIANT))
    ((pdf, objects),) = drawn
    if _AMBIGUOUS not in data:
        return data
    known = _end_by_two(objects)
    for padding in count(1):
        data = _written_again(pdf, objects, version)
        if data.count(_AMBIGUOUS) == known:
            return data
        pdf.catalog["XXPadding"] = padding
    raise AssertionError


_AMBIGUOUS = b"\r\nendstream"


class _EndedByTwo(pydyf.Stream):  # type: ignore[misc]
    """A stream whose own last byte is a carriage return: CR LF ends it, and not LF alone."""

    @property
    def data(self) -> bytes:
        """The stream's object."""
        whole: bytes = super().data
        return whole.removesuffix(b"\nendstream") + _AMBIGUOUS


def _end_by_two(objects: list[Any]) -> int:
    """Let streams that end in a carriage return, such as pictures', be ended by CR LF; how many."""
    ambiguous = [
        each for each in objects if type(each) is pydyf.Stream and each.data.endswith(_AMBIGUOUS)
    ]
    for each in ambiguous:
        each.__class__ = _EndedByTwo
    return len(ambiguous)


def _written_again(pdf: Any, objects: list[Any], version: str) -> bytes:
    """A PDF once more, with the objects that it had before it was written."""
    pdf.objects[:] = objects
    pdf.current_position = 0
    output = BytesIO()
    pdf.write(output, version, identifier=True, compress=True)
    return output.getvalue()


def srgb_profile() -> bytes:
    """The ICC profile of sRGB that WeasyPrint ships; its own way to embed it leaves a file open."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


_VARIANT = "announcement"


@contextlib.contextmanager
def _ours_instead(function: Callable[..., None], options: Mapping[str, Any]) -> Iterator[None]:
    add_tags = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = lambda *_: None
    weasyprint.pdf.VARIANTS[_VARIANT] = (function, options)
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = add_tags
        del weasyprint.pdf.VARIANTS[_VARIANT]


@contextlib.contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def drawn_boxes(document: Any) -> list[DrawnBox]:
    """Every text box and picture of the document, page by page, in the order of the boxes."""
    heads: dict[Element, int] = {}
    feet = _last_pages_of_feet(document)
    found: list[DrawnBox] = []
    for number, page in enumerate(document.pages):
        stack: list[tuple[Any, Artifact | None]] = [(page._page_box, None)]
        while stack:
            box, artifact = stack.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            artifact = artifact or _artifact(box, number, heads, feet)
            if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
                _, _, pseudo = (box.element_tag or "").partition("::")
                found.append(DrawnBox(number, box, box.element, pseudo, artifact))
            stack.extend((child, artifact) for child in reversed(box.children))
    return found


def _artifact(
    box: Any,
    page: int,
    heads: dict[Element, int],
    feet: Mapping[Element, int],
) -> Artifact | None:
    """The kind of artifact that begins at a box, if one does."""
    if isinstance(box, boxes.MarginBox):
        return Artifact.HEADER if box.at_keyword.startswith("@top") else Artifact.FOOTER
    if box.is_leader:
        return Artifact.LAYOUT
    if isinstance(box, boxes.TableRowGroupBox):
        if box.is_header and heads.setdefault(box.element, page) != page:
            return Artifact.REPEATED
        if box.is_footer and feet[box.element] != page:
            return Artifact.REPEATED
    return None


def _last_pages_of_feet(document: Any) -> dict[Element, int]:
    """The page on which each table foot stands last: there it ends the table."""
    feet: dict[Element, int] = {}
    for number, page in enumerate(document.pages):
        stack = [page._page_box]
        while stack:
            box = stack.pop()
            if isinstance(box, boxes.TableRowGroupBox) and box.is_footer:
                feet[box.element] = number
            elif not isinstance(box, boxes.LineBox | AbsolutePlaceholder):
                stack.extend(box.children)
    return feet


def too_wide_tables(document: Any) -> Iterator[int]:
    """The `data-line` of each table that is wider than what it stands in.

    So is one of whose cells is too narrow for its words, and one whose header row is too tall for
    a page that it goes on.
    """
    for page in document.pages:
        stack: list[tuple[Any, float]] = [(page._page_box, 0.0)]
        while stack:
            box, room = stack.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            if isinstance(box, boxes.TableBox):
                narrow = any(map(_is_too_narrow, _cells(box)))
                if narrow or _lacks_header(box) or box.border_width() > room + ROUNDING:
                    yield int(box.element.get("data-line") or 0)
            elif not isinstance(box, boxes.LineBox):
                inside = room if box.is_table_wrapper else float(box.width)
                stack.extend((child, inside) for child in box.children)


def _cells(table: Any) -> Iterator[Any]:
    for group in table.children:
        for row in group.children:
            yield from row.children


def _is_too_narrow(cell: Any) -> bool:
    """True for a cell with a line that is wider than the cell."""
    stack = [*cell.children]
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.LineBox):
            if box.width > cell.width + ROUNDING:
                return True
        elif not isinstance(box, AbsolutePlaceholder):
            stack.extend(box.children)
    return False


def _lacks_header(table: Any) -> bool:
    """True for the part of a table on a page that has rows, and no header row above them."""
    return bool(table.children) and not any(group.is_header for group in table.children)


def take_links(document: Any) -> list[LinkBox]:
    """Every link box of the document; WeasyPrint then writes no link itself."""
    taken = []
    for number, page in enumerate(document.pages):
        for kind, target, rectangle, box in page.links:
            picture = isinstance(box, boxes.ReplacedBox)
            area = _target_area(box, rectangle)
            taken.append(LinkBox(number, kind == "internal", target, area, box.element, picture))
        page.links = []
    return taken


_SMALLEST_TARGET = (8.0, 12.0)
"""Of a link, in CSS pixels: 6 by 9 points."""


def _target_area(box: Any, rectangle: tuple[float, float, float, float]) -> Any:
    """Where a link can be hit: around its words, whatever the height of their line."""
    left, top, right, bottom = rectangle
    for words in _text_boxes(box):
        above = words.position_y - (words.height - box.height) / 2
        top, bottom = min(top, above), max(bottom, above + words.height)
    width, height = _SMALLEST_TARGET
    aside, apart = max(0, width - right + left) / 2, max(0, height - bottom + top) / 2
    return left - aside, top - apart, right + aside, bottom + apart


def _text_boxes(box: Any) -> Iterator[Any]:
    """The words directly in an inline box, and in those within it."""
    for child in box.children if isinstance(box, boxes.InlineBox) else ():
        if isinstance(child, boxes.TextBox):
            yield child
        else:
            yield from _text_boxes(child)


def take_anchors(document: Any) -> dict[str, tuple[int, float, float]]:
    """Each anchor's page and place, the first of its name; WeasyPrint then writes none."""
    taken: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, _, _) in page.anchors.items():
            taken.setdefault(name, (number, x, y))
        page.anchors = {}
    return taken


def drop_bookmarks(document: Any) -> None:
    """Keep WeasyPrint from writing an outline; its way asks for all pages at each bookmark."""
    for page in document.pages:
        page.bookmarks = []


def marked_content_ids(stream: Any) -> Mapping[Any, int]:
    """The marked-content identifier that WeasyPrint gave to each box of a page."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}


@functools.cache
def version() -> str:
    """WeasyPrint's version."""
    return str(weasyprint.__version__)
