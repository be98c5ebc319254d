"""The Nu Html Checker, the W3C's checker of HTML."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .processes import java, pinned, run
from .rules import slug
from .staging import staged
from .validator import Validator, has_suffix


@dataclass(frozen=True)
class Nu(Validator):
    """The Nu Html Checker; it takes many files in one run."""

    @property
    def name(self) -> str:
        return "nu"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".html")

    def version(self) -> str:
        manifest = pinned(self.name, toolbox().node_modules / "vnu-jar" / "package.json")
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        """Nu names only the files it objects to; that it ended well says the rest are judged."""
        with staged(files) as stage:
            jar = pinned(self.name, toolbox().node_modules / "vnu-jar/build/dist/vnu.jar")
            options = ["--format", "json", "--exit-zero-always", "--stdout"]
            done = run(java("-Xss4m", "-jar", jar, *options, *stage.copies))
            said = defaultdict(list)
            for message in json.loads(done.stdout)["messages"]:
                said[Path(message["url"]).name].append(_remark(message))
            return {original: said[copy.name] for original, copy in stage.pairs()}


def _remark(message: Mapping[str, Any]) -> Remark:
    text = message["message"]
    line = message.get("lastLine")
    return Remark(_severity(message), slug(text), text, f"line {line}" if line else "")


def _severity(message: Mapping[str, Any]) -> Severity:
    """Everything but a plain note counts: errors, and what Nu calls an info of kind warning."""
    if message["type"] != "info":
        return Severity.ERROR
    return Severity.WARNING if message.get("subType") == "warning" else Severity.INFO
