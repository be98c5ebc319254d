"""What several tests of Word documents need."""

from __future__ import annotations

import pytest

from tests.docx.office import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, whose profile is made once."""
    return Office(tmp_path_factory.mktemp("office"))
