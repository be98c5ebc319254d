"""The build: a source becomes every requested format, each proven, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.building.cached import CachedSet
from generator.building.checking import check
from generator.building.fingerprint import digest, fingerprint
from generator.building.format_stages import (
    InWorker,
    Made,
    Task,
    make,
    make_in_worker,
    prepare,
    siblings,
    sizes,
)
from generator.building.manifest import Manifest, Output, sha256
from generator.content.added_text import Piece, add_text
from generator.content.formats import FORMATS, ROWS, Format, in_order
from generator.content.job import Facts, FontFile, Options, Packed, PageStart, source_date_epoch
from generator.document.model import Document
from generator.document.walk import decorative_pictures
from generator.findings.errors import AnnounceError, PackError, ProofError, SourceError
from generator.findings.finding import Finding, has_errors

if TYPE_CHECKING:
    from generator.building.format_worker import FormatWorker


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: every file by name, the manifest, findings that did not stop it.

    `cached` names the files that are as they were published before.
    """

    files: Mapping[str, bytes]
    manifest: Manifest
    findings: tuple[Finding, ...]
    cached: frozenset[str] = frozenset()


def build(
    source: Path,
    formats: Sequence[str] = tuple(FORMATS),
    options: Options | None = None,
    *,
    strict: bool = False,
    cached: CachedSet | None = None,
    worker: FormatWorker | None = None,
) -> Built:
    """Every requested format of `source`, proven complete; writes nothing.

    What is `cached` of an earlier set is not made again. One format is made by the `worker`, if
    there is one, the others here. Raises SourceError, PackError or ProofError with all findings.
    """
    options = options or Options(epoch=source_date_epoch())
    document, found = check(source, formats, options, strict=strict)
    if document is None:
        raise SourceError(found)
    if cached is not None and cached.manifest.source_sha256 != document.source_hash:
        cached = None  # the source has changed since that was looked at
    outputs = _Production(document, options, source.stem, cached, worker).outputs(formats)
    findings = _findings(found, outputs)
    return Built(
        files={output.path: output.made.packed.data for output in outputs},
        manifest=Manifest(
            generator=__version__,
            source=source.name,
            source_sha256=document.source_hash,
            outputs=tuple(output.published() for output in outputs),
            pictures=document.picture_hashes,
            options=options.named(),
            findings=found,
            silent=decorative_pictures(document),
        ),
        findings=findings,
        cached=frozenset(output.path for output in outputs if output.cached),
    )


def _has_errors_of_source(findings: Sequence[Finding]) -> bool:
    return has_errors([finding for finding in findings if finding.line is not None])


