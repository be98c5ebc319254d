"""Allowances: for the next block, the paragraph they stand in, or the whole document."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.lint import lint
from generator.source import read

SHOUTED = "NO ENTRY FROM SOUTH."
COMMENT = "<!-- allow text-capitals: so it says on the sign -->"


def rules(folder: Path, body: str, front_matter: str = "") -> list[str]:
    file = folder / "source.md"
    file.write_text(f"---\ntitle: T\nlang: en\n{front_matter}---\n\n{body}\n", encoding="utf-8")
    reading = read(file)
    return [finding.rule for finding in lint(reading.document, reading.findings)]


@pytest.mark.parametrize(
    "body",
    [
        f"{COMMENT}\n\n{SHOUTED}",
        f"{COMMENT}\n{SHOUTED}",
        f"{SHOUTED}{COMMENT}",
        f"- one\n- {COMMENT} {SHOUTED}",
        f"{COMMENT}\n\n- one\n- two\n\n  > {SHOUTED}",
        f"{COMMENT}\n\n| a | b |\n|---|---|\n| c | {SHOUTED} |\nTable: d",
    ],
)
def test_a_comment_allows_for_its_block(body: str, tmp_path: Path) -> None:
    assert rules(tmp_path, body) == []


def test_a_comment_allows_nothing_further_down(tmp_path: Path) -> None:
    body = f"{COMMENT}\n\n{SHOUTED}\n\n{SHOUTED}"
    assert rules(tmp_path, body) == ["text-capitals"]


def test_the_front_matter_allows_for_the_document(tmp_path: Path) -> None:
    allow = "allow:\n  text-capitals: so it says on the signs\n"
    assert rules(tmp_path, f"{SHOUTED}\n\n{SHOUTED}", allow) == []


def test_warnings_of_reading_can_be_allowed(tmp_path: Path) -> None:
    assert rules(tmp_path, "<!-- allow raw-html: an example -->\n\nA <b>word</b>.") == []


def test_errors_cannot_be_allowed(tmp_path: Path) -> None:
    body = "<!-- allow heading-empty: no -->\n\n##"
    assert rules(tmp_path, body) == ["allowance-unused", "heading-empty"]


def test_an_allowance_of_an_unknown_rule_is_reported(tmp_path: Path) -> None:
    assert rules(tmp_path, "<!-- allow no-such-rule: why -->\n\nText.") == ["allowance-unused"]


def test_a_finding_about_a_term_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "source.md"
    body = f"One\n: first\n\nTwo\n{SHOUTED}\n: second"
    file.write_text(f"---\ntitle: T\nlang: en\n---\n\n{body}\n", encoding="utf-8")
    assert [finding.line for finding in lint(read(file).document)] == [10]
