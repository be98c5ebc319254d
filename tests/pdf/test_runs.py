"""Words that layout parts without a space are told to be one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from generator.building.build import build
from generator.packagers.pdf.runs import Run, note_broken_words
from generator.packagers.pdf.weasy import DrawnBox

WIDE, HIGH = 40.0, 16.0


def drawn(words: str, left: float, top: float) -> Run:
    """A run of words at a place of page 1, in CSS pixels."""
    box = SimpleNamespace(
        position_x=left, width=WIDE, height=HIGH, text=words,
        content_box_x=lambda: left, content_box_y=lambda: top,
    )  # fmt: skip
    return Run(DrawnBox(1, box, None, "", None), words)


@pytest.mark.parametrize(
    ("left", "top", "broken"),
    [
        pytest.param(WIDE, 0, False, id="on one line, touching"),
        pytest.param(WIDE, 5, False, id="on one line, a little lower: small type"),
        pytest.param(WIDE + 9, 0, True, id="on one line, with a silent picture between"),
        pytest.param(0, HIGH, True, id="on the next line"),
        pytest.param(WIDE, HIGH, True, id="on the next line, below where the first ended"),
    ],
)
def test_words_are_broken_where_they_do_not_touch(left: float, top: float, broken: bool) -> None:  # noqa: FBT001
    first, second = drawn("some", 0, 0), drawn("body", left, top)
    note_broken_words([(first, False), (second, False)])
    assert first.broken == broken


BREAKS = {
    "between pictures": "Words ![First](dot.png)  \n![Second](dot.png) end.",
    "before two pictures": "![First](dot.png)\\\n![Second](dot.png) ![Third](dot.png)",
    "after a picture": "![First](dot.png)  \nand words ![Second](dot.png)",
}


@pytest.mark.slow
@pytest.mark.parametrize("body", BREAKS.values(), ids=BREAKS)
def test_a_break_beside_pictures_swallows_no_space(body: str, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "red").save(tmp_path / "dot.png")
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: Breaks\nlang: en-GB\n---\n\n{body}\n", encoding="utf-8")
    assert build(source, ["pdf"]).files
