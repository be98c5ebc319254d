"""Seconds to bring a notice up to date after each of a few edits, in a process that is warm.

Usage: python -m tests.bench.warm SOURCE FOLDER TIMES
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from generator.building.batch import Published, Request, bring_up_to_date
from generator.building.checking import Source
from generator.building.format_worker import FormatWorker
from generator.commands.options import NAMES
from generator.content.job import Options


def main(source: Path, folder: Path, times: int) -> None:
    """Print the seconds of each edit after the first two, a line each."""
    request = Request(folder, NAMES, Options())
    text = source.read_text(encoding="utf-8")
    with FormatWorker() as worker:
        for number in range(times + 2):
            source.write_text(f"{text}\n\nEdited {number} times.\n", encoding="utf-8")
            begun = time.perf_counter()
            outcome = bring_up_to_date(Source(source, Path()), request, worker)
            passed = time.perf_counter() - begun
            assert isinstance(outcome, Published)
            assert len(outcome.outputs) == len(NAMES)
            assert not outcome.cached
            if number >= 2:
                sys.stdout.write(f"{passed}\n")


main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
