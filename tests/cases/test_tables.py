"""Tables: what names their rows and columns, and how they stand on paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import build
from generator.building.checking import check
from generator.content.job import Options
from generator.findings.errors import AnnounceError
from generator.readback.pdf.interpreter import Interpreter
from tests.cases.cases import HERE, drawn_text, published, said


def test_an_empty_corner_below_a_header_of_several_columns_is_published() -> None:
    """Found by random documents, in web pages and e-books."""
    assert said("empty-corner") == []
    assert published("empty-corner").findings == ()


def test_an_empty_header_cell_heads_nothing() -> None:
    assert said("empty-header") == ["6 warning[table-header-empty]", "6 advice[table-caption]"]
    assert "<td></td>" in published("empty-header").text("html")


def test_cells_over_whole_rows_have_the_headers_of_all_columns() -> None:
    """Found by random documents, in web pages and e-books."""
    assert said("subheadings") == ["10 warning[table-span]", "12 warning[table-span]"]
    assert 'headers="' in published("subheadings").text("html")


def test_references_may_lead_to_a_table_with_which_a_note_begins() -> None:
    """Found by random documents, in the PDF."""
    assert said("table-in-note") == []
    assert published("table-in-note").findings == ()


def test_a_caption_that_a_link_leads_to_may_have_a_break_after_a_call() -> None:
    """Found by random documents, in the PDF."""
    assert said("call-before-break") == []
    assert published("call-before-break").findings == ()


@pytest.mark.parametrize(
    "header", ["| | Day | |", "| Day | | |", "| | | Day |", "| Day | ![](dot.png) | &#32; |"]
)
def test_empty_header_cells_anywhere_are_published(header: str, tmp_path: Path) -> None:
    dot = Path(__file__).parents[1] / "samples" / "pictures" / "dot.png"
    (tmp_path / "dot.png").write_bytes(dot.read_bytes())
    file = tmp_path / "document.md"
    rows = "| --- | --- | --- |\n| Monday | open | |\n| | shut | late |"
    file.write_text(f"---\ntitle: Rota\nlang: en\n---\n\n{header}\n{rows}\n", encoding="utf-8")
    assert check(file)[0] is not None
    build(file, options=Options(epoch=0))


def lines(pdf: bytes) -> list[str]:
    """The lines of a PDF, with one space where columns are apart."""
    return [" ".join(line.split()) for line in drawn_text(pdf).splitlines() if line.strip()]


def test_no_amount_is_broken_in_a_wide_table() -> None:
    drawn = " ".join(lines(published("wide-money", ("pdf",)).files["document.pdf"]))
    for amount in re.findall(r"-?£[\d,]+", (HERE / "wide-money" / "document.md").read_text()):
        assert amount in drawn


def test_a_table_that_does_not_fit_turns_its_page_alone(tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    table = (HERE / "wide-money" / "document.md").read_text(encoding="utf-8")
    words = "Words of the usual length fill a line of the page, and more than three lines. " * 5
    front, _, body = table.partition("\n---\n")
    file.write_text(f"{front}\n---\n\n{words}\n\n{body}\n{words}\n", encoding="utf-8")
    built = build(file, ("pdf",), Options(epoch=0))
    with pikepdf.open(BytesIO(built.files["document.pdf"])) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    assert [box[2] > box[3] for box in boxes] == [False, True, False]


@pytest.mark.parametrize("columns", [6, 8, 10, 12, 14])
def test_numbers_of_all_kinds_stay_whole_at_any_number_of_columns(
    columns: int, tmp_path: Path
) -> None:
    facts = ["£1,250,000", "27/11/2026", "9:00–17:00", "01632 960999", "−12.5 %", "1 250 000 €"]
    row = (facts * 3)[:columns]
    file = tmp_path / "document.md"
    names = " | ".join(f"Name {number}" for number in range(columns))
    table = f"| {names} |\n|{' --- |' * columns}\n| {' | '.join(row)} |\n"
    file.write_text(f"---\ntitle: Facts\nlang: en\n---\n\n{table}", encoding="utf-8")
    try:
        built = build(file, ("pdf",), Options(epoch=0))
    except AnnounceError as error:
        [found] = [each for each in error.findings if each.severity == "error"]
        assert (found.rule, found.line) == ("pdf-table", 6)
        return
    drawn = " ".join(lines(built.files["document.pdf"]))
    assert all(fact in drawn for fact in row)


def test_every_column_of_a_crowded_table_is_on_paper() -> None:
    data = published("print-wide-table", ("pdf",)).files["document.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        reader = Interpreter()
        for number, page in enumerate(pdf.pages, start=1):
            content = reader.page(page, number)
            left, _, right, _ = content.visible_area
            for piece in content.pieces:
                assert left < piece.box[0] <= piece.box[2] < right


@pytest.mark.parametrize("duties", [40, 300, 420, 480, 560, 640, 699, 1500])
def test_a_row_taller_than_a_page_goes_on_below_the_header_row(duties: int, tmp_path: Path) -> None:
    words = (HERE / "tall-row" / "document.md").read_text(encoding="utf-8")
    cell = " ".join(f"duty{number}" for number in range(1, duties + 1))
    file = tmp_path / "document.md"
    file.write_text(re.sub("duty1 [^|]*", f"{cell} ", words), encoding="utf-8")
    data = build(file, ("pdf",), Options(epoch=0)).files["document.pdf"]
    pages = drawn_text(data).split("\f")[:-1]
    assert len(pages) <= 1 + duties // 300
    for page in pages:
        assert re.search(r"Topic\s+Duties", page)


def test_a_header_row_taller_than_a_page_is_reported_once(tmp_path: Path) -> None:
    """Not with the words and links that are lost with it, nor as a fault of ours."""
    file = tmp_path / "document.md"
    table = f"| {'word ' * 1500}| Cost |\n|---|---|\n| Houses | 5 |\n"
    file.write_text(f"---\ntitle: Facts\nlang: en\n---\n\n{table}", encoding="utf-8")
    with pytest.raises(AnnounceError) as caught:
        build(file, ("pdf",), Options(epoch=0))
    [found] = [each for each in caught.value.findings if each.severity == "error"]
    assert (found.rule, found.line) == ("pdf-table", 6)
