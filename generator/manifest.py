"""The manifest: what was published, by which bytes, and how it was proven."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SUFFIX = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Output:
    """One published file; `path` is its name beside the manifest, `proof` the proof's counts."""

    format: str
    path: str
    media_type: str
    bytes: int
    sha256: str
    proof: Mapping[str, int]
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A published set. `fonts` maps the name of each embedded font file to its SHA-256."""

    generator: str
    source: str
    source_sha256: str
    outputs: tuple[Output, ...]
    fonts: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """The manifest as JSON text, the same for the same set."""
        given = asdict(self)
        for output in given["outputs"]:
            if output["pages"] is None:
                del output["pages"]
        return json.dumps(given, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest_path(folder: Path, stem: str) -> Path:
    """Where the manifest of `stem` lies."""
    return folder / f"{stem}{SUFFIX}"


def load(path: Path) -> Manifest | None:
    """The manifest at `path`, or None where there is none that can be read."""
    try:
        given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        outputs = tuple(Output(**output) for output in given.pop("outputs"))
        return Manifest(outputs=outputs, **given)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def differing(manifest: Manifest, folder: Path, names: Iterable[str]) -> list[str]:
    """What is wrong with the bytes of `names`, a sentence each; empty if they are as published."""
    known = {output.path: output for output in manifest.outputs}
    faults = []
    for name in names:
        output = known.get(name)
        if output is None:
            faults.append(f"{name} is not in the manifest")
        elif sha256((folder / name).read_bytes()) != output.sha256:
            faults.append(f"{name} is not byte for byte what was published")
    return faults
