"""A signal that comes while a finalizer runs ends the command all the same, without a traceback."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, signal, time
from generator.commands.signals import Ended, ended_by_signals

class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(0.1)

try:
    with ended_by_signals():
        Last()
        time.sleep(5)
except Ended as end:
    print(end.exit_code)
"""


def test_a_signal_within_a_finalizer_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "129\n"
    assert done.stderr == ""
