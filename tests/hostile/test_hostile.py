"""Hostile files do what the tables in this folder's README say, within bounds.

Beside those: sources whose names look like paths, options or markup.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from generator.building.verify import verify
from generator.commands.cli import main
from generator.content.formats import FORMATS
from tests.hostile.generated import MAKERS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| [^|]+ \| (?P<outcome>[^|]+) \|$", re.MULTILINE)
EXPECTED = {row["name"]: row["outcome"] for row in ROW.finditer((HERE / "README.md").read_text())}

SECONDS = 20
"""Of processor time; the 10 MB paragraph takes most of it."""
MEMORY = 1024**3
LONG = ("generated/paragraph.md",)


def test_every_file_stands_in_a_table_and_there_are_many() -> None:
    kept = [*HERE.glob("*.md"), *(HERE / "pictures").iterdir()]
    names = {path.relative_to(HERE).as_posix() for path in kept} - {"README.md"}
    assert names | {f"generated/{name}" for name in MAKERS} == EXPECTED.keys()
    assert len(EXPECTED) >= 60


def tried(names: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.hostile.trying", ",".join(FORMATS), *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, dict[str, Any]]:
    """What came of each file, tried in two processes side by side."""
    names = [name for name in EXPECTED if name not in LONG]
    with ThreadPoolExecutor(2) as pool:
        both = pool.map(tried, (names[::2], names[1::2]))
        return {each["name"]: each for half in both for each in half}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in LONG])
def test_a_hostile_file_does_what_the_table_says(
    name: str, outcomes: Mapping[str, dict[str, Any]]
) -> None:
    assert_as_expected(outcomes[name])


@pytest.mark.soak
@pytest.mark.parametrize("name", LONG)
def test_a_long_file_does_what_the_table_says(name: str) -> None:
    [found] = tried([name])
    assert_as_expected(found)


def assert_as_expected(found: Mapping[str, Any]) -> None:
    assert found["outcome"] == EXPECTED[found["name"]]
    assert found["seconds"] <= SECONDS
    assert found["memory"] <= MEMORY


# Names ------------------------------------------------------------------------------------------

NAMES = (
    "--help", "-o", "a b", "a&b<c>\"d'", "$(touch hacked)", "`touch hacked`", "; touch hacked",
    "..", "...", "%2e%2e%2fa", "a%00b", "a\\b", "~", "CON", "a\nb", "a\x1b[31mb", "a\u202etxt",
    "<script>", "{{ 7 * 7 }}", "{% x %}", "é", "e\u0301", "新聞", "😀", "#a?b",
    "javascript:alert(1)", "http:", "a" * 200, ".announce-stage",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / f"{name}.md"
    source.write_text("---\ntitle: A notice\nlang: en-GB\n---\n\nWords.\n", encoding="utf-8")
    assert main(["build", str(source), "--formats", "html,txt"]) == 0
    out = tmp_path / "output"
    assert {path.name for path in out.iterdir()} == {
        f"{name}.html",
        f"{name}.txt",
        f"{name}.manifest.json",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"output", source.name}
    assert verify(source, [out / f"{name}.html", out / f"{name}.txt"]) == ()
    assert "\x1b" not in capsys.readouterr().out
    [target] = re.findall(r'href="([^"#]+\.txt)"', (out / f"{name}.html").read_text("utf-8"))
    assert not urlsplit(target).scheme
    assert (out / unquote(target)).is_file()


def test_a_name_that_is_no_text_is_refused(tmp_path: Path, capfd: Any) -> None:
    source = os.fsencode(tmp_path) + b"/caf\xe9.md"
    with open(source, "wb") as file:  # noqa: PTH123 (a path as bytes)
        file.write(b"---\ntitle: A notice\nlang: en-GB\n---\n\nWords.\n")
    assert main(["build", os.fsdecode(source), "-o", str(tmp_path / "out")]) == 2
    assert "UTF-8" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
