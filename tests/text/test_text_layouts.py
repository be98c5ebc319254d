"""Plain text as asked for: wrapped, with tables as a grid, with the line ends of Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.content.job import TextOptions
from generator.packagers.text.columns import width, wrapped
from generator.source import read_source
from tests.text.round_trip import LAYOUTS as EVERY_LAYOUT
from tests.text.round_trip import VISIBLE, is_published, packed

LAYOUTS = Path(__file__).parent / "layouts"
NARROW = TextOptions(width=40)
CASES = {
    "wrapped": NARROW,
    "grid": TextOptions(tables="grid"),
    "narrow-grid": TextOptions(width=40, tables="grid"),
    "plain-headings": TextOptions(headings="plain"),
}
SOURCE_ENDS = "\n===== is written as =====\n"


@pytest.mark.golden
@pytest.mark.parametrize("name", CASES)
def test_a_layout_is_written_and_proven(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = LAYOUTS / f"{name}.txt"
    told = case.read_text(encoding="utf-8")
    source = told.partition(SOURCE_ENDS)[0]
    (tmp_path / "case.md").write_text(source, encoding="utf-8")
    document, _ = read_source(tmp_path / "case.md")
    is_published(document, CASES[name])
    found = f"{source.rstrip()}\n{SOURCE_ENDS}{packed(document, CASES[name]).translate(VISIBLE)}"
    if request.config.getoption("--accept"):
        case.write_text(found, encoding="utf-8")
    else:
        assert found == told


@pytest.mark.slow
@pytest.mark.parametrize("layout", EVERY_LAYOUT, ids=str)
def test_every_sample_is_published_in_it(samples: dict[str, Path], layout: TextOptions) -> None:
    for path in samples.values():
        document = drawn(read_source(path)[0])
        is_published(document, layout)


def test_no_line_is_wider_than_asked_for_but_for_long_words(samples: dict[str, Path]) -> None:
    document, _ = read_source(samples["announcement"])
    lines = packed(document, NARROW).splitlines()
    assert max(width(line.rstrip(" ")) for line in lines) <= 40
    assert len(lines) > len(packed(document).splitlines())


def test_line_ends_of_windows_change_nothing_else(samples: dict[str, Path]) -> None:
    document, _ = read_source(samples["notice-of-works"])
    text = packed(document, TextOptions(line_ends="crlf"))
    assert text.count("\r\n") == text.count("\n") > 10
    assert text.replace("\r\n", "\n") == packed(document)


def test_a_byte_order_mark_changes_nothing_else(samples: dict[str, Path]) -> None:
    document, _ = read_source(samples["notice-of-works"])
    text = packed(document, TextOptions(byte_order_mark=True))
    assert text == f"\ufeff{packed(document)}"


def test_a_line_ends_neither_in_a_telephone_number_nor_before_a_dash() -> None:
    lines = wrapped("Ring 01632 960999 or so – or 12. [Note 1] – 3", 9, 9)
    assert list(lines) == ["Ring ", "01632 960999 ", "or so – ", "or 12. ", "[Note 1] – ", "3"]


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("漢字", 4), ("e\u0301\u200d", 1), ("שלום", 4), ("", 0)]
)
def test_width_is_what_a_terminal_shows(text: str, columns: int) -> None:
    assert width(text) == columns
