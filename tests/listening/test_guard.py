"""Nothing of a desktop outlives the tests that started it, even if these are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.listening.guard import processes

PROGRAM = """
import os, pathlib, subprocess, sys, time
from contextlib import ExitStack
import pytest

from tests.listening.desktop import Desktop
desktop = Desktop(pathlib.Path(sys.argv[1]), ExitStack())
desktop.guard()
desktop.start("sh", "-c", "setsid sleep 600 & sleep 600")
print(desktop.environment["SCREEN_READER_REPORTS"], flush=True)
time.sleep(600)
"""


def test_a_killed_run_leaves_no_program_and_no_folder(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("guard") / "desktop"  # a short path, as of a socket
    folder.mkdir()
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout is not None
        variable = f"SCREEN_READER_REPORTS={tests.stdout.readline().strip()}"
        assert _becomes(lambda: len([*processes(variable)]) >= 2)
        os.kill(tests.pid, signal.SIGKILL)
    assert _becomes(lambda: not [*processes(variable)])
    assert _becomes(lambda: not folder.exists())


def _becomes(so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not so() and time.monotonic() < end:
        time.sleep(0.1)
    return bool(so())
