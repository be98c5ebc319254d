"""Nothing is fetched but what was given (law 6)."""

from __future__ import annotations

import pytest

from generator.packagers.pdf.resources import MemoryFetcher
from tests.pdf.support import made


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///etc/passwd", "picture:y"]
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not part of the document"):
        MemoryFetcher({"picture:x": ("image/png", b"")}).fetch(address)


def test_a_picture_that_was_not_given_is_a_complaint() -> None:
    (complaint,) = made('<p><img src="picture:other.png" alt="x">words</p>').complaints
    assert "picture:other.png" in complaint
