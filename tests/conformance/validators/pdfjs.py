"""pdf.js, the reader of Firefox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .npm import manifest_version
from .processes import node, pinned, run
from .rules import slug
from .staging import staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("pdfjs_all.js")


@dataclass(frozen=True)
class PdfJs(Validator):
    """pdf.js over every page: operators, fonts, words, tags, links and bookmarks, no warning."""

    @property
    def name(self) -> str:
        return "pdfjs"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".pdf")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        return manifest_version(self.name, "pdfjs-dist")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            report = stage.scratch / "report.json"
            modules = {"NODE_PATH": str(pinned(self.name, toolbox().node_modules))}
            run(node(self.name, _SCRIPT, report, *stage.copies), extra=modules)
            said = json.loads(report.read_text(encoding="utf-8"))
            return {
                original: [_remark(message) for message in said[str(copy)]]
                for original, copy in stage.pairs()
                if str(copy) in said
            }


def _remark(message: str) -> Remark:
    kind, _, rest = message.partition(": ")
    if kind != "Warning":
        return Remark(Severity.ERROR, slug(message), message)
    return Remark(Severity.WARNING, slug(rest), rest)
