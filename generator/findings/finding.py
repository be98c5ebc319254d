"""A finding: one reported fact, with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to a reader."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, what, why it matters to a reader (in `message`), and what to do (`hint`).

    `line` is the 1-based line of `path`, or None where a whole file is meant.
    """

    path: str
    line: int | None
    rule: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The finding as one or two lines of a terminal."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.severity}[{self.rule}]: {self.message}{hint}"

    def as_json(self) -> dict[str, str | int | None]:
        """The finding as a JSON object of the command line's `--json`."""
        return {
            "path": self.path,
            "line": self.line,
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its stable `identifier`, and the criterion or clause that it `serves`.

    `milder` is the severity of cases that matter less, if there are any.
    """

    identifier: str
    severity: Severity
    serves: str
    summary: str
    milder: Severity | None = None

    def found(
        self, path: str, line: int | None, message: str, hint: str = "", *, mild: bool = False
    ) -> Finding:
        """A finding of this rule; `mild` where it is one of those that matter less."""
        severity = self.milder if mild and self.milder else self.severity
        return Finding(path, line, self.identifier, severity, message, hint)


def has_errors(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """True if any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
