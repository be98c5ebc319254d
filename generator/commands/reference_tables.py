"""Tables made from the code, for the command line and docs: formats, and two of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.content.formats import construct_table, losses
from generator.findings.finding import Rule


def formats() -> str:
    """How each construct of the source appears in each format, and what is lost, as Markdown."""
    lost = (f"- {title}: {what} – {why}" for title, what, why in losses())
    return "\n".join((*table(construct_table()), "", "What a format cannot carry:", "", *lost))


def rules() -> str:
    """Every rule for sources, by name, and whom it serves, as a Markdown table."""
    from generator import lint, source

    known = _by_name((*source.RULES, *lint.RULES))
    head = ("rule", "severity", "serves", "what it finds")
    rows = [(f"`{each.identifier}`", _severity(each), each.serves, each.summary) for each in known]
    return "\n".join(table([head, *rows]))


def output_rules() -> str:
    """Every rule for outputs and themes, by name, as a Markdown table."""
    from generator.findings.output_rules import RULES

    head = ("rule", "severity", "what it finds")
    rows = [(f"`{each.identifier}`", _severity(each), each.summary) for each in _by_name(RULES)]
    return "\n".join(table([head, *rows]))


def limits() -> str:
    """Every limit that a service can set lower, as a Markdown table."""
    from generator.document.limits import LIMITS

    head = ("name", "without the file", "what it limits")
    rows = [(f"`{each.name}`", f"{each.most:,}", each.meaning) for each in LIMITS]
    return "\n".join(table([head, *rows]))


def _by_name(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.identifier)


def _severity(rule: Rule) -> str:
    return f"{rule.severity} or {rule.milder}" if rule.milder else str(rule.severity)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; the first row is its header."""
    yield _row(rows[0])
    yield _row("---" for _ in rows[0])
    yield from (_row(row) for row in rows[1:])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
