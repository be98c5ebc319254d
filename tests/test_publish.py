"""Publishing leaves the old set or the new one, whatever interrupts it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import publish as publishing
from generator.manifest import Manifest, Output, differing, load, manifest_path, sha256
from generator.publish import publish, recover

OLD = {"a.html": b"old html", "a.pdf": b"old pdf", "a.txt": b"old text"}
NEW = {"a.html": b"new html", "a.pdf": b"new pdf"}


def manifest(files: dict[str, bytes]) -> Manifest:
    outputs = tuple(
        Output(name.split(".")[1], name, "text/plain", len(data), sha256(data), {})
        for name, data in files.items()
    )
    return Manifest("0", "a.md", "0" * 64, outputs)


def published(folder: Path) -> dict[str, bytes]:
    """The set in `folder`, which must be exactly what its manifest says."""
    found = load(manifest_path(folder, "a"))
    assert found is not None
    names = [output.path for output in found.outputs]
    assert not differing(found, folder, names)
    assert {path.name for path in folder.iterdir()} == {*names, "a.manifest.json"}
    return {name: (folder / name).read_bytes() for name in names}


def test_a_set_replaces_the_one_before(tmp_path: Path) -> None:
    publish(tmp_path, "a", OLD, manifest(OLD))
    publish(tmp_path, "a", NEW, manifest(NEW))
    assert published(tmp_path) == NEW


def test_another_document_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_bytes(b"other")
    publish(tmp_path, "a", OLD, manifest(OLD))
    assert (tmp_path / "other.html").read_bytes() == b"other"


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours may catch it."""


STEPS = ("rename", "replace", "unlink", "mkdir")


def killing(step: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let every file-system call of publishing count, and the `step`-th one kill."""
    calls = [0]

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **keywords: Any) -> Any:
            if calls[0] == step:
                raise Killed
            calls[0] += 1
            return original(*args, **keywords)

        return call

    for name in STEPS:
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    monkeypatch.setattr(shutil, "rmtree", counted(shutil.rmtree))
    return calls


@pytest.mark.parametrize("step", range(30))
def test_a_kill_leaves_one_set_and_the_next_command_no_litter(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", OLD, manifest(OLD))
    with monkeypatch.context() as patched:
        killing(step, patched)
        try:
            publish(tmp_path, "a", NEW, manifest(NEW))
            finished = True
        except Killed:
            finished = False
    recover(tmp_path)
    assert published(tmp_path) in (OLD, NEW)
    if finished:
        assert published(tmp_path) == NEW


def test_a_full_disk_leaves_the_earlier_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", OLD, manifest(OLD))

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "_write", full)
        with pytest.raises(OSError, match="No space left"):
            publish(tmp_path, "a", NEW, manifest(NEW))
    assert published(tmp_path) == OLD
