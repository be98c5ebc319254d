"""Faults and near-misses that were written from the standards, before the rules were read.

`seeded/faults.txt` names the subject of each fault and its line; here stands which rules report a
subject. A fault is found if one of them names its line. Every other finding, and every finding in
a near-miss (`seeded/clean.txt`), is a false alarm.

Met for the first time, the rules found 73 % of the first two hundred faults, with 0.79 precision.
Mended by those, they found 86 % of seventy new ones (0.98); mended by those, 74 % of seventy-seven
harder ones (0.93), of which the file holds what was missed. What the test demands holds after all
three were learnt from: to measure the rules anew, write new faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator import lint, source
from generator.findings.errors import SourceError
from generator.findings.finding import Finding
from tests.source.pictures import make_pictures

HERE = Path(__file__).parent / "seeded"
FRONT_MATTER = "---\ntitle: Notice\nlang: en\n---\n\n"
SUBJECTS = {
    "abbreviation-unused": "abbreviation-unused",
    "acronym": "text-acronym",
    "allow-idle": "allowance-unused",
    "allow-reason": "allowance-form",
    "alt-file-name": "image-alternative-file-name",
    "alt-long": "image-alternative-long",
    "alt-missing": "image-alternative link-silent-picture link-empty",
    "alt-placeholder": "image-alternative-placeholder image-alternative-file-name",
    "alt-redundant": "image-alternative-prefix",
    "alt-same-as-caption": "image-alternative-caption",
    "attribute-stray": "language-line-stray",
    "bidi-control": "text-direction text-override",
    "blank-to-fill": "text-ornament",
    "bold-as-heading": "heading-bold",
    "bold-long": "text-bold",
    "boxes-drawn": "markup-boxes",
    "callout-empty": "callout-empty",
    "callout-kind": "markup-callout",
    "callout-many": "callout-many",
    "callout-nested": "callout-nested",
    "caps-run": "text-capitals",
    "cells-joined": "table-join table-span",
    "chart-caption": "chart-caption table-caption",
    "chart-content": "chart-content",
    "chart-kind": "chart-kind",
    "chart-number": "chart-number",
    "chart-picture": "chart-picture",
    "chart-series": "chart-series",
    "chart-table": "chart-table",
    "chart-unit": "chart-unit",
    "colour-only": "text-position",
    "comment-unclosed": "comment-open",
    "container-unclosed": "container-open",
    "container-unknown": "markup-container",
    "control-character": "control-character",
    "date-ambiguous": "text-date",
    "decorated": "text-ornament",
    "dot-leaders": "text-ornament table-text",
    "emoji-many": "text-ornament",
    "exclamations": "text-ornament",
    "fancy-letters": "text-letters",
    "fence-unclosed": "fence-open",
    "foreign": "markup-foreign",
    "foreign-passage": "language-passage",
    "foreign-script": "language-script",
    "front-matter-contact": "front-matter-value",
    "front-matter-date": "front-matter-date document-dates",
    "front-matter-key": "front-matter-key front-matter-twice",
    "front-matter-missing": "title-missing language-missing",
    "front-matter-type": "front-matter-value",
    "front-matter-url": "front-matter-value",
    "front-matter-yaml": "front-matter-open front-matter-syntax",
    "header-row": "table-header-stray",
    "header-span": "table-span",
    "heading-caps": "text-capitals",
    "heading-duplicate": "heading-twice",
    "heading-empty": "heading-empty",
    "heading-level-1": "heading-level-one",
    "heading-long": "heading-long",
    "heading-skipped": "heading-level-skipped",
    "invisible-character": "text-invisible",
    "italics-long": "text-italics",
    "lang-implausible": "language-document language-script",
    "lang-missing": "language-missing",
    "lang-unknown": "language-invalid",
    "lines-lost": "lines-joined",
    "link-bare": "address-bare link-text-address",
    "link-broken": "link-broken",
    "link-empty": "link-empty",
    "link-long": "link-text-long",
    "link-malformed": "markup-link",
    "link-no-target": "link-target-missing link-broken",
    "link-same-target": "link-split",
    "link-same-text": "link-text-twice",
    "link-scheme": "link-scheme link-local link-address-mistyped",
    "link-text": "link-text-vague",
    "link-undefined": "markup-reference",
    "list-order": "list-number",
    "list-numbered-by-hand": "list-hand-numbered",
    "list-pasted": "list-pasted-bullets",
    "mojibake": "text-replacement",
    "attribute-unknown": "markup-attribute",
    "number-by-hand": "number-by-hand",
    "note-by-hand": "note-by-hand",
    "note-doubled": "note-twice",
    "note-undefined": "note-undefined",
    "note-unused": "note-unused",
    "paragraph-long": "paragraph-long",
    "picture-missing": "picture-missing",
    "picture-remote": "picture-address",
    "placeholder": "text-placeholder",
    "position-only": "text-position",
    "raised-open": "markup-raised",
    "raw-html": "raw-html",
    "sentence-long": "text-sentence-long",
    "spaced-letters": "text-letters",
    "table-as-text": "table-text",
    "table-caption": "caption-stray",
    "table-header-duplicate": "table-header-twice",
    "table-header-empty": "table-header-empty",
    "table-no-delimiter": "table-text",
    "table-no-header": "table-header-missing",
    "table-no-rows": "table-empty",
    "table-ragged": "table-row-short table-row-long",
    "table-wide": "table-wide",
    "task-boxes": "markup-task",
    "title-caps": "text-capitals",
    "title-missing": "title-missing front-matter-value text-placeholder",
}
"""The rules that report a subject; a subject is a kind of fault, a rule is how we name it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A fragment; without `subject` and `line` it is a near-miss."""

    name: str
    text: str
    subject: str = ""
    line: int = 0


def cases(file: str) -> Iterator[Case]:
    _, *parts = (HERE / file).read_text(encoding="utf-8").split("\n=== ")
    for part in parts:
        head, _, text = part.partition("\n")
        text = re.sub(r"U\+([0-9A-F]{4})", lambda match: chr(int(match[1], 16)), text)
        whole = text.startswith("---\n") or "no front matter at all" in head
        before = "" if whole else FRONT_MATTER
        match = re.match(r"([a-z0-9+-]+) @(\d+) ", head)
        subject, line = (match[1], int(match[2]) + before.count("\n")) if match else ("", 0)
        yield Case(head, before + text, subject, line)


def findings(case: Case, folder: Path) -> tuple[Finding, ...]:
    file = folder / "notice.md"
    file.write_text(case.text, encoding="utf-8")
    for name in re.findall(r"\]\(([\w-]+\.(?:png|jpg))[ )]", case.text):
        if name != "not-there.png":
            like = "photo.jpg" if name.endswith("jpg") else "chart.png"
            (folder / name).write_bytes((folder / like).read_bytes())
    try:
        reading = source.read(file)
    except SourceError as error:
        return error.findings
    return lint.lint(reading.document, reading.findings)


@dataclass(slots=True)
class Score:
    """What was found, what was missed, and what was reported without cause."""

    found: int = 0
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed))

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.false_alarms))


def score(folder: Path) -> Score:
    total = Score()
    for case in (*cases("faults.txt"), *cases("clean.txt")):
        told = findings(case, folder)
        subjects = [SUBJECTS[name].split() for name in case.subject.split("+") if name]
        right = {rule for rules in subjects for rule in rules}
        total.false_alarms += [
            f"{case.name}: {each.rule}" for each in told if each.rule not in right
        ]
        if case.subject:
            hit = any(each.rule in subjects[0] and each.line == case.line for each in told)
            total.found += hit
            total.missed += [] if hit else [case.name]
    return total


MISSED = [
    "heading-empty @1 WCAG 1.3.1",  # two asterisks: CommonMark calls them words
    "table-as-text @3 WCAG F34: pasted into a code fence",  # as what programs print
    "bold-as-heading @3 WCAG F2: the first line of a paragraph",  # as an address begins
    "list-pasted @1 H48: items written as a quotation",
    "list-numbered-by-hand @1 H48: lost line ends",
    "list-order @1 letters of which none follows the one before",  # as initials do
]
FALSE_ALARMS = ["near: a shouted word that is a name"]


@pytest.mark.slow
def test_seeded_faults_are_found_and_little_else(tmp_path: Path) -> None:
    make_pictures(tmp_path)
    total = score(tmp_path)
    assert total.missed == MISSED
    assert [told.rpartition(": ")[0] for told in total.false_alarms] == FALSE_ALARMS
    assert total.found >= 200
    assert total.recall >= 0.95
    assert total.precision >= 0.95


def test_every_subject_has_a_rule_and_a_fault() -> None:
    names = {name for case in cases("faults.txt") for name in case.subject.split("+")}
    assert names == set(SUBJECTS)
    known = {rule.identifier for rule in (*source.RULES, *lint.RULES)}
    assert known >= {rule for rules in SUBJECTS.values() for rule in rules.split()}
