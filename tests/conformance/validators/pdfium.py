"""PDFium, the reader of Chrome and of Android."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .finding import Remark, Severity
from .processes import python_package, run
from .staging import staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("pdfium_all.py")


@dataclass(frozen=True)
class Pdfium(Validator):
    """PDFium in a process of its own: every page drawn, its tags and every bookmark found."""

    @property
    def name(self) -> str:
        return "pdfium"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".pdf")

    def version(self) -> str:
        return python_package(self.name, "pypdfium2")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            done = run([sys.executable, _SCRIPT, *stage.copies])
            said = {
                path: [Remark(Severity.ERROR, *remark) for remark in remarks]
                for path, remarks in map(json.loads, done.stdout.splitlines())
            }
            return {
                original: said[str(copy)] for original, copy in stage.pairs() if str(copy) in said
            }
