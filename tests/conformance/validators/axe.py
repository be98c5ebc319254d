"""axe-core in Chromium, every rule on, and what Chromium itself complains of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.conformance.pins import toolbox

from .finding import Remark, Severity
from .npm import package_version
from .processes import node, node_environment, pinned, run
from .staging import Stage, staged
from .validator import Validator, has_suffix

_SCRIPT = Path(__file__).with_name("axe_all.js")
_ERRORS = ("critical", "serious")


@dataclass(frozen=True, slots=True)
class Variant:
    """A way in which a reader's browser may present a page; the fields are Playwright's."""

    name: str
    width: int = 1280
    colorScheme: str = "light"  # noqa: N815 - Playwright's spelling
    forcedColors: str = "none"  # noqa: N815
    media: str = "screen"


VARIANTS = (
    Variant("light"),
    Variant("dark", colorScheme="dark"),
    Variant("narrow", width=320),
    Variant("forced-colors", forcedColors="active"),
    Variant("print", media="print"),
)


@dataclass(frozen=True)
class Axe(Validator):
    """axe-core over every page in every variant, one Chromium and one loading of each page."""

    variants: tuple[Variant, ...] = VARIANTS

    @property
    def name(self) -> str:
        return "axe"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".html")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        return package_version(self.name, "axe-core")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            said = ask_axe(self.name, stage, stage.copies, self.variants)
            return {original: said[copy] for original, copy in stage.pairs() if copy in said}


def ask_axe(
    name: str,
    stage: Stage,
    pages: Sequence[Path],
    variants: Sequence[Variant],
    off: Sequence[str] = (),
) -> dict[Path, list[Remark]]:
    """What axe remarks on each page in each variant; the rules `off` are not asked."""
    task, report = stage.scratch / "task.json", stage.scratch / "report.json"
    asked = {
        "pages": [str(page) for page in pages],
        "variants": [asdict(variant) for variant in variants],
        "off": list(off),
    }
    task.write_text(json.dumps(asked), encoding="utf-8")
    run(node(name, _SCRIPT, task, report), extra=node_environment(name))
    said = defaultdict(list)
    for result in json.loads(report.read_text(encoding="utf-8")):
        remarks = [_remark(result["variant"], remark) for remark in result["remarks"]]
        said[Path(result["path"])].extend(remarks)
    return said


def _remark(variant: str, remark: Mapping[str, Any]) -> Remark:
    count = f" ({remark['count']} times)" if remark["count"] > 1 else ""
    detail = " ".join(remark["detail"].split())
    message = f"{remark['help']}{count}. {detail}".rstrip()
    where = f"{remark['where']} [{variant}]".lstrip()
    return Remark(_severity(remark), remark["id"], message, where)


def _severity(remark: Mapping[str, Any]) -> Severity:
    """What axe could not decide is for a person, not for the gate."""
    if remark["outcome"] == "incomplete":
        return Severity.INFO
    return Severity.ERROR if remark["impact"] in _ERRORS else Severity.WARNING
