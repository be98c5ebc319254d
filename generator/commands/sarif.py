"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from generator import __version__
from generator.findings.finding import Finding, Rule, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
"""How SARIF calls each severity (3.27.10)."""
Json = dict[str, object]


def as_sarif(findings: Sequence[Finding], error: str | None = None) -> str:
    """A SARIF log of one run; `error` is what stopped the command, if anything did."""
    used = {finding.rule for finding in findings}
    driver = {
        "name": "announce",
        "version": __version__,
        "rules": [_rule(rule) for rule in _known_rules() if rule.identifier in used],
    }
    invocation: Json = {"executionSuccessful": error is None}
    if error is not None:
        notification = {"level": "error", "message": {"text": error}}
        invocation["toolExecutionNotifications"] = [notification]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _known_rules() -> Iterator[Rule]:
    """Every rule, each once; a rule for sources goes before one for outputs."""
    from generator import lint, source
    from generator.findings import output_rules

    every = (*source.RULES, *lint.RULES, *output_rules.RULES)
    yield from {rule.identifier: rule for rule in reversed(every)}.values()


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.identifier,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"serves": rule.serves},
    }


def _result(finding: Finding) -> Json:
    place: Json = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    text = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path as a reference (RFC 3986): relative ones stay relative, whatever signs they hold."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(Path(path).as_posix(), errors="surrogateescape")
