"""Every document comes back from its text file as it went in, whatever its words look like."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.content.job import TextOptions
from generator.document import model
from tests.text.documents import documents
from tests.text.round_trip import LAYOUTS, comes_back

CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.slow
@settings(max_examples=100, **CALM)  # type: ignore[arg-type]
@given(documents(), st.sampled_from(LAYOUTS))
def test_a_hostile_document_comes_back(document: model.Document, layout: TextOptions) -> None:
    comes_back(document, layout)


@pytest.mark.soak
@settings(max_examples=5000, **CALM)  # type: ignore[arg-type]
@given(documents(), st.sampled_from(LAYOUTS))
def test_thousands_of_hostile_documents_come_back(
    document: model.Document, layout: TextOptions
) -> None:
    comes_back(document, layout)
