"""page-validation, a second opinion on PDF that shares no code with veraPDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from .finding import Remark, Severity
from .processes import python_package
from .validator import Validator, is_first_pdf

if TYPE_CHECKING:
    import page


@dataclass(frozen=True)
class PageValidation(Validator):
    """One profile of page-validation, which knows PDF/UA-1 and PDF/A-1 to 3."""

    profile: str

    @property
    def name(self) -> str:
        return f"page-{self.profile}"

    def accepts(self, file: Path) -> bool:
        return is_first_pdf(file)

    def version(self) -> str:
        return python_package(self.name, "page-validation")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        return {file: _remarks(file, self.profile) for file in files}


def _remarks(file: Path, profile: str) -> list[Remark]:
    library = import_module("page")  # late, so that its absence is a finding, not a crash
    try:
        report: page.ValidationReport = library.validate_pdf(file, profile=profile)
    except library.ParseError as error:
        return [Remark(Severity.ERROR, "unreadable", str(error))]
    return [_remark(failure) for failure in report.failures]


def _remark(failure: page.ValidationFailure) -> Remark:
    where = f"object {failure.object_id.object_number}" if failure.object_id else ""
    return Remark(Severity.ERROR, failure.rule_id, failure.message, where)
