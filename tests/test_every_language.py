"""A notice in each language that we speak is proven.

Building refuses what is not proven to be complete in a format.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.building.build import build
from generator.building.checking import check
from generator.content.job import Options
from generator.document.words import catalogues, words_for
from generator.findings.finding import Finding
from tests.language_notices import IN_GATE, declared_fonts, write

OTHERS = [each for each in catalogues() if each not in IN_GATE]
FORMATS = ("html", "docx", "epub", "txt")


def of_language(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that doubt the language of a text."""
    return [each for each in findings if each.rule.startswith("language-")]


@pytest.mark.slow
@pytest.mark.parametrize("language", IN_GATE)
def test_a_notice_is_proven(
    language: str, built_notices: dict[str, list[Path]], tmp_path: Path
) -> None:
    files = {path.name.partition(".")[2]: path for path in built_notices[f"language-{language}"]}
    assert {*files} >= {*FORMATS, "pdf", "ua2.pdf"}
    _, findings = check(write(language, tmp_path), FORMATS)
    assert not of_language(findings)
    assert words_for(language).end_of_table in files["txt"].read_text(encoding="utf-8")


@pytest.mark.soak
@pytest.mark.parametrize("language", OTHERS)
def test_a_notice_is_proven_in_every_other_language(language: str, tmp_path: Path) -> None:
    source, fonts = write(language, tmp_path), declared_fonts(language)
    drawn = all(each.exists() for each in fonts)
    formats = (*FORMATS, "pdf") if drawn else FORMATS
    built = build(source, formats, Options(epoch=0, fonts=fonts if drawn else ()))
    assert {Path(name).suffix[1:] for name in built.files} >= {*formats}
    assert not of_language(built.findings)
    text = built.files[f"{source.stem}.txt"].decode()
    assert words_for(language).end_of_table in text
