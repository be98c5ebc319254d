"""Each case: a source, its text file, and the outline that is read back from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.outline import as_text
from generator.readback.text import read_back
from generator.source import read_source
from tests.text.round_trip import VISIBLE, comes_back_from_every_layout, packed

CASES = Path(__file__).parent / "cases"
PICTURE = Path(__file__).parent.parent / "samples" / "pictures" / "dot.png"
SOURCE_ENDS, TEXT_ENDS = "\n===== is written as =====\n", "\n===== and read back as =====\n"


@pytest.mark.golden
@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_case_is_written_and_read_back(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = case.read_text(encoding="utf-8")
    source = told.partition(SOURCE_ENDS)[0]
    (tmp_path / "dot.png").write_bytes(PICTURE.read_bytes())
    (tmp_path / "case.md").write_text(source, encoding="utf-8")
    document, _ = read_source(tmp_path / "case.md")
    comes_back_from_every_layout(document)
    text = packed(document)
    outline = "\n".join(as_text(read_back(text.encode())))
    found = f"{source.rstrip()}\n{SOURCE_ENDS}{text.translate(VISIBLE)}{TEXT_ENDS}{outline}\n"
    if request.config.getoption("--accept", default=False):
        case.write_text(found, encoding="utf-8")
    else:
        assert found == told