def _findings(found: Sequence[Finding], outputs: Sequence[_Finished]) -> tuple[Finding, ...]:
    """The findings of a source and its outputs; raises those that stop the publication.

    What the source has and a format cannot hold is reported so, not by what its proof then lacks.
    """
    made = [output.made for output in outputs]
    findings = (*found, *(finding for each in made for finding in each.packed.findings))
    sound = (each for each in made if not _has_errors_of_source(each.packed.findings))
    failed = [finding for each in sound for finding in each.proof.findings]
    if failed:
        raise ProofError([*findings, *failed])
    if has_errors(findings):
        raise PackError(findings)
    return findings


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What decided a file; `facts` are those of other formats."""

    fingerprint: str
    facts: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """A format on its way: `made` may still be in a worker."""

    task: Task
    inputs: _Inputs
    made: Made | InWorker
    cached: bool

    def finished(self) -> _Finished:
        """Wait for it."""
        made = Made(self.made.packed, self.made.proof)
        return _Finished(self.task.row, self.task.output, self.inputs, made, self.cached)


@dataclass(frozen=True, slots=True)
class _Finished:
    """A format, made and proven, or cached."""

    row: Format
    path: str
    inputs: _Inputs
    made: Made
    cached: bool

    def published(self) -> Output:
        """What the manifest says of it."""
        packed = self.made.packed
        return Output(
            format=self.row.name,
            path=self.path,
            media_type=self.row.media_type,
            bytes=len(packed.data),
            sha256=sha256(packed.data),
            proof=self.made.proof.counts,
            pages=packed.pages,
            page_starts=tuple((start.page, start.line) for start in packed.page_starts),
            fonts={font.name: font.sha256 for font in packed.fonts},
            findings=packed.findings,
            fingerprint=self.inputs.fingerprint,
            facts=self.inputs.facts,
        )


@dataclass(slots=True)
class _Production:
    """The formats of one document, begun one after the other; one of them is made in a worker."""

    document: Document
    options: Options
    stem: str
    cached: CachedSet | None
    worker: FormatWorker | None
    begun: dict[str, _Begun] = field(default_factory=dict)
    in_worker: InWorker | None = None
    prepared: bool = False

    def outputs(self, formats: Sequence[str]) -> list[_Finished]:
        """Make them all; errors are raised in the order of the formats, wherever they are made."""
        rows = in_order(formats)
        try:
            for number, row in enumerate(rows):
                self._prepare_while_waiting(rows[number:])
                self.begun[row.name] = self._begin(row)
            finished = [each.finished() for each in self.begun.values()]
        except AnnounceError:
            if self.in_worker is not None:
                _ = self.in_worker.proof  # an error there comes first
            raise
        return sorted(finished, key=lambda output: [*ROWS].index(output.row.name))

    def _begin(self, row: Format) -> _Begun:
        task = Task(self.document, row.name, self.options, self.stem, self._siblings_of(row))
        inputs = _inputs(task)
        if (made := self._cached(row, inputs)) is not None:
            return _Begun(task, inputs, made, cached=True)
        if self.worker is not None and self.in_worker is None:
            self.in_worker = make_in_worker(task, self.worker.executor)
            return _Begun(task, inputs, self.in_worker, cached=False)
        return _Begun(task, inputs, make(task), cached=False)

    def _siblings_of(self, row: Format) -> dict[str, Facts]:
        """The facts of other formats that `row` wants, with their sizes if it shows them."""
        wanted = {name: self.begun[name].made for name in row.after if name in self.begun}
        if Piece.OTHER_FORMATS in row.shows:
            return {name: made.packed.facts for name, made in wanted.items()}
        return {name: made.facts for name, made in wanted.items()}

    def _prepare_while_waiting(self, rows: Sequence[Format]) -> None:
        """Get ready for `rows`, once, where the first wants what the worker does not have yet.

        The facts are made up: nothing that is prepared depends on them.
        """
        if self.prepared or self.in_worker is None or not rows[0].after:
            return
        shown = Piece.OTHER_FORMATS in rows[0].shows
        awaited = self.in_worker.coming_file if shown else self.in_worker.coming_facts
        if awaited.done():
            return
        self.prepared = True
        for row in (row for row in rows if row.after):
            unknown = dict.fromkeys(row.after, Facts(pages=1, size=0))
            prepare(Task(self.document, row.name, self.options, self.stem, unknown))

    def _cached(self, row: Format, inputs: _Inputs) -> Made | None:
        """The file of the earlier set, if all that decided it is as it was."""
        from generator.proof import Proof

        output = self.cached.output(row.name) if self.cached else None
        if self.cached is None or output is None:
            return None
        if inputs != _Inputs(output.fingerprint, output.facts):
            return None
        packed = Packed(
            self.cached.files[row.name],
            output.pages,
            tuple(PageStart(*start) for start in output.page_starts),
            tuple(FontFile(*font) for font in output.fonts.items()),
            tuple(replace(each, path=self.document.path) for each in output.findings),
        )
        return Made(packed, Proof((), dict(output.proof)))


def _inputs(task: Task) -> _Inputs:
    """What decides the file of a task."""
    document = task.document
    facts = [*_facts_shown(task)]
    return _Inputs(
        fingerprint(task.row, document.source_hash, document.picture_hashes, task.options),
        digest(facts),
    )


def _facts_shown(task: Task) -> Iterator[object]:
    """What a file may show of other formats."""
    for name, facts in task.siblings.items():
        yield name, facts.pages, [(start.page, start.line) for start in facts.page_starts]
    if Piece.OTHER_FORMATS in task.row.shows:
        listed = add_text(task.document, siblings(sizes(task.siblings), task.stem)).siblings
        for each in listed:
            yield from ((part.text, part.target, each.media_type) for part in each.line.parts)
