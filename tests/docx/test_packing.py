"""What a DOCX of ours is, beyond the markup that the golden files show."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO

import pytest

from generator.document import model
from generator.document.kinds import Lines
from generator.document.pictures import Picture
from generator.findings.errors import PackError
from generator.packagers.docx.measures import measures_for
from generator.packagers.docx.tables import layout
from generator.rendering import look
from tests.docx.documents import (
    HERE,
    W,
    call,
    differences,
    document,
    figure,
    heading,
    image,
    inlines,
    link,
    listed,
    members,
    note,
    packed,
    paragraph,
    part,
    quote,
    table,
)
from tests.docx.strategies import PICTURES, png

RUN_PROPERTIES = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
"""ISO 29500-1, CT_RPr: an order that no validator checks."""

RICH = document(
    heading(2, "Aims"),
    paragraph(
        model.Strong(inlines(model.Emphasis(inlines(model.Strikethrough(inlines("all")))))),
        model.Span(inlines(link("https://example.org/", model.Strong(inlines("שלום")))), "he"),
        model.Span(inlines(model.Code("日本")), "ja"),
        call(1),
        call(1, 2),
        link("#aims", "back"),
    ),
    listed(paragraph("item"), quote(paragraph("quoted"))),
    table(("A", "B"), ("1", "2"), caption="Numbers", row_headers=True),
    figure("A chart", "Sales"),
    paragraph(image("again"), image(None), image("plan", "plan.svg")),
    notes=(note(1, paragraph("note ", link("https://example.org/note", "there")), calls=2),),
    pictures=PICTURES,
    organisation="Home Office",
    date=datetime.date(2019, 5, 3),
    updated=datetime.date(2020, 1, 2),
    keywords=("one", "two"),
    url="https://example.org/aims",
)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert packed(RICH) == packed(RICH)


def test_the_zip_knows_no_clock() -> None:
    with zipfile.ZipFile(BytesIO(packed(RICH))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_nothing_of_python_docx_stays() -> None:
    parts = members(packed(RICH))
    whole = b"".join(parts.values()).lower()
    assert b"python-docx" not in whole
    assert not [name for name in parts if "thumbnail" in name or "WithEffects" in name]
    assert b'w:val="14"' not in parts["word/settings.xml"]
    assert b'name="compatibilityMode"' in parts["word/settings.xml"].replace(b"w:name", b"name")


def test_properties_come_from_the_source() -> None:
    core = members(packed(RICH))["docProps/core.xml"].decode()
    assert "<dc:title>The title</dc:title>" in core
    assert "<dc:creator>Home Office</dc:creator>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert "<cp:keywords>one, two</cp:keywords>" in core
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == [
        "2019-05-03T00:00:00Z",
        "2020-01-02T00:00:00Z",
    ]
    assert "https://example.org/aims" in members(packed(RICH))["docProps/custom.xml"].decode()


def test_without_dates_only_the_epoch_tells_the_time() -> None:
    undated = document(paragraph("x"))
    assert b"dcterms:created" not in members(packed(undated))["docProps/core.xml"]
    assert b"1970-01-01T00:00:00Z" in members(packed(undated, epoch=0))["docProps/core.xml"]


@pytest.mark.parametrize("name", ["word/document.xml", "word/footnotes.xml", "word/styles.xml"])
def test_run_properties_stand_in_the_order_of_the_schema(name: str) -> None:
    for properties in part(packed(RICH), name).iter(W + "rPr"):
        order = [RUN_PROPERTIES.index(str(each.tag).removeprefix(W)) for each in properties]
        assert order == sorted(order)


def test_no_text_holds_a_raw_line_end_or_tab() -> None:
    given = document(model.CodeBlock("a\tb\n c", None, HERE), paragraph(model.Code("x\ty")))
    words = [each.text or "" for each in part(packed(given)).iter(W + "t")]
    assert not any("\n" in each or "\t" in each for each in words)
    assert differences(given) == []


def test_ids_are_unique_and_bookmarks_balanced() -> None:
    data = packed(RICH)
    drawings = [e.get("id") for e in part(data).iter() if str(e.tag).endswith("}docPr")]
    assert len(drawings) == 4
    assert len(set(drawings)) == 4
    starts = [e.get(W + "id", "") for e in part(data).iter(W + "bookmarkStart")]
    ends = [e.get(W + "id", "") for e in part(data).iter(W + "bookmarkEnd")]
    assert len(starts) == len(set(starts)) >= 2
    assert sorted(starts) == sorted(ends)


def test_every_style_that_is_used_or_referred_to_exists() -> None:
    data = packed(RICH)
    known = {e.get(W + "styleId") for e in part(data, "word/styles.xml").iter(W + "style")}
    referring = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    used = {
        element.get(W + "val")
        for name in ("word/document.xml", "word/footnotes.xml", "word/styles.xml")
        for tag in referring
        for element in part(data, name).iter(W + tag)
    }
    assert used <= known


def test_direct_formatting_is_only_what_the_source_asks_for() -> None:
    """Sizes, colours, fonts (but for East Asian text) and borders are the styles' business."""
    document_part = part(packed(RICH))
    for tag in ("sz", "color", "u", "shd", "pBdr", "highlight"):
        assert list(document_part.iter(W + tag)) == []


