"""What a screen reader says of five documents, kept as text in `heard` to be read by people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.building.format_stages import siblings
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import html
from generator.source import read_source

from .pins import toolbox
from .test_gate import refuse
from .validators.processes import node, node_environment, pinned, run
from .validators.validator import MissingValidatorError

pytestmark = [pytest.mark.slow, pytest.mark.golden]

HEARD = Path(__file__).parent / "heard"
DOCUMENTS = ("announcement", "consultation", "front-matter-full", "languages", "notice-of-works")
SIZES = {"pdf": (84_000, 2), "docx": (15_000, None), "epub": (42_000, None), "txt": (2_000, None)}
"""Of the other formats: fixed, so that only what is said of them counts."""


@pytest.fixture(scope="module")
def said(
    samples: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The phrases of each document's page."""
    folder = tmp_path_factory.mktemp("heard")
    pages = [_write(folder, samples[name]) for name in DOCUMENTS]
    try:
        pinned("listening", toolbox().node_modules / "@guidepup")
        command = node("listening", Path(__file__).with_name("listen.js"))
        report = folder / "report.json"
        run([*command, report, *pages], extra=node_environment("listening"))
    except MissingValidatorError as missing:
        refuse(missing)
    return {Path(path).stem: told for path, told in json.loads(report.read_text("utf-8")).items()}


def _write(folder: Path, source: Path) -> Path:
    document, _ = read_source(source)
    page = folder / f"{source.stem}.html"
    job = Job(document, add_text(document, siblings(SIZES, source.stem)), Options())
    page.write_bytes(html.pack(job).data)
    return page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_listener_hears(
    name: str, said: dict[str, list[str]], request: pytest.FixtureRequest
) -> None:
    golden, told = HEARD / f"{name}.txt", "\n".join(said[name]) + "\n"
    if request.config.getoption("--accept"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_nothing_is_kept_that_nobody_says() -> None:
    assert {golden.stem for golden in HEARD.iterdir()} == set(DOCUMENTS)
