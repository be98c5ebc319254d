"""The gate's result, as a table for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .gate import Verdict, Verdicts
from .validators.finding import Finding, Severity


def table(result: Verdicts) -> Iterator[str]:
    """One block for each format (sample × validator), then the validators themselves."""
    for kind in sorted({_kind(verdict.file) for verdict in result.verdicts}):
        yield from _format_block(kind, [v for v in result.verdicts if _kind(v.file) == kind])
        yield ""
    yield from _runs_block(result)
    yield from (f"MISSING  {missing}" for missing in result.missing)
    yield from (f"STALE    accepted, but no longer occurs: {entry}" for entry in result.stale)


def _kind(file: Path) -> str:
    """The format as the file's name tells it: `pdf`, or `ua2.pdf` for the second PDF kind."""
    return file.name.partition(".")[2].lower()


def _format_block(kind: str, verdicts: Sequence[Verdict]) -> list[str]:
    columns = list(dict.fromkeys(verdict.validator for verdict in verdicts))
    cells = {(v.sample, v.file.name): dict[str, str]() for v in verdicts}
    for verdict in verdicts:
        cells[verdict.sample, verdict.file.name][verdict.validator] = _cell(verdict)
    rows = [[sample, *(row.get(c, "-") for c in columns)] for (sample, _), row in cells.items()]
    return _align([[kind, *columns], *rows])


def _cell(verdict: Verdict) -> str:
    """`ok`, or the numbers of errors (E), warnings (W) and accepted findings (A)."""
    errors = sum(f.severity is Severity.ERROR for f in verdict.failures)
    counts = {"E": errors, "W": len(verdict.failures) - errors, "A": len(verdict.accepted)}
    said = " ".join(f"{number}{letter}" for letter, number in counts.items() if number)
    return said if verdict.failures else f"ok {said}".rstrip()


def _runs_block(result: Verdicts) -> list[str]:
    head = ["validator", "version", "judged", "remembered", "seconds"]
    rows = [
        [r.validator, r.version, str(r.judged), str(r.remembered), f"{r.seconds:.1f}"]
        for r in result.runs
    ]
    return [*_align([head, *rows]), f"all of it: {result.seconds:.1f} s", ""]


def _align(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def write_json(result: Verdicts, path: Path) -> None:
    """Write everything the gate found; the folder hides itself from git."""
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    path.write_text(json.dumps(_as_json(result), indent=1) + "\n", encoding="utf-8")


def _as_json(result: Verdicts) -> dict[str, Any]:
    return {
        "seconds": round(result.seconds, 1),
        "validators": [
            {
                "name": run.validator,
                "version": run.version,
                "judged": run.judged,
                "remembered": run.remembered,
                "seconds": round(run.seconds, 1),
            }
            for run in result.runs
        ],
        "missing": [{"name": m.validator, "command": m.command} for m in result.missing],
        "stale_exceptions": [str(entry) for entry in result.stale],
        "verdicts": [_verdict_as_json(verdict) for verdict in result.verdicts],
    }


def _verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "sample": verdict.sample,
        "file": verdict.file.name,
        "validator": verdict.validator,
        "passed": not verdict.failures,
        "findings": [_finding_as_json(f, f in verdict.accepted) for f in verdict.findings],
    }


def _finding_as_json(finding: Finding, accepted: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "where": finding.where,
        "accepted": accepted,
    }
