"""The findings that are accepted, each with its reason: `exceptions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from .validators.finding import Finding

EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """One entry of the list.

    `files` is a pattern over `sample/file.name`, `says` one over the message and where, if any.
    """

    validator: str
    rule: str
    files: str
    reason: str
    seen_with: str
    says: str = "*"

    def covers(self, sample: str, finding: Finding) -> bool:
        """Whether this entry is about that finding."""
        return (
            (self.validator, self.rule) == (finding.validator, finding.rule)
            and fnmatchcase(f"{sample}/{finding.file.name}", self.files)
            and fnmatchcase(f"{finding.message} {finding.where}".rstrip(), self.says)
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.validator} {self.rule} on {self.files} (seen with {self.seen_with})"


def load(path: Path = EXCEPTIONS) -> tuple[AcceptedFinding, ...]:
    """The list; an entry with a key too many, too few or empty is an error."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    accepted = tuple(AcceptedFinding(**entry) for entry in entries)
    for entry in accepted:
        if not entry.reason.strip() or not entry.seen_with.strip():
            raise ValueError(f"exceptions.toml: {entry} needs a reason and a version")
    return accepted


def stale(
    entries: Iterable[AcceptedFinding], used: set[AcceptedFinding], ran: set[str]
) -> list[AcceptedFinding]:
    """The entries that accepted nothing although their validator ran."""
    return [entry for entry in entries if entry not in used and entry.validator in ran]
