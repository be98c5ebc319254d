"""Kills processes that publish, at every file-system call, and looks at what they leave.

A program of its own, because it forks, and what runs tests may have threads:

    python -m tests.publishing.killing WHAT FOLDER

It tells by its exit code whether all was well, and prints what it tried as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from generator.building.publish import publish, recover
from tests.publishing.faults import Faulty, kill
from tests.publishing.sets import NEW, OLD, OTHER, litter, manifest, published

Files = Mapping[str, bytes]
Act = Callable[[], object]
GRACE = 30
"""Seconds, on a busy machine, after which a process hangs."""


def forked(act: Act, at: int = 0) -> int:
    """Start a process that does `act` and is killed at its file-system call `at`."""
    child = os.fork()
    if child:
        return child
    try:
        signal.alarm(GRACE)
        with Faulty(at, kill):
            act()
        os._exit(0)
    finally:
        os._exit(1)


def ended(child: int) -> bool:
    """Wait; True if it came to its end, False if it was killed as it should be."""
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}, f"ended with {status}"
    return status == 0


def publishing(folder: Path, files: Files) -> Act:
    """To publish a set."""
    stem = next(iter(files)).split(".", maxsplit=1)[0]
    return lambda: publish(folder, stem, files, manifest(files))


def fresh(folder: Path, before: Files | None) -> Path:
    """An empty folder, or one that holds a set."""
    shutil.rmtree(folder, ignore_errors=True)
    if before is not None:
        publishing(folder, before)()
    return folder


def alone(folder: Path) -> dict[str, int]:
    """A kill at every call of publishing: cold, replacing, and with fewer formats than before."""
    tried = {}
    for name, before, after in (
        ("cold", None, NEW),
        ("replacing", OLD, {**OLD, "a.pdf": b"newer"}),
        ("fewer formats", OLD, NEW),
    ):
        for at in count(1):
            fresh(folder, before)
            finished = ended(forked(publishing(folder, after), at))
            left = pending(folder)
            assert left or published(folder) in (before, after), (name, at)
            recover(folder)
            found = published(folder)
            assert found in (before, after), (name, at)
            assert not litter(folder) if folder.exists() else not finished, (name, at)
            assert found == after or not (finished or left), (name, at)
            if finished:
                break
        tried[name] = at - 1
    return tried


def pending(folder: Path) -> bool:
    """True where the journal stands: whoever comes next finishes the new set."""
    return (folder / ".announce-stage" / "journal").exists()


def twice(folder: Path, step: int = 1) -> dict[str, int]:
    """A kill at every call of recovering from a kill at every call of publishing."""
    tried = 0
    for at in count(1, step):
        fresh(folder, OLD)
        finished = ended(forked(publishing(folder, NEW), at))
        kept = folder.with_name("killed")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(folder, kept)
        for again in count(1):
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
            recovered = ended(forked(lambda: recover(folder), again))
            recover(folder)
            assert published(folder) in (OLD, NEW), (at, again)
            assert not litter(folder), (at, again)
            tried += 1
            if recovered:
                break
        if finished:
            return {"recovering": tried}
    raise AssertionError


def together(folder: Path) -> dict[str, int]:
    """A kill at every call of one of two that publish into one folder at once."""
    tried = {}
    for name, other in (("same source", OLD), ("another source", OTHER)):
        stem = "a" if other is OLD else "b"
        for at in count(1):
            fresh(folder, OLD)
            one = forked(publishing(folder, NEW), at)
            two = forked(publishing(folder, other))
            finished = ended(one)
            assert ended(two)
            recover(folder)
            assert published(folder) in (OLD, NEW), (name, at)
            assert published(folder, stem) in (other, NEW), (name, at)
            assert not litter(folder), (name, at)
            if finished:
                break
        tried[name] = at - 1
    return tried


WHAT: Mapping[str, Callable[[Path], dict[str, int]]] = {
    "alone": alone,
    "together": together,
    "twice": lambda folder: twice(folder, 5),
    "twice, all": twice,
}

if __name__ == "__main__":
    print(json.dumps(WHAT[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201
