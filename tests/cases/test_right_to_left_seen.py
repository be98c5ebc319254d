"""Hebrew, Arabic and Urdu notices, as they are seen in all four visual formats.

What should be seen is what the bidirectional algorithm (UAX #9) makes of each line; telephone
numbers, codes and addresses keep the order of their groups.
"""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display

from generator.building.build import build
from generator.content.direction_marks import marked_text
from generator.content.job import Options
from tests.cases.seen import lines_seen, pages_of

pytestmark = pytest.mark.slow

FACTS = (
    "9:00–17:00", "020 7946 0000", "+44 20 7946 0123", "£12.50", "1,250 €", "20%", "5–8",
    "9:00-17:00", "-5", "2026-05-04", "2025–2026", "27.11.2026", "PL/2026/7", "office@example.org",
)  # fmt: skip
WORDS = {"he": "שעות", "ar": "ساعات", "ur": "اوقات", "fa": "ساعت"}


def notice(language: str) -> str:
    """Each fact in a paragraph, an item, a cell and a note, and in the contact."""
    word = WORDS[language]
    said = "\n\n".join(f"{word} {fact} {word}." for fact in FACTS)
    items = "\n".join(f"- {word} {fact}" for fact in FACTS)
    rows = "\n".join(f"| {word} | {fact} |" for fact in FACTS)
    notes = "\n".join(f"[^{number}]: {word} {fact}" for number, fact in enumerate(FACTS))
    calls = "".join(f" {word}[^{number}]" for number in range(len(FACTS)))
    return (
        f"---\ntitle: {word}\nlang: {language}\ncontact:\n  email: office@example.org\n"
        f'  telephone: "+44 20 7946 0000"\n---\n\n'
        f"{said}\n\n{items}\n\n| {word} | {word} |\n|---|---|\n{rows}\n\n{calls}\n\n{notes}\n"
    )


def displayed(text: str, language: str) -> str:
    """A line as UAX #9 displays it in right-to-left text."""
    return comparable(get_display(marked_text(text, arabic=language != "he"), base_dir="R"))


def comparable(seen: str) -> str:
    """A line with one sign for each run of right-to-left letters, which may be drawn as one."""
    kept: list[str] = []
    for letter in seen:
        if letter.isspace() or unicodedata.category(letter) == "Cf":
            continue
        sign = "§" if unicodedata.bidirectional(letter) in {"R", "AL", "NSM"} else letter
        if sign != "§" or kept[-1:] != ["§"]:
            kept.append(sign)
    return "".join(kept)


BOTH = ["he", "ar"]
"""In `make test`; the others are drawn by `make soak`."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=[] if each in BOTH else [pytest.mark.soak]) for each in WORDS],
)
def seen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, list[str]]]:
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "notice.md"
    source.write_text(notice(request.param), encoding="utf-8")
    files = build(source, options=Options(epoch=0)).files
    pages = pages_of(dict(files), folder)
    return request.param, {name: lines_seen(data) for name, data in pages.items()}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("name", ["html", "pdf", "docx", "epub"])
def test_a_line_is_seen_as_uax_9_says(
    name: str, fact: str, seen: tuple[str, dict[str, list[str]]]
) -> None:
    language, lines = seen
    word = WORDS[language]
    paragraph, cell = displayed(f"{word} {fact} {word}.", language), displayed(fact, language)
    shown = [comparable(line) for line in lines[name]]
    if name == "pdf" or language == "ur":
        # The glyphs of our PDF have their letters from /ActualText, and Nastaliq writes a word
        # downwards: of such lines only what is no letter is looked at.
        shown = [line.replace("§", "") for line in shown]
        paragraph = paragraph.replace("§", "")
    assert any(paragraph in line for line in shown)
    assert sum(cell in line for line in shown) >= 4, "in a paragraph, an item, a cell and a note"


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "epub"])
def test_a_telephone_number_is_seen_in_the_order_in_which_it_is_dialled(
    name: str, seen: tuple[str, dict[str, list[str]]]
) -> None:
    _, lines = seen
    found = [line for line in lines[name] if "+442079460000" in line or "+442079460123" in line]
    assert len(found) >= 4
