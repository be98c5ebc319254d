"""Plain text as asked for: wrapped, with tables as a grid, with the line ends of Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.job import TextOptions
from generator.packagers.text.columns import width
from generator.source import read_source
from tests.text.round_trip import VISIBLE, comes_back, packed

LAYOUTS = Path(__file__).parent / "layouts"
NARROW = TextOptions(width=40)
GRID = TextOptions(tables="grid")
CASES = {"wrapped": NARROW, "grid": GRID, "narrow-grid": TextOptions(width=40, tables="grid")}
ASIDE = "\n===== is written as =====\n"


@pytest.mark.golden
@pytest.mark.parametrize("name", CASES)
def test_a_layout_is_written_and_read_back(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case = LAYOUTS / f"{name}.txt"
    told = case.read_text(encoding="utf-8")
    source = told.partition(ASIDE)[0]
    (tmp_path / "case.md").write_text(source, encoding="utf-8")
    document, _ = read_source(tmp_path / "case.md")
    comes_back(document, CASES[name])
    found = f"{source.rstrip()}\n{ASIDE}{packed(document, CASES[name]).translate(VISIBLE)}"
    if request.config.getoption("--accept"):
        case.write_text(found, encoding="utf-8")
    else:
        assert found == told


@pytest.mark.slow
@pytest.mark.parametrize("layout", [NARROW, GRID], ids=str)
def test_every_sample_comes_back_from_it(samples: dict[str, Path], layout: TextOptions) -> None:
    for path in samples.values():
        document, _ = read_source(path)
        comes_back(document, layout)


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


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("漢字", 4), ("e\u0301\u2060", 1), ("שלום", 4), ("", 0)]
)
def test_width_is_what_a_terminal_shows(text: str, columns: int) -> None:
    assert width(text) == columns
