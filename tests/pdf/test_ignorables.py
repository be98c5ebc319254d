"""Characters without a glyph, which a PDF does not hold, leave one space where two stood apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.job import Options


@pytest.mark.parametrize(
    "words",
    [
        "Open \u2060 20 hours",  # notice 121920, pasted from Word
        "Open \u200b \u200b 20 hours",
        "Open **\u2060 20** hours",
        "Open\u2060 20 \u2060 hours",
        "\u2060 Open 20 hours",
        "Open 20 hours \u2060",
        "Open\\\n\u2060 20 hours \u2060\\\nand more",
        "`Open \u2060 20` hours",
    ],
)
def test_no_space_is_counted_twice(words: str, tmp_path: Path) -> None:
    source = tmp_path / "hours.md"
    source.write_text(f"---\ntitle: Hours\nlang: en-GB\n---\n\n{words}\n", encoding="utf-8")
    built = build(source, options=Options(epoch=0))
    assert [each for each in built.findings if each.severity == "error"] == []
