"""Ends what a desktop has started, however the tests end.

Run as a program of its own. It waits until its standard input closes, which it does when the
process that holds the other end has ended, killed or not. Then it kills every process that has the
given variable in its environment, as all do that were started on the desktop, and removes the
desktop's folder.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def processes(variable: str) -> Iterator[int]:
    """The processes in whose environment `variable` ("NAME=value") stands."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                environment = (entry / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if variable.encode() in environment:
                yield int(entry.name)


def end_all(variable: str) -> None:
    """Kill those processes, and those that they have started meanwhile, until none is left."""
    while found := [*processes(variable)]:
        for process in found:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.05)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.buffer.read()
    end_all(sys.argv[1])
    shutil.rmtree(sys.argv[2], ignore_errors=True)
