"""What pandoc loses is seen, and nothing else is reported.

`announce verify` on the five files that pandoc makes of three sources. The findings expected are
in golden/NAME.FORMAT.txt, each read by hand against the file; a line with # says what the reader
suffers from the findings below it. `pytest --accept` drops what is no longer found and adds what is
new at the end; judge it, and give it a comment, before you commit.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypandoc  # published without types
import pytest

from generator.building.verify import verify
from generator.content.formats import FORMATS
from generator.findings.finding import Severity

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
SOURCES = {
    path.stem: path
    for path in (
        SAMPLES / "notice-of-works.md",
        HERE / "sources" / "every-construct.md",
        HERE / "sources" / "opening-times.md",
    )
}
DIALECT = (
    "markdown-smart-raw_html-raw_tex-tex_math_dollars-citations+abbreviations"
    "+lists_without_preceding_blankline-blank_before_blockquote"
)
"""Pandoc's Markdown, as near to ours as it goes."""
TAGGED = ("--pdf-engine-opt=--pdf-variant=pdf/ua-1",)
WRITERS = {"html": "html5", "docx": "docx", "epub": "epub3", "txt": "plain", "pdf": "html5"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources beside their pictures; a link to another folder would be refused."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(SAMPLES / "pictures", folder / "pictures")
    for path in SOURCES.values():
        shutil.copy(path, folder)
    return folder


def convert(source: Path, suffix: str, *options: str) -> Path:
    """What pandoc makes of `source`."""
    output = source.with_suffix(f".{suffix}")
    command = [pypandoc.get_pandoc_path(), "-f", DIALECT, "-t", WRITERS[suffix], "--standalone"]
    if suffix == "pdf":
        weasyprint = Path(sys.executable).with_name("weasyprint")
        command += [f"--pdf-engine={weasyprint}", *options]
    command += ["-o", output.name, source.name]
    done = subprocess.run(command, cwd=source.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return output


def told(source: Path, output: Path) -> list[str]:
    """The findings as "rule: message"; where in the file it is depends on fonts."""
    findings = verify(source, [output], content=True)
    assert [finding.rule for finding in findings[:1]] == ["bytes"]  # no manifest beside it
    assert all(finding.severity is Severity.ERROR for finding in findings[1:])
    return [
        f"{finding.rule}: {_PLACE.sub('', finding.message).replace(str(source), source.name)}"
        for finding in findings[1:]
    ]


_PLACE = re.compile(
    r"^(?:(?:\S+\.xhtml, )?(?:[a-z]\w* \d+)(?:, [a-z]\w* \d+)*): "
    r"|(?<=end of a table) \(“[^”]*”\)"
)
"""A place in the file, and the row after which a page ends."""


def golden(name: str, found: list[str], *, accept: bool) -> list[str]:
    """The golden findings. With `accept` they become `found`: new ones at the end, to be judged."""
    path = HERE / "golden" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if accept:
        new = Counter(found) - Counter(lines)
        gone = Counter(line for line in lines if _is_finding(line)) - Counter(found)
        kept = []
        for line in lines:
            if gone[line] > 0:
                gone[line] -= 1
            else:
                kept.append(line)
        lines = [*kept, *(["", "# NEW: judge these."] if new else []), *new.elements()]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return [line for line in lines if _is_finding(line)]


def _is_finding(line: str) -> bool:
    return bool(line) and not line.startswith("#")


@pytest.mark.golden
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SOURCES)
def test_what_pandoc_loses_is_reported_and_nothing_else(
    name: str, suffix: str, sources: Path, pytestconfig: pytest.Config
) -> None:
    source = sources / f"{name}.md"
    found = told(source, convert(source, suffix, *TAGGED))
    expected = golden(f"{name}.{suffix}", found, accept=pytestconfig.getoption("accept"))
    assert sorted(found) == sorted(expected)


def test_a_pdf_without_tags_is_told_so(sources: Path) -> None:
    source = sources / "notice-of-works.md"
    found = told(source, convert(source, "pdf"))
    assert any(line.startswith("proof-untagged") for line in found), found
