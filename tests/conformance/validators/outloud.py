"""outloud, a second opinion on PDF that also asks what a reader would hear."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .finding import Remark, Severity
from .processes import python_package, run
from .staging import staged
from .validator import Validator, is_first_pdf

_UNREADABLE_FILES = 2  # the exit code when some file cannot be read


@dataclass(frozen=True)
class Outloud(Validator):
    """outloud in a process of its own: PyMuPDF must not take the tests down with it."""

    @property
    def name(self) -> str:
        return "outloud"

    def accepts(self, file: Path) -> bool:
        return is_first_pdf(file)

    def version(self) -> str:
        return python_package(self.name, "outloud")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            report = stage.scratch / "report.json"
            options = ["--json", str(report), "--quiet", "--fail-on", "never"]
            command = [sys.executable, "-m", "outloud.cli", *options]
            run([*command, *stage.copies], accepted=(0, _UNREADABLE_FILES))
            results = json.loads(report.read_text(encoding="utf-8"))["results"]
            by_name = {Path(result["path"]).name: result for result in results}
            return {
                original: list(_remarks(by_name[copy.name]))
                for original, copy in stage.pairs()
                if copy.name in by_name
            }


def _remarks(result: Mapping[str, Any]) -> Iterator[Remark]:
    if result["error"]:
        yield Remark(Severity.ERROR, "unreadable", result["error"])
    for finding in result["findings"]:
        yield _remark(finding)
    for rule in result["rules"]:
        if rule["status"] == "crashed":
            yield Remark(Severity.WARNING, f"crashed-{rule['rule']}", str(rule["reason"]))


def _remark(finding: Mapping[str, Any]) -> Remark:
    count, evidence = finding["count"], finding.get("evidence")
    message = finding["message"] + (f" ({count} times)" if count > 1 else "")
    place = [f"page {finding['page']}"] if finding.get("page") else []
    seen = [repr(evidence)] if evidence else []
    return Remark(Severity(finding["severity"]), finding["rule"], message, ", ".join(place + seen))
