"""A folder for the temporary files of a command, ours and our libraries', and none left behind.

A killed process cannot clean up. So each folder is locked by the command that uses it, and a
lock goes with its process: the next command removes every folder that nobody locks.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.findings.errors import UsageError

_PREFIX = f"announce-{os.getuid()}-"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Let temporary files of this process, and of those that it starts, lie in one folder."""
    outside = _outside()
    _sweep(outside)
    folder, lock = _locked_folder(outside)
    given, before = tempfile.tempdir, os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = given
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _outside() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise UsageError(
            f"{error.strerror or error}: let TMPDIR name a folder that may be written to"
        ) from None


def _locked_folder(outside: Path) -> tuple[Path, int | None]:
    """A new folder, and the lock on it; none where the file system knows no locks."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=outside))
        lock = _lock(folder, fcntl.LOCK_EX)
        if folder.is_dir():
            return folder, lock
        if lock is not None:  # another command swept the folder before it was locked
            os.close(lock)


def _sweep(outside: Path) -> None:
    """Remove the folders that killed commands of this user left."""
    for folder in outside.glob(f"{_PREFIX}*"):
        lock = _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path, kind: int) -> int | None:
    """The lock on a folder of ours, None where another has it, or the folder is gone."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(lock).st_uid == os.getuid():
            fcntl.flock(lock, kind)
            return lock
    except OSError:
        pass
    os.close(lock)
    return None
