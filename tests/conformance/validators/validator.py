"""What every validator offers, whatever program stands behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .finding import Remark


class MissingValidatorError(Exception):
    """A validator is not installed; `command` installs it."""

    def __init__(self, validator: str, command: str) -> None:
        super().__init__(f"{validator} is not installed; run: {command}")
        self.validator = validator
        self.command = command


class NoVerdictError(Exception):
    """A validator ran and left a file unjudged: silence is never taken for a pass."""


@dataclass(frozen=True)
class Validator(ABC):
    """A program that judges files of one format, many at a time.

    Subclasses are frozen dataclasses whose fields are the options that decide a verdict.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """The name in tables, in exceptions and in the verdict cache."""

    @abstractmethod
    def accepts(self, file: Path) -> bool:
        """Whether this validator is asked about this file, by its name."""

    @abstractmethod
    def version(self) -> str:
        """The version of everything that decides a verdict; raises MissingValidatorError."""

    @abstractmethod
    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        """Every file with its remarks; a file that is absent from the answer was not judged."""


def has_suffix(file: Path, suffix: str) -> bool:
    """Whether the file is of a format, by the last part of its name."""
    return file.suffix.lower() == suffix


def is_second_pdf(file: Path) -> bool:
    """Whether this is the PDF kind that claims PDF/UA-2, WTPDF and PDF/A-4."""
    return file.name.lower().endswith(".ua2.pdf")


def is_first_pdf(file: Path) -> bool:
    """Whether this is the PDF kind that claims PDF/UA-1 and PDF/A-2a."""
    return has_suffix(file, ".pdf") and not is_second_pdf(file)
