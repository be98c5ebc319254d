"""Lint: what in a document would trouble its readers, found before anything is built.

A rule is a function in the file of its subject. A rule that guesses is never an error. Warnings
and advice can be allowed, with a reason, for a line (`<!-- allow rule: reason -->`) or for the
document (front matter `allow`); errors cannot, because the outputs would fail their standards.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from generator.document.model import Document
from generator.document.section_numbers import without_numbers
from generator.findings.finding import Finding, Rule
from generator.lint import (
    acronyms,
    characters,
    code,
    constructs,
    headings,
    images,
    language,
    links,
    lists,
    markup,
    notes,
    sensory,
    tables,
    text,
)
from generator.lint import (
    document as whole,
)
from generator.lint.allowances import ALLOWANCE_UNUSED, apply
from generator.lint.registry import Check
from generator.lint.survey import Survey

_SUBJECTS: tuple[ModuleType, ...] = (
    whole,
    headings,
    images,
    links,
    tables,
    lists,
    language,
    text,
    acronyms,
    sensory,
    characters,
    notes,
    markup,
    constructs,
    code,
)
CHECKS: tuple[Check, ...] = tuple(
    member
    for subject in _SUBJECTS
    for member in vars(subject).values()
    if isinstance(member, Check)
)
RULES: tuple[Rule, ...] = (*(check.rule for check in CHECKS), ALLOWANCE_UNUSED)
"""Every rule of lint, by subject."""


def lint(document: Document, reading: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """The findings about a document and those of `reading` it, less what the author allowed."""
    survey = Survey(without_numbers(document))
    found = [finding for check in CHECKS for finding in check.findings(survey)]
    kept = apply(document, [*reading, *found])
    return tuple(sorted(dict.fromkeys(kept), key=lambda finding: finding.line or 0))


__all__ = ["CHECKS", "RULES", "lint"]
