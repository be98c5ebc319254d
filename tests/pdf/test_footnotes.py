"""Why notes stand at the end of a PDF: what WeasyPrint's footnotes cannot do.

A footnote area is laid out as one block that no page end may part. Where a note is taller than
its page, its first lines are set above the page, where nobody sees them; and calls of one note
from two places make two notes. When the first test fails, notes may go to the foot of the page.
"""

from __future__ import annotations

from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

STYLE = "<style>@page { size: 8cm; margin: 1cm } .note { float: footnote }</style>"


def words_by_place(body: str) -> list[tuple[float, str]]:
    """Each stretch of words with how far down its page it stands."""
    document = weasyprint.HTML(string=STYLE + body).render()
    stack: list[Any] = [page._page_box for page in document.pages]  # noqa: SLF001
    found = []
    while stack:
        box = stack.pop()
        found += [(box.position_y, box.text)] if isinstance(box, boxes.TextBox) else []
        stack.extend(box.children)
    return found


def test_a_note_that_is_taller_than_a_page_is_set_above_it() -> None:
    note = " ".join(f"word{number}" for number in range(300))
    found = words_by_place(f"<p>Called.<span class=note>{note}</span></p>")
    assert [words for place, words in found if place < 0 and "word" in words]


def test_a_note_that_fits_is_set_on_the_page() -> None:
    found = words_by_place("<p>Called.<span class=note>word</span></p>")
    assert not [words for place, words in found if place < 0]


def test_a_second_call_makes_a_second_note() -> None:
    called = "<p>Called.<span class=note id=one>word</span></p>"
    assert [words for _, words in words_by_place(called * 2) if words == "word"] == ["word"] * 2
