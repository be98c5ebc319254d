"""Kills whole builds at random moments, many in little time: each begins where all is loaded.

A program of its own, because it forks, and what runs tests may have threads:

    python -m tests.publishing.random_kills TIMES FOLDER

Every other source of two is new at each build; the build of every twentieth has workers.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from generator.building.batch import Published, Request, build_all
from generator.building.build import build
from generator.building.checking import sources_in
from generator.building.publish import recover
from generator.building.temporary_files import scratch
from generator.building.workers import Workers
from generator.content.job import Options
from tests.publishing.sets import litter, published

FORMATS = ("html", "docx", "epub", "txt")
NAMES = ("notice", "second")
TEXT = "---\ntitle: Notice {0}\nlang: en-GB\n---\n\nEdition {0}.\n\n## Part\n\n- Item {0}\n"
EDITIONS = 2
WITH_WORKERS = 20


def main(times: int, place: Path) -> dict[str, int]:
    """Kill builds; what was killed, and how many of them had published what is new."""
    sources, out = place / "in", place / "out"
    sources.mkdir(parents=True)
    made = [editions(sources, name) for name in NAMES]
    write(sources, 0)
    start = time.monotonic()
    built(sources, out)
    whole = time.monotonic() - start
    chance, told = random.Random(5), {"killed": 0, "new": 0, "old": 0, "ended": 0}  # noqa: S311
    for number in range(1, times + 1):
        edition = number % EDITIONS
        write(sources, edition)
        workers = number % WITH_WORKERS == 0
        ended = killed(sources, out, chance.uniform(0, 1.2) * whole + workers, workers=workers)
        told["ended" if ended else "killed"] += 1
        recover(out)
        assert not litter(out), number
        for name, possible in zip(NAMES, made, strict=True):
            found = published(out, name)
            assert found in possible, number
            assert not ended or found == possible[edition], number
            told["new" if found == possible[edition] else "old"] += 1
        built(sources, out)  # else an old set would be that of an edition that is long past
    with scratch():
        pass
    return told


def editions(sources: Path, name: str) -> list[Mapping[str, bytes]]:
    """The files of each edition of a source."""
    found = []
    for edition in range(EDITIONS):
        write(sources, edition)
        found.append(build(sources / f"{name}.md", FORMATS, Options(epoch=0)).files)
    return found


def write(sources: Path, edition: int) -> None:
    """Put an edition of each source in the place of the one before."""
    for name in NAMES:
        (sources / f"{name}.md").write_text(TEXT.format(edition), encoding="utf-8")


def built(sources: Path, out: Path, *, workers: bool = False) -> None:
    """Build and publish both sources."""
    request = Request(out, FORMATS, Options(epoch=0))
    with scratch(), ExitStack() as stack:
        executor = stack.enter_context(Workers(2)) if workers else None
        outcomes = [*build_all(sources_in([sources]), request, executor)]
    assert all(isinstance(each, Published) for each in outcomes), outcomes


def killed(sources: Path, out: Path, after: float, *, workers: bool) -> bool:
    """Kill a build, with all its workers, after some seconds; True if it had ended before."""
    child = os.fork()
    if not child:
        os.setsid()
        try:
            built(sources, out, workers=workers)
            os._exit(0)
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)  # its workers see that, and end
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}, f"ended with {status}"
    while workers and group_is_there(child):
        time.sleep(0.01)
    return status == 0


def group_is_there(group: int) -> bool:
    """True while a process of a group lives."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201
