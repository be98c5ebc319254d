"""Watching: a save is built, a fault is told, Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.building.batch import Order
from generator.building.watch import watch
from generator.content.job import Options
from generator.findings.finding import Finding
from generator.rendering import templates_folder

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n\n![A dot](dot.png)\n"
DOT = (ROOT / "tests" / "samples" / "pictures" / "dot.png").read_bytes()
CHART = (ROOT / "tests" / "samples" / "pictures" / "chart.png").read_bytes()


class Told:
    """A listener that remembers what it was told since it was last asked."""

    def __init__(self) -> None:
        self.outputs: list[str] = []
        self.lines: list[str] = []

    def add(self, findings: Sequence[Finding]) -> None:
        self.lines += [finding.rule for finding in findings]

    def say(self, text: str) -> None:
        self.lines.append(text.rpartition("/")[2])

    def fate(self, source: Path, told: str) -> None:
        assert source.suffix == ".md", told

    def progress(self, text: str) -> None:
        raise AssertionError(text)

    def since(self) -> list[str]:
        told, self.lines = self.lines, []
        return told


def watched(
    folder: Path,
    steps: Sequence[Callable[[], object]],
    formats: tuple[str, ...] = ("txt",),
    theme: Path | None = None,
) -> list[list[str]]:
    """What is told after each step, when there was nothing more to do."""
    told, heard, waits = Told(), [], iter(range(1000))
    order = Order(folder / "output", formats, Options(theme=theme))
    due = list(steps)

    def wait() -> None:
        if next(waits) % 3 == 2:  # each look needs one wait; a change needs a second look
            heard.append(told.since())
            if not due:
                raise KeyboardInterrupt
            due.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        watch([folder], order, told, wait=wait)
    return heard


DONE = "watching; Ctrl-C ends it"


def names(told: list[str]) -> list[str]:
    return [line.split("  ")[0] for line in told]


def test_a_theme_that_would_fail_readers_builds_nothing_until_it_is_mended(tmp_path: Path) -> None:
    """What is wrong with it is told when it changes, not at each save."""
    look, notice = tmp_path / "theme" / "shared" / "look.jinja", tmp_path / "notice.md"
    look.parent.mkdir(parents=True)
    ours = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    look.write_text(ours.replace("#16202b", "#dddddd"), encoding="utf-8")
    plain = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n"
    notice.write_text(plain, encoding="utf-8")
    heard = watched(
        tmp_path,
        [
            lambda: notice.write_text(plain + "\nMore.\n", encoding="utf-8"),
            lambda: look.write_text(ours, encoding="utf-8"),
        ],
        theme=tmp_path / "theme",
    )
    assert heard[0] == ["theme-contrast", DONE]
    assert heard[1] == [DONE]
    assert names(heard[2]) == ["notice.txt", DONE]


def test_each_save_is_built_once(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(DOT)
    heard = watched(
        tmp_path,
        [
            lambda: None,
            lambda: notice.write_text(NOTICE + "More.\n", encoding="utf-8"),
            lambda: os.utime(notice),
            lambda: (tmp_path / "dot.png").write_bytes(CHART),
            lambda: notice.write_text("Words.\n", encoding="utf-8"),
            lambda: (tmp_path / "second.md").write_text(NOTICE, encoding="utf-8"),
            notice.unlink,
        ],
        ("html", "txt"),
    )
    assert [names(told) for told in heard] == [
        ["notice.html", "notice.txt", DONE],
        [],
        ["notice.html", "notice.txt", DONE],
        [DONE],
        ["notice.html", "notice.txt", DONE],
        [
            "title-missing",
            "language-missing",
            "notice.md: not published; earlier outputs stay as they are",
            DONE,
        ],
        ["second.html", "second.txt", DONE],
        [],
    ]
    assert "More." not in (tmp_path / "output" / "second.txt").read_text("utf-8")
    assert "More." in (tmp_path / "output" / "notice.txt").read_text("utf-8")


@pytest.mark.slow
def test_the_command_ends_with_ctrl_c_and_leaves_no_helper(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(DOT)
    command = [sys.executable, "-u", "-m", "generator", "watch", str(notice), "-j", "2"]
    running = subprocess.Popen(
        [*command, "--formats", "html,txt", "-o", str(tmp_path / "output")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    assert running.stdout is not None
    for text in (NOTICE, NOTICE + "More.\n"):
        notice.write_text(text, encoding="utf-8")
        while "watching" not in (line := running.stdout.readline()):
            assert line
    assert "More." in (tmp_path / "output" / "notice.txt").read_text("utf-8")
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
