"""Our part of a page rises no more with their number than WeasyPrint's does; memory is bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf.cost import Cost

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = (17, 66, 17, 232, 17)
"""74, 284 and 996 pages; the short one in between, since a machine's speed changes."""

SLACK = 1.05
"""For the clock."""
MEBIBYTES = 1024


@pytest.mark.soak
def test_our_own_cost_is_linear_and_memory_is_bounded() -> None:
    costs = [measured(chapters) for chapters in CHAPTERS]
    short = [each for each in costs if each.pages < 100]
    for long in (each for each in costs if each.pages > 100):
        rise = long.bare / mean([each.bare for each in short])
        allowed = max(rise, 1) * SLACK
        assert long.ours <= mean([each.ours for each in short]) * allowed, costs
        assert long.reading <= mean([each.reading for each in short]) * allowed, costs
        assert long.memory < MEBIBYTES, costs
    assert max(each.pages for each in costs) > 950


def measured(chapters: int) -> Cost:
    """The cost in a process of its own, whose memory begins at nothing."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.pdf.cost", str(chapters)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def mean(values: list[float]) -> float:
    return sum(values) / len(values)
