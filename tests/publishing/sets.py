"""Sets to publish, and what a folder must look like in which one was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.building.manifest import Manifest, Output, differing, load, manifest_path, sha256

OLD = {"a.html": b"old html", "a.pdf": b"old pdf" * 1000, "a.txt": b"old text"}
NEW = {"a.html": b"new html", "a.pdf": b"new pdf" * 2000}
OTHER = {"b.html": b"other html", "b.txt": b"other text"}


def manifest(files: Mapping[str, bytes]) -> Manifest:
    """The manifest of a set."""
    outputs = tuple(
        Output(name.split(".")[1], name, "text/plain", len(data), sha256(data), {})
        for name, data in files.items()
    )
    return Manifest("0", "a.md", "0" * 64, outputs)


def published(folder: Path, stem: str = "a") -> dict[str, bytes] | None:
    """The set in `folder`, byte for byte as its manifest says; None where there is none."""
    found = load(manifest_path(folder, stem))
    if found is None:
        assert not list(folder.glob(f"{stem}.*")), "files without a manifest"
        return None
    names = [output.path for output in found.outputs]
    assert not differing(found, folder, names)
    there = {path.name for path in folder.glob(f"{stem}.*")}
    assert there == {*names, manifest_path(folder, stem).name}
    return {name: (folder / name).read_bytes() for name in names}


def litter(folder: Path) -> list[str]:
    """Whatever lies there and belongs to no set."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]
