"""A link to what a note begins with is no call of the note, and leads to its words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.job import Options
from tests.conftest import ROOT

SOURCE = """\
---
title: References into notes
lang: en-GB
---

The map[^map] is [](#shown), and [the map](#shown). The times[^times][^map] are [](#times).

A heading[^heading] stands in a note: [](#inside).

[^map]:
    ![Mill Lane](dot.png)

    Figure: The map {#shown}

[^times]:
    Table: Times {#times}

    | Day | From |
    |---|---|
    | Monday | 9 am |

    See [](#shown).

[^heading]:
    ## A heading inside {#inside}

    Words.
"""


@pytest.mark.parametrize("kind", ["ua-1", "ua-2"])
def test_what_a_note_begins_with_can_be_referred_to(kind: str, tmp_path: Path) -> None:
    """Found in random documents: the note's label was taken for where the link leads."""
    shutil.copy(next((ROOT / "tests" / "samples").rglob("*.png")), tmp_path / "dot.png")
    source = tmp_path / "notes.md"
    source.write_text(SOURCE, encoding="utf-8")
    built = build(source, ("pdf",), options=Options(epoch=0, pdf=kind))
    assert [finding for finding in built.findings if finding.severity == "error"] == []


def test_a_note_without_height_keeps_its_place(tmp_path: Path) -> None:
    """Found in random documents: calls of the next one seemed to lead to its label."""
    source = tmp_path / "notes.md"
    text = "---\ntitle: Notes\nlang: en-GB\n---\n\nOne[^1][^2].\n\n[^1]:\n    ---\n\n[^2]: Two.\n"
    source.write_text(text, encoding="utf-8")
    built = build(source, ("pdf",), options=Options(epoch=0))
    assert [finding for finding in built.findings if finding.severity == "error"] == []
