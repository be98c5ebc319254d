"""Watching: a save is built, a fault is told, Ctrl-C ends it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.building.batch import Failed, Published, Refused, Request
from generator.building.watch import Event, ThemeChecked, Waiting, watch
from generator.content.job import Options
from generator.rendering import templates_folder
from tests.test_batch import ends

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n\n![A dot](dot.png)\n"
DOT = (ROOT / "tests" / "samples" / "pictures" / "dot.png").read_bytes()
CHART = (ROOT / "tests" / "samples" / "pictures" / "chart.png").read_bytes()


def words(event: Event) -> list[str]:
    """The rules of findings, the names of outputs, and what else an event says."""
    match event:
        case ThemeChecked(findings):
            return [finding.rule for finding in findings]
        case Published(outputs=outputs, findings=findings):
            return [*(each.rule for each in findings), *(each.path for each in outputs)]
        case Refused(source, findings):
            return [*(each.rule for each in findings), f"{source.path.name} refused"]
        case Waiting():
            return [WAITING]
        case Failed(error=error):
            raise error


def watched(
    folder: Path,
    steps: Sequence[Callable[[], object]],
    formats: tuple[str, ...] = ("txt",),
    theme: Path | None = None,
) -> list[list[str]]:
    """What happens after each step, until there is nothing more to do."""
    happened: list[list[str]] = [[]]
    waits = iter(range(1000))
    request = Request(folder / "output", formats, Options(theme=theme))
    due = list(steps)

    def wait() -> None:
        if next(waits) % 3 == 2:  # each look needs one wait; a change needs a second look
            if not due:
                raise KeyboardInterrupt
            happened.append([])
            due.pop(0)()

    with contextlib.suppress(KeyboardInterrupt):
        for event in watch([folder], request, wait=wait):
            happened[-1] += words(event)
    assert not due
    return happened


WAITING = "waiting"


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
    assert heard[0] == ["theme-contrast", WAITING]
    assert heard[1] == [WAITING]
    assert heard[2] == ["notice.txt", WAITING]


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
    assert heard == [
        ["notice.html", "notice.txt", WAITING],
        [],
        ["notice.html", "notice.txt", WAITING],
        [WAITING],
        ["notice.html", "notice.txt", WAITING],
        [
            "title-missing",
            "language-missing",
            "notice.md refused",
            WAITING,
        ],
        ["second.html", "second.txt", WAITING],
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
    assert ends(-running.pid)
