"""What a validator says about a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a finding weighs; `INFO` is reported and never fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a validator says, before it is known of which file."""

    severity: Severity
    rule: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of one version of a validator about one file."""

    validator: str
    version: str
    file: Path
    severity: Severity
    rule: str
    message: str
    where: str

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.file}: {self.severity}[{self.validator} {self.rule}]: {self.message}{place}"
