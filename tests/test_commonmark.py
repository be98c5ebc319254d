"""CommonMark's own examples, and READMEs of well-known packages: proven, or refused with a reason.

Both come with the validators' npm packages (tests/conformance/setup), not with this repository.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.formats import FORMATS
from generator.findings.errors import AnnounceError, SourceError
from generator.findings.finding import Severity
from tests.conformance.pins import INSTALL_COMMAND, toolbox

FRONT = "---\ntitle: An example\nlang: en\n---\n\n"
READMES = (
    "ajv", "axe-core", "debug", "fs-extra", "handlebars", "js-yaml", "semver", "winston", "ws",
    "yargs", "zod",
)  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def examples() -> Iterator[tuple[str, str]]:
    """Every example of the specification, as its number and its Markdown."""
    specification = toolbox().node_modules / "commonmark-spec" / "spec.txt"
    assert specification.is_file(), f"the specification is not installed: {INSTALL_COMMAND}"
    text = specification.read_text(encoding="utf-8")
    fenced = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text, re.MULTILINE | re.DOTALL)
    for number, markdown in enumerate(fenced, 1):
        yield f"example-{number}", FRONT + markdown.replace("→", "\t")


def readmes() -> Iterator[tuple[str, str]]:
    """READMEs with our front matter, headings one level down, without badges from the network."""
    for name in READMES:
        for file in sorted((toolbox().node_modules / name).glob("[Rr][Ee][Aa][Dd][Mm][Ee].md")):
            body = re.sub(r"!\[[^]]*\]\([^)]*\)", "badge", file.read_text(encoding="utf-8"))
            body = re.sub(r"^(#+ )", r"#\1", body, flags=re.MULTILINE)
            yield f"readme-{name}", FRONT + body


def outcome(name: str, text: str, folder: Path, formats: Sequence[str]) -> tuple[str, list[str]]:
    """How a build ended: "built", "refused" with its rules, or "failed" with what was lost."""
    source = folder / f"{name}.md"
    source.write_text(text, encoding="utf-8")
    try:
        build(source, formats)
    except SourceError as error:
        return "refused", sorted({finding.rule for finding in error.findings})
    except AnnounceError as error:
        errors = [each for each in error.findings if each.severity is Severity.ERROR]
        rules = {finding.rule for finding in errors}
        if rules == {"font-character"}:  # an example in Malayalam, for which no font is declared
            return "refused", sorted(rules)
        return "failed", [str(finding) for finding in error.findings]
    return "built", []


def outcomes(
    given: Iterable[tuple[str, str]], folder: Path, paged: int = 1
) -> dict[str, tuple[str, list[str]]]:
    """The outcome of each, the PDF of every `paged`-th; on two cores. A crash is raised here."""
    others = [name for name in FORMATS if not FORMATS[name].paged]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = {
            name: pool.submit(outcome, name, text, folder, others if at % paged else [*FORMATS])
            for at, (name, text) in enumerate(given)
        }
        return {name: job.result() for name, job in jobs.items()}


@pytest.mark.parametrize(
    "paged", [pytest.param(3, id="some"), pytest.param(1, id="all", marks=pytest.mark.soak)]
)
def test_every_example_of_the_specification_is_proven_or_refused(
    paged: int, tmp_path: Path
) -> None:
    """In `make test` with every third PDF: pages take most of the time."""
    ends = outcomes(examples(), tmp_path, paged)
    assert len(ends) > 600
    failed = {name: told for name, (end, told) in ends.items() if end == "failed"}
    assert not failed
    rules = Counter(rule for end, told in ends.values() for rule in told if end == "refused")
    counted = Counter(end for end, _ in ends.values())
    assert counted["built"] > 450, (counted, rules)


def test_readmes_that_no_one_here_wrote_are_proven_or_refused(tmp_path: Path) -> None:
    ends = outcomes(readmes(), tmp_path)
    assert len(ends) >= 5
    assert not {name: told for name, (end, told) in ends.items() if end == "failed"}
