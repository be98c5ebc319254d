"""Ace by DAISY, the accessibility checker for EPUB."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .npm import package_version
from .processes import node, node_environment, pinned, run
from .staging import staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("ace_all.js")
_START_MILLISECONDS = "60000"  # Ace gives Chromium 5 s to start, too little on a busy machine
_ERRORS = ("critical", "serious")


@dataclass(frozen=True)
class Ace(Validator):
    """Ace over every content document of every book, one Chromium for all."""

    @property
    def name(self) -> str:
        return "ace"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".epub")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        return package_version(self.name, "@daisy/ace-core")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            folders = {copy: stage.scratch / copy.stem for copy in stage.copies}
            pairs = [path for pair in folders.items() for path in pair]
            extra = {**node_environment(self.name), "ACE_TIMEOUT_INITIAL": _START_MILLISECONDS}
            run(node(self.name, _SCRIPT, *pairs), extra=extra)
            reports = {file: folders[copy] / "report.json" for file, copy in stage.pairs()}
            return {file: list(_remarks(r)) for file, r in reports.items() if r.exists()}


def _remarks(report: Path) -> Iterator[Remark]:
    said = json.loads(report.read_text(encoding="utf-8"))
    if "unreadable" in said:
        yield Remark(Severity.ERROR, "unreadable", said["unreadable"])
    for document in said.get("assertions", []):
        page = document["earl:testSubject"]["url"]
        for assertion in document["assertions"]:
            yield _remark(page, assertion)


def _remark(page: str, assertion: Mapping[str, Any]) -> Remark:
    test, result = assertion["earl:test"], assertion["earl:result"]
    serious = test["earl:impact"] in _ERRORS
    selector = result.get("earl:pointer", {}).get("css", [])
    return Remark(
        severity=Severity.ERROR if serious else Severity.WARNING,
        rule=test["dct:title"],
        message=" ".join(result["dct:description"].split()),
        where=" ".join([page, *map(str, selector)]),
    )
