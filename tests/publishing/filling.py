"""Publishes onto a file system that fills up: at its first page, at its second, and so on.

A program of its own, in a mount namespace of its own (`unshare --mount`):

    python -m tests.publishing.filling FOLDER
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from generator.building.publish import publish, recover
from tests.publishing.sets import NEW, OLD, litter, manifest, published

PAGE = os.sysconf("SC_PAGE_SIZE")


def main(place: Path) -> None:
    """Publish with ever more room, until there is enough; tell how often the disk was full."""
    full = 0
    for room in range(40):
        folder = place / str(room)
        folder.mkdir()
        size = f"size={64 * PAGE},nr_inodes=64"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
        publish(folder, "a", OLD, manifest(OLD))
        fill(folder / "filler", room)
        try:
            publish(folder, "a", NEW, manifest(NEW))
        except OSError:
            full += 1
            assert published(folder) == OLD, room
            assert not litter(folder), room
            (folder / "filler").unlink()
            recover(folder)
            assert published(folder) == OLD, room
        else:
            assert published(folder) == NEW, room
            assert not litter(folder), room
            print(json.dumps({"full": full, "published": room}))  # noqa: T201
            return
        finally:
            subprocess.run(["umount", folder], check=True)
    raise AssertionError("there was never room")


def fill(filler: Path, room: int) -> None:
    """Use up all but `room` pages."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - room * PAGE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
