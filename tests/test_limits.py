"""Too deep, too long, too wide: each format is complete, or refused, in bounded time and memory.

Every case runs in a process of its own, so that its memory can be measured and no crash of it
takes others along. Run as a program, this file is that process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.formats import FORMATS
from generator.findings.errors import AnnounceError

ROOT = Path(__file__).resolve().parent.parent
FRONT = "---\ntitle: A notice\nlang: en\n---\n\n"
SECONDS = 120
"""Of processor time."""
PATIENCE = 4
"""On a busy machine so many times longer by the clock, before a process is ended."""
MEMORY = 2 * 1024**3


@dataclass(frozen=True)
class Outcome:
    """What a build gave. `rules` are of errors; `sizes` are bytes by format, empty if refused."""

    rules: tuple[str, ...]
    sizes: Mapping[str, int]
    seconds: float
    memory: int


def nested_lists(levels: int) -> str:
    return "".join(f"{'  ' * level}- item {level}\n" for level in range(levels))


def nested_quotes(levels: int) -> str:
    return f"{'> ' * levels}quoted\n"


def nested_emphasis(levels: int) -> str:
    begin = "".join(f"{'**' if level % 2 else '*'}a{level} " for level in range(levels))
    end = "".join(f" b{level}{'**' if level % 2 else '*'}" for level in reversed(range(levels)))
    return f"{begin}middle{end}\n"


def table(cells: int) -> str:
    rows = cells // 10 - 1
    return f"{'|a' * 10}|\n{'|-' * 10}|\n" + f"{'|b' * 10}|\n" * rows


REFUSED: Mapping[str, tuple[Callable[[], str], str]] = {
    "lists 100 levels deep": (lambda: nested_lists(100), "nesting-too-deep"),
    "quotes 100 levels deep": (lambda: nested_quotes(100), "nesting-too-deep"),
    "emphasis 100 levels deep": (lambda: nested_emphasis(100), "nesting-too-deep"),
    "a table of a million cells": (lambda: table(1_000_000), "table-size"),
}
"""What nobody could follow, and the rule that says so."""

COMPLETE: Mapping[str, Callable[[], str]] = {
    "everything as deep as allowed": lambda: "\n".join(
        [nested_lists(20), "Between.\n", nested_quotes(20), nested_emphasis(20)]
    ),
    "a paragraph of 200 kB": lambda: "word and " * 23_000 + "\n",
    "a paragraph of 1 MB": lambda: "word and " * 115_000 + "\n",
    "a paragraph of 10 MB": lambda: "word and " * 1_150_000 + "\n",
    "a table of almost 50,000 cells": lambda: table(49_980),
}

TOO_LONG = {("a paragraph of 10 MB", "pdf"): "pdf-length"}
SOAK = {
    ("a table of almost 50,000 cells", "pdf"),  # a minute
    ("a table of almost 50,000 cells", "epub"),
    ("a paragraph of 1 MB", "pdf"),
    ("a paragraph of 10 MB", "html"),
    ("a paragraph of 10 MB", "docx"),
    ("a paragraph of 10 MB", "epub"),
}
"""What takes longest; a smaller one of its kind stays in `make test`."""


def build_apart(body: str, folder: Path, *formats: str) -> Outcome:
    """Build `body` in a process of its own."""
    source = folder / "notice.md"
    source.write_text(FRONT + body, encoding="utf-8")
    command = [sys.executable, "-m", "tests.test_limits", str(source), *formats]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS * PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    return Outcome(tuple(told["rules"]), told["sizes"], told["seconds"], told["memory"])


def within_bounds(outcome: Outcome) -> bool:
    return outcome.seconds <= SECONDS and outcome.memory <= MEMORY


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_can_follow_is_refused(name: str, tmp_path: Path) -> None:
    write, rule = REFUSED[name]
    outcome = build_apart(write(), tmp_path, *FORMATS)
    assert (outcome.rules, dict(outcome.sizes)) == ((rule,), {})
    assert within_bounds(outcome), outcome


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        pytest.param(name, suffix, marks=pytest.mark.soak if (name, suffix) in SOAK else ())
        for name in COMPLETE
        for suffix in FORMATS
    ],
)
def test_what_is_long_is_complete(name: str, suffix: str, tmp_path: Path) -> None:
    outcome = build_apart(COMPLETE[name](), tmp_path, suffix)
    if (name, suffix) in TOO_LONG:
        assert outcome.rules == (TOO_LONG[name, suffix],)
    else:
        assert outcome.rules == ()  # and so the proof held
        assert set(outcome.sizes) == {suffix}
    assert within_bounds(outcome), outcome


def main(source: str, *formats: str) -> None:
    """Build `source` and tell its Outcome as JSON."""
    rules: list[str] = []
    sizes: dict[str, int] = {}
    try:
        built = build(Path(source), formats)
        sizes = {name.rpartition(".")[2]: len(data) for name, data in built.files.items()}
    except AnnounceError as error:
        rules = [finding.rule for finding in error.findings if finding.severity == "error"]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1 if sys.platform == "darwin" else 1024
    told = {
        "rules": rules,
        "sizes": sizes,
        "seconds": round(sum(each.ru_utime + each.ru_stime for each in used), 1),
        "memory": max(each.ru_maxrss for each in used) * unit,
    }
    print(json.dumps(told))  # noqa: T201 (for the process that started this one)


if __name__ == "__main__":
    main(*sys.argv[1:])
