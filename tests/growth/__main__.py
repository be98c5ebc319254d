"""Measures how time grows with size, in processor time: `python -m tests.growth CONSTRUCT FORMAT`.

FORMAT may be `source`: reading and checking alone. It prints the sizes and the seconds as JSON.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from pathlib import Path

from generator.building.build import build
from generator.building.checking import check
from generator.content.job import Options
from generator.interpreter import garbage_collection_paused
from tests.growth.constructs import CONSTRUCTS, Construct, draw, write

ENOUGH = 0.4
"""Seconds from which on a size is worth measuring."""
TIMES = 3


def measured(construct: Construct, name: str, folder: Path, enough: float) -> dict[int, float]:
    """The least seconds that each of three sizes takes."""
    size = construct.first
    once(construct, size, name, folder)  # what is loaded late is loaded now
    if construct.doublings:
        while once(construct, size, name, folder) < enough and size * 8 <= construct.most:
            size *= 2
    return {each: least(construct, each, name, folder) for each in (size, size * 2, size * 4)}


def least(construct: Construct, size: int, name: str, folder: Path) -> float:
    return min(once(construct, size, name, folder) for _ in range(TIMES))


def once(construct: Construct, size: int, name: str, folder: Path) -> float:
    """The seconds that one build takes."""
    source = write(construct, size, folder)
    gc.collect()
    with garbage_collection_paused():
        start = time.process_time()
        if name == "source":
            document, _ = check(source, (), Options(epoch=0))
            assert document is not None
        else:
            build(source, [name], Options(epoch=0))
        return time.process_time() - start


def main(construct: str, name: str, enough: str = str(ENOUGH)) -> None:
    """Measure one construct in one format."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if "picture" in construct:
            draw(CONSTRUCTS[construct].most, folder)
        found = measured(CONSTRUCTS[construct], name, folder, float(enough))
    sys.stdout.write(json.dumps({str(size): round(took, 3) for size, took in found.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
