"""Allowances: findings that the author accepts, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.model import Allowance, Document
from generator.findings.finding import Finding, Rule, Severity

ALLOWANCE_UNUSED = Rule(
    "allowance-unused",
    Severity.WARNING,
    "Writing a source",
    "an allowance that silences nothing",
)


def apply(document: Document, findings: list[Finding]) -> Iterator[Finding]:
    """The findings that are not allowed, then one for each allowance that silenced nothing."""
    allowances = (*document.metadata.allow, *document.allowances)
    used: set[Allowance] = set()
    for finding in findings:
        matching = {allowance for allowance in allowances if _covers(allowance, finding)}
        used |= matching
        if not matching:
            yield finding
    for allowance in allowances:
        if allowance not in used:
            yield _unused(document, allowance, findings)


def _covers(allowance: Allowance, finding: Finding) -> bool:
    if allowance.rule != finding.rule or finding.severity is Severity.ERROR:
        return False
    if allowance.first is None or allowance.last is None:
        return True
    return finding.line is not None and allowance.first <= finding.line <= allowance.last


def _unused(document: Document, allowance: Allowance, findings: list[Finding]) -> Finding:
    refused = any(
        finding.rule == allowance.rule and finding.severity is Severity.ERROR
        for finding in findings
    )
    if refused:
        message = (
            f"“{allowance.rule}” is an error and cannot be allowed: the outputs would lose "
            "something or fail their standards."
        )
        hint = "repair what it reports, and delete the allowance"
    else:
        message = (
            f"nothing here breaks the rule “{allowance.rule}”, so this allowance only hides what "
            "may come later."
        )
        hint = "delete it, or check the rule's name (announce rules)"
    return ALLOWANCE_UNUSED.found(document.path, allowance.position.line, message, hint)
