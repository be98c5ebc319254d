"""Reading files of any producer: small ones, written here by hand."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.readback.pdf import read_back
from generator.readback.pdf.visibility import says
from generator.reading_order import DefinitionList, Heading, Paragraph, ReadingOrder

HELVETICA = Dictionary(
    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
)


def file(content: str, elements: list[dict[str, Any]] | None = None, **resources: Any) -> bytes:
    """A page of `content` (font /F), tagged by `elements`: `S`, `K` and what else they say."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    page.Resources = Dictionary(Font=Dictionary(F=HELVETICA), **resources)
    if elements is not None:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([pdf.make_indirect(Dictionary(Pg=page, **each)) for each in elements])
        pdf.Root.StructTreeRoot = root
    packed = BytesIO()
    pdf.save(packed)
    return packed.getvalue()


def read(
    content: str, elements: list[dict[str, Any]] | None = None, **resources: Any
) -> ReadingOrder:
    return read_back(file(content, elements, **resources))


def words(order: ReadingOrder) -> list[str]:
    return [block.words.text for block in order.blocks if isinstance(block, Heading | Paragraph)]


def rules(order: ReadingOrder) -> set[str]:
    return {fault.rule for fault in order.faults}


PARAGRAPH = [{"S": Name.P, "K": 0}]


def text(shown: str, place: str = "20 200") -> str:
    return f"BT /F 12 Tf {place} Td {shown} ET"


def test_an_untagged_file_is_read_in_its_own_order_and_said_to_be_untagged() -> None:
    order = read(text("(second)", "20 100").replace(")", ") Tj") + text("(first) Tj"))
    assert words(order) == ["second", "first"]
    assert rules(order) == {"untagged"}


def test_the_tree_decides_the_order() -> None:
    content = (
        f"/P <</MCID 0>> BDC {text('(last) Tj')} EMC /P <</MCID 1>> BDC {text('(first) Tj')} EMC"
    )
    order = read(content, [{"S": Name.H1, "K": 1}, {"S": Name.P, "K": 0}])
    assert words(order) == ["first", "last"]
    assert rules(order) == set()


def test_own_roles_stand_for_standard_ones() -> None:
    data = file(f"/P <</MCID 0>> BDC {text('(title) Tj')} EMC", [{"S": Name.Title9, "K": 0}])
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Title9=Name.Big, Big=Name.H2)
        packed = BytesIO()
        pdf.save(packed)
    (heading,) = read_back(packed.getvalue()).blocks
    assert isinstance(heading, Heading)
    assert heading.level == 2


def test_actual_text_replaces_what_is_shown() -> None:
    order = read(f"/P <</MCID 0/ActualText (whole)>> BDC {text('(wh) Tj')} EMC", PARAGRAPH)
    assert words(order) == ["whole"]
    shown = f"/P <</MCID 0>> BDC {text('(x) Tj')} EMC"
    order = read(
        shown, [{"S": Name.P, "K": Dictionary(S=Name.Span, K=0, ActualText=String("said"))}]
    )
    assert "said" in words(order)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("[(two) -300 (words)] TJ", "two words"),
        ("[(o) -20 (ne)] TJ", "one"),
        ("(line) Tj 0 -14 Td (next) Tj", "line next"),
        ("(line ) Tj 0 -14 Td (next) Tj", "line next"),
        ("(wo) Tj (rd) Tj", "word"),
        ("(a) Tj 40 0 Td (b) Tj", "a b"),
        (r"(caf\351 \223q\224) Tj", "café “q”"),
    ],
)
def test_spaces_are_where_a_reader_sees_them(shown: str, said: str) -> None:
    assert words(read(f"/P <</MCID 0>> BDC {text(shown)} EMC", PARAGRAPH)) == [said]


def test_a_form_is_read_where_it_is_drawn() -> None:
    pdf = pikepdf.open(BytesIO(file("/P <</MCID 0>> BDC /X Do EMC", PARAGRAPH)))
    page = pdf.pages[0].obj
    form = pdf.make_stream(text("(inside) Tj").encode())
    form.Subtype, form.BBox, form.Resources = Name.Form, Array([0, 0, 400, 400]), page.Resources
    page.Resources.XObject = Dictionary(X=form)
    packed = BytesIO()
    pdf.save(packed)
    assert words(read_back(packed.getvalue())) == ["inside"]


