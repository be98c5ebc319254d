"""Pages as Chromium lays them out: from 320 px to paper no word is cut off, what moves is in sight.

`laid_out/` has the sources; all samples are judged in the same way by the conformance gate.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import html
from generator.source import read_source
from tests.conformance.test_gate import installed
from tests.conformance.validators.layout import Layout

pytestmark = pytest.mark.slow

SOURCES = sorted((Path(__file__).parent / "laid_out").glob("*.md"))


@pytest.fixture(scope="module")
def remarks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What Chromium's layout of each page leaves to be desired."""
    folder = tmp_path_factory.mktemp("pages")
    files = {source.stem: folder / f"{source.stem}.html" for source in SOURCES}
    for source in SOURCES:
        document = drawn(read_source(source)[0])
        files[source.stem].write_bytes(html.pack(Job(document, add_text(document), Options())).data)
    with installed():
        Layout().version()
    said = Layout().judge([*files.values()])
    return {
        name: [f"{each.rule}: {each.message} {each.where}" for each in said[file]]
        for name, file in files.items()
    }


@pytest.mark.parametrize("name", [source.stem for source in SOURCES])
def test_a_page_leaves_nothing_to_be_desired(name: str, remarks: dict[str, list[str]]) -> None:
    assert remarks[name] == []
