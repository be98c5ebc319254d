"""Tables made from the code, for the command line and the README: formats and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.formats import construct_table, losses


def formats() -> str:
    """How each construct of the source appears in each format, and what is lost, as Markdown."""
    lost = (f"- {title}: {what} – {why}" for title, what, why in losses())
    return "\n".join((*table(construct_table()), "", "What a format cannot carry:", "", *lost))


def rules() -> str:
    """Every rule for sources, by severity as written, as a Markdown table."""
    from generator import lint, source

    head = ("rule", "severity", "serves", "what it finds")
    known = sorted((*source.RULES, *lint.RULES), key=lambda rule: rule.identifier)
    rows = [
        (f"`{rule.identifier}`", rule.severity.value, rule.serves, rule.summary) for rule in known
    ]
    return "\n".join(table([head, *rows]))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; the first row is its header."""
    yield _row(rows[0])
    yield _row("---" for _ in rows[0])
    yield from (_row(row) for row in rows[1:])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
