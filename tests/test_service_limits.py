"""`--limits`: what a service that publishes strangers' sources sets lower."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.building.apart import apart
from generator.building.limited import limited
from generator.building.publish import STAGE
from generator.commands.cli import main
from generator.commands.limits import read_limits
from generator.document.limits import LIMITS, Limits
from generator.findings.errors import SourceError, UsageError
from tests.conftest import ROOT

FRONT = "---\ntitle: A notice\nlang: en-GB\n---\n\n"
TABLE = "| a | b |\n|---|---|\n" + "| c | d |\n" * 4
LONG = FRONT + "".join(f"## Part {n}\n\nSome words of it.\n\n" for n in range(4000))
DOT = ROOT / "tests" / "samples" / "pictures" / "dot.png"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a source that no limit stops."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "short.md").write_text(FRONT + "Words.\n", encoding="utf-8")
    return tmp_path


def limits(folder: Path, **given: int) -> str:
    """A file of limits."""
    path = folder / "limits.toml"
    lines = (f"{name.replace('_', '-')} = {value}\n" for name, value in given.items())
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


# The file ---------------------------------------------------------------------------------------


def test_what_a_file_does_not_name_is_as_without_one(tmp_path: Path) -> None:
    assert read_limits(Path(limits(tmp_path))) == Limits()
    assert read_limits(Path(limits(tmp_path, pages=7))) == Limits(pages=7)
    assert read_limits(Path(limits(tmp_path, **{each.name: each.least for each in LIMITS})))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("page = 7", "there is no limit “page”; do you mean “pages”?"),
        ("[seconds]\nwall = 7", "seconds is no whole number"),
        ("seconds = 7.5", "seconds is no whole number"),
        ("seconds = true", "seconds is no whole number"),
        ("seconds = '7'", "seconds is no whole number"),
        ("seconds = 0", "give a number from 1 to 900"),
        ("table-cells = 50_001", "give a number from 1 to 50,000"),
        ("seconds: 7", "cannot be read as TOML"),
        ("seconds = 7\nseconds = 8", "cannot be read as TOML"),
        ("\xff", "cannot be read as TOML"),
        ("x=" + "[" * 50_000, "cannot be read as TOML"),
    ],
)
def test_a_file_that_is_wrong_is_wrong_use(
    text: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "limits.toml").write_text(text, encoding="latin-1")
    with pytest.raises(SystemExit) as stop:
        main(["build", "in", "--limits", "limits.toml"])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
    assert not (folder / "output").exists()


@pytest.mark.parametrize("name", ["none.toml", ".", "pipe"])
def test_what_is_no_file_is_wrong_use(name: str, folder: Path) -> None:
    os.mkfifo("pipe")
    with pytest.raises(UsageError, match="no file of limits"):
        read_limits(Path(name))


# The source -------------------------------------------------------------------------------------

BEYOND = {
    "source-kilobytes": ("word " * 300, "file-size", None),
    "pictures": ("![A](a.png)\n\n![B](b.png)\n\n![A](a.png)\n", "picture-count", 8),
    "nesting": ("Words.\n\n> - quoted\n", "nesting-too-deep", 8),
    "table-cells": (f"Words.\n\n{TABLE}", "table-size", 8),
    "pages": ("word " * 1500, "pdf-length", None),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BEYOND)
def test_a_lower_limit_refuses_what_is_beyond_it_and_nothing_else(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, rule, line = BEYOND[name]
    (folder / "in" / "long.md").write_text(FRONT + text, encoding="utf-8")
    for picture in ("a", "b"):
        shutil.copy(DOT, folder / "in" / f"{picture}.png")
    given = ["build", "in", "--formats", "txt,pdf" if name == "pages" else "txt", "--json"]
    assert main([*given, "--limits", limits(folder, **{name: 1})]) == 1
    told = json.loads(capsys.readouterr().out)
    errors = [each for each in told["findings"] if each["severity"] == "error"]
    assert [(each["path"], each["rule"]) for each in errors] == [("in/long.md", rule)]
    assert errors[0]["line"] == line or line is None
    assert {path.name for path in Path("output").glob("*.txt")} == {"short.txt"}
    assert main(given) == 0
    assert {path.name for path in Path("output").glob("*.txt")} == {"short.txt", "long.txt"}


def test_check_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in" / "long.md").write_text(FRONT + TABLE, encoding="utf-8")
    assert main(["check", "in", "--limits", limits(folder, table_cells=4)]) == 1
    said = capsys.readouterr()
    assert "in/long.md:6: error[table-size]: this table has more than 4 cells" in said.err
    assert "in/short.md: nothing to fix" in said.out


def test_a_picture_keeps_its_own_limits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    Image.effect_noise((1100, 1000), 60).save(folder / "in" / "a.png")
    (folder / "in" / "long.md").write_text(FRONT + "![A](a.png)\n", encoding="utf-8")
    for limit in ("picture_megapixels", "picture_kilobytes"):
        assert main(["check", "in/long.md", "--limits", limits(folder, **{limit: 1})]) == 1
        assert "in/long.md:6: error[picture-size]" in capsys.readouterr().err
    assert main(["check", "in/long.md"]) == 0


# Time and memory --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("limit", "rule"), [("seconds", "limit-time"), ("memory_megabytes", "limit-memory")]
)
def test_a_source_that_takes_too_much_ends_alone(
    limit: str, rule: str, jobs: str, folder: Path
) -> None:
    """A process of its own builds: the one that runs the tests has memory of its own in use."""
    (folder / "in" / "long.md").write_text(LONG, encoding="utf-8")
    given = {limit: {"seconds": 1, "memory_megabytes": 200}[limit]}
    formats = "txt,pdf" if limit == "memory_megabytes" else "txt,html,docx,pdf"
    build = ["build", "in", "--formats", formats, "--jobs", jobs]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *build, "--limits", limits(folder, **given)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stderr
    assert done.returncode == 1, said
    assert re.search(rf"^in/long\.md: error\[{rule}\]: this takes more ", said, re.MULTILINE), said
    assert "Traceback" not in said
    assert {path.name for path in Path("output").glob("*.txt")} == {"short.txt"}
    assert not Path("output", STAGE).exists()


def spin() -> None:
    """Take time in code of C, which no handler of a signal ends."""
    re.match("(a|aa)+$", "a" * 60 + "b")


def fill() -> int:
    """Take memory."""
    return len([bytearray(10**7) for _ in range(100)])


@pytest.mark.slow
def test_whatever_a_worker_does_the_system_ends_it(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError, match="limit-time"):
        apart(tmp_path, Limits(seconds=1), spin)
    with pytest.raises(SourceError, match="limit-memory"):
        apart(tmp_path, Limits(memory_megabytes=300), fill)
    assert time.monotonic() - start < 60
    assert apart(tmp_path, Limits(), fill) == 100


@pytest.mark.slow
def test_a_worker_that_waits_for_ever_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.building.apart.PATIENCE", 2)
    with pytest.raises(SourceError, match="limit-time"):
        apart(tmp_path, Limits(seconds=1), time.sleep, 600)


def for_ever() -> None:
    """Take time in code of Python."""
    with limited("a.md", Limits(seconds=1)):
        while True:
            pass


@pytest.mark.slow
def test_the_process_of_the_user_ends_its_own_work() -> None:
    """Without a file of limits: the defaults hold, and the process goes on."""
    with pytest.raises(SourceError, match=r"a\.md: error.limit-time"):
        for_ever()
    with (
        pytest.raises(SourceError, match="limit-memory"),
        limited("a", Limits(memory_megabytes=200)),
    ):
        bytearray(10**9)
    assert len(bytearray(10**9)) == 10**9


class Finalized:
    """Fails as it goes: what Python can report, but not raise."""

    def __init__(self, error: type[Exception]) -> None:
        """Keep the error."""
        self.error = error

    def __del__(self) -> None:
        """Fail."""
        raise self.error


def test_a_finalizer_without_memory_prints_no_traceback() -> None:
    told: list[object] = []
    sys.unraisablehook, before = lambda fault: told.append(fault.exc_type), sys.unraisablehook
    try:
        with limited("a.md", Limits()):
            Finalized(MemoryError)
            Finalized(ValueError)
        Finalized(MemoryError)
    finally:
        sys.unraisablehook = before
    assert told == [ValueError, MemoryError]


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["outline", "verify"])
def test_a_file_that_takes_too_long_to_read_is_an_error(
    verb: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder / "in" / "short.md"
    page = folder / "short.html"
    rows = "<tr><td>a<td>b</tr>" * 60_000
    page.write_text(f"<!doctype html><title>x</title><table>{rows}</table>", encoding="utf-8")
    given = {"outline": [str(page)], "verify": [str(source), str(page), "--content"]}[verb]
    assert main([verb, *given, "--limits", limits(folder, seconds=1)]) == 1
    assert "limit-time" in capsys.readouterr().err


def test_outline_and_verify_take_limits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = limits(folder, seconds=60)
    assert main(["build", "in", "--formats", "html,txt", "--limits", given]) == 0
    assert main(["outline", "output/short.html", "--limits", given]) == 0
    assert main(["outline", "output/short.html", "--announced", "--limits", given]) == 0
    assert main(["verify", "in/short.md", "output/short.html", "--limits", given]) == 0
    assert main(["outline", "none.html", "--limits", given]) == 2
    assert "none.html: no such file" in capsys.readouterr().err
