"""The manifest: what was published, by which bytes, and how it was proven."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.findings.finding import Finding, Severity

SUFFIX = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Output:
    """One published file; `path` is its name beside the manifest, `proof` the proof's counts.

    `fingerprint` stands for all that decided it, `facts` for what it says of other formats;
    where both are as before, it need not be made again. `page_starts` are pairs of page and line.
    """

    format: str
    path: str
    media_type: str
    bytes: int
    sha256: str
    proof: Mapping[str, int]
    pages: int | None = None
    page_starts: tuple[tuple[int, int], ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    fingerprint: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A published set.

    `fonts` maps the name of each embedded font file to its SHA-256, `pictures` the path of each
    picture below the source's folder. `findings` are those that did not stop the publication;
    `silent` has the decorative pictures, each with the line that shows it.
    """

    generator: str
    source: str
    source_sha256: str
    outputs: tuple[Output, ...]
    pictures: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    silent: tuple[tuple[int, str], ...] = ()

    def as_json(self) -> str:
        """The manifest as JSON text, the same for the same set."""
        given = asdict(self)
        for output in (given, *given["outputs"]):
            output["findings"] = [_without_path(finding) for finding in output["findings"]]
        for output in given["outputs"]:
            if output["pages"] is None:
                del output["pages"]
        return json.dumps(given, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _without_path(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding as it is stored: where the source lies is known to the reader of the manifest."""
    return {key: value for key, value in finding.items() if key != "path"}


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(file: Path) -> str | None:
    """SHA-256 of a file, or None where there is none that can be read."""
    try:
        return sha256(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError):
        return None


def manifest_path(folder: Path, stem: str) -> Path:
    """Where the manifest of `stem` lies."""
    return folder / f"{stem}{SUFFIX}"


def load(path: Path) -> Manifest | None:
    """The manifest at `path`, or None where there is none that can be read."""
    try:
        return parsed(path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError):
        return None


def parsed(data: bytes) -> Manifest | None:
    """The manifest in `data`, or None where that is not a manifest."""
    try:
        given: dict[str, Any] = json.loads(data.decode())
        outputs = tuple(_output(output) for output in given.pop("outputs"))
        findings = _findings(given.pop("findings"))
        silent = tuple((line, picture) for line, picture in given.pop("silent"))
        manifest = Manifest(outputs=outputs, findings=findings, silent=silent, **given)
        return manifest if _is_sound(manifest) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_sound(manifest: Manifest) -> bool:
    """True if each value is of its kind: what lies in a folder may come from elsewhere."""
    texts = [manifest.source, manifest.source_sha256, *manifest.pictures, *manifest.options]
    texts += [manifest.generator, *manifest.options.values()]
    texts += [picture for _, picture in manifest.silent]
    groups: list[object] = [manifest.pictures, manifest.options]
    for output in manifest.outputs:
        texts += [output.format, output.path, output.sha256, output.fingerprint, output.facts]
        groups += [output.proof, output.fonts]
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(group, dict) for group in groups)
        and all(Path(output.path).name == output.path for output in manifest.outputs)
        and all(isinstance(output.bytes, int) for output in manifest.outputs)
        and all(isinstance(line, int) for line, _ in manifest.silent)
        and all(isinstance(output.pages, int | None) for output in manifest.outputs)
    )


def _output(given: dict[str, Any]) -> Output:
    starts = tuple((page, line) for page, line in given.pop("page_starts"))
    return Output(page_starts=starts, findings=_findings(given.pop("findings")), **given)


def _findings(given: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(path="", **(finding | {"severity": Severity(finding["severity"])}))
        for finding in given
    )


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
