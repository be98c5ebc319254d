"""`--sarif`: what it prints is valid, and says where each finding stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from generator.commands.cli import main
from generator.commands.sarif import as_sarif
from generator.findings.finding import Finding, Severity
from tests.conftest import ROOT

NOTICE = "---\ntitle: Title\nlang: en-GB\n---\n\nSee [click here](https://example.org/).\n\n##\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs where the notice is."""
    monkeypatch.chdir(tmp_path)
    Path("a notice.md").write_text(NOTICE, encoding="utf-8")


def run_of(printed: str) -> dict[str, list[dict[str, object]]]:
    """The one run of a log that is valid."""
    Log.model_validate_json(printed)
    [run] = json.loads(printed)["runs"]
    assert isinstance(run, dict)
    return run


def test_each_finding_is_a_result_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a notice.md", "--sarif"]) == 1
    run = run_of(capsys.readouterr().out)
    found = [(each["ruleId"], each["level"], each["locations"]) for each in run["results"]]
    assert found == [
        ("link-text-vague", "warning", [place("a%20notice.md", 6)]),
        ("heading-empty", "error", [place("a%20notice.md", 8)]),
    ]
    hints = ["\nhint: " in str(each["message"]["text"]) for each in run["results"]]  # type: ignore[index]
    assert hints == [True, True]


def place(uri: str, line: int) -> object:
    """A location in SARIF."""
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}


def test_a_rule_says_whom_it_serves(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "a notice.md", "--sarif", "--formats", "txt"])
    [run] = json.loads(capsys.readouterr().out)["runs"]
    rules = {each["id"]: each["properties"]["serves"] for each in run["tool"]["driver"]["rules"]}
    assert rules["heading-empty"] == "WCAG 2.4.6, PDF/UA-1 7.4"
    assert {*rules} == {each["ruleId"] for each in run["results"]}


@pytest.mark.parametrize("command", [["check"], ["check", "none.md"]])
def test_what_stopped_the_command_is_a_notification(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = main([*command, "--sarif"])
    except SystemExit as end:
        code = end.code
    run = run_of(capsys.readouterr().out)
    [invocation] = run["invocations"]
    assert (code, run["results"], invocation["executionSuccessful"]) == (2, [], False)
    assert "toolExecutionNotifications" in invocation


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a:b/%c.md", "a%3Ab/%25c.md"), ("\udcff.md", "%FF.md"), ("ä.md", "%C3%A4.md")],
)
def test_a_relative_path_is_no_address_of_another_kind(path: str, uri: str) -> None:
    [result] = run_of(as_sarif([Finding(path, 2, "x", Severity.ERROR, "“x”")]))["results"]
    assert result["locations"] == [place(uri, 2)]


def test_a_whole_file_has_no_region_and_an_absolute_path_is_an_address() -> None:
    finding = Finding("/notices/ä.md", None, "front-matter", Severity.ADVICE, "“x”")
    [result] = run_of(as_sarif([finding]))["results"]
    assert result["level"] == "note"
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "file:///notices/%C3%A4.md"}}}
    ]


def test_the_hook_for_pre_commit_checks_what_it_is_given() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    name, *arguments = hook["entry"].split()
    assert (name, hook["language"], hook["types"]) == ("announce", "python", ["markdown"])
    assert main([*arguments, "a notice.md"]) == 1
