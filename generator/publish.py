"""Publishing: all outputs of a source or none, whatever interrupts.

New files are staged in a hidden folder beside the old ones. A journal, renamed into place in one
step, decides: before it, the old set stands; after it, the new one does, and whoever comes next
finishes the renames. The manifest is renamed last.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.manifest import Manifest, load, manifest_path

_STAGE = ".announce-stage-"
_JOURNAL = "journal.json"


def publish(folder: Path, stem: str, files: Mapping[str, bytes], manifest: Manifest) -> None:
    """Put `files` (by name) and their manifest into `folder`, in place of the set before.

    Files of the earlier set that the new manifest does not name are removed. Raises OSError where
    the folder cannot be written; the earlier set then stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _recover(folder)
        before = load(manifest_path(folder, stem))
        kept = {output.path for output in manifest.outputs}
        stale = sorted({output.path for output in before.outputs} - kept) if before else []
        last = manifest_path(folder, stem).name
        stage = folder / f"{_STAGE}{stem}"
        try:
            stage.mkdir()
            for name, data in files.items():
                _write(stage / name, data)
            _write(stage / last, manifest.as_json().encode())
            journal = {"files": [*files, last], "stale": stale}
            _write(stage / "journal.new", json.dumps(journal).encode())
            _sync(stage)
            (stage / "journal.new").rename(stage / _JOURNAL)
        except OSError:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _finish(stage)


def recover(folder: Path) -> None:
    """Finish or undo what a kill left in `folder`, and sweep up; nothing where all is well."""
    if folder.is_dir() and any(folder.glob(f"{_STAGE}*")):
        with _locked(folder):
            _recover(folder)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One publisher in a folder at a time; the lock goes with the process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _recover(folder: Path) -> None:
    for stage in sorted(folder.glob(f"{_STAGE}*")):
        if (stage / _JOURNAL).is_file():
            _finish(stage)
        else:
            shutil.rmtree(stage)


def _finish(stage: Path) -> None:
    """Rename what is still staged, the manifest last; may be repeated after a kill."""
    folder = stage.parent
    journal = json.loads((stage / _JOURNAL).read_bytes())
    for name in journal["stale"]:
        (folder / name).unlink(missing_ok=True)
    for name in journal["files"]:
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    _sync(folder)
    (stage / _JOURNAL).unlink()
    shutil.rmtree(stage)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
