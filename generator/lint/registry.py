"""How a rule is written: a generator of `Found` under the decorator `rule`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.findings.finding import Finding, Rule, Severity
from generator.lint.survey import Survey

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


class Found(NamedTuple):
    """A place that breaks a rule: what is there, why a reader suffers, what to do."""

    line: int | None
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and how to look for it."""

    rule: Rule
    look: Callable[[Survey], Iterator[Found]]

    def findings(self, survey: Survey) -> Iterator[Finding]:
        """What the rule finds in a document."""
        for found in self.look(survey):
            yield self.rule.found(survey.document.path, *found)


def rule(
    identifier: str, severity: Severity, serves: str, summary: str
) -> Callable[[Callable[[Survey], Iterator[Found]]], Check]:
    """Make a rule of the function below: its id, severity, the criterion it serves, a summary."""

    def make(look: Callable[[Survey], Iterator[Found]]) -> Check:
        return Check(Rule(identifier, severity, serves, summary), look)

    return make
