"""Publishing leaves the old set or the new one, whatever interrupts it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from generator.building.publish import STAGE, publish, recover
from tests.publishing.faults import Fault, Faulty, broken_disk, full_disk, over_quota
from tests.publishing.sets import NEW, OLD, OTHER, litter, manifest, published

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has a place for that: a disk syncs slowly."""
    place = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
    with tempfile.TemporaryDirectory(dir=place) as made:
        yield Path(made)


def publish_set(folder: Path, files: dict[str, bytes], stem: str = "a") -> None:
    publish(folder, stem, files, manifest(files))


def test_a_set_replaces_the_one_before(folder: Path) -> None:
    publish_set(folder, OLD)
    publish_set(folder, NEW)
    assert published(folder) == NEW


def test_another_document_in_the_folder_stays(folder: Path) -> None:
    publish_set(folder, OTHER, "b")
    publish_set(folder, OLD)
    assert published(folder, "b") == OTHER


def test_a_file_that_is_there_byte_for_byte_is_not_written_again(folder: Path) -> None:
    publish_set(folder, OLD)
    os.utime(folder / "a.html", (0, 0))
    os.utime(folder / "a.pdf", (0, 0))
    (folder / "a.txt").write_bytes(b"another build's")
    publish_set(folder, OLD | {"a.pdf": b"newer"})
    assert published(folder) == OLD | {"a.pdf": b"newer"}
    assert (folder / "a.html").stat().st_mtime == 0
    assert (folder / "a.pdf").stat().st_mtime > 0


