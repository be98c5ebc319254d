"""Publishing: all outputs of a source or none, whatever interrupts.

New files are staged in a hidden folder beside the old ones. A journal, renamed into place in one
step, decides: before it, the old set stands; after it, the new one does, and the next command
finishes the renames. The manifest is renamed last.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.building.manifest import SUFFIX, Manifest, manifest_path, parsed
from generator.content.formats import ROWS

STAGE = ".announce-stage"
"""Where new files wait. A folder has one publisher at a time, so one name does."""
_JOURNAL = "journal"


def publish(
    folder: Path, stem: str, files: Mapping[str, bytes], manifest: Manifest
) -> tuple[str, ...]:
    """Put `files` (by name) and their manifest into `folder`, in place of the set before.

    Those that lie there already, byte for byte, stay as they are; files of the earlier set that the
    new manifest does not name are removed, and their names returned. Raises OSError where the
    folder cannot be written; the earlier set then stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _recover(folder)
        last = manifest_path(folder, stem).name
        _refuse_folders(folder, (*files, last))
        named = {output.path for output in manifest.outputs}
        once = _named_by(folder / last)
        stale = sorted(name for name in once - named if name in _names(stem))
        new = {name: data for name, data in files.items() if not _holds(folder / name, data)}
        stage = folder / STAGE
        journal = {"files": [*new, last], "stale": stale}
        removed = tuple(name for name in stale if (folder / name).is_file())
        try:
            _decide(stage, new | {last: manifest.as_json().encode()}, journal)
            _finish(stage, journal, begun=False)
        except KeyboardInterrupt:  # nothing is left to the next command
            _recover(folder)
            raise
        return removed


def _decide(stage: Path, files: Mapping[str, bytes], journal: Mapping[str, list[str]]) -> None:
    """Stage the files, and then the journal, with which the new set stands in place of the old."""
    try:
        stage.mkdir()
        for name, data in files.items():
            _write(stage / name, data)
        _write(stage / f"{_JOURNAL}.new", json.dumps(journal).encode())
        _sync(stage)
        (stage / f"{_JOURNAL}.new").rename(stage / _JOURNAL)
        _sync(stage)
        _sync(stage.parent)
    except BaseException:
        _sweep(stage)
        raise


def recover(folder: Path) -> None:
    """Finish or undo what a kill left in `folder`, and sweep up; nothing where all is well."""
    if os.path.lexists(folder / STAGE):
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


def _refuse_folders(folder: Path, names: Iterable[str]) -> None:
    """A folder in the place of a file could not be replaced once the journal stands."""
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _holds(path: Path, data: bytes) -> bool:
    """True if the file holds these bytes; looked at under the lock, lest another build differ."""
    if path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _names(stem: str) -> frozenset[str]:
    """What the files of a set are called; other files of the folder may come from elsewhere."""
    return frozenset(f"{stem}.{name}" for name in ROWS)


def _recover(folder: Path) -> None:
    stage = folder / STAGE
    journal = _journal(stage)
    if journal is not None:
        _finish(stage, journal)
    else:
        _sweep(stage)


def _journal(stage: Path) -> Mapping[str, list[str]] | None:
    """The journal, if it stands and names nothing but the files of one set, the manifest last."""
    if stage.is_symlink() or not (stage / _JOURNAL).is_file():
        return None
    try:
        journal = json.loads((stage / _JOURNAL).read_bytes())
        files, stale = [*journal["files"]], [*journal["stale"]]
        last = files.pop()
        ours = _names(last.removesuffix(SUFFIX))
        sound = last.endswith(SUFFIX) and Path(last).name == last and {*files, *stale} <= ours
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None
    return journal if sound else None


def _finish(stage: Path, journal: Mapping[str, list[str]], *, begun: bool = True) -> None:
    """Rename what is still staged, the manifest last; may be repeated after a kill.

    Where it was `begun` before, some are renamed already; else OSError where one is gone. Only what
    the manifest names that still stands is removed: a journal alone proves nothing.
    """
    folder = stage.parent
    once = _named_by(folder / journal["files"][-1])
    for name in journal["stale"]:
        if name in once:
            (folder / name).unlink(missing_ok=True)
    for name in journal["files"]:
        with contextlib.suppress(*[FileNotFoundError] * begun):
            (stage / name).replace(folder / name)
    _sync(folder)
    _sweep(stage)


def _named_by(manifest: Path) -> set[str]:
    """The files that a manifest names; a disk that fails is no proof that it names none."""
    if manifest.is_symlink() or not manifest.is_file():
        return set()
    known = parsed(manifest.read_bytes())
    return {output.path for output in known.outputs} if known else set()


def _sweep(stage: Path) -> None:
    """Remove the stage, the journal first: what is half swept must not look decided."""
    if stage.is_symlink() or stage.is_file():
        stage.unlink()
    elif stage.is_dir():
        (stage / _JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(stage)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError as error:  # a full disk does not say which
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
