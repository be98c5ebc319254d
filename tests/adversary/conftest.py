"""The notice that is damaged, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.build import Built, build
from generator.content.job import Options

SOURCE = Path(__file__).with_name("notice.md")


@pytest.fixture(scope="package")
def built() -> Built:
    """The five files of the notice."""
    return build(SOURCE, options=Options(epoch=0))