# Kills ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    [
        pytest.param("alone", marks=pytest.mark.slow),
        pytest.param("together", marks=pytest.mark.slow),
        pytest.param("twice", marks=pytest.mark.slow),
        pytest.param("twice, all", marks=pytest.mark.soak),
    ],
)
def test_a_kill_at_every_call_leaves_one_set_and_the_next_command_no_litter(
    what: str, folder: Path
) -> None:
    command = [sys.executable, "-m", "tests.publishing.killing", what, str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(tried >= 40 for tried in json.loads(done.stdout).values()), done.stdout


# Disks that fail --------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [full_disk, over_quota, broken_disk])
def test_a_disk_that_fails_at_any_call_leaves_one_set(fault: Fault, folder: Path) -> None:
    failed = 0
    for at in count(1):
        out = folder / str(at)
        publish_set(out, OLD)
        with Faulty(at, fault) as disk:
            try:
                publish_set(out, NEW)
                raised = False
            except OSError:
                raised = True
        decided = (out / STAGE / "journal").exists()
        assert decided or published(out) in (OLD, NEW), at
        assert raised or published(out) == NEW, at
        recover(out)
        assert published(out) in (OLD, NEW), at
        assert not litter(out), at
        failed += raised
        if disk.calls < at:
            break
    assert failed >= 10


def test_a_disk_fills_up_at_every_page_of_it(folder: Path) -> None:
    """On a real file system of a few pages. Where none may be mounted, the test above stands."""
    command = [sys.executable, "-m", "tests.publishing.filling", str(folder)]
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "-r"]
    tried = subprocess.run([*apart, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:  # a container without CAP_SYS_ADMIN, a chroot
        pytest.skip(f"this machine lets nobody mount here: {tried.stderr.strip()}")
    done = subprocess.run([*apart, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["full"] >= 3
    assert told["published"] >= 1


def test_a_folder_that_is_read_only_keeps_its_set(folder: Path) -> None:
    publish_set(folder, OLD)
    with Faulty(0, broken_disk), pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "mkdir", read_only)  # root may write wherever modes forbid it
        with pytest.raises(OSError, match="Read-only"):
            publish_set(folder, NEW)
    assert published(folder) == OLD
    assert not litter(folder)


def read_only(path: object, mode: int = 0) -> None:
    raise OSError(30, "Read-only file system", str(path))


def removing(path: Path) -> Fault:
    """Remove a folder before the call."""
    return lambda *_: shutil.rmtree(path, ignore_errors=True)


def test_an_output_folder_that_is_removed_meanwhile_leaves_no_half_set(folder: Path) -> None:
    """At each call of publishing: the set is whole, or there is none and that is an error."""
    errors = 0
    for at in count(1):
        out = folder / str(at)
        publish_set(out, OLD)
        with Faulty(at, removing(out)) as disk:
            try:
                publish_set(out, NEW)
            except OSError:
                errors += 1
        if out.exists():
            recover(out)
            assert published(out) in (None, NEW), at
            assert not litter(out), at
        publish_set(out, NEW)
        assert published(out) == NEW, at
        if disk.calls < at:
            break
    assert errors >= 10


def test_a_stage_that_is_removed_meanwhile_is_an_error(folder: Path) -> None:
    """Nothing is said to be published that is not."""
    for at in count(1):
        out = folder / str(at)
        publish_set(out, OLD)
        whole = False
        with Faulty(at, removing(out / STAGE)) as disk:
            try:
                publish_set(out, NEW)
                whole = True
            except OSError:
                pass
        assert not whole or published(out) == NEW, at
        publish_set(out, NEW)
        assert published(out) == NEW, at
        if disk.calls < at:
            break


# What lies there already ------------------------------------------------------------------------


def test_a_symbolic_link_is_replaced_and_not_followed(folder: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    for name in ("a.html", "a.txt", "a.manifest.json", STAGE):
        (folder / name).symlink_to(precious)
    publish_set(folder, OLD)
    assert published(folder) == OLD
    assert not any(path.is_symlink() for path in folder.iterdir())
    assert precious.read_bytes() == b"precious"


def test_a_stage_that_is_a_link_to_a_folder_decides_nothing(folder: Path, tmp_path: Path) -> None:
    publish_set(folder, OLD)
    (tmp_path / "journal").write_text(json.dumps({"files": ["a.html"], "stale": ["a.pdf"]}))
    (tmp_path / "a.html").write_bytes(b"forged")
    (folder / STAGE).symlink_to(tmp_path)
    recover(folder)
    assert published(folder) == OLD
    assert not litter(folder)
    assert (tmp_path / "a.html").exists()


@pytest.mark.parametrize("name", ["../precious", "/{}/precious", "..", "", 7])
def test_a_forged_journal_reaches_nothing_outside(
    name: object, folder: Path, tmp_path: Path
) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious"
    publish_set(out, OLD)
    precious.write_bytes(b"precious")
    name = name.format(tmp_path) if isinstance(name, str) else name
    (out / STAGE).mkdir()
    (out / STAGE / "journal").write_text(json.dumps({"files": [], "stale": [name]}))
    recover(out)
    assert precious.read_bytes() == b"precious"
    assert published(out) == OLD
    assert not litter(out)


FORGED: dict[str, object] = {
    "no file, one to remove": {"files": [], "stale": ["important.doc"]},
    "a set's manifest": {"files": ["a.manifest.json"], "stale": ["important.doc"]},
    "of another set": {"files": ["b.manifest.json"], "stale": ["a.html"]},
    "of none": {"files": ["important.manifest.json"], "stale": ["important.pdf"]},
    "one in its place": {"files": ["important.doc", "a.manifest.json"], "stale": []},
    "no lists": {"files": "a.manifest.json", "stale": "important.doc"},
    "nothing": None,
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_journal_removes_and_replaces_nothing_of_others(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish_set(out, OLD)
    for each in ("important.doc", "important.pdf"):
        (out / each).write_bytes(b"precious")
    (out / STAGE).mkdir()
    (out / STAGE / "important.doc").write_bytes(b"forged")
    (out / STAGE / "journal").write_text(json.dumps(FORGED[name]))
    recover(out)
    assert {(out / each).read_bytes() for each in ("important.doc", "important.pdf")} == {
        b"precious"
    }
    assert published(out) == OLD
    assert not litter(out)


@pytest.mark.parametrize("name", ["../precious", "b.html"])
def test_a_forged_manifest_removes_nothing_of_others(name: str, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", (tmp_path / "out" / name).resolve()
    publish_set(out, OLD)
    precious.write_bytes(b"precious")
    path = out / "a.manifest.json"
    path.write_text(path.read_text().replace("a.txt", name))
    publish_set(out, NEW)
    assert precious.read_bytes() == b"precious"


@pytest.mark.parametrize("text", ["null", "[]", "7", "{", '{"outputs": [7]}', "[" * 100_000])
def test_a_manifest_that_is_none_is_replaced(text: str, folder: Path) -> None:
    (folder / "a.manifest.json").write_text(text)
    publish_set(folder, OLD)
    assert published(folder) == OLD


def test_a_folder_in_the_place_of_a_file_is_refused_before_anything_changes(folder: Path) -> None:
    publish_set(folder, OLD)
    (folder / "a.pdf").unlink()
    (folder / "a.pdf").mkdir()
    with pytest.raises(IsADirectoryError):
        publish_set(folder, NEW)
    assert (folder / "a.html").read_bytes() == OLD["a.html"]
    assert not litter(folder)


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_files_have_the_modes_that_the_umask_allows(mask: int, folder: Path) -> None:
    before = os.umask(mask)
    try:
        publish_set(folder / "out", OLD)
    finally:
        os.umask(before)
    for path in (folder / "out").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o777 & ~mask


def test_a_name_may_be_as_long_as_the_manifest_beside_it(folder: Path) -> None:
    stem = "a" * (255 - len(".manifest.json"))
    files = {f"{stem}.html": b"html"}
    publish_set(folder, files, stem)
    assert published(folder, stem) == files
