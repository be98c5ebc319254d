"""A table too wide for its page turns it, and the page is turned back, as in the PDF."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pikepdf
import pytest

from generator.document import model
from generator.document.brand import Brand, Paper, Said
from tests.docx.documents import (
    Element,
    W,
    call,
    differences,
    document,
    heading,
    listed,
    note,
    packed,
    paragraph,
    part,
    quote,
    table,
)
from tests.docx.office import Office

WORDS = "Accommodation Administration Representation Implementation Responsibilities".split()
WIDE = table(("Place", *WORDS, *WORDS), ("North", *map(str, range(10))), caption="All")
NARROW = table(("a", "b"), ("1", "2"))


def pages(given: model.Document) -> list[tuple[str, list[str]]]:
    """The stretches of pages of one kind: which side they are turned, and what stands there."""
    body = part(packed(given)).find(W + "body")
    assert body is not None
    found: list[tuple[str, list[str]]] = []
    here: list[str] = []
    for each in body:
        ends = each if each.tag == W + "sectPr" else each.find(f"{W}pPr/{W}sectPr")
        if each.tag != W + "sectPr":
            here.append("table" if each.tag == W + "tbl" else words(each))
        if ends is not None:
            found.append((turned(ends), here))
            here = []
    return found


def words(each: Element) -> str:
    return "".join(text.text or "" for text in each.iter(W + "t"))


def turned(section: Element) -> str:
    size = section.find(W + "pgSz")
    assert size is not None
    across, down = (int(size.get(W + side) or 0) for side in "wh")
    assert (size.get(W + "orient") == "landscape") == (across > down)
    assert {across, down} == {11906, 16838}
    return "turned" if across > down else "upright"


def test_a_wide_table_takes_its_heading_and_caption_across_and_the_rest_stays_upright() -> None:
    given = document(paragraph("before"), heading(2, "Figures"), WIDE, paragraph("after"))
    assert pages(given) == [
        ("upright", ["The title", "before"]),
        ("turned", ["Figures", "All", "table", ""]),
        ("upright", ["after"]),
    ]
    assert differences(given) == []


CASES: dict[str, tuple[model.Document, list[tuple[str, list[str]]]]] = {
    "a narrow table": (document(NARROW), [("upright", ["The title", "table", ""])]),
    "nothing before": (
        document(WIDE, paragraph("a")),
        [("upright", ["The title", ""]), ("turned", ["All", "table", ""]), ("upright", ["a"])],
    ),
    "a table before": (
        document(NARROW, WIDE, paragraph("a")),
        [
            ("upright", ["The title", "table", ""]),
            ("turned", ["All", "table", ""]),
            ("upright", ["a"]),
        ],
    ),
    "one after the other": (
        document(paragraph("a"), WIDE, heading(2, "B"), WIDE, paragraph("c")),
        [
            ("upright", ["The title", "a"]),
            ("turned", ["All", "table", "", "B", "All", "table", ""]),
            ("upright", ["c"]),
        ],
    ),
    "nothing after": (
        document(paragraph("a"), WIDE),
        [("upright", ["The title", "a"]), ("turned", ["All", "table", ""])],
    ),
    "in a list, a quotation, a note": (
        document(paragraph("a", call(1)), listed((WIDE,)), quote(WIDE), notes=(note(1, WIDE),)),
        [("upright", ["The title", "a", "", "All", "table", "All", "table", ""])],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_pages_are_turned_for_the_table_alone(name: str) -> None:
    given, expected = CASES[name]
    assert pages(given) == expected
    assert differences(given) == []


def test_head_and_foot_stay_and_only_the_first_page_has_none_above() -> None:
    given = document(paragraph("a"), WIDE, paragraph("b"), WIDE, paragraph("c"))
    sections = list(part(packed(given)).iter(W + "sectPr"))
    assert len(sections) == 5
    parts = [[str(each.tag).removeprefix(W) for each in section] for section in sections]
    assert all({"headerReference", "footerReference"} <= set(each) for each in parts)
    assert ["titlePg" in each for each in parts] == [True, False, False, False, False]
    assert not any("pgNumType" in each for each in parts), "pages go on being counted"


@pytest.mark.slow
def test_libreoffice_turns_the_page_and_counts_on(office: Office, tmp_path: Path) -> None:
    given = document(paragraph("before"), WIDE, paragraph("after"), organisation="Council")
    (tmp_path / "wide.docx").write_bytes(packed(given))
    made = office.converted([tmp_path / "wide.docx"], "pdf", "turned")
    with pikepdf.open(made / "wide.pdf") as pdf:
        sides = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]
    shapes = ["turned" if across > down else "upright" for across, down in sides]
    assert [shape for shape, _ in groupby(shapes)] == ["upright", "turned", "upright"]
    assert len(shapes) == 3


def test_a_turned_table_fits_the_paper_of_a_brand() -> None:
    brand = Brand(Said("Westmoor"), paper=Paper.LETTER)
    given = replace(document(paragraph("a"), WIDE, paragraph("b")), brand=brand)
    [across] = part(packed(given)).iter(W + "tblW")
    assert int(across.get(W + "w") or 0) == 15840 - 2 * 1418
