"""Twice the size takes little over twice the time, whatever a document is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.growth.constructs import CONSTRUCTS

STEP = 2.3
"""The most between two sizes of which one is twice the other."""
SOME = {("table rows", "html"), ("notes", "docx"), ("sections", "epub"), ("list items", "txt")}
"""Those of `make test`, at smaller sizes."""


def steps(construct: str, name: str, *enough: str) -> tuple[dict[str, float], list[float]]:
    """The seconds of each size, and how much more each takes than the one before."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.growth", construct, name, *enough]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    times = list(told.values())
    return told, [later / earlier for earlier, later in pairwise(times)]


@pytest.mark.slow
@pytest.mark.parametrize(("construct", "name"), sorted(SOME))
def test_some_time_grows_with_size_and_no_faster(construct: str, name: str) -> None:
    """On a busy machine one measurement proves nothing; what grows too fast does so each time."""
    tries = (steps(construct, name, "0.1") for _ in range(3))
    seen = []
    for told, found in tries:
        if max(found) <= STEP:
            return
        seen.append(told)
    pytest.fail(f"time grew too fast at each try: {seen}")


@pytest.mark.soak
@pytest.mark.parametrize(
    ("construct", "name"),
    [(construct, name) for construct, each in CONSTRUCTS.items() for name in each.formats],
)
def test_time_grows_with_size_and_no_faster(construct: str, name: str) -> None:
    told, found = steps(construct, name)
    assert max(found) <= STEP, told
