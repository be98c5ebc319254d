"""openxml-audit, which knows rules of Word's that the schemas do not say."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .finding import Remark, Severity
from .processes import python_package, run
from .rules import slug
from .staging import staged
from .validator import Validator, has_suffix

_INVALID_FILES = 1  # the exit code when some file is not valid


_PROGRAM = """
from openxml_audit import cli, package
kept, begin = [], package.OpenXmlPackage.__init__
def keep(self, *given, **named):
    kept.append(self)
    begin(self, *given, **named)
package.OpenXmlPackage.__init__ = keep
cli.main()
"""
"""Its command, with every package kept to the end: openxml-audit 0.8.0 remembers the notes of a
package by the address of an object, and takes them for the next one's that lies at the same place.
"""


@dataclass(frozen=True)
class OpenXmlAudit(Validator):
    """openxml-audit as Microsoft 365 would read the file; it takes a directory."""

    @property
    def name(self) -> str:
        return "openxml-audit"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".docx")

    def version(self) -> str:
        return python_package(self.name, "openxml-audit")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            options = ["-r", "-o", "json", "-m", "0", "-f", "microsoft365"]
            program = [sys.executable, "-c", _PROGRAM]
            done = run([*program, *options, stage.inputs], accepted=(0, _INVALID_FILES))
            by_name = {Path(result["file"]).name: result for result in json.loads(done.stdout)}
            return {
                original: [_remark(error) for error in by_name[copy.name]["errors"]]
                for original, copy in stage.pairs()
                if copy.name in by_name
            }


def _remark(error: Mapping[str, Any]) -> Remark:
    """Its JSON has no rule ids: the kind of error and its sentence name the rule."""
    where = " ".join(part for part in (error["part_uri"], error["path"]) if part)
    rule = f"{error['type']}-{slug(error['description'])}"
    return Remark(Severity(error["severity"]), rule, error["description"], where)
