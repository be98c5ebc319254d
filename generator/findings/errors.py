"""What can go wrong, as exceptions that carry findings.

    AnnounceError
    ├── SourceError      the source (or a picture beside it) cannot be published: exit 1
    ├── ProofError       an output lost, added or moved something: exit 1
    └── PackError        a format's library refused, or complained: exit 1
    UsageError           the command was called wrongly: exit 2

Anything else that reaches the command line is an internal error: exit 3.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.findings.finding import Finding


class AnnounceError(Exception):
    """Base of every error that we raise on purpose; `findings` say what happened."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings; the message is their text."""
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[AnnounceError], tuple[tuple[Finding, ...]]]:
        """How it travels from one process to another."""
        return type(self), (self.findings,)


class SourceError(AnnounceError):
    """The source cannot be published as it stands."""


class ProofError(AnnounceError):
    """An output does not hold what the source says."""


class PackError(AnnounceError):
    """A format could not be written."""


class UsageError(Exception):
    """The command was called wrongly; the message says how to call it."""
