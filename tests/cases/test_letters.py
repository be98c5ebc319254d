"""Letters: those that typefaces lack, those that shapers make, and what other programs paste."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.building.build import build
from generator.building.checking import check
from generator.content.job import Options
from tests.cases.cases import published, said


def test_a_keycap_is_a_warning_as_other_pictures_of_a_font_are() -> None:
    assert said("keycap") == ["6 warning[font-character]"]
    published("keycap", ("pdf",))


def test_a_letter_that_no_font_draws_is_found_by_check(tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    file.write_text("---\ntitle: A letter\nlang: en\n---\n\nWords.\n\nབོདཡིག\n", encoding="utf-8")
    document, findings = check(file)
    assert document is None
    assert [(each.line, each.rule) for each in findings] == [
        (8, "font-character"),
        (8, "language-script"),
    ]
    document, findings = check(file, ("html", "docx", "epub", "txt"))
    assert document is not None
    assert [each.rule for each in findings] == ["language-script"]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_a_line_separator_is_found_on_its_line(character: str, tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    text = f"---\ntitle: Where\nlang: en\n---\n\nCivic Centre{character}High Street\n"
    file.write_text(text, encoding="utf-8", newline="")
    _, [found] = check(file)
    assert (found.line, found.rule) == (6, "control-character")
    assert "backslash" in found.hint
    assert said("line-separator") == ["6 error[control-character]"]


def test_a_base_letter_keeps_its_text_beside_accents_that_are_drawn_apart() -> None:
    pages = published("yoruba", ("pdf",)).pages
    assert "means a lesson; ask the office." in pages


def test_the_text_of_every_glyph_is_its_letter() -> None:
    """ISO 32000-1, 14.8.2.4: without ActualText, too, the words can be had."""
    data = published("yoruba", ("pdf",)).files["document.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts: Any = pdf.pages[0].Resources.Font
        for name in fonts.keys():  # noqa: SIM118 (pikepdf's)
            assert b"<200B>" not in fonts[name].ToUnicode.read_bytes()


@pytest.mark.parametrize(
    "words", ["น้ำดื่มทำเอง", "ນ້ຳດື່ມ ຄຳ", "ភ្នំពេញ កើត ឿ ៀ កោះ ៅ", "မြန်မာ ကြောင့်", "ትግርኛ፣ ቓል"]
)
def test_letters_that_a_shaper_parts_are_drawn(words: str, tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    file.write_text(f"---\ntitle: Words\nlang: en\n---\n\n{words}\n", encoding="utf-8")
    built = build(file, ("pdf",), Options(epoch=0))
    assert [each.rule for each in built.findings] == ["language-script"]


def test_what_a_drawing_says_counts_when_fonts_are_cut() -> None:
    assert not published("drawing-letters", ("pdf",)).findings


def test_a_letter_in_a_drawing_that_no_font_has_is_named(tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><title>ཀ</title>'
        '<text x="5" y="20">ཁ and <tspan>бв</tspan></text></svg>',
        encoding="utf-8",
    )
    file = tmp_path / "document.md"
    text = "---\ntitle: A chart\nlang: en\n---\n\n![Letters of two scripts](chart.svg)\n"
    file.write_text(text, encoding="utf-8")
    _, [found] = check(file)
    assert (found.line, found.rule, str(found.severity)) == (6, "font-character", "error")
    assert "chart.svg" in found.message
    assert "ཁ" in found.message
