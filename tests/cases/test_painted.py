"""PDFs as programs read them that know no tags: letters in the order in which they are painted."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from tests.cases.cases import published


def painted(name: str) -> str:
    """The text of a case's PDF, as PDFium finds it, line by line."""
    with pdfium.PdfDocument(published(name, ("pdf",)).files["document.pdf"]) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize(
    "item",
    ["1. First step.", "2. Second step.", "3. Third step.", "• loose bullet", "2. tight two"],
)
def test_a_marker_is_painted_before_the_words_of_its_item(item: str) -> None:
    lines = [" ".join(line.split()) for line in painted("marker-order").splitlines()]
    assert item in lines


def test_words_with_soft_hyphens_can_be_found() -> None:
    text = painted("soft-hyphens")
    assert "\u00ad" not in text
    assert "Donaudampfschifffahrtsgesellschaft" in text
