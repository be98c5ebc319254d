"""Each folder here is a rule: `bad.md` breaks it, `good.md` says the same and does not.

`findings.txt` is all that is reported about `bad.md`, and nothing is reported about `good.md`. To
add a rule's samples, write the two and run

    ANNOUNCE_ACCEPT=1 pytest tests/lint/test_rules.py

then read `findings.txt` as the author of `bad.md` would.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from generator import lint, source
from generator.findings.errors import SourceError
from generator.findings.finding import Finding, Rule
from tests.source.pictures import make_pictures

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "bad.md").exists())
RULES = {rule.identifier: rule for rule in (*source.RULES, *lint.RULES)}
ELSEWHERE = {"file-unreadable", "file-size", "picture-count", "table-size"}
"""Rules without a sample, which would have to be too large or no file at all.

They are in tests/source/test_limits.py and tests/test_service_limits.py.
"""


def findings(file: Path) -> tuple[Finding, ...]:
    try:
        reading = source.read(file)
    except SourceError as error:
        return error.findings
    return lint.lint(reading.document, reading.findings)


@pytest.fixture
def samples(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rule's name; its samples and the pictures are in the working directory."""
    folder: Path = request.param
    monkeypatch.chdir(tmp_path)
    for name in ("bad.md", "good.md"):
        shutil.copy(folder / name, name)
    if any(b"![" in Path(name).read_bytes() for name in ("bad.md", "good.md")):
        make_pictures(tmp_path)
    return folder.name


every_rule = pytest.mark.parametrize("samples", FOLDERS, ids=lambda f: f.name, indirect=True)


@every_rule
def test_the_bad_sample_is_reported_and_nothing_else(samples: str) -> None:
    found = findings(Path("bad.md"))
    text = "".join(f"{finding}\n" for finding in found)
    expected = HERE / samples / "findings.txt"
    if os.environ.get("ANNOUNCE_ACCEPT"):
        expected.write_text(text, encoding="utf-8")
    assert samples in {finding.rule for finding in found}
    assert text == expected.read_text(encoding="utf-8")


@every_rule
def test_nothing_is_reported_about_the_good_sample(samples: str) -> None:
    del samples
    assert [str(finding) for finding in findings(Path("good.md"))] == []


def test_every_rule_has_its_samples_and_every_sample_its_rule() -> None:
    assert {folder.name for folder in FOLDERS} == set(RULES) - ELSEWHERE


def test_rule_names_are_unique() -> None:
    assert len(RULES) == len(source.RULES) + len(lint.RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.identifier)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.identifier)
    assert rule.serves
    assert rule.summary


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_finding_says_where_and_what_to_do(folder: Path) -> None:
    lines = (folder / "findings.txt").read_text(encoding="utf-8").splitlines()
    for said, hint in zip(lines[::2], lines[1::2], strict=True):
        assert re.match(r"bad\.md(:\d+)?: (error|warning|advice)\[[a-z-]+\]: .*\.$", said)
        assert hint.startswith("  hint: ")
