"""Three documents as their tags tell them, to be read from top to bottom as a listener would.

`pytest tests/pdf/test_transcripts.py --accept` writes what it finds; read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.format_stages import as_read_in
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.job import Job, Options
from generator.packagers.pdf import make
from generator.source import read_source
from tests.pdf.support import tags

TRANSCRIPTS = Path(__file__).parent / "transcripts"


@pytest.mark.golden
@pytest.mark.parametrize("name", ["announcement", "consultation", "notice-of-works"])
def test_a_listener_meets_this(
    name: str, samples: dict[str, Path], pytestconfig: pytest.Config
) -> None:
    document, _ = read_source(samples[name])
    document = as_read_in(document, FORMATS["pdf"])
    told = tags(make(Job(document, add_text(document), Options())).data)
    golden = TRANSCRIPTS / f"{name}.txt"
    if pytestconfig.getoption("--accept"):
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")
