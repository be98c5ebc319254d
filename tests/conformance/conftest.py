"""The gate's session: judge once, print the table at the end, leave the JSON behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .gate import Verdicts, judge
from .report import table, write_json

_RESULT = pytest.StashKey[Verdicts]()


@pytest.fixture(scope="session")
def verdicts(built_samples: dict[str, list[Path]], pytestconfig: pytest.Config) -> Verdicts:
    """Every output of every sample, judged by every validator."""
    result = judge(built_samples)
    write_json(result, report_path(pytestconfig))
    pytestconfig.stash[_RESULT] = result
    return result


def report_path(config: pytest.Config) -> Path:
    """Where the JSON goes: `ANNOUNCE_GATE_REPORT`, or a folder that git ignores."""
    override = os.environ.get("ANNOUNCE_GATE_REPORT")
    return Path(override) if override else config.rootpath / ".gate" / "verdicts.json"


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table after all tests, also when they pass."""
    result = config.stash.get(_RESULT, None)
    if result is None:
        return
    terminalreporter.section("conformance gate")
    for line in table(result):
        terminalreporter.write_line(line)
    terminalreporter.write_line(f"report: {report_path(config)}")
