"""One Link for each link, with its annotations and its words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from tests.pdf.support import made, tags

LONG = "a link that is long enough to wrap around the end of the line on any paper that one has"


def test_a_link_that_wraps_is_one_link_with_a_quadrilateral_for_each_line() -> None:
    data = made(f'<p>See <a href="https://example.org/">{LONG} <em>inside</em></a>.</p>').data
    assert tags(data).count("Link") == 1
    with pikepdf.open(BytesIO(data)) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert len(annotation.QuadPoints) == 16
        assert str(annotation.Contents) == f"{LONG} inside"
        assert str(annotation.A.URI) == "https://example.org/"
        assert int(annotation.F) == 4


def test_a_link_around_a_picture_holds_its_figure() -> None:
    data = made(
        '<p><a href="#x"><img src="picture:red.png" alt="Home"></a></p><p id="x">X</p>'
    ).data
    with pikepdf.open(BytesIO(data)) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.Contents) == "Home"
        assert str(annotation.Dest) == "x"
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        assert right - left >= 29
        assert top - bottom >= 22


def test_a_link_in_a_repeated_head_is_one_link() -> None:
    rows = "<tr><td>row</td></tr>" * 120
    head = '<thead><tr><th><a href="https://example.org/">head</a></th></tr></thead>'
    result = made(f"<table>{head}<tbody>{rows}</tbody></table>")
    with pikepdf.open(BytesIO(result.data)) as pdf:
        annotations = [a for page in pdf.pages for a in page.obj.get("/Annots", [])]
    assert result.pages > 1
    assert len(annotations) == 1


def test_a_link_to_nowhere_is_told() -> None:
    assert made('<p><a href="#nowhere">x</a></p>').broken_links == ("nowhere",)


def test_ua_2_leads_to_structure() -> None:
    data = made('<h2 id="x">X</h2><p><a href="#x">to x</a></p>', variant="ua-2").data
    with pikepdf.open(BytesIO(data)) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert annotation.A.SD[0].S == "/H2"
        assert pdf.Root.Outlines.First.A.SD[0].S == "/H2"


def test_ua_2_ties_calls_and_notes_and_contents_and_headings() -> None:
    call = '<a id="c" role="doc-noteref" href="#n">1</a>'
    note = '<div id="n" role="doc-footnote"><p>Said. <a href="#c">Back</a></p></div>'
    line = '<ul data-role="TOC"><li data-role="TOCI"><a data-role="Reference" href="#x">X</a></ul>'
    body = f'{line}<h2 id="x">X</h2><p>Told.{call}</p>{note}'
    tied = set(references(made(body, variant="ua-2").data))
    assert tied == {("Reference", "H2"), ("Reference", "FENote"), ("FENote", "Reference")}
    assert references(made(body).data) == []


def references(data: bytes) -> list[tuple[str, str]]:
    """What refers to what (Ref), by structure types, level by level."""
    with pikepdf.open(BytesIO(data)) as pdf:
        elements: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
        for element in elements:
            kids: list[Any] = element.get("/K", [])
            elements += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return [
            (str(element.S)[1:], str(each.S)[1:])
            for element in elements
            for each in element.get("/Ref", [])
        ]