def test_each_list_has_an_instance_of_its_own_that_begins_where_it_says() -> None:
    given = document(listed(paragraph("a"), start=7), listed(paragraph("b"), start=7))
    data = packed(given)
    instances = [e.get(W + "val") for e in part(data).iter(W + "numId")]
    assert len(set(instances)) == 2
    assert differences(given) == []


def places(given: model.Document) -> list[tuple[str | None, str | None]]:
    """The instance and level of each item."""
    found = part(packed(given)).iter(W + "numPr")
    return [tuple(each.get(W + "val") for each in pair)[::-1] for pair in found]  # type: ignore[misc]


def test_a_list_in_an_item_is_the_next_level_of_the_list_around_it() -> None:
    inner = listed(paragraph("b"))
    given = document(listed((paragraph("a"), inner), (paragraph("c"), inner)))
    assert places(given) == [("3", "0"), ("3", "1"), ("3", "0"), ("3", "1")]
    assert differences(given) == []


def test_a_list_that_would_go_on_counting_or_look_otherwise_is_one_of_its_own() -> None:
    inner = listed(paragraph("b"))
    again = document(listed((paragraph("a"), inner, paragraph("c"), inner)))
    assert [instance for instance, _ in places(again)] == ["3", "3", "4"]
    other = document(listed((paragraph("a"), inner), (paragraph("a"), listed(quote(), start=7))))
    assert [instance for instance, _ in places(other)] == ["3", "3", "3", "4"]
    quoted = document(listed((paragraph("a"), quote(inner))))
    assert [instance for instance, _ in places(quoted)] == ["3", "4"]
    for each in (again, other, quoted):
        assert differences(each) == []


@pytest.mark.parametrize("start", [0, 7, 98, 999_999_999])
def test_lists_begin_anywhere(start: int) -> None:
    assert differences(document(listed(paragraph("a"), paragraph("b"), start=start))) == []


def test_a_hundred_levels_stay_on_the_page() -> None:
    block: model.Block = paragraph("innermost")
    for _ in range(100):
        block = listed((paragraph("p"), block))
    given = document(block)
    indents = [
        int(e.get(W + "left") or 0)
        for e in part(packed(given), "word/numbering.xml").iter(W + "ind")
    ]
    assert max(indents) < 9070
    assert differences(given) == []


def test_what_cannot_be_told_apart_any_more_is_refused() -> None:
    block: model.Block = paragraph("innermost")
    for _ in range(230):
        block = quote(block)
    with pytest.raises(PackError, match="too deep"):
        packed(document(block))


def test_notes_within_notes_are_refused() -> None:
    given = document(
        paragraph("x", call(1)), notes=(note(1, paragraph("y", call(2))), note(2, paragraph("z")))
    )
    with pytest.raises(PackError, match="first called inside another note"):
        packed(given)


def test_a_note_may_call_one_of_the_text_again() -> None:
    notes = (note(1, paragraph("y"), calls=2), note(2, paragraph("z", call(1, 2))))
    assert differences(document(paragraph("x", call(1), call(2)), notes=notes)) == []


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\r", "\ufffe"])
def test_control_characters_are_refused(character: str) -> None:
    with pytest.raises(PackError, match=rf"U\+{ord(character):04X}"):
        packed(document(paragraph(f"a{character}b")))


def test_large_pictures_fit_the_page() -> None:
    wide = Picture("wide.png", "image/png", png(), 4000, 1000)
    tall = Picture("tall.png", "image/png", png(), 100, 9000)
    given = document(
        paragraph(image("wide", "wide.png"), image("tall", "tall.png")),
        pictures={"wide.png": wide, "tall.png": tall},
    )
    extents = [e for e in part(packed(given)).iter() if str(e.tag).endswith("}extent")]
    sizes = [(int(e.get("cx") or 0), int(e.get("cy") or 0)) for e in extents]
    assert all(width <= 9070 * 635 and height <= 14002 * 635 for width, height in sizes)
    assert sizes[0][0] == pytest.approx(4 * sizes[0][1], rel=0.001)


def test_what_word_cannot_show_is_shown_as_a_raster() -> None:
    parts = members(packed(RICH))
    assert "word/media/plan.svg" in parts
    assert "word/media/plan.png" in parts


