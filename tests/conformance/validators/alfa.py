"""Siteimprove Alfa in Chromium: WCAG at all levels by ACT rules, and good practice of type."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .npm import manifest_version, package_version
from .processes import node, node_environment, pinned, run
from .staging import staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("alfa_all.js")


@dataclass(frozen=True)
class Alfa(Validator):
    """Every rule of Alfa over every page, as it is in a wide window."""

    @property
    def name(self) -> str:
        return "alfa"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".html")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        rules = manifest_version(self.name, "@siteimprove/alfa-rules")
        return f"{rules} {package_version(self.name, 'playwright-core')}"

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            task, report = stage.scratch / "task.json", stage.scratch / "report.json"
            task.write_text(json.dumps({"pages": [*map(str, stage.copies)]}), encoding="utf-8")
            run(node(self.name, _SCRIPT, task, report), extra=node_environment(self.name))
            said = {
                Path(result["path"]): [_remark(remark) for remark in result["remarks"]]
                for result in json.loads(report.read_text(encoding="utf-8"))
            }
            return {original: said[copy] for original, copy in stage.pairs() if copy in said}


def _remark(remark: Mapping[str, str]) -> Remark:
    """What Alfa cannot tell without asking is for a person, not for the gate."""
    severity = Severity.ERROR if remark["outcome"] == "failed" else Severity.INFO
    return Remark(severity, remark["rule"], remark["message"], remark["where"])
