"""What callers of `generator.source` may rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings.errors import SourceError
from generator.findings.finding import Severity
from generator.source import RULES, read, read_source

FAULTS = """\
---
title: A notice
language: en
date: yesterday
---

# Another title

[Nowhere](#nowhere) and ![nothing](nothing.png).

[^1]: Never called.
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "source.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_sound_source_becomes_a_document_with_its_warnings(tmp_path: Path) -> None:
    file = write(tmp_path, "---\ntitle: A notice\nlang: en\n---\n\nSome <b>bold</b> words.\n")
    document, findings = read_source(file)
    assert document.path == str(file)
    assert len(document.source_hash) == 64
    assert [finding.rule for finding in findings] == ["raw-html"]


def test_all_faults_are_reported_at_once_and_by_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read_source(write(tmp_path, FAULTS))
    assert [(finding.line, finding.rule) for finding in refusal.value.findings] == [
        (1, "language-missing"),
        (3, "front-matter-key"),
        (4, "front-matter-date"),
        (7, "heading-level-one"),
        (9, "picture-missing"),
        (9, "link-broken"),
        (11, "note-unused"),
    ]


def test_a_provisional_document_serves_to_find_more_faults(tmp_path: Path) -> None:
    reading = read(write(tmp_path, FAULTS))
    assert len(reading.document.blocks) == 2
    assert any(finding.severity is Severity.ERROR for finding in reading.findings)


def test_the_same_source_gives_the_same_document(tmp_path: Path) -> None:
    file = write(tmp_path, "---\ntitle: A notice\nlang: en\n---\n\n" + FAULTS.partition("\n\n")[2])
    assert read(file) == read(file)


def test_rule_names_are_unique() -> None:
    assert len({rule.identifier for rule in RULES}) == len(RULES)