def test_bookmarks_are_names_that_word_accepts() -> None:
    names = ("1st-aim", "a" * 60 + "1", "a" * 60 + "2", "naïve-日本", "_x")
    given = document(
        *(heading(2, name, name) for name in names),
        paragraph(*(link(f"#{name}", name) for name in names)),
    )
    found = [e.get(W + "name") or "" for e in part(packed(given)).iter(W + "bookmarkStart")]
    assert len(set(found)) == len(names)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in found)
    assert differences(given) == []


@pytest.mark.parametrize(
    ("language", "attribute", "font"),
    [
        ("en", "cs", "Arial"),
        ("ar", "cs", "Arial"),
        ("hi", "cs", "Nirmala UI"),
        ("th", "cs", "Leelawadee UI"),
        ("ja", "eastAsia", "Yu Gothic"),
        ("zh-Hant", "eastAsia", "Microsoft JhengHei"),
    ],
)
def test_the_default_fonts_have_the_languages_script(
    language: str, attribute: str, font: str
) -> None:
    styles = part(packed(document(paragraph("x"), language=language)), "word/styles.xml")
    fonts = next(styles.iter(W + "rFonts"))
    assert fonts.get(W + attribute) == font


# Room -----------------------------------------------------------------------------------------


def spacing(given: model.Document) -> list[tuple[str, str | None, str | None]]:
    """Paragraphs after the title, tables left out, with the space that they are given directly."""
    body = part(packed(given)).find(W + "body")
    assert body is not None
    found = []
    for each in body.iterfind(W + "p"):
        words = "".join(text.text or "" for text in each.iter(W + "t"))
        own = each.find(f"{W}pPr/{W}spacing")
        room = (None, None) if own is None else (own.get(W + "before"), own.get(W + "after"))
        found.append((words, *room))
    return found[1:]


def test_tables_have_room_above_and_below() -> None:
    bullets = model.List(None, True, (model.ListItem((paragraph("item"),), HERE),), HERE)  # noqa: FBT003
    given = document(bullets, table(("a",)), paragraph("after"), table(("b",)), bullets)
    assert spacing(given) == [("item", None, "160"), ("after", "240", None), ("item", "240", None)]


def test_a_header_row_does_not_stand_alone_at_the_foot_of_a_page() -> None:
    """LibreOffice then no longer repeats it."""
    header, row = part(packed(document(table(("a", "b"), ("1", "2"))))).iter(W + "tr")
    assert len(list(header.iter(W + "keepNext"))) == 2
    assert not list(row.iter(W + "keepNext"))


def test_a_heading_after_a_table_has_room_enough_of_its_own() -> None:
    assert spacing(document(table(("a",)), heading(2, "H"))) == [("H", None, None)]


def test_lines_of_a_contact_stay_together() -> None:
    content = (*inlines("Press office"), model.LineBreak(), *inlines("020 7946 0000"))
    each = (model.Paragraph(content, HERE, None, lines) for lines in Lines)
    package = packed(document(*each))
    styles = [style.get(W + "val") for style in part(package).iter(W + "pStyle")]
    assert styles[1:] == ["Contact", "Address", "Signature"]
    for style in part(package, "word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") in styles[1:]:
            assert style.find(f"{W}pPr/{W}keepLines") is not None


def test_a_number_alone_stands_close_to_what_it_numbers() -> None:
    given = document(listed(quote(paragraph("quoted")), paragraph("plain")))
    assert spacing(given) == [("", None, "0"), ("quoted", "0", None), ("plain", None, None)]
    [alone, *_] = part(packed(given)).iter(W + "numPr")
    assert alone.getparent().find(W + "keepNext") is not None  # type: ignore[union-attr]


def test_a_tight_list_is_tight_in_a_quotation_too() -> None:
    assert spacing(document(quote(listed(paragraph("a"))))) == [("a", "50", "50")]


# Columns --------------------------------------------------------------------------------------


def widths(*rows: tuple[str, ...]) -> tuple[int, ...]:
    given = table(*rows)
    return layout(given, 9070, measures_for(document(given), look("docx"))).widths


def test_columns_fill_the_page_exactly() -> None:
    for columns in (1, 3, 12, 40):
        assert sum(widths(("word",) * columns)) == 9070


def test_a_word_in_bold_has_room() -> None:
    """“Known” takes 733 twips in Arial Bold at 11 points."""
    *_, last = widths(("Name", "Value", "Known"), ("A row with a long name " * 9, "1" * 9, "yes"))
    assert last >= 733 + 2 * 108


def test_a_giant_word_takes_no_room_from_words_that_fit() -> None:
    giant = "x" * 60
    narrow, *wide = widths(("notes", "a", "b"), ("unreadable", giant, giant))
    assert narrow >= 10 * 100
    assert wide[0] == pytest.approx(wide[1], abs=1)


def test_east_asian_characters_are_wide_and_short_words_of_them_stay_whole() -> None:
    first, second = widths(("出発地", "x"), ("北門", "Mill Lane in the north"))
    assert first >= 3 * 220
    assert second > first
