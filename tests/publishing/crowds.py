"""Many builds of one folder at the same moment, each with other options, begun where all is loaded.

A program of its own, because it forks, and what runs tests may have threads:

    python -m tests.publishing.crowds ROUNDS BUILDS FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.building.batch import Published, Request, build_all
from generator.building.build import build
from generator.building.checking import sources_in
from generator.content.job import Options, TextOptions
from tests.publishing.random_kills import TEXT
from tests.publishing.sets import litter, published

FORMATS = ("html", "epub", "txt")


def options(number: int) -> Options:
    """Those of one build of the crowd."""
    return Options(epoch=0, text=TextOptions(width=40 + number))


def main(rounds: int, builds: int, place: Path) -> None:
    """Let them build, and look at what stands in the end."""
    source, out = place / "in" / "notice.md", place / "out"
    source.parent.mkdir(parents=True)
    for edition in range(rounds):
        source.write_text(TEXT.format(edition) + "\nSome more words. " * 9, encoding="utf-8")
        possible = [build(source, FORMATS, options(number)).files for number in range(builds)]
        children = [begun(source.parent, out, number) for number in range(builds)]
        assert [os.waitpid(each, 0)[1] for each in children] == [0] * builds, edition
        assert_one(out, possible)


def begun(sources: Path, out: Path, number: int) -> int:
    """Start a process that builds."""
    child = os.fork()
    if not child:
        try:
            request = Request(out, FORMATS, options(number), force=True)
            [outcome] = build_all(sources_in([sources]), request)
            os._exit(not isinstance(outcome, Published))
        finally:
            os._exit(1)
    return child


def assert_one(out: Path, possible: list[Mapping[str, bytes]]) -> None:
    """The set of one build stands, whole, and nothing beside it."""
    assert published(out, "notice") in possible
    assert not litter(out)
    assert len([*out.iterdir()]) == len(FORMATS) + 1


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
