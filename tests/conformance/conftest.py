"""The gate's session: judge once, leave JSON and a table behind, print the table at the end."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.brand.notices import build_in_gate

from .gate import Verdicts, judge
from .report import table, write_json

_STARTED = time.time()


@pytest.fixture(scope="session")
def verdicts(
    built_samples: dict[str, list[Path]],
    built_notices: dict[str, list[Path]],
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
) -> Verdicts:
    """Every output of every sample, and of notices in languages and brands, by all validators."""
    branded = build_in_gate(tmp_path_factory.mktemp("brands"))
    result = judge({**built_samples, **built_notices, **branded})
    report = report_path(pytestconfig)
    write_json(result, report)
    report.with_suffix(".txt").write_text("\n".join(table(result)), encoding="utf-8")
    return result


def report_path(config: pytest.Config) -> Path:
    """Where the JSON goes: `ANNOUNCE_GATE_REPORT`, or a folder that git ignores."""
    override = os.environ.get("ANNOUNCE_GATE_REPORT")
    return Path(override) if override else config.rootpath / ".gate" / "verdicts.json"


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table after all tests, also when they pass; a test process may have written it."""
    written = report_path(config).with_suffix(".txt")
    if not written.exists() or written.stat().st_mtime < _STARTED:
        return
    terminalreporter.section("conformance gate")
    terminalreporter.write_line(written.read_text(encoding="utf-8"))
    terminalreporter.write_line(f"report: {report_path(config)}")
