"""qpdf, which reads a PDF's bytes more strictly than viewers do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .finding import Remark, Severity
from .processes import program, run
from .rules import slug
from .staging import staged
from .validator import Validator, has_suffix

_ERRORS, _WARNINGS = 2, 3  # qpdf's exit codes


@dataclass(frozen=True)
class Qpdf(Validator):
    """`qpdf --check`: cross-reference table, streams and page tree."""

    @property
    def name(self) -> str:
        return "qpdf"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".pdf")

    def version(self) -> str:
        return _version(program(self.name, "qpdf"))

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            return {original: _check(copy) for original, copy in stage.pairs()}


@cache
def _version(command: str) -> str:
    return run([command, "--version"]).stdout.split("\n", 1)[0].rsplit(" ", 1)[-1]


def _check(copy: Path) -> list[Remark]:
    done = run(["qpdf", "--check", copy], accepted=(0, _ERRORS, _WARNINGS))
    if not done.returncode:
        return []
    lines = [line for line in done.stderr.splitlines() if str(copy) in line]
    remarks = [_remark(line, str(copy)) for line in lines]
    return remarks or [Remark(Severity.ERROR, "damaged", done.stderr.strip())]


def _remark(line: str, name: str) -> Remark:
    """One line of qpdf's: perhaps `WARNING: `, the file, perhaps a place, and what is wrong."""
    grade = Severity.WARNING if line.startswith("WARNING") else Severity.ERROR
    where, _, message = line.partition(name)[2].partition(": ")
    return Remark(grade, slug(message), message, where.strip(" ,()"))
