"""Every output of every sample passes every validator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .gate import Verdicts
from .validators import VALIDATORS, Validator
from .validators.validator import MissingValidatorError

pytestmark = pytest.mark.timeout(1800)  # the first test waits for every sample and validator

UNJUDGED_SUFFIXES = {".txt", ".json"}
"""Plain text has no validator (the proof reads it back); the manifest is not for readers."""


@pytest.mark.parametrize("validator", VALIDATORS, ids=lambda validator: validator.name)
def test_every_output_passes(validator: Validator, verdicts: Verdicts) -> None:
    require(validator, verdicts)
    failures = [
        f"{verdict.sample}: {finding}"
        for verdict in verdicts.verdicts
        if verdict.validator == validator.name
        for finding in verdict.failures
    ]
    assert not failures, "\n".join(failures)


def test_every_output_has_a_judge(built_samples: dict[str, list[Path]]) -> None:
    outputs = [file for files in built_samples.values() for file in files]
    assert outputs
    unjudged = [
        file
        for file in outputs
        if file.suffix not in UNJUDGED_SUFFIXES
        and not any(validator.accepts(file) for validator in VALIDATORS)
    ]
    assert not unjudged


@pytest.mark.skipif(
    os.environ.get("GATE_PARTIAL") == "1", reason="GATE_PARTIAL=1: not all samples are judged"
)
def test_every_accepted_finding_still_occurs(verdicts: Verdicts) -> None:
    assert not verdicts.stale, "\n".join(map(str, verdicts.stale))


def require(validator: Validator, verdicts: Verdicts) -> None:
    """Fail in CI, and skip aloud elsewhere, where a validator is not installed."""
    for missing in verdicts.missing:
        if missing.validator == validator.name:
            refuse(missing)


@contextmanager
def installed() -> Iterator[None]:
    """Refuse the test if a program for which this block asks is not installed."""
    try:
        yield
    except MissingValidatorError as missing:
        refuse(missing)


def refuse(missing: MissingValidatorError) -> None:
    """In CI nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(str(missing), pytrace=False)
    pytest.skip(str(missing))
