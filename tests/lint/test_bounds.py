"""No text takes the rules longer than its length allows: regular expressions that try everything
twice would."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.building.checking import check

LETTERS = 1500
SECONDS = 3.0
"""Of processor time; a rule that tries all ways to read such a text would take hours."""
PIECES = (
    "-", "- ", "|-", "| ", "_", "a_", "A ", "AB ", "ABCDEFGH ", "[a", "[insert ", "XX ", "X",
    "* a ", "“", "1. ", "1/", "a.", "./a", "](a.", "\t", "a\t", "a   ", "🎉", "!?", ". ", ".",
    "<a ", "see the ", "the menu on ", "1/2/", "1.2.", "http://https://", "â€", "a\u200b", "𝐀",
    "ab-", "a-1", "(a)[", "¹", "a* ", "the of and ", "и ", "+-", "=",
)  # fmt: skip
ENDS = ("x", "|x\n|-", "\n\nx")
PLACES = ("a | b\n{}", "![{}](chart.png)", "[{}](a)", "**{}**")


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_every_rule_is_done_in_bounded_time(piece: str, tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    for place in PLACES:
        for end in ENDS:
            text = place.format(piece * (LETTERS // len(piece)) + end)
            file.write_text(f"---\ntitle: T\nlang: en\n---\n\n{text}\n", encoding="utf-8")
            start = time.process_time()
            check(file)
            assert time.process_time() - start < SECONDS, (place, end)
