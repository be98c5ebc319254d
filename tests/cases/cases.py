"""Each folder here is a document as people write it; what it must become stands in the tests."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.building.build import build
from generator.building.checking import check
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.findings.finding import Finding

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Outputs:
    """What a build gave."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]

    def text(self, name: str) -> str:
        """A file as text."""
        return self.files[f"document.{name}"].decode()

    @cached_property
    def pages(self) -> str:
        """The words of the PDF, as they stand on its pages."""
        return drawn_text(self.files["document.pdf"])


def said(name: str, fonts: tuple[Path, ...] = ()) -> list[str]:
    """What `check` says of a case: `line severity[rule]`."""
    _, findings = check(HERE / name / "document.md", options=Options(fonts=fonts))
    return [f"{each.line} {each.severity}[{each.rule}]" for each in findings]


def published(
    name: str, formats: tuple[str, ...] = tuple(FORMATS), fonts: tuple[Path, ...] = ()
) -> Outputs:
    """The outputs of a case, proven; a refusal raises."""
    built = build(HERE / name / "document.md", formats, Options(epoch=0, fonts=fonts))
    return Outputs(dict(built.files), built.findings)


def drawn_text(pdf: bytes) -> str:
    """The words of a PDF line by line, as `pdftotext` finds them where they stand."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
