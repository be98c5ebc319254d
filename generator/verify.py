"""Verification: two answers about published files, one for bytes and one for content."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from generator.build import as_read_in, prove_output, siblings
from generator.errors import UsageError
from generator.findings import Finding, Severity
from generator.formats import FORMATS
from generator.furniture import furnish
from generator.manifest import Manifest, differing, load, manifest_path
from generator.publish import recover
from generator.source import read_source


def verify(source: Path, outputs: Sequence[Path]) -> tuple[Finding, ...]:
    """What is wrong with `outputs` of `source`, in bytes (rule `bytes`) and content (`proof-…`).

    Raises SourceError for a faulty source, UsageError for an unknown kind of file, OSError where
    a file cannot be opened.
    """
    document, _ = read_source(source)
    findings: list[Finding] = []
    for output in outputs:
        row = FORMATS.get(output.suffix.lower().lstrip("."))
        if row is None:
            raise UsageError(f"{output}: not one of {', '.join(FORMATS)}")
        recover(output.parent)
        manifest = load(manifest_path(output.parent, output.stem))
        findings += _bytes(manifest, output, document.source_hash)
        known = _sizes(manifest, row.after)
        furniture = furnish(document, siblings(known, output.stem))
        data = output.read_bytes()
        ours = manifest is not None
        proof = prove_output(
            as_read_in(document, row), furniture, row, data, str(output), ours=ours
        )
        findings += _as_edited(proof.findings) if _edited(manifest, output) else proof.findings
    return tuple(findings)


def _edited(manifest: Manifest | None, output: Path) -> bool:
    """True where somebody changed a file of ours."""
    return manifest is not None and bool(differing(manifest, output.parent, [output.name]))


def _as_edited(findings: Sequence[Finding]) -> list[Finding]:
    """Findings that are no fault of ours: the file is not as it was built."""
    hint = "the file was changed after it was built: bring the change into the source, and build"
    return [dataclasses.replace(finding, hint=hint) for finding in findings]


def _sizes(manifest: Manifest | None, wanted: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    if manifest is None:
        return {}
    return {
        output.format: (output.bytes, output.pages)
        for output in manifest.outputs
        if output.format in wanted
    }


def _bytes(manifest: Manifest | None, output: Path, source_hash: str) -> list[Finding]:
    if manifest is None:
        faults = ["there is no manifest beside it, so its bytes cannot be checked"]
        severity = Severity.WARNING
    else:
        faults = differing(manifest, output.parent, [output.name])
        if manifest.source_sha256 != source_hash:
            faults.append("it was built from another version of the source")
        severity = Severity.ERROR
    hint = "build it again from its source"
    return [Finding(str(output), None, "bytes", severity, fault, hint) for fault in faults]
