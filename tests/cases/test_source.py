"""What the source says: meant as people write it, or told with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.checking import check
from generator.document.kinds import Scope
from generator.document.model import Document, Paragraph, Strong, Table
from generator.document.walk import plain_text
from generator.source import read
from tests.cases.cases import HERE, said


def document(name: str) -> Document:
    return read(HERE / name / "document.md").document


def test_no_space_stands_at_line_ends_between_chinese_letters() -> None:
    [first, *_] = document("cjk-line-ends").blocks
    assert isinstance(first, Paragraph)
    assert plain_text(first.content).startswith(
        "从四月起，图书馆每周日开放，时间为上午十点至下午四点。"
    )
    assert "English 卡片" in plain_text(first.content)


def test_a_korean_line_end_is_a_space(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 공지\nlang: ko\n---\n\n도서관은\n일요일에\n", encoding="utf-8")
    [first] = read(file).document.blocks
    assert isinstance(first, Paragraph)
    assert plain_text(first.content) == "도서관은 일요일에"


@pytest.mark.parametrize("name", ["cjk-emphasis", "cjk-line-ends"])
def test_words_are_bold_as_meant_where_writing_has_no_spaces(name: str) -> None:
    paragraphs = [block for block in document(name).blocks if isinstance(block, Paragraph)]
    strong = [
        plain_text(inline.content)
        for block in paragraphs
        for inline in block.content
        if isinstance(inline, Strong)
    ]
    assert strong == ["重要：", "“重点”"]
    assert "*" not in "".join(plain_text(block.content) for block in paragraphs)


def test_notes_and_brackets_may_follow_the_name_of_a_row() -> None:
    tables = [block for block in document("row-header-note").blocks if isinstance(block, Table)]
    for table in tables:
        assert [row.cells[0].scope for row in table.rows] == [Scope.ROW] * len(table.rows)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("caption-markup", ["6 markup-caption"]),
        ("lettered-lists", []),
        ("picture-width", ["8 markup-attribute"]),
        ("lines-joined", ["6 lines-joined", "10 lines-joined", "14 lines-joined"]),
        ("postcode-boxes", ["6 markup-boxes"]),
        (
            "silent-constructs",
            ["9 markup-foreign", *["11 markup-foreign"] * 3],
        ),
        ("unmarked-english", [f"{line} language-passage" for line in (2, 4, 6, 24, 26, 31, 33)]),
    ],
)
def test_what_was_silent_is_told_on_its_line(name: str, rules: list[str]) -> None:
    warned = [each for each in said(name) if "warning" in each]
    assert warned == [f"{line} warning[{rule}]" for line, rule in map(str.split, rules)]


def found(text: str, folder: Path) -> list[tuple[int | None, str, str]]:
    file = folder / "a.md"
    file.write_text(text, encoding="utf-8")
    return [(each.line, each.rule, each.hint) for each in check(file)[1]]


def test_a_colon_in_a_title_belongs_to_it(tmp_path: Path) -> None:
    text = "---\ntitle: Notice: Bob's road: closed\nlang: en\nsummary: Open: 9am\n---\n\nWords.\n"
    assert found(text, tmp_path) == []
    metadata = read(tmp_path / "a.md").document.metadata
    assert plain_text(metadata.title) == "Notice: Bob's road: closed"
    assert plain_text(metadata.summary or ()) == "Open: 9am"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("27/11/2026", "2026-11-27"),
        ("11/27/2026", "2026-11-27"),
        ("3.4.2026", "2026-04-03"),
        ("2026/11/27", "2026-11-27"),
        ("2026-1-7", "2026-01-07"),
        ("soon", "2026-05-03"),
    ],
)
def test_a_date_is_shown_as_it_should_be_written(written: str, meant: str, tmp_path: Path) -> None:
    text = f"---\ntitle: T\nlang: en\ndate: {written}\n---\n\nWords.\n"
    [(line, rule, hint)] = found(text, tmp_path)
    assert (line, rule) == (4, "front-matter-date")
    assert meant in hint


def test_a_numbered_line_in_capitals_hints_at_a_heading(tmp_path: Path) -> None:
    text = "---\ntitle: T\nlang: en\n---\n\n4. INTERNAL AUDIT\n\nThe audit was made.\n"
    [(line, rule, hint)] = found(text, tmp_path)
    assert (line, rule) == (6, "heading-numbered")
    assert "## 4\\. Internal audit" in hint


def test_a_row_of_dashes_that_is_too_short_is_counted(tmp_path: Path) -> None:
    text = "---\ntitle: T\nlang: en\n---\n\n| a | b | c |\n| --- | --- |\n| 1 | 2 | 3 |\n"
    [(line, rule, hint)] = [each for each in found(text, tmp_path) if each[1] == "table-text"]
    assert (line, rule) == (6, "table-text")
    assert "3 cells: | --- | --- | --- |" in hint


@pytest.mark.parametrize(
    "text",
    [
        "- **Jane Smith**\n- **Bob Jones**\n",
        "Yours sincerely\n\n**Jane Smith**\n\nChief Executive\n",
        "| Name |\n| --- |\n| **Jane Smith** |\n",
        "1. **Chair**\n\n   Jane Smith leads the meetings of the board.\n2. Others\n",
    ],
)
def test_a_bold_name_in_a_list_a_signature_or_a_cell_is_no_heading(
    text: str, tmp_path: Path
) -> None:
    whole = f"---\ntitle: T\nlang: en\n---\n\n{text}"
    assert "heading-bold" not in {rule for _, rule, _ in found(whole, tmp_path)}
