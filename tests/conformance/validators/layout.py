"""Chromium's layout: reflow, text spacing, focus, the skip link and motion (WCAG 2.2).

Rules: `scrolls-sideways`, `text-off-page` (1.4.10, and on paper), `text-cut-off` (1.4.4, 1.4.12),
`word-torn` (a word of a dozen letters in a heading or a caption, broken over two lines),
`scroll-unreachable` (2.1.1), `focus-invisible` (2.4.7), `skip-link` (2.4.1), `motion` (2.2.2); of
tables that scroll `caption-out-of-sight`, `row-header-out-of-sight` and, where one cannot scroll,
`region-without-need`; of note calls `small-target` (2.5.8).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .npm import package_version
from .processes import node, node_environment, pinned, run
from .staging import staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("layout_all.js")


@dataclass(frozen=True)
class Layout(Validator):
    """From 320 px to paper, with text spacing, large text, dark, forced colours, by keyboard."""

    @property
    def name(self) -> str:
        return "layout"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".html")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        return package_version(self.name, "playwright-core")

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
    return Remark(Severity.ERROR, remark["rule"], remark["message"], remark["where"])
