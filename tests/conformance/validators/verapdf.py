"""veraPDF, the authority for PDF/UA, WTPDF and PDF/A."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.conformance.pins import PINS, toolbox

from .finding import Remark, Severity
from .processes import java, pinned, run
from .staging import staged
from .validator import Validator, is_first_pdf, is_second_pdf

FIRST_KIND = ("ua1", "2a")
SECOND_KIND = ("ua2", "wt1a", "4")

_JUDGED = (0, 1, 7, 8, 9)
"""The exit codes that leave a report: all conform, some do not, or some could not be parsed,
were encrypted or made veraPDF itself fail, which is then said in those files' own entries."""


@dataclass(frozen=True)
class VeraPdf(Validator):
    """One flavour of veraPDF; one run judges every file, one JVM for all."""

    flavour: str

    @property
    def name(self) -> str:
        return f"verapdf-{self.flavour}"

    def accepts(self, file: Path) -> bool:
        return is_first_pdf(file) if self.flavour in FIRST_KIND else is_second_pdf(file)

    def version(self) -> str:
        self._jar()
        return _pinned_version()

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            options = ["-f", self.flavour, "--format", "json", "--maxfailuresdisplayed", "3"]
            command = java("-jar", self._jar(), *options, *stage.copies)
            done = run(command, accepted=_JUDGED)
            jobs = json.loads(done.stdout)["report"]["jobs"]
            by_name = {Path(job["itemDetails"]["name"]).name: job for job in jobs}
            return {
                original: list(_remarks(by_name[copy.name]))
                for original, copy in stage.pairs()
                if copy.name in by_name
            }

    def _jar(self) -> Path:
        return pinned(self.name, toolbox().jars / "verapdf.jar")


@cache
def _pinned_version() -> str:
    pom = (PINS / "pom.xml").read_text(encoding="utf-8")
    found = re.search(r"<artifactId>cli</artifactId>\s*<version>([^<]+)<", pom)
    if not found:
        raise ValueError("pins/pom.xml names no version of veraPDF")
    return found[1]


def _remarks(job: Mapping[str, Any]) -> Sequence[Remark]:
    results = job.get("validationResult")
    if not results:
        problem = job.get("taskException", {}).get("exception", "not a PDF")
        return [Remark(Severity.ERROR, "unreadable", str(problem))]
    return [_remark(rule) for result in results for rule in result["details"]["ruleSummaries"]]


def _remark(rule: Mapping[str, Any]) -> Remark:
    """One failed rule, with the first place it fails at and how many there are."""
    first, count = rule["checks"][0], rule["failedChecks"]
    message = first.get("errorMessage") or rule["description"]
    times = f" ({count} times)" if count > 1 else ""
    name = f"{rule['clause']}-{rule['testNumber']}"
    return Remark(Severity.ERROR, name, message + times, first["context"])
