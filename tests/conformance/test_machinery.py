"""The gate itself: what it remembers, what it accepts, and that silence is no pass."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from . import accepted
from .accepted import AcceptedFinding
from .gate import Verdicts, judge
from .report import table, write_json
from .validators.finding import Finding, Remark, Severity
from .validators.rules import slug
from .validators.staging import staged
from .validators.validator import MissingValidatorError, NoVerdictError, Validator

FAINT = Remark(Severity.ERROR, "faint", "The text is faint.", "line 3")
SMALL = Remark(Severity.WARNING, "small", "The text is small.")
ASIDE = Remark(Severity.INFO, "aside", "By the way.")


@dataclass(frozen=True)
class Oracle(Validator):
    """A validator that says what the test tells it to, and counts how often it is asked."""

    says: tuple[Remark, ...] = ()
    silent: bool = False
    missing: bool = False
    release: str = "1.0"
    asked: list[Path] = field(default_factory=list, repr=False, compare=False)

    @property
    def name(self) -> str:
        return "oracle"

    def accepts(self, file: Path) -> bool:
        return file.suffix == ".html"

    def version(self) -> str:
        if self.missing:
            raise MissingValidatorError(self.name, "make oracle")
        return self.release

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        self.asked.extend(files)
        if self.silent:
            raise NoVerdictError("it fell asleep")
        return dict.fromkeys(files, self.says)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOUNCE_VERDICTS", str(tmp_path / "verdicts"))
    file = tmp_path / "a page.html"
    file.write_text("<p>Hello</p>", encoding="utf-8")
    return file


def judged(page: Path, oracle: Oracle, *exceptions: AcceptedFinding) -> Verdicts:
    return judge({"sample": [page]}, [oracle], exceptions)


def excuse(rule: str, files: str = "sample/*.html", says: str = "*") -> AcceptedFinding:
    return AcceptedFinding("oracle", rule, files, "It is wrong.", "1.0", says)


def test_errors_and_warnings_fail_and_information_does_not(page: Path) -> None:
    [verdict] = judged(page, Oracle((FAINT, SMALL, ASIDE))).verdicts
    assert [finding.rule for finding in verdict.failures] == ["faint", "small"]


def test_a_file_of_another_format_is_not_shown(page: Path, tmp_path: Path) -> None:
    oracle = Oracle()
    text = tmp_path / "notes.txt"
    result = judge({"sample": [page, text]}, [oracle], [])
    assert [verdict.file for verdict in result.verdicts] == [page]
    assert oracle.asked == [page]


def test_the_same_bytes_are_judged_once(page: Path) -> None:
    oracle = Oracle((FAINT,))
    first, second = judged(page, oracle), judged(page, oracle)
    assert oracle.asked == [page]
    assert first.verdicts == second.verdicts
    assert (second.runs[0].judged, second.runs[0].remembered) == (0, 1)


@pytest.mark.parametrize(
    "changed",
    [Oracle(release="1.1"), Oracle(silent=False, says=(FAINT,))],
    ids=["version", "options"],
)
def test_another_version_or_option_judges_again(page: Path, changed: Oracle) -> None:
    judged(page, Oracle())
    judged(page, changed)
    assert changed.asked == [page]


def test_changed_bytes_are_judged_again(page: Path) -> None:
    oracle = Oracle()
    judged(page, oracle)
    page.write_text("<p>Hello again</p>", encoding="utf-8")
    judged(page, oracle)
    assert oracle.asked == [page, page]


def test_a_damaged_memory_is_no_memory(page: Path, tmp_path: Path) -> None:
    oracle = Oracle()
    judged(page, oracle)
    [entry] = (tmp_path / "verdicts").rglob("*.json")
    entry.write_text("[{", encoding="utf-8")
    judged(page, oracle)
    assert oracle.asked == [page, page]


def test_what_could_not_be_read_is_asked_again(page: Path) -> None:
    oracle = Oracle((Remark(Severity.ERROR, "unreadable", "The disk was full."),))
    for _ in range(2):
        [verdict] = judged(page, oracle).verdicts
        assert [finding.rule for finding in verdict.failures] == ["unreadable"]
    assert oracle.asked == [page, page]


def test_silence_is_an_error_and_is_not_remembered(page: Path) -> None:
    oracle = Oracle(silent=True)
    for _ in range(2):
        [verdict] = judged(page, oracle).verdicts
        assert [finding.rule for finding in verdict.failures] == ["no-verdict"]
    assert oracle.asked == [page, page]


def test_a_missing_validator_is_named_with_its_command(page: Path) -> None:
    result = judged(page, Oracle(missing=True))
    assert result.verdicts == ()
    assert "MISSING  oracle is not installed; run: make oracle" in list(table(result))


def test_an_accepted_finding_does_not_fail(page: Path) -> None:
    result = judged(page, Oracle((FAINT, SMALL)), excuse("faint"))
    assert [finding.rule for finding in result.verdicts[0].failures] == ["small"]
    assert result.stale == ()


def test_an_exception_for_another_file_accepts_nothing(page: Path) -> None:
    result = judged(page, Oracle((FAINT,)), excuse("faint", "other/*.html"))
    assert [finding.rule for finding in result.verdicts[0].failures] == ["faint"]


@pytest.mark.parametrize(
    ("says", "failing"),
    [("Grey on grey p?1?", []), ("Grey * p?2?", ["faint"]), ("White*", ["faint"])],
)
def test_an_exception_may_be_for_what_is_said_and_where(
    page: Path, says: str, failing: list[str]
) -> None:
    faint = Remark(Severity.ERROR, "faint", "Grey on grey", "p[1]")
    [verdict] = judged(page, Oracle((faint,)), excuse("faint", says=says)).verdicts
    assert [finding.rule for finding in verdict.failures] == failing


def test_an_exception_that_no_longer_occurs_is_stale(page: Path) -> None:
    entry = excuse("small")
    result = judged(page, Oracle((FAINT,)), entry)
    assert result.stale == (entry,)
    assert f"STALE    accepted, but no longer occurs: {entry}" in list(table(result))


def test_an_exception_for_a_missing_validator_is_not_stale(page: Path) -> None:
    assert judged(page, Oracle(missing=True), excuse("small")).stale == ()


def test_an_exception_needs_a_reason(tmp_path: Path) -> None:
    listed = tmp_path / "exceptions.toml"
    entry = 'validator = "a"\nrule = "b"\nfiles = "*"\nreason = " "\nseen_with = "1"\n'
    listed.write_text("[[accepted]]\n" + entry, encoding="utf-8")
    with pytest.raises(ValueError, match="needs a reason"):
        accepted.load(listed)


def test_the_table_counts_what_fails_and_what_is_accepted(page: Path) -> None:
    lines = list(table(judged(page, Oracle((FAINT, SMALL, ASIDE)), excuse("small"))))
    assert lines[:2] == ["html    oracle", "sample  1E 1A"]


def test_the_report_is_whole_and_hides_from_git(page: Path, tmp_path: Path) -> None:
    report = tmp_path / ".gate" / "verdicts.json"
    write_json(judged(page, Oracle((FAINT,))), report)
    [verdict] = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    assert (verdict["sample"], verdict["passed"]) == ("sample", False)
    assert verdict["findings"][0]["rule"] == "faint"
    assert (report.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_rule_keeps_its_name_when_quotations_and_numbers_change() -> None:
    first = slug("Row 3 is wide. It exceeds “table” (2 columns).")
    second = slug("Row 17 is wide. It exceeds “tbody”.")
    assert first == second == "row-is-wide"


def test_equal_names_are_kept_apart_on_the_stage(tmp_path: Path) -> None:
    files = [tmp_path / folder / "a b.PDF" for folder in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        file.write_text(file.parent.name, encoding="utf-8")
    with staged(files) as stage:
        assert [copy.read_text(encoding="utf-8") for copy in stage.copies] == ["one", "two"]
        assert {copy.suffix for copy in stage.copies} == {".pdf"}
    assert not stage.inputs.exists()


def test_a_finding_reads_as_a_sentence() -> None:
    finding = Finding("nu", "1", Path("a.html"), Severity.ERROR, "faint", "It is faint.", "line 3")
    assert str(finding) == "a.html: error[nu faint]: It is faint. at line 3"
