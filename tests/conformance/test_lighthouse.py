"""Lighthouse gives the announcement full marks for accessibility and for best practices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .bites.html import SPECIMEN
from .pins import toolbox
from .test_gate import refuse
from .validators.processes import node, node_environment, pinned, run
from .validators.validator import MissingValidatorError

pytestmark = pytest.mark.slow

FULL_MARKS = {"accessibility": 1, "best-practices": 1}


@pytest.fixture(scope="module")
def report(
    built_samples: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What Lighthouse says of the announcement, and of a page with a fault."""
    folder = tmp_path_factory.mktemp("lighthouse")
    page = next(file for file in built_samples["announcement"] if file.suffix == ".html")
    broken = folder / "broken.html"
    SPECIMEN.write(broken, "no alternative text")
    try:
        pinned("lighthouse", toolbox().node_modules / "lighthouse")
        command = node("lighthouse", Path(__file__).with_name("lighthouse.js"))
        said = folder / "report.json"
        run([*command, said, page, broken], extra=node_environment("lighthouse"))
    except MissingValidatorError as missing:
        refuse(missing)
    return {Path(path).name: told for path, told in json.loads(said.read_text("utf-8")).items()}


def test_the_announcement_has_full_marks(report: dict[str, Any]) -> None:
    told = report["announcement.html"]
    assert told["scores"] == FULL_MARKS, told["failed"]


def test_a_fault_costs_marks(report: dict[str, Any]) -> None:
    assert report["broken.html"]["scores"]["accessibility"] < 1
