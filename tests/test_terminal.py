"""What a person sees: the command in a real terminal (tmux), in pipes, and with hopeless input."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.commands.cli import main
from tests.source.pictures import make_pictures

ANNOUNCE = [sys.executable, "-m", "generator"]
SAMPLES = sorted((Path(__file__).parent / "lint").glob("*/bad.md"))
BAD = """\
---
title: A notice
lang: en
---

To see all the roads which will be closed from Monday to Friday, [click here](https://example.org/).

#### Skipped

欢迎来到我们的网站

Run \x1b[31mthis\x07.
"""
PATIENCE = 60
"""Seconds until a terminal must have answered, on a machine with much to do."""


def shown(session: list[str], *, escapes: bool = False) -> str:
    option = ["-e"] if escapes else []
    capture = [*session, "capture-pane", "-p", "-t", "notice", *option]
    return subprocess.run(capture, capture_output=True, text=True, check=True).stdout


def pseudo_terminals() -> bool:
    """True if this machine gives out pseudo-terminals, without which there is no terminal."""
    try:
        ends = os.openpty()
    except OSError:
        return False
    for end in ends:
        os.close(end)
    return True


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[list[str]]:
    """The beginning of a tmux command, for a server of its own."""
    if not pseudo_terminals():
        pytest.skip("this machine gives out no pseudo-terminals (devpts is not mounted)")
    (tmp_path / "notice.md").write_text(BAD, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # a socket has a short path
        session = ["tmux", "-S", f"{folder}/socket", "-f", "/dev/null", "-u"]
        yield session
        subprocess.run([*session, "kill-server"], capture_output=True, check=False)


def begin(session: list[str], folder: Path, command: str, *, columns: int, **environ: str) -> None:
    given = {"PYTHONPATH": str(Path.cwd()), "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
    words = " ".join(f"{name}={shlex.quote(value)}" for name, value in given.items())
    unset = "unset NO_COLOR FORCE_COLOR COLUMNS;"
    line = f"{unset} {words} {command}; echo ended with $?; exec sleep 600"
    size = ["-x", str(columns), "-y", "200"]
    start = [*session, "new-session", "-d", "-s", "notice", *size, "-c", str(folder), line]
    subprocess.run(start, check=True)


def wait_for(session: list[str], words: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told = shown(session)
        if words in told:
            return told
        time.sleep(0.2)
    raise AssertionError(f"no {words!r} in:\n{shown(session)}")


CHECK = shlex.join([*ANNOUNCE, "check", "notice.md"])


@pytest.mark.slow
@pytest.mark.parametrize("columns", [32, 80])
def test_a_terminal_shows_colours_and_whole_words(
    terminal: list[str], tmp_path: Path, columns: int
) -> None:
    begin(terminal, tmp_path, CHECK, columns=columns)
    told = wait_for(terminal, "ended with 1")
    assert "Traceback" not in told
    words = " ".join(told.split())
    for whole in (
        "“click here” does not say where the link leads; many people hear links as a list,",
        "people who navigate by headings would look for the missing level.",
        "hint: write “##”",
        "What has errors cannot be published yet: fix those first, from the top.",
    ):
        assert whole in words
    lines = told.splitlines()
    number = next(n for n, line in enumerate(lines) if re.match(r" +6 \| ", line))
    assert lines[number][lines[number + 1].index("^") :].startswith("click here")
    painted = shown(terminal, escapes=True)
    assert re.search(r"\x1b\[1m\x1b\[31merror\[", painted) or "\x1b[1;31m" in painted
    assert "\x1b[31mthis" not in painted, "the source's own escape sequence took effect"


@pytest.mark.slow
def test_a_terminal_without_colour_shows_the_same(terminal: list[str], tmp_path: Path) -> None:
    begin(terminal, tmp_path, CHECK, columns=80, NO_COLOR="1")
    told = wait_for(terminal, "ended with 1")
    assert "error[heading-level-skipped]" in told
    assert "\x1b[" not in shown(terminal, escapes=True)


@pytest.mark.slow
def test_ctrl_c_ends_a_build_in_one_sentence(terminal: list[str], tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(200):
        text = f"---\ntitle: A {number}\nlang: en\n---\n\nWords.\n"
        (many / f"{number}.md").write_text(text, encoding="utf-8")
    begin(terminal, tmp_path, shlex.join([*ANNOUNCE, "build", "many"]), columns=80)
    wait_for(terminal, "proven complete")
    subprocess.run([*terminal, "send-keys", "-t", "notice", "C-c"], check=True)
    told = wait_for(terminal, "interrupted")
    assert "Traceback" not in told


@pytest.mark.slow
@pytest.mark.parametrize("words", ["rules", "formats", "check notice.md", "check notice.md --json"])
def test_a_reader_who_has_seen_enough_is_no_fault(words: str, tmp_path: Path) -> None:
    if not pseudo_terminals():
        pytest.skip("this machine gives out no pseudo-terminals (devpts is not mounted)")
    (tmp_path / "notice.md").write_text(BAD + "\n##\n" * 5000, encoding="utf-8")
    command = f"{shlex.join([*ANNOUNCE, *words.split()])} 2>&1 | head -n 1"
    environ = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
    assert "Traceback" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_terminal_of_few_letters_shows_the_others_by_number(verb: str, tmp_path: Path) -> None:
    if not pseudo_terminals():
        pytest.skip("this machine gives out no pseudo-terminals (devpts is not mounted)")
    (tmp_path / "notice.md").write_text(BAD, encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*ANNOUNCE, verb, "notice.md"], cwd=tmp_path, env=environ, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert rb"\u6b22" in done.stderr


HOPELESS = {
    "zeros": b"\0" * 10_000,
    "every byte": bytes(range(256)) * 40,
    "UTF-16": "---\ntitle: A\n".encode("utf-16"),
    "a surrogate": b"---\ntitle: A\nlang: en\n---\n\n\xed\xa0\x80\n",
    "one line": b"#" * 10_000,
    "only line ends": b"\r\n" * 1000,
    "an escape in the front matter": b"---\ntitle: \x1b[31mA\nlang: en\n---\n\nWords.\n",
}


@pytest.mark.parametrize("name", HOPELESS)
@pytest.mark.parametrize("form", [[], ["--json"], ["--github"]])
def test_hopeless_files_are_reported(
    name: str,
    form: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_bytes(HOPELESS[name])
    assert main(["check", "notice.md", *form]) == 1
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.out + captured.err


def test_what_is_no_file_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.md").mkdir()
    Path("dangling.md").symlink_to("nowhere")
    Path("loop.md").symlink_to("loop.md")
    for name in ("folder.md", "dangling.md", "loop.md", "none.md", "a\0b.md", "n" * 5000 + ".md"):
        assert main(["check", name]) == 2, name
        told = capsys.readouterr().err
        assert told.startswith("announce: ")
        assert told.count("\n") == 1


def test_a_file_that_may_not_be_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_text(BAD, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refused)
    assert main(["check", "notice.md"]) == 1
    assert "error[file-unreadable]: the file cannot be opened" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.parent.name)
def test_every_bad_sample_is_told_in_every_form(
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    data = sample.read_bytes()
    if b"![" in data:
        make_pictures(tmp_path)
    Path("bad.md").write_bytes(data)
    for form in ([], ["--json"], ["--github"], ["--brief", "--strict"]):
        assert main(["check", "bad.md", "--advice", *form]) in {0, 1}
        captured = capsys.readouterr()
        assert sample.parent.name in captured.out + captured.err
