"""Markdown that no one here wrote: documents of npm packages and wheels that the set-up installs.

    python -m tests.lint.real_documents [SEED [NUMBER]]

prints that many of the findings about them, drawn with that seed, for a person to judge.
"""

from __future__ import annotations

import importlib.metadata
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.building.checking import check
from generator.findings.finding import Finding
from tests.conformance.pins import INSTALL_COMMAND, toolbox

FRONT_MATTER = "---\ntitle: A document\nlang: en\n---\n\n"
IN_NPM = """@guidepup/virtual-screen-reader/README.md @testing-library/dom/README.md
    @xmldom/xmldom/SECURITY.md aria-query/README.md axe-core/README.md
    chrome-launcher/docs/chrome-flags-for-tools.md cosmiconfig/README.md enquirer/README.md
    graceful-fs/README.md handlebars/release-notes.md html-aria/README.md ip-address/README.md
    lighthouse/CONTRIBUTING.md lighthouse/readme.md lru-cache/README.md
    readable-stream/GOVERNANCE.md semver/README.md socks/README.md source-map/README.md
    third-party-web/README.md type-fest/readme.md winston/README.md yauzl/README.md""".split()
IN_WHEELS = "click hatchling jinja2 langcodes outloud pikepdf pillow rich tomlkit".split()


def documents() -> Iterator[tuple[str, str]]:
    """The name and the Markdown of each."""
    for name in IN_NPM:
        file = toolbox().node_modules / name
        assert file.is_file(), f"{name} is not installed: {INSTALL_COMMAND}"
        yield name, file.read_text(encoding="utf-8")
    for name in IN_WHEELS:
        facts = importlib.metadata.metadata(name).json
        assert "markdown" in facts["description_content_type"]
        yield f"{name}'s description", str(facts["description"])


def checked(folder: Path) -> dict[str, tuple[str, tuple[Finding, ...]]]:
    """The text of each document with our front matter, and all that is found in it."""
    found = {}
    for name, text in documents():
        file = folder / "document.md"
        whole = text if text.startswith("---\n") else FRONT_MATTER + text
        file.write_text(whole, encoding="utf-8")
        found[name] = whole, check(file)[1]
    return found


def main(seed: int = 1, number: int = 100) -> None:
    """Print a sample of findings with their lines."""
    with tempfile.TemporaryDirectory() as folder:
        found = checked(Path(folder))
    every = [(name, text, each) for name, (text, findings) in found.items() for each in findings]
    sample = random.Random(seed).sample(every, min(number, len(every)))  # noqa: S311
    lines = [f"{len(found)} documents, {len(every)} findings"]
    for name, text, finding in sorted(sample, key=lambda drawn: drawn[2].rule):
        line = text.split("\n")[finding.line - 1] if finding.line else ""
        lines.append(f"{finding.rule}  {name}:{finding.line}: {finding.message}\n    {line[:160]}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
