"""Every document is published as text, whatever its words look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.content.job import TextOptions
from generator.document import model
from generator.findings.finding import has_errors
from generator.source import read_source
from tests.mutation.damage import seeded
from tests.text.documents import documents
from tests.text.facts import PLACES, notice
from tests.text.round_trip import LAYOUTS, is_published

CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.slow
@settings(max_examples=100, **CALM)  # type: ignore[arg-type]
@given(documents(), st.sampled_from(LAYOUTS))
def test_a_hostile_document_is_published(document: model.Document, layout: TextOptions) -> None:
    is_published(document, layout)


@pytest.mark.soak
@settings(max_examples=5000, **CALM)  # type: ignore[arg-type]
@given(documents(), st.sampled_from(LAYOUTS))
def test_thousands_of_hostile_documents_are_published(
    document: model.Document, layout: TextOptions
) -> None:
    is_published(document, layout)


def publish_notices(folder: Path, lines: int) -> None:
    """Publish notices that hold so many random lines of names, numbers and addresses."""
    source = folder / "notice.md"
    for number in range(lines // len(PLACES)):
        chance = seeded(f"facts {number}")
        source.write_text(notice(chance), encoding="utf-8")
        document, findings = read_source(source)
        assert not has_errors(findings), f"{source.read_text('utf-8')}\n{findings}"
        is_published(document, chance.choice(LAYOUTS))


@pytest.mark.slow
def test_lines_of_names_numbers_and_addresses_are_published(tmp_path: Path) -> None:
    publish_notices(tmp_path, lines=500)


@pytest.mark.soak
def test_ten_thousand_lines_of_names_numbers_and_addresses_are_published(tmp_path: Path) -> None:
    publish_notices(tmp_path, lines=10_000)
