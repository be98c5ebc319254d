"""What `generator.packagers.pdf.weasy` leans on; an upgrade of WeasyPrint fails here first."""

# ruff: noqa: SLF001 (private names are the subject)

from __future__ import annotations

import inspect
import re
from typing import Any

import pydyf
import pytest
import weasyprint
import weasyprint.html as ua
import weasyprint.pdf
from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.ffi import fontconfig
from weasyprint.text.fonts import FontConfiguration

from generator.packagers.pdf import weasy

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


def test_streams_are_lists_of_operators_with_marks_by_box() -> None:
    seen: dict[str, Any] = {}

    def look(pdf: pydyf.PDF, streams: list[Any]) -> None:
        seen["stream"] = list(streams[0].stream)
        seen["marks"] = dict(streams[0]._tags)
        pdf.info["Title"] = "(x)"

    html, _ = weasy.parse("<html lang=en><p>words", None)
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
