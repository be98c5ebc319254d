"""The build: a source becomes every requested format, each proven, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.errors import PackError, ProofError, SourceError
from generator.expected import expected_order, stated_facts
from generator.findings import Finding, Severity, has_errors
from generator.formats import FORMATS, Format, RelativeLinks
from generator.furniture import Furniture, Sibling, furnish
from generator.lint import lint
from generator.manifest import Manifest, Output, sha256
from generator.model import Decorative, Document, Image
from generator.packagers.job import Job, Options, Packed
from generator.portable import portable
from generator.proof import Proof, prove
from generator.reading_order import UnreadableError
from generator.source import read
from generator.walk import inlines


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: every file by name, the manifest, findings that did not stop it.

    `silent` counts the pictures without alternative text.
    """

    files: Mapping[str, bytes]
    manifest: Manifest
    findings: tuple[Finding, ...]
    silent: int


def check(source: Path, *, strict: bool = False) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document, or None where it cannot be published, and all findings of reading and lint."""
    try:
        reading = read(source)
    except SourceError as error:
        return None, error.findings
    document, every = reading.document, lint(reading.document, reading.findings)
    if strict:
        every = tuple(_strictly(finding) for finding in every)
    return (None if has_errors(every) else document), every


def _strictly(finding: Finding) -> Finding:
    raised = finding.severity is Severity.WARNING
    return replace(finding, severity=Severity.ERROR) if raised else finding


def build(
    source: Path,
    formats: Sequence[str] = tuple(FORMATS),
    options: Options | None = None,
    *,
    strict: bool = False,
) -> Built:
    """Every requested format of `source`, proven complete; writes nothing.

    Raises SourceError, PackError or ProofError with all findings.
    """
    options = options or Options(epoch=source_date_epoch())
    document, findings = check(source, strict=strict)
    if document is None:
        raise SourceError(findings)
    outputs: dict[str, Packed] = {}
    proofs: dict[str, Proof] = {}
    for row in _in_order(formats):
        packed, proof = make(document, row, options, outputs, source.stem)
        outputs[row.name], proofs[row.name] = packed, proof
        findings += packed.findings
    failed = [finding for proof in proofs.values() for finding in proof.findings]
    if failed:
        raise ProofError([*findings, *failed])
    if has_errors(findings):
        raise PackError(findings)
    names = [name for name in FORMATS if name in outputs]
    return Built(
        files={f"{source.stem}.{name}": outputs[name].data for name in names},
        manifest=_manifest(document, source, names, outputs, proofs, options),
        findings=findings,
        silent=silent_pictures(document),
    )


def silent_pictures(document: Document) -> int:
    """How many pictures are decorative: a number to look at, lest a description was forgotten."""
    return sum(
        isinstance(inline, Image) and isinstance(inline.alternative, Decorative)
        for inline in inlines(document)
    )


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, or None where it is not set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isdecimal() else None


def make(
    document: Document,
    row: Format,
    options: Options,
    others: Mapping[str, Packed],
    stem: str,
) -> tuple[Packed, Proof]:
    """Pack one format, read it back and prove it. `others` were packed before it."""
    known = {name: others[name] for name in row.after if name in others}
    sizes = {name: (len(packed.data), packed.pages) for name, packed in known.items()}
    furniture = furnish(document, siblings(sizes, stem))
    document = as_read_in(document, row)
    packed = row.pack(Job(document, furniture, options, known))
    proof = prove_output(document, furniture, row, packed.data, f"{stem}.{row.name}")
    return packed, proof


def as_read_in(document: Document, row: Format) -> Document:
    """The document as a format can hold it: with the links that work there."""
    if row.relative_links is RelativeLinks.KEPT:
        return document
    return portable(document, told=row.relative_links is RelativeLinks.TOLD)


def prove_output(
    document: Document,
    furniture: Furniture,
    row: Format,
    data: bytes,
    output: str,
    *,
    ours: bool = True,
) -> Proof:
    """Read `data` back and hold it against the document; `ours` says that we made it."""
    try:
        found = row.read_back(data)
    except UnreadableError as error:
        return Proof((_unreadable(output, row, error),), {})
    return prove(
        expected_order(document, furniture, row),
        found,
        lacks=row.lacks.keys(),
        source=document.path,
        output=output,
        ours=ours,
        facts=() if ours else stated_facts(document, furniture),
    )


def _unreadable(output: str, row: Format, error: UnreadableError) -> Finding:
    message = f"the file cannot be read as {row.title}: {error}"
    hint = "build it again from its source"
    return Finding(output, None, "proof-unreadable", Severity.ERROR, message, hint)


def siblings(known: Mapping[str, tuple[int, int | None]], stem: str) -> tuple[Sibling, ...]:
    """The other formats as the HTML lists them: `known` maps a name to its bytes and pages."""
    return tuple(
        Sibling(row.title, f"{stem}.{name}", row.media_type, *known[name])
        for name, row in FORMATS.items()
        if name in known
    )


def _in_order(formats: Iterable[str]) -> list[Format]:
    """The rows of `formats`, each after those whose facts it wants."""
    wanted = set(formats)
    ordered: list[Format] = []
    while wanted:
        ready = [name for name in FORMATS if name in wanted and not wanted & {*FORMATS[name].after}]
        ordered += [FORMATS[name] for name in ready]
        wanted -= {*ready}
    return ordered


def _manifest(
    document: Document,
    source: Path,
    names: list[str],
    outputs: Mapping[str, Packed],
    proofs: Mapping[str, Proof],
    options: Options,
) -> Manifest:
    return Manifest(
        generator=__version__,
        source=source.name,
        source_sha256=document.source_hash,
        outputs=tuple(
            Output(
                format=name,
                path=f"{source.stem}.{name}",
                media_type=FORMATS[name].media_type,
                bytes=len(outputs[name].data),
                sha256=sha256(outputs[name].data),
                proof=proofs[name].counts,
                pages=outputs[name].pages,
            )
            for name in names
        ),
        fonts={font.name: font.sha256 for name in names for font in outputs[name].fonts},
        options={"pdf": options.pdf},
    )
