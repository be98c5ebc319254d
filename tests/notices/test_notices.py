"""Law 9: what `check` accepts, `build` publishes; realistic notices, always the same ones."""

from __future__ import annotations

import pytest

from tests.notices.notice import notice
from tests.notices.runner import outcomes
from tests.notices.words import TONGUES

SHARDS = 10
EACH = 50
SOAK_SHARDS = 100
SOAK_EACH = 200
FORMATS = ("html", "docx", "epub")


def refusals(first: int, count: int, formats: tuple[str, ...]) -> list[str]:
    """The refused of some notices; most must have been accepted, or nothing was tried."""
    found = list(outcomes(range(first, first + count), formats))
    assert sum(each.accepted for each in found) > 0.7 * count
    return [f"seed {each.seed}: {each.refused}" for each in found if each.refused]


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_notices_without_errors_are_published(shard: int) -> None:
    assert refusals(shard * EACH, EACH, (FORMATS[shard % len(FORMATS)],)) == []


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(2))
def test_notices_without_errors_are_published_as_pdf(shard: int) -> None:
    assert refusals(shard * EACH // 2, EACH // 2, ("pdf",)) == []


@pytest.mark.soak
@pytest.mark.parametrize("shard", range(SOAK_SHARDS))
def test_thousands_of_notices_are_published(shard: int) -> None:
    first = 100_000 + shard * SOAK_EACH
    assert refusals(first, SOAK_EACH, (*FORMATS, "pdf")) == []


def test_the_notices_are_in_all_languages_and_the_same_each_time() -> None:
    made = [notice(seed) for seed in range(500)]
    assert {tag for each in made for tag in each.languages} == set(TONGUES)
    assert len(TONGUES) >= 20
    assert [notice(seed).text for seed in range(20)] == [each.text for each in made[:20]]
