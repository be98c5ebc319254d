"""Each case: a source, and its text file."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.source import read_source
from tests.text.round_trip import VISIBLE, is_published_in_every_layout, packed

CASES = Path(__file__).parent / "cases"
PICTURE = Path(__file__).parent.parent / "samples" / "pictures" / "dot.png"
SOURCE_ENDS = "\n===== is written as =====\n"


@pytest.mark.golden
@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_case_is_written_and_proven(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = case.read_text(encoding="utf-8")
    source = told.partition(SOURCE_ENDS)[0]
    (tmp_path / "dot.png").write_bytes(PICTURE.read_bytes())
    (tmp_path / "case.md").write_text(source, encoding="utf-8")
    document, _ = read_source(tmp_path / "case.md")
    is_published_in_every_layout(document)
    found = f"{source.rstrip()}\n{SOURCE_ENDS}{packed(document).translate(VISIBLE)}"
    if request.config.getoption("--accept", default=False):
        case.write_text(found, encoding="utf-8")
    else:
        assert found == told
