"""A source that hangs, or ends its worker, takes nothing with it."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.building.batch import Request
from generator.building.checking import Source
from generator.building.limited import WorkerEndedError
from generator.document.limits import Limits
from generator.findings.errors import SourceError
from generator.studio.settings import Settings
from generator.studio.work import Workshop
from tests.studio.conftest import NOTICE

pytestmark = pytest.mark.slow


def hang(_: Source, __: Request) -> None:
    """What a source that is never done with would do."""
    while True:
        pass


def grow(_: Source, __: Request) -> int:
    """What a source that takes all memory would do."""
    return len(b"x" * 2_000_000_000)


def end(_: Source, __: Request) -> None:
    os._exit(1)


@pytest.fixture
def small(settings: Settings, tmp_path: Path) -> Iterator[Workshop]:
    limits = Limits(seconds=1, memory_megabytes=1000)
    options = dataclasses.replace(settings.options, limits=limits)
    with Workshop(dataclasses.replace(settings, options=options), tmp_path / "drafts") as found:
        yield found


def test_the_next_document_is_served(small: Workshop, tmp_path: Path) -> None:
    (tmp_path / "road.md").write_text(NOTICE, encoding="utf-8")
    source = Source(tmp_path / "road.md", Path())
    small.check(source)  # which loads what it needs
    for task, rule in ((hang, "limit-time"), (grow, "limit-memory")):
        begun = time.monotonic()
        with pytest.raises(SourceError) as refused:
            small._quickly(source, task)  # noqa: SLF001
        assert [each.rule for each in refused.value.findings] == [rule]
        assert time.monotonic() - begun < 60
    with pytest.raises(WorkerEndedError):
        small._quickly(source, end)  # noqa: SLF001
    assert small.check(source).publishable
