"""Judge the outputs of samples by every validator that accepts them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import accepted as acceptance
from .accepted import AcceptedFinding
from .pins import verdict_directory
from .validators import VALIDATORS, Validator
from .validators.finding import Finding, Remark, Severity
from .validators.validator import MissingValidatorError, NoVerdictError
from .validators.verdict_cache import VerdictCache

SIDE_BY_SIDE = 2
RETRIED = frozenset({"unreadable", "does-not-open"})
"""Verdicts that may be the machine's fault rather than the file's: they are not remembered."""

_LOG = logging.getLogger(__name__)
Samples = Mapping[str, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one validator says about one output of one sample."""

    sample: str
    file: Path
    validator: str
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that fail the gate: neither accepted nor mere information."""
        return tuple(
            finding
            for finding in self.findings
            if finding not in self.accepted and finding.severity is not Severity.INFO
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One validator at work: how many files it judged, how many it knew, how long it took."""

    validator: str
    version: str
    judged: int
    remembered: int
    seconds: float
    findings: Mapping[Path, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The result of the gate."""

    verdicts: tuple[Verdict, ...]
    runs: tuple[Run, ...]
    missing: tuple[MissingValidatorError, ...]
    stale: tuple[AcceptedFinding, ...]
    seconds: float


def judge(
    samples: Samples,
    validators: Sequence[Validator] = VALIDATORS,
    exceptions: Sequence[AcceptedFinding] | None = None,
) -> Verdicts:
    """Judge every output of every sample, two validators side by side."""
    entries = acceptance.load() if exceptions is None else exceptions
    files = [file for outputs in samples.values() for file in outputs]
    started = time.monotonic()
    runs, missing = run_all(dict.fromkeys(validators, files))
    verdicts = tuple(_verdicts(samples, runs, entries))
    ran = {run.validator for run in runs}
    stale = acceptance.stale(entries, _used(verdicts, entries), ran)
    seconds = time.monotonic() - started
    return Verdicts(verdicts, tuple(runs), tuple(missing), tuple(stale), seconds)


def run_all(
    work: Mapping[Validator, Sequence[Path]],
) -> tuple[list[Run], list[MissingValidatorError]]:
    """Run each validator over those of its files that it accepts."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        results = list(pool.map(_run_or_missing, work.keys(), work.values()))
    runs = [result for result in results if isinstance(result, Run)]
    return runs, [result for result in results if isinstance(result, MissingValidatorError)]


def _run_or_missing(validator: Validator, files: Iterable[Path]) -> Run | MissingValidatorError:
    try:
        return run_validator(validator, [file for file in files if validator.accepts(file)])
    except MissingValidatorError as error:
        return error


def run_validator(validator: Validator, files: Sequence[Path]) -> Run:
    """Ask a validator about the files whose bytes it has not judged before."""
    started = time.monotonic()
    version = validator.version()
    cache = VerdictCache(verdict_directory())
    known = {file: old for file in files if (old := cache.get(validator, file)) is not None}
    fresh = _judge(validator, [file for file in files if file not in known])
    for file, remarks in fresh.items():
        if not any(remark.rule in RETRIED for remark in remarks):
            cache.put(validator, file, remarks)
    said = {**known, **fresh}
    findings = {file: _findings(validator, version, file, said.get(file)) for file in files}
    seconds = time.monotonic() - started
    return Run(validator.name, version, len(fresh), len(known), seconds, findings)


def _judge(validator: Validator, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
    if not files:
        return {}
    try:
        return validator.judge(files)
    except NoVerdictError as error:
        _LOG.warning("%s: %s", validator.name, error)
        return {}


def _findings(
    validator: Validator, version: str, file: Path, remarks: Sequence[Remark] | None
) -> tuple[Finding, ...]:
    if remarks is None:
        silence = f"{validator.name} came to no verdict; the log says more"
        remarks = [Remark(Severity.ERROR, "no-verdict", silence)]
    return tuple(
        Finding(validator.name, version, file, r.severity, r.rule, r.message, r.where)
        for r in remarks
    )


def _verdicts(
    samples: Samples, runs: Sequence[Run], entries: Sequence[AcceptedFinding]
) -> Iterable[Verdict]:
    for sample, outputs in samples.items():
        for file in outputs:
            for run in runs:
                if file in run.findings:
                    yield _verdict(sample, file, run, entries)


def _verdict(sample: str, file: Path, run: Run, entries: Sequence[AcceptedFinding]) -> Verdict:
    findings = run.findings[file]
    accepted = tuple(f for f in findings if any(entry.covers(sample, f) for entry in entries))
    return Verdict(sample, file, run.validator, findings, accepted)


def _used(verdicts: Iterable[Verdict], entries: Sequence[AcceptedFinding]) -> set[AcceptedFinding]:
    return {
        entry
        for verdict in verdicts
        for finding in verdict.accepted
        for entry in entries
        if entry.covers(verdict.sample, finding)
    }
