"""What `generator.packagers.pdf.weasy` leans on; an upgrade of WeasyPrint fails here first."""

# ruff: noqa: SLF001 (private names are the subject)

from __future__ import annotations

import inspect
import re
from io import BytesIO
from typing import Any

import pydyf
import pytest
import weasyprint
import weasyprint.html as ua
import weasyprint.pdf
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.ffi import fontconfig
from weasyprint.text.fonts import FontConfiguration

from generator.packagers.fonts import for_drawing
from generator.packagers.pdf import weasy
from generator.packagers.pdf.libraries import instantiate
from generator.packagers.typefaces import declared_faces

PAGE = """<html lang=en><style>@page { @top-left { content: "head" } }</style>
<p id=here>words <a href="#here">link</a><table><thead><tr><th>a<tbody><tr><td>b"""


@pytest.fixture(scope="module")
def document() -> Any:
    return weasyprint.HTML(string=PAGE).render(pdf_variant="pdf/ua-1")


def all_boxes(document: Any) -> list[Any]:
    found, stack = [], [page._page_box for page in document.pages]
    while stack:
        box = stack.pop()
        found.append(box)
        stack.extend(box.children)
    return found


def test_the_version_is_the_one_that_was_studied() -> None:
    assert weasyprint.__version__.split(".")[0] == "70"


def test_tags_are_added_by_one_replaceable_function() -> None:
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf",
        "document",
        "pdf_version",
        "page_streams",
    ]
    assert "add_tags(pdf, document" in inspect.getsource(weasyprint.pdf.generate_pdf)


def test_variants_are_a_function_and_options() -> None:
    function, options = weasyprint.pdf.VARIANTS["pdf/a-2a"]
    assert callable(function)
    assert {"pdf_version", "pdf_identifier", "pdf_tags"} <= set(options)
    source = inspect.getsource(weasyprint.pdf.generate_pdf)
    assert "variant_function(pdf, document, page_streams, attachments, compress)" in source


def test_boxes_know_their_elements(document: Any) -> None:
    text = [box for box in all_boxes(document) if isinstance(box, boxes.TextBox)]
    assert all(box.pango_layout.text == box.text for box in text)
    assert {box.element_tag for box in text} >= {"p", "a", "th", "td"}
    assert all(box.element is None or box.element.tag for box in text)


def test_heads_margins_and_placeholders_are_told_apart(document: Any) -> None:
    found = all_boxes(document)
    assert any(isinstance(box, boxes.MarginBox) and box.at_keyword == "@top-left" for box in found)
    assert any(isinstance(box, boxes.TableRowGroupBox) and box.is_header for box in found)
    assert boxes.Box.is_leader is False
    assert "self._box" in inspect.getsource(AbsolutePlaceholder)


def test_pages_keep_links_anchors_and_bookmarks(document: Any) -> None:
    page = document.pages[0]
    kind, target, rectangle, box = page.links[0]
    assert (kind, target, len(rectangle), box.element.tag) == ("internal", "here", 4, "a")
    assert len(page.anchors["here"]) == 4
    assert isinstance(page.bookmarks, list)


def test_lines_are_broken_by_replaceable_functions() -> None:
    assert {each.__module__ for each in LINES} == {"generator.packagers.pdf.line_breaking"}
    source = inspect.getsource(inline)
    for name in ("split_inline_box", "split_text_box", "_break_waiting_children"):
        [begin] = re.findall(rf"^def {name}\(([^)]*)\):", source, re.MULTILINE)
        assert LINES_TAKE[name] in " ".join(begin.split())
    assert "is_line_start=is_line_start)" in source


LINES = (inline.split_inline_box, inline.split_text_box, inline._break_waiting_children)
LINES_TAKE = {
    "split_inline_box": "context, box, position_x, max_x,",
    "split_text_box": "context, box, available_width, skip, is_line_start=True",
    "_break_waiting_children": "children, waiting_children, first_letter_style, first_line_style",
}


def test_streams_are_lists_of_operators_with_marks_by_box() -> None:
    seen: dict[str, Any] = {}

    def look(pdf: pydyf.PDF, streams: list[Any]) -> None:
        seen["stream"] = list(streams[0].stream)
        seen["marks"] = dict(streams[0]._tags)
        pdf.info["Title"] = "(x)"

    html, _ = weasy.parse("<html lang=en><p>words")
    document = html.render()
    weasy.write(document, "1.7", look)
    begin = seen["stream"].index(b"BDC")
    assert isinstance(seen["stream"][begin - 1], dict)
    assert seen["stream"][begin - 2].startswith("/")
    assert {mark["mcid"] for mark in seen["marks"].values()} == {0}
    font = next(iter(document.fonts.values()))
    assert any(
        line.startswith(f"/{font.hash} ".encode())
        for line in seen["stream"]
        if isinstance(line, bytes)
    )
    assert "".join(font.to_unicode.values()) == "words"


def test_no_font_of_the_system_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any font at all Pango crashes: the packager always declares some."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(weasy._NO_SYSTEM_FONTS))
    known = fontconfig.FcConfigGetFonts(FontConfiguration()._config, fontconfig.FcSetSystem)
    assert known.nfont == 0


def test_six_pseudo_elements_are_styled_for_every_element() -> None:
    universal = re.findall(r"^::([\w-]+)", ua.UA, re.MULTILINE)
    notes = ["footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"]
    assert universal == ["marker", *notes]
    source = inspect.getsource(css.get_all_computed_styles)
    assert "html._ua_stylesheets(forms)" in source


def test_two_modules_of_fonttools_are_asked_for_little() -> None:
    """`libraries` loads them when they are, and narrows variable fonts itself."""
    source = inspect.getsource(weasyprint.pdf.fonts)
    asked = set(re.findall(r"\bsubset\.([A-Z]\w+)", source))
    assert asked == {"Options", "Subsetter"}
    assert source.count("instantiateVariableFont") == 2
    assert "instantiateVariableFont(ttfont, self.variations, static=True)" in source
    assert "ttfont.save(partial_font)" in source


def test_a_font_narrowed_by_harfbuzz_draws_what_fonttools_would() -> None:
    face = next(face for face in declared_faces() if face.ours and face.style == "normal")
    data, weight = for_drawing(face.data, frozenset("Bridge")), {"wght": 600.0}
    ours, theirs = BytesIO(), BytesIO()
    instantiate(TTFont(BytesIO(data)), weight, static=True).save(ours)
    instancer.instantiateVariableFont(TTFont(BytesIO(data)), weight, static=True).save(theirs)
    drawn = [_drawn(file) for file in (ours, theirs)]
    assert drawn[0].keys() == drawn[1].keys() >= {"B", "r", "i", "d", "g", "e"}
    for name, (advance, points) in drawn[0].items():
        other = drawn[1][name]
        assert abs(advance - other[0]) <= 1, name
        assert len(points) == len(other[1])
        assert all(abs(a - b) <= 1 for a, b in zip(points, other[1], strict=True)), name


def _drawn(file: BytesIO) -> dict[str, tuple[int, list[int]]]:
    """The advance and the coordinates of each glyph."""
    font = TTFont(BytesIO(file.getvalue()))
    assert "fvar" not in font
    return {
        name: (
            font["hmtx"][name][0],
            [
                place
                for point in font["glyf"][name].getCoordinates(font["glyf"])[0]
                for place in point
            ],
        )
        for name in font.getGlyphOrder()
    }
