"""What is painted where: content in the order of the tags, artifacts around it."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from generator.packagers.pdf.content_order import stretches, written
from generator.readback.pdf.interpreter import Interpreter
from tests.pdf.support import made


def painted(body: str, css: str = "") -> list[str]:
    """The words of the first page in the order in which they are painted."""
    with pikepdf.open(BytesIO(made(body, css=css).data)) as pdf:
        return [piece.text for piece in Interpreter().page(pdf.pages[0], 1).pieces]


def test_markers_are_painted_before_the_words_of_their_item() -> None:
    body = "<ol><li><p>First.</p><li><p>Second.</p><p>More.</p></ol><ul><li>loose</ul>"
    found = [words.strip() for words in painted(body)]
    assert found == ["1.", "First.", "2.", "Second.", "More.", "•", "loose", "Page 1"]


def test_what_css_paints_late_is_painted_where_it_is_read() -> None:
    css = ".late { position: relative } .aside { float: right }"
    body = "<p class=late>One</p><p>Two</p><p class=aside>Three</p><p>Four</p>"
    assert painted(body, css) == ["One", "Two", "Three", "Four", "Page 1"]


def test_artifacts_with_words_come_last_those_without_first() -> None:
    css = "p { background: #eee } .silent { float: left }"
    body = '<p>Words <span aria-hidden="true">printed only</span> and words.</p>'
    assert painted(body, css) == ["Words ", " and words.", "Page 1", "printed only"]
    with pikepdf.open(BytesIO(made(body, css=css).data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.index(b"re") < content.index(b"Tj" if b"Tj" in content else b"TJ")


def test_each_stretch_takes_its_graphics_state_with_it() -> None:
    """Colour, clip and place hold for what is moved, and for nothing else."""
    clip = [b"0 0 9 9 re", b"W", b"n"]
    operators = [
        b"1 0 0 -1 0 842 cm", b"q", b"0 1 0 rg",
        "/Span", {"MCID": 0}, b"BDC", b"BT", b"[<0001>] TJ", b"ET", b"EMC",
        b"q", *clip, "/Span", {"MCID": 1}, b"BDC", b"1 0 0 rg", b"BT", b"[<0002>] TJ", b"ET",
        b"EMC", b"Q",
        "/Span", {"MCID": 2}, b"BDC", b"BT", b"[<0003>] TJ", b"ET", b"EMC", b"Q",
    ]  # fmt: skip
    first, second, third = stretches(operators)
    assert written([(third, b"c"), (second, b"b"), (first, b"a")]) == [
        b"q", b"1 0 0 -1 0 842 cm", b"0 1 0 rg", b"c", b"BT", b"[<0003>] TJ", b"ET", b"EMC", b"Q",
        b"q", b"1 0 0 -1 0 842 cm", *clip, b"0 1 0 rg", b"b", b"1 0 0 rg", b"BT", b"[<0002>] TJ",
        b"ET", b"EMC", b"Q",
        b"q", b"1 0 0 -1 0 842 cm", b"0 1 0 rg", b"a", b"BT", b"[<0001>] TJ", b"ET", b"EMC", b"Q",
    ]  # fmt: skip