def test_furniture_is_kept_apart() -> None:
    content = (
        f"/P <</MCID 0>> BDC {text('(body) Tj')} EMC /Artifact BMC {text('(3) Tj', '20 10')} EMC"
    )
    order = read(content, PARAGRAPH)
    assert (words(order), order.artifacts) == (["body"], ("3",))


def test_text_that_no_tag_holds_is_told() -> None:
    order = read(
        f"/P <</MCID 0>> BDC {text('(in) Tj')} EMC {text('(out) Tj', '20 100')}", PARAGRAPH
    )
    assert rules(order) == {"untagged-text"}


@pytest.mark.parametrize(
    ("before", "after", "place", "reason"),
    [
        ("3 Tr", "", "20 200", "draw nothing"),
        ("", "", "900 200", "outside the page"),
        ("1 g", "", "20 200", "colour of what is behind"),
        ("0 0 5 5 re W n", "", "20 200", "clipped"),
        ("", "0.5 g 0 180 400 60 re f", "20 200", "painted over"),
        ("0 0.4 0 rg 0 180 400 60 re f", "", "20 200", "colour of what is behind"),
        ("0.01 0 0 0.01 0 0 cm", "", "20 200", "points high"),
    ],
)
def test_text_that_cannot_be_seen_is_told(before: str, after: str, place: str, reason: str) -> None:
    content = f"/P <</MCID 0>> BDC {before} {text('(hidden words) Tj', place)} {after} EMC"
    (fault,) = read(content, PARAGRAPH).faults
    assert fault.rule == "invisible-text"
    assert reason in fault.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0.2 g 0 180 400 60 re f 1 g", ""),
        ("", "0.5 g 0 0 400 100 re f"),
        ("10 190 300 40 re W n", ""),
        ("0 g", "q 0 0 10 10 re W n Q"),
    ],
)
def test_text_that_can_be_seen_is_not_told(before: str, after: str) -> None:
    content = f"/P <</MCID 0>> BDC {before} {text('(seen words) Tj')} {after} EMC"
    assert read(content, PARAGRAPH).faults == ()


def test_glyphs_without_a_character_are_told() -> None:
    pdf = pikepdf.open(BytesIO(file(f"/P <</MCID 0>> BDC {text('<0041> Tj')} EMC", PARAGRAPH)))
    pdf.pages[0].obj.Resources.Font.F = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.X,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2)]),
    )
    packed = BytesIO()
    pdf.save(packed)
    assert rules(read_back(packed.getvalue())) == {"unreadable-text"}


@pytest.mark.parametrize(
    ("heard", "seen", "same"),
    [
        ("whole words", "whole  words", True),
        ("a hyphen ates", "a hyphen-ates", True),
        ("fine", "ﬁne", True),
        ("whole", "wohle", False),
        ("12", "21", False),
        ("words", "", False),
        ("一 word", "□ word", True),
        ("一二 word", "□ word", False),
        ("كتاب", "باتك", True),
        ("كتاب", "", False),
    ],
)
def test_what_is_heard_is_seen(heard: str, seen: str, *, same: bool) -> None:
    assert says(seen, heard) is same


def test_a_list_whose_numbering_is_none_has_terms_for_labels_unless_they_are_bullets() -> None:
    """ISO 32000-1, table 347: labels are of no scheme, whatever they look like."""
    for label, terms in (("2026", True), ("1.", True), ("+", True), ("\\225", False)):
        content = (
            f"/Lbl <</MCID 0>> BDC {text(f'({label}) Tj')} EMC "
            f"/LBody <</MCID 1>> BDC {text('(words) Tj', '60 200')} EMC"
        )
        item = Dictionary(
            S=Name.LI, K=Array([Dictionary(S=Name.Lbl, K=0), Dictionary(S=Name.LBody, K=1)])
        )
        numbering = Dictionary(O=Name.List, ListNumbering=Name("/None"))
        [block] = read(content, [{"S": Name.L, "A": numbering, "K": Array([item])}]).blocks
        assert isinstance(block, DefinitionList) is terms, label
