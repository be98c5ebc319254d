"""Watching: a save is built, an error is reported, Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import watchfiles

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
    given: Path,
    steps: Sequence[Callable[[], object]],
    formats: tuple[str, ...] = ("txt",),
    theme: Path | None = None,
) -> list[list[str]]:
    """What happens at first and after each step, which waits until there is nothing more to do."""
    happened: list[list[str]] = [[]]
    stop, due = threading.Event(), list(steps)
    folder = given if given.is_dir() else given.parent
    request = Request(folder / "output", formats, Options(theme=theme))
    for event in watch([given], request, stop=stop):
        happened[-1] += words(event)
        if isinstance(event, Waiting):
            happened.append([])
            due.pop(0)() if due else stop.set()
    assert happened.pop() == []
    return happened


WAITING = "waiting"
REFUSED = ["title-missing", "language-missing", "notice.md refused"]


def test_each_save_is_built_once(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(DOT)

    def new_folder() -> None:
        notice.unlink()
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "third.md").write_text("Words.\n", encoding="utf-8")

    happened = watched(
        tmp_path,
        [
            lambda: notice.write_text(NOTICE + "More.\n", encoding="utf-8"),
            lambda: (tmp_path / "dot.png").write_bytes(CHART),
            lambda: notice.write_text("Words.\n", encoding="utf-8"),
            lambda: (tmp_path / "second.md").write_text(NOTICE, encoding="utf-8"),
            new_folder,
        ],
        ("html", "txt"),
    )
    assert happened == [
        ["notice.html", "notice.txt", WAITING],
        ["notice.html", "notice.txt", WAITING],
        ["notice.html", "notice.txt", WAITING],
        [*REFUSED, WAITING],
        ["second.html", "second.txt", WAITING],
        [*REFUSED[:2], "third.md refused", WAITING],
    ]
    assert "More." not in (tmp_path / "output" / "second.txt").read_text("utf-8")
    assert "More." in (tmp_path / "output" / "notice.txt").read_text("utf-8")


def test_of_the_files_around_a_source_only_its_pictures_matter(tmp_path: Path) -> None:
    """Also one that is not there yet, in a folder that is not there yet, saved as editors do."""
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.replace("dot.png", "pictures/a%20dot.png"), encoding="utf-8")

    def new_picture() -> None:
        (tmp_path / "pictures").mkdir()
        (tmp_path / "pictures" / "a dot.png").write_bytes(DOT)

    def replaced_picture() -> None:
        for name in ("notice.bak", "pictures/b dot.png", "other.md", "pictures/third.md"):
            (tmp_path / name).write_text(NOTICE, encoding="utf-8")
        (tmp_path / "deep" / "deeper").mkdir(parents=True)
        time.sleep(0.2)
        new = tmp_path / "pictures" / ".new"
        new.write_bytes(CHART)
        new.replace(tmp_path / "pictures" / "a dot.png")

    def renamed_source() -> None:
        notice.rename(tmp_path / "notice.old")
        (tmp_path / "notice.new").write_text(NOTICE.replace("![A dot](dot.png)", ""), "utf-8")
        (tmp_path / "notice.new").rename(notice)

    assert watched(notice, [new_picture, replaced_picture, renamed_source], ("html",)) == [
        ["picture-missing", "notice.md refused", WAITING],
        ["notice.html", WAITING],
        ["notice.html", WAITING],
        ["notice.html", WAITING],
    ]


def test_only_folders_of_sources_pictures_and_theme_are_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "pictures").mkdir(parents=True)
    (tmp_path / "a" / "others" / "many").mkdir(parents=True)
    (tmp_path / "theme" / "shared").mkdir(parents=True)
    (tmp_path / "a" / "pictures" / "dot.png").write_bytes(DOT)
    notice = tmp_path / "a" / "notice.md"
    shown = "![A dot](pictures/dot.png)"
    notice.write_text(NOTICE.replace("![A dot](dot.png)", shown), encoding="utf-8")
    seen: list[set[str]] = []
    original: Any = watchfiles.watch

    def recorded(*folders: Path, **options: Any) -> Any:
        assert not options["recursive"]
        seen.append({folder.relative_to(tmp_path.resolve()).as_posix() for folder in folders})
        return original(*folders, **options)

    monkeypatch.setattr(watchfiles, "watch", recorded)
    text = NOTICE.replace("![A dot](dot.png)", "")
    edits = [lambda: notice.write_text(text), lambda: notice.write_text(f"{text}More.\n")]
    watched(notice, edits, theme=tmp_path / "theme")
    always = {"a", "theme", "theme/shared"}
    assert seen == [always, always | {"a/pictures"}, always]


def test_a_theme_that_would_fail_readers_builds_nothing_until_it_is_fixed(tmp_path: Path) -> None:
    """What is wrong with it is reported when it changes, not at each save."""
    look, notice = tmp_path / "theme" / "shared" / "look.jinja", tmp_path / "notice.md"
    look.parent.mkdir(parents=True)
    ours = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    look.write_text(ours.replace("#16202b", "#dddddd"), encoding="utf-8")
    plain = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n"
    notice.write_text(plain, encoding="utf-8")

    def edited_and_fixed() -> None:
        notice.write_text(plain + "\nMore.\n", encoding="utf-8")
        time.sleep(0.2)
        look.write_text(ours, encoding="utf-8")

    happened = watched(notice, [edited_and_fixed], theme=tmp_path / "theme")
    assert happened == [["theme-contrast", WAITING], ["notice.txt", WAITING]]


def start_watch(notice: Path) -> subprocess.Popen[str]:
    """Start the command on a source, in a process group of its own."""
    command = [sys.executable, "-u", "-m", "generator", "watch", str(notice), "-j", "2"]
    return subprocess.Popen(
        [*command, "--formats", "html,txt", "-o", str(notice.parent / "output")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )


def wait_until_all_is_built(watching: subprocess.Popen[str]) -> None:
    """Read what it prints until it waits for changes."""
    assert watching.stdout is not None
    while "watching" not in (line := watching.stdout.readline()):
        assert line


@pytest.mark.slow
def test_the_command_ends_with_ctrl_c_and_leaves_no_worker(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(DOT)
    running = start_watch(notice)
    for text in (NOTICE, NOTICE + "More.\n"):
        notice.write_text(text, encoding="utf-8")
        wait_until_all_is_built(running)
    assert "More." in (tmp_path / "output" / "notice.txt").read_text("utf-8")
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")
    assert ends(-running.pid)
