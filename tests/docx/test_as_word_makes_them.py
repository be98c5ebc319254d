"""What colleagues in Word, and their screen readers, expect of a document made by hand."""

from __future__ import annotations

import pytest

from generator.document import model
from generator.document.kinds import Alignment
from generator.document.pictures import Picture
from generator.packagers.docx.measures import measures_for
from generator.packagers.docx.tables import layout
from generator.rendering import look
from tests.docx.documents import (
    HERE,
    W,
    code,
    differences,
    document,
    heading,
    image,
    inlines,
    listed,
    members,
    packed,
    paragraph,
    part,
    quote,
    table,
    text,
)
from tests.docx.strategies import PICTURES, png


def widths(*rows: tuple[str, ...]) -> tuple[int, ...]:
    given = table(*rows)
    return layout(given, 9070, measures_for(document(given), look("docx"))).widths


def names_in_tables(given: model.Document) -> list[str]:
    """The bookmarks in the first cell of each table."""
    cells = (next(each.iter(W + "tc")) for each in part(packed(given)).iter(W + "tbl"))
    starts = ([each.get(W + "name") for each in cell.iter(W + "bookmarkStart")] for cell in cells)
    return [name or "" for [name] in starts]


def test_screen_readers_find_the_headers_of_a_table_by_its_bookmark() -> None:
    both = table(("Year", "Births"), ("2023", "10"), row_headers=True)
    columns = table(("A", "B"), ("1", "2"))
    given = document(heading(2, "Title 1", "title1"), both, columns)
    assert names_in_tables(given) == ["Title1_2", "ColumnTitle2"]
    bare = model.Row(tuple(model.Cell((), None, Alignment.START) for _ in range(2)), HERE)
    rows = model.Table(None, (bare,), both.rows, HERE)
    assert names_in_tables(document(rows)) == ["RowTitle1"]
    assert differences(given) == []


def test_the_description_is_the_summary() -> None:
    core = members(packed(document(paragraph("x"), summary=inlines("In ", text("short")))))
    assert b"<dc:description>In short</dc:description>" in core["docProps/core.xml"]


@pytest.mark.parametrize(("language", "bidi"), [("en-GB", 0), ("ar", 1)])
def test_the_defaults_carry_language_and_direction(language: str, bidi: int) -> None:
    styles = part(packed(document(paragraph("x"), language=language)), "word/styles.xml")
    defaults = styles.find(W + "docDefaults")
    assert defaults is not None
    assert len(list(defaults.iter(W + "bidi"))) == bidi
    [tag] = defaults.iter(W + "lang")
    assert {*tag.attrib.values()} == {language}


RULE = model.ThematicBreak(HERE)
FIVE: list[model.Block] = [paragraph("a"), RULE] * 5


def rules(given: model.Document) -> list[tuple[str, list[str]]]:
    """The paragraphs after the title, with the sides on which a rule is drawn."""
    body = part(packed(given)).find(W + "body")
    assert body is not None
    return [
        (
            "".join(each.text or "" for each in found.iter(W + "t")),
            [str(side.tag).removeprefix(W) for side in found.iterfind(f"{W}pPr/{W}pBdr/*")],
        )
        for found in list(body.iterfind(W + "p"))[1:]
    ]


def test_a_thematic_break_is_a_border_of_a_paragraph() -> None:
    given = document(paragraph("a"), RULE, paragraph("b"), RULE, paragraph("c"))
    assert rules(given) == [("a", ["bottom"]), ("b", []), ("c", ["top"])]
    assert differences(given) == []


@pytest.mark.parametrize(
    "given",
    [
        document(RULE, paragraph("a"), RULE, RULE, RULE),
        document(table(("a",)), RULE, table(("b",))),
        document(listed((paragraph("a"), RULE, paragraph("b"), RULE), (RULE, paragraph("c")))),
        document(quote(paragraph("a"), RULE, paragraph("b")), RULE, heading(2, "c"), RULE),
        document(code("a"), RULE, code("b"), RULE, listed(paragraph("c"))),
        document(*FIVE),
    ],
)
def test_a_thematic_break_is_read_back_wherever_it_stands(given: model.Document) -> None:
    assert differences(given) == []


def test_nothing_is_smaller_than_ten_points() -> None:
    wide = table(*(tuple(f"{word}{row}" for word in ["extraordinarily"] * 9) for row in range(2)))
    styles = part(packed(document(wide)), "word/styles.xml")
    assert min(int(size.get(W + "val") or 0) for size in styles.iter(W + "sz")) >= 20


def test_the_byline_has_room_below() -> None:
    styles = part(packed(document(paragraph("x"))), "word/styles.xml")
    [byline] = [s for s in styles.iter(W + "style") if s.get(W + "styleId") == "Byline"]
    [room] = byline.iter(W + "spacing")
    assert int(room.get(W + "after") or 0) >= 200
    assert list(byline.iter(W + "contextualSpacing"))


def test_pages_are_counted_on_the_side_where_lines_end() -> None:
    """As in the PDF: the title above where lines begin, the number below where they end."""
    styles = part(packed(document(paragraph("x"))), "word/styles.xml")
    sides = {
        style.get(W + "styleId"): [each.get(W + "val") for each in style.iter(W + "jc")]
        for style in styles.iter(W + "style")
    }
    assert (sides["Header"], sides["Footer"]) == ([], ["right"])


def test_a_picture_that_may_be_transparent_has_a_white_ground() -> None:
    photograph = Picture("photo.jpg", "image/jpeg", png(), 10, 10)
    given = document(
        paragraph(image("drawn"), image("photographed", "photo.jpg")),
        pictures={**PICTURES, "photo.jpg": photograph},
    )
    found = [e for e in part(packed(given)).iter() if str(e.tag).endswith("}spPr")]
    grounds = [[e.get("val") for e in each.iter() if e.get("val")] for each in found]
    assert grounds == [["FFFFFF"], []]


def test_words_of_an_arabic_header_stay_whole() -> None:
    words = ("المستخدمين", "المسؤوليات", "الخصوصية", "الاستفسارات")
    short, long = widths(words[:1] * 2), widths(words, words)
    assert sum(long) == sum(short)
    em = 22 * 10
    assert all(width - 216 > 0.7 * em * len(word) for width, word in zip(long, words, strict=True))
