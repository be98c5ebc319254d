"""Documents that no one here wrote: no crash, and no error where nothing is wrong.

How many of the findings are right, a person must judge: see tests/lint/real_documents.py.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.building.checking import check
from tests.lint import real_documents
from tests.test_commonmark import examples

pytestmark = pytest.mark.slow

ERRORS_OF_THE_SPECIFICATION = {
    "heading-empty": 3,  # example 79: "## ", "#" and "### ###"
    "heading-level-one": 25,
    "heading-level-skipped": 7,  # examples that begin with "###"
    "link-address": 1,  # example 346: no site is called "foo.bar.`baz"
    "link-broken": 1,  # example 501: "#fragment"
    "link-empty": 2,  # examples 484 and 487
    "link-target-missing": 5,  # "[link]()", "[link](<>)", and definitions with "<>"
    "picture-address": 14,  # "/url"
    "picture-caption-inline": 2,
    "picture-missing": 8,  # "train.jpg"
}
"""Errors in CommonMark's own examples. Each was read, and each is a fact about the example."""


def test_real_documents_are_checked_to_the_end(tmp_path: Path) -> None:
    found = real_documents.checked(tmp_path)
    assert len(found) >= 30
    for text, findings in found.values():
        lines = text.count("\n") + 1
        assert all(finding.message and finding.hint for finding in findings)
        assert all(0 < (finding.line or 1) <= lines for finding in findings)
    every = Counter(each.rule for _, findings in found.values() for each in findings)
    assert every.total() >= 100, "too few to draw a sample from"
    assert len(every) >= 25, "documents that break few rules say little about them"


def test_errors_in_the_specification_are_errors(tmp_path: Path) -> None:
    file = tmp_path / "example.md"
    errors: Counter[str] = Counter()
    for _, text in examples():
        file.write_text(text, encoding="utf-8")
        found = check(file, ("html", "docx", "epub", "txt"))[1]  # letters are another matter
        errors.update(each.rule for each in found if each.severity == "error")
    assert errors == ERRORS_OF_THE_SPECIFICATION
