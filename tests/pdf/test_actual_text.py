"""/ActualText stands where glyphs do not give the words, and nowhere else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from generator.packagers.pdf.actual_text import _showing
from tests.pdf.support import made, tags

NARROW = "p { width: 5cm }"


def actual_texts(data: bytes) -> list[str]:
    """Each /ActualText of the pages, in the order of painting."""
    found: list[str] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                properties: Any = instruction.operands[-1] if instruction.operands else None
                if isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties:
                    found.append(str(properties.ActualText))
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words that go on <strong>over the end</strong> of a line, and over the next one.</p>",
        "<ul><li>An item</ul><ol><li>Another</ol>",
        "<p>A file that fits, an office, an affair.</p>",
    ],
)
def test_glyphs_that_give_the_words_need_none(body: str) -> None:
    assert actual_texts(made(body, css=NARROW).data) == []


@pytest.mark.parametrize(
    ("body", "instead"),
    [
        pytest.param("10\N{NO-BREAK SPACE}km or more", ["\N{NO-BREAK SPACE}"], id="no-break space"),
        pytest.param("E\N{NON-BREAKING HYPHEN}mail", ["\N{NON-BREAKING HYPHEN}"], id="hyphen"),
        pytest.param("one<br>two", ["\n"], id="line break"),
        pytest.param("Schiff\N{SOFT HYPHEN}fahrt", [], id="soft hyphen, not drawn"),
        pytest.param("Eine Donaudampf\N{SOFT HYPHEN}schifffahrts", [""], id="soft hyphen, drawn"),
        pytest.param("हिन्दी शब्द", ["हिन्दी शब्द"], id="reordered script"),
        pytest.param("שלום עולם", ["שלום עולם"], id="right to left"),
    ],
)  # fmt: skip
def test_it_says_no_more_than_what_glyphs_do_not_give(body: str, instead: list[str]) -> None:
    assert actual_texts(made(f"<p>{body}</p>", css="p { width: 3.6cm }").data) == instead


def test_one_kind_of_space_does_not_stand_for_all() -> None:
    """The first that is drawn would, in the font's own table of characters."""
    said = made("<p>10\N{NO-BREAK SPACE}km</p><p>plain words</p>").data
    assert actual_texts(said) == ["\N{NO-BREAK SPACE}"]


def test_a_space_that_the_end_of_a_line_swallows_is_no_part_of_the_code_before() -> None:
    data = made(
        "<p>Some words and <code>some code</code> of ours.</p>", css="p { width: 4.8cm }"
    ).data
    assert "'some code'\n    ' of ours.'" in tags(data)


def test_two_shifts_beside_each_other_are_two_numbers() -> None:
    """“0.00.0” is no number, and no reader shows a page that holds it (notice 100490)."""
    shown = _showing([b"<01>", b"<02>", b"0.0", b"0.0", b"<03>"])
    assert shown == [b"[<0102>0.0 0.0<03>] TJ"]
