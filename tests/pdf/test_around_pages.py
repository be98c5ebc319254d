"""What stands at the head and foot of every page of a PDF is compared at build."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.proof.report import Reporter
from generator.proof.running_heads import compare_running_heads
from generator.reading_order import ReadingOrder

WANTED = ReadingOrder("T", "en", (), around_pages=("Page {page} of {pages}", "OFFICIAL"))
SOUND = ("T OFFICIAL Page 1 of 2", "T OFFICIAL Page 2 of 2")


def problems(expected: ReadingOrder, *pages: str) -> list[str]:
    reporter = Reporter(source="a.md", output="a.pdf", ours=True)
    compare_running_heads(expected, ReadingOrder("T", "en", (), around_pages=pages), reporter)
    return [each.rule for each in reporter.findings]


def test_what_is_on_every_page_is_found() -> None:
    assert problems(WANTED, *SOUND) == []


@pytest.mark.parametrize("lost", ["OFFICIAL", "Page 2 of 2", "of 2"])
def test_what_one_page_lacks_is_reported(lost: str) -> None:
    assert problems(WANTED, SOUND[0], SOUND[1].replace(lost, "")) == ["proof-running-head"]


def test_a_cover_shows_no_number() -> None:
    pages = "T OFFICIAL", SOUND[1]
    assert problems(WANTED, *pages) == ["proof-running-head"]
    assert problems(replace(WANTED, cover=True), *pages) == []
