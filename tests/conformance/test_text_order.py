"""Readers who do not ask for tags get the words in the order of the tags, page by page.

Four extractors are compared with the tag tree, on every sample: every character in order, a space
wherever words part, and none within words but where the line breaks or a raised number stands, or
in a drawing. Artifacts stand at the end of each page and are left out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building.build import build

from .extractors import EXTRACTORS, tagged, words
from .test_gate import refuse
from .validators.validator import MissingValidatorError

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

OTHERWISE = {
    "arabic": set(EXTRACTORS),
    "contacts": set(EXTRACTORS),  # for its Arabic lines
    "directions": set(EXTRACTORS),
    "header-rows": {"pdfjs"},  # which puts no space between rows after a raised sign
    "header-rows-hebrew": set(EXTRACTORS),
    "hebrew": set(EXTRACTORS),
    "hindi": {"mupdf", "pdfjs"},
    "planning-notice": {"pdfium", "pdfjs"},  # for headers at the foot of two header rows
}
"""Who turns a script into an order of its own: none gives the words of right-to-left lines in
logical order; MuPDF doubles letters and pdf.js leaves ActualText out of what is reordered."""


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_the_text_of_each_page_is_in_the_order_of_the_tags(
    extractor: str, built_samples: dict[str, list[Path]]
) -> None:
    files = [
        path
        for name, paths in built_samples.items()
        for path in paths
        if path.suffix == ".pdf" and extractor not in OTHERWISE.get(name, ())
    ]
    try:
        found = EXTRACTORS[extractor](files)
    except MissingValidatorError as missing:
        refuse(missing)
    differences = [
        f"{file.name}, page {number}: {difference}"
        for file in files
        for number, (page, text) in enumerate(zip(tagged(file), found[file], strict=True), start=1)
        if (difference := page.difference(words(text)))
    ]
    assert differences == []


SOFT_HYPHENS = """---
title: Words and their hyphens
lang: de
---

Eine Donau&shy;dampf&shy;schiff&shy;fahrts&shy;gesell&shy;schaft
und noch eine Donau&shy;dampf&shy;schiff&shy;fahrts&shy;gesell&shy;schaft.

Gewöhnlich: Siebzehn‑achtzehn, **Stoff&shy;lager**, Büffel.
"""
MAY_LACK = {"pdfjs": "Siebzehn‑achtzehn"}
"""pdf.js takes what glyphs say: a hyphen, which finds no no-break hyphen."""


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_words_with_soft_hyphens_are_found(extractor: str, tmp_path: Path) -> None:
    source = tmp_path / "words.md"
    source.write_text(SOFT_HYPHENS, encoding="utf-8")
    file = tmp_path / "words.pdf"
    file.write_bytes(build(source, ["pdf"]).files["words.pdf"])
    try:
        [page] = EXTRACTORS[extractor]([file])[file]
    except MissingValidatorError as missing:
        refuse(missing)
    words_of_page = {word.strip(".,:") for word in page.split()}
    for word in ("Donaudampfschifffahrtsgesellschaft", "Siebzehn‑achtzehn", "Stofflager", "Büffel"):
        assert word in words_of_page or MAY_LACK.get(extractor) == word


def test_a_difference_is_noticed() -> None:
    page = words("First second. Third")
    page.may.add(2)
    for same in ("First\nsecond. Third", "Fi rst second. Third Page 1 of 2"):
        assert not page.difference(words(same))
    for other in ("second. First Third", "First second . Third", "Firstsecond. Third", "First"):
        assert page.difference(words(other))
