"""Each validator finds the faults we rely on it to find, and lets the mended file pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from .bites import SPECIMENS, Specimen
from .gate import Run, run_all
from .test_gate import refuse
from .validators import VALIDATORS, Validator
from .validators.finding import Finding, Severity
from .validators.validator import MissingValidatorError

pytestmark = pytest.mark.timeout(1800)  # the first test waits for every validator

FEWEST_BITES = 4


@dataclass(frozen=True, slots=True)
class Bite:
    """One fault that one validator must find."""

    validator: str
    specimen: Specimen
    fault: str
    rule: str

    def __str__(self) -> str:
        return f"{self.validator}: {self.fault} ({self.specimen.name})"


BITES = [
    Bite(validator, specimen, fault, rule)
    for specimen in SPECIMENS
    for fault, found_by in specimen.found_by.items()
    for validator, rule in found_by.items()
]


@dataclass(frozen=True, slots=True)
class Kennel:
    """The files with and without faults, and what every validator said about them."""

    folder: Path
    runs: Mapping[str, Run | MissingValidatorError]

    def rules(self, validator: str, specimen: Specimen, fault: str | None) -> set[str]:
        """The rules that a validator finds broken in a file."""
        return {
            finding.rule
            for finding in self.findings(validator, specimen, fault)
            if finding.severity is not Severity.INFO
        }

    def findings(
        self, validator: str, specimen: Specimen, fault: str | None
    ) -> tuple[Finding, ...]:
        """All that a validator says about a file; skips, or fails in CI, where it is missing."""
        run = self.runs[validator]
        if isinstance(run, MissingValidatorError):
            refuse(run)
        assert isinstance(run, Run)
        return run.findings[_path(self.folder, specimen, fault)]


def _path(folder: Path, specimen: Specimen, fault: str | None) -> Path:
    return folder / f"{specimen.name} - {(fault or 'mended').replace('/', ' ')}{specimen.suffix}"


@pytest.fixture(scope="module")
def kennel(tmp_path_factory: pytest.TempPathFactory) -> Kennel:
    """Every file, judged with one start of each validator."""
    folder = tmp_path_factory.mktemp("bites")
    for specimen in SPECIMENS:
        for fault in (None, *specimen.found_by):
            specimen.write(_path(folder, specimen, fault), fault)
    runs, missing = run_all({validator: _files_for(validator, folder) for validator in VALIDATORS})
    by_name: dict[str, Run | MissingValidatorError] = {run.validator: run for run in runs}
    return Kennel(folder, by_name | {error.validator: error for error in missing})


def _files_for(validator: Validator, folder: Path) -> list[Path]:
    """The broken files the validator must find fault with, and their mended twins."""
    mine = [bite for bite in BITES if bite.validator == validator.name]
    broken = [_path(folder, bite.specimen, bite.fault) for bite in mine]
    mended = [_path(folder, bite.specimen, None) for bite in mine]
    return list(dict.fromkeys([*broken, *mended]))


@pytest.mark.parametrize("bite", BITES, ids=str)
def test_the_fault_is_found(bite: Bite, kennel: Kennel) -> None:
    assert bite.rule in kennel.rules(bite.validator, bite.specimen, bite.fault)


@pytest.mark.parametrize("bite", BITES, ids=str)
def test_the_mended_file_has_nothing_wrong(bite: Bite, kennel: Kennel) -> None:
    """Were a broken file mended, the test of its fault would be red: this is that file."""
    assert kennel.rules(bite.validator, bite.specimen, None) == set()


@pytest.mark.parametrize("validator", VALIDATORS, ids=lambda validator: validator.name)
def test_enough_faults_are_asked_for(validator: Validator) -> None:
    """A specimen that names no validator, or one that does not exist, would prove nothing."""
    faults = {bite.fault for bite in BITES if bite.validator == validator.name}
    assert len(faults) >= FEWEST_BITES


def test_every_bite_belongs_to_a_validator() -> None:
    assert {bite.validator for bite in BITES} == {validator.name for validator in VALIDATORS}
