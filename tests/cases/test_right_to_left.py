"""Right-to-left text: what is seen is what the bidirectional algorithm (UAX #9) makes of it."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from bidi import get_display

from generator.building.build import build
from generator.content.direction_marks import marked_text
from generator.content.job import Options
from generator.readback.pdf.visibility import says
from tests.cases.cases import published

MARKS = re.compile("[\u200e\u200f]")


def seen(text: str) -> str:
    """A line as it stands on the page, from left to right."""
    return MARKS.sub("", get_display(marked_text(text, arabic=is_arabic(text)), base_dir="R"))


def is_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) == "AL" for letter in text)


@pytest.mark.parametrize(
    ("written", "seen_as"),
    [
        ("טלפון +44 20 7946 0000.", "+44 20 7946 0000"),
        ("חייגו *6050 או 020 7946 0000, 030 123 4567", "030 123 4567 ,020 7946 0000"),
        ("(01632) 960 999 או 03-6958000", "(01632) 960 999"),
        ("اتصل على 020-7946-0000 الآن", "020-7946-0000"),
        ("اتصل على 07700 900123 ext. 12 الآن", "07700 900123 ext. 12"),
        ("סכום 1 250 000 ₪", "1 250 000"),
        ("קוד 26/01234/OUT.", "26/01234/OUT"),
        ("שפות C++ ו-C#.", "C++"),
        ("ראו https://example.org/ עד 9:00", "https://example.org/"),
        # Ranges, lists, sums and dates are read from right to left.
        ("שעות 9:00–17:00", "17:00–9:00"),
        ("פריטים 1, 2, 3", "3 ,2 ,1"),
        ("חשבון 2 + 3 = 5", "5 = 3 + 2"),
        ("בשנים 2025–2026", "2026–2025"),
        ("בתאריך 27.11.2026", "27.11.2026"),
        ("שעות 9:00-17:00", "9:00-17:00"),
        ("طالت 9:00-17:00", "17:00-9:00"),
        ("طالت 9:00–17:00", "17:00–9:00"),
        # A number keeps its signs where they are written, whatever letter stands before it.
        ("טמפרטורה -5", "-5"),
        ("הפרש −£12.50.", "−£12.50"),
        ("السعر £12.50 الآن", "£12.50"),
        ("خصم 20% اليوم", "20%"),
        ("الحرارة -5.", "-5"),
        ("بتاريخ 2026-05-04 فقط", "2026-05-04"),
        ("بتاريخ 27-11-2026 فقط", "27-11-2026"),
    ],
)
def test_a_line_is_seen_as_its_readers_expect(written: str, seen_as: str) -> None:
    assert seen_as in seen(written)


def test_text_without_such_numbers_gets_no_marks() -> None:
    for text in ("שעות 9:00–17:00", "1, 2, 3", "2 + 3 = 5", "בין 10 ל-12", "£5 או 20%", "AB-12"):
        assert marked_text(text, arabic=False) == text


@pytest.mark.parametrize(
    "number", ["20%", "£12.50", "-5", "9:00-17:00", "2026-05-04", "9:00–17:00"]
)
def test_a_number_in_arabic_is_seen_the_same_with_and_without_words_before_it(number: str) -> None:
    marked = marked_text(number, arabic=True)
    alone = MARKS.sub("", get_display(marked, base_dir="R"))
    among_words = MARKS.sub("", get_display(f"ساعة {marked} ساعة", base_dir="R"))
    assert alone in among_words


def test_hours_in_a_cell_are_published_in_all_formats() -> None:
    assert len(published("rtl-range").files) == 5


def test_a_telephone_number_in_running_text_keeps_its_order() -> None:
    outputs = published("rtl-phone", ("html", "pdf", "docx", "epub"))
    number = "\u200e+44 20 7946 0000\u200e"
    assert number in outputs.text("html")
    assert number in document_xml(outputs.files["document.docx"])
    with ZipFile(BytesIO(outputs.files["document.epub"])) as epub:
        assert number in epub.read("EPUB/text/1.xhtml").decode()
    assert "+44 20 7946 0000" in MARKS.sub("", outputs.pages)


def document_xml(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize(
    "words",
    [
        "1, 2, 3",
        "2 + 3 = 5",
        "**9:00–17:00**",
        "`10–12`",
        "[020 7946 0000](tel:02079460000)",
        "**12**–30",
        "10 %",
        "(5)",
        "A4 – 10–20",
        "*[1, 2](https://example.org/)*",
        "20[^n]",
    ],
)
def test_numbers_alone_are_published_in_all_formats(words: str, tmp_path: Path) -> None:
    note = "\n[^n]: הערה 5\n" if "[^n]" in words else ""
    file = tmp_path / "document.md"
    table = f"| יום | שעות |\n| --- | --- |\n| ראשון | {words} |\n"
    text = f"---\ntitle: שעות\nlang: he\n---\n\n{words}\n\n- {words}\n\n{table}{note}"
    file.write_text(text, encoding="utf-8")
    build(file, options=Options(epoch=0))


def test_the_proof_still_notices_other_numbers() -> None:
    assert says("17:00–9:00", "9:00–17:00")
    assert says("9:00–17:00", "9:00–17:00")
    assert not says("17:09–00:0", "9:00–17:00")
    assert not says("71:00–9:00", "9:00–17:00")


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    file = tmp_path_factory.mktemp("notice") / "notice.md"
    file.write_text(
        "---\ntitle: שעות\nlang: he\n---\n\nמחיר 20[^n] שקל, `--option 5`.\n\n"
        "```\ncode 1 2\n```\n\n"
        "::: {lang=en}\nEnglish words.\n:::\n\n[^n]: הערה.\n",
        encoding="utf-8",
    )
    return dict(build(file, options=Options(epoch=0)).files)


def test_the_call_of_a_note_does_not_join_the_number_before_it(notice: dict[str, bytes]) -> None:
    assert re.search("20\u200f<sup>", notice["notice.html"].decode())


def test_code_runs_from_left_to_right(notice: dict[str, bytes]) -> None:
    page = notice["notice.html"].decode()
    assert '<code dir="ltr">--option 5</code>' in page
    assert '<pre dir="ltr">' in page


def test_readers_turn_the_pages_from_the_right(notice: dict[str, bytes]) -> None:
    """ISO 32000-1, 12.2, table 150."""
    with pikepdf.open(BytesIO(notice["notice.pdf"])) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_paragraphs_that_a_colleague_adds_in_word_run_as_the_document(
    notice: dict[str, bytes],
) -> None:
    with ZipFile(BytesIO(notice["notice.docx"])) as package:
        styles = package.read("word/styles.xml").decode()
    assert re.search(r"<w:pPrDefault>\s*<w:pPr>\s*<w:bidi/>", styles)
    assert '<w:bidi w:val="0"/>' in document_xml(notice["notice.docx"])
