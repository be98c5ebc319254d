"""One Link for each link, with its annotations and its words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.building.build import build
from generator.readback.pdf.interpreter import Interpreter
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


SMALLEST = (6, 9)
"""Points that a link is wide and high at least, so that a finger or a shaky hand can hit it."""


def too_small(data: bytes) -> list[str]:
    """Links with a line that can hardly be hit."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                quads = [float(edge) for edge in note.QuadPoints]
                for at in range(0, len(quads), 8):
                    left, top, right, _, _, bottom = quads[at : at + 6]
                    if (right - left, top - bottom) < SMALLEST or top - bottom < SMALLEST[1] - 0.01:
                        found.append(f"{note.Contents}: {right - left:.1f} by {top - bottom:.1f}")
    return found


def test_a_raised_link_can_be_hit() -> None:
    css = "sup { font-size: .7em; line-height: 0 }"
    body = '<p>Words<sup><a href="#n">1</a></sup>.</p><p id="n">Note</p>'
    assert too_small(made(body, css=css).data) == []


@pytest.mark.slow
def test_every_link_of_every_sample_can_be_hit(built_samples: dict[str, list[Path]]) -> None:
    files = [path for paths in built_samples.values() for path in paths if path.suffix == ".pdf"]
    assert {path.name: small for path in files if (small := too_small(path.read_bytes()))} == {}


@pytest.mark.parametrize(
    ("body", "set_as"),
    [
        ("See [the calendar](https://a.org).", "See the calendar. (https://a.org)"),
        ("([the calendar](https://a.org))", "(the calendar) (https://a.org)"),
        ("**[the calendar](https://a.org)**’s end", "the calendar’s (https://a.org) end"),
        ("[the calendar](https://a.org)[^1].\n\n[^1]: Note.", "the calendar. (https://a.org)"),
    ],
)
def test_a_printed_address_does_not_part_a_word_from_its_stop(
    body: str, set_as: str, tmp_path: Path
) -> None:
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A notice\nlang: en-GB\n---\n\n{body}\n", encoding="utf-8")
    assert set_as in seen(build(source, ["pdf"]).files["notice.pdf"])


LONG_ADDRESS = "https://www.example.org/a/page/whose/address/is/long"


def test_long_addresses_are_numbered_and_listed_at_the_end(tmp_path: Path) -> None:
    """For paper only: nothing of it is in the tags, nor between words for whoever copies."""
    body = f"See [the page]({LONG_ADDRESS}), [it]({LONG_ADDRESS}) and [home](https://a.org)."
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A notice\nlang: en-GB\n---\n\n{body}\n", encoding="utf-8")
    data = build(source, ["pdf"]).files["notice.pdf"]
    found = seen(data)
    assert "See the page, [1] it [1] and home. (https://a.org)Links1https" in found
    assert found.count(LONG_ADDRESS) == 1
    assert "Links" not in tags(data)
    assert LONG_ADDRESS not in tags(data)


def uris(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(note.A.URI) for page in pdf.pages for note in page.obj.get("/Annots", [])]


def test_hosts_are_written_as_the_network_knows_them(tmp_path: Path) -> None:
    """ISO 32000-1, 12.6.4.7: seven bits; a name that another standard reads otherwise stays."""
    body = "[One](https://bücher.example/ä), [two](https://straße.example/)."
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A notice\nlang: en-GB\n---\n\n{body}\n", encoding="utf-8")
    assert uris(build(source, ["pdf"]).files["notice.pdf"]) == [
        "https://xn--bcher-kva.example/%C3%A4",
        "https://stra%C3%9Fe.example/",
    ]


NOTES = """---
title: A notice
lang: en-GB
---

One.[^1] Two.[^2] Two again.[^2]

[^1]: First.

[^2]: Second.
"""


def test_links_between_calls_and_notes_say_which_note(tmp_path: Path) -> None:
    source = tmp_path / "notice.md"
    source.write_text(NOTES, encoding="utf-8")
    data = build(source, ["pdf"]).files["notice.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        said = [str(note.Contents) for page in pdf.pages for note in page.obj.Annots]
    assert sorted(said) == [
        "Back to text, Note 1",
        "Back to text, place 1, Note 2",
        "Back to text, place 2, Note 2",
        "Note 1",
        "Note 2",
        "Note 2",
    ]
    assert "Back to text1" not in seen(data)
    assert "1First." in seen(data)  # the number leads back: no words are printed for it


def seen(data: bytes) -> str:
    """The words of the first page as the eye finds them: line by line, from left to right."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pieces = Interpreter().page(pdf.pages[0], 1).pieces
    pieces.sort(key=lambda piece: (-round(piece.box[1] / 7), piece.box[0]))
    return "".join(piece.text for piece in pieces).replace("\N{LEFT-TO-RIGHT MARK}", "")
