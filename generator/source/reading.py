"""What reading a source gives, and the list in which its faults gather."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.document.model import Document
from generator.findings.finding import Finding, Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as read.

    Where `findings` hold an error, `document` is provisional: lint may look at it for further
    faults, but it must not be published.
    """

    document: Document
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Report:
    """The faults found so far in the source at `path`."""

    path: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: Rule, line: int | None, message: str, hint: str = "") -> None:
        """Note a fault."""
        self.findings.append(rule.found(self.path, line, message, hint))

    def sorted(self) -> tuple[Finding, ...]:
        """The faults by line, each once."""
        unique = dict.fromkeys(self.findings)
        return tuple(sorted(unique, key=lambda finding: finding.line or 0))
