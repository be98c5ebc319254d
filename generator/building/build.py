"""The build: a source becomes every requested format, each proven, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from generator import __version__
from generator.building.checking import check
from generator.building.fingerprint import digest, fingerprint
from generator.building.helper import Helper, tell
from generator.building.manifest import Manifest, Output, sha256
from generator.building.reuse import Kept
from generator.content.added_text import AddedText, Piece, Sibling, add_text
from generator.content.formats import FORMATS, Format, RelativeLinks, in_order
from generator.content.job import FontFile, Job, Options, Packed, PageStart, source_date_epoch
from generator.content.relative_links import with_resolved_links
from generator.document.model import Document
from generator.document.walk import decorative_pictures
from generator.findings.errors import AnnounceError, PackError, ProofError, SourceError
from generator.findings.finding import Finding, has_errors
from generator.findings.output_rules import PROOF_UNREADABLE
from generator.theme import theme_faults

if TYPE_CHECKING:
    from generator.proof import Proof
    from generator.reading_order import ReadingOrder, UnreadableError


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: every file by name, the manifest, findings that did not stop it.

    `kept` names the files that are as they were published before.
    """

    files: Mapping[str, bytes]
    manifest: Manifest
    findings: tuple[Finding, ...]
    kept: frozenset[str] = frozenset()


def build(
    source: Path,
    formats: Sequence[str] = tuple(FORMATS),
    options: Options | None = None,
    *,
    strict: bool = False,
    kept: Kept | None = None,
    aside: Helper | None = None,
) -> Built:
    """Every requested format of `source`, proven complete; writes nothing.

    What is `kept` of an earlier set is not made again. One format is made `aside` in a helper,
    the others here. Raises SourceError, PackError or ProofError with all findings.
    """
    options = options or Options(epoch=source_date_epoch())
    document, said = check(source, strict=strict)
    if document is None:
        raise SourceError(said)
    making = _Making(document, options, source.stem, _still(kept, document), aside)
    outputs = making.all(in_order(formats))
    findings = (*said, *(each for output in outputs for each in output.packed.findings))
    failed = [finding for output in outputs for finding in output.proof.findings]
    if failed:
        raise ProofError([*findings, *failed])
    if has_errors(findings):
        raise PackError(findings)
    outputs.sort(key=lambda output: [*FORMATS].index(output.row.name))
    return Built(
        files={output.name: output.packed.data for output in outputs},
        manifest=Manifest(
            generator=__version__,
            source=source.name,
            source_sha256=document.source_hash,
            outputs=tuple(output.published() for output in outputs),
            pictures=document.picture_hashes,
            options=options.named(),
            findings=said,
            silent=decorative_pictures(document),
        ),
        findings=findings,
        kept=frozenset(output.name for output in outputs if output.kept),
    )


def _still(kept: Kept | None, document: Document) -> Kept | None:
    """What is kept, unless the source has changed since that was looked at."""
    return kept if kept and kept.manifest.source_sha256 == document.source_hash else None


@dataclass(frozen=True, slots=True)
class _Finished:
    """One format, made and proven, or kept."""

    row: Format
    name: str
    packed: Packed
    proof: Proof
    mark: _Mark
    kept: bool

    def published(self) -> Output:
        """What the manifest says of it."""
        return Output(
            format=self.row.name,
            path=self.name,
            media_type=self.row.media_type,
            bytes=len(self.packed.data),
            sha256=sha256(self.packed.data),
            proof=self.proof.counts,
            pages=self.packed.pages,
            page_starts=tuple((start.page, start.line) for start in self.packed.page_starts),
            fonts={font.name: font.sha256 for font in self.packed.fonts},
            findings=self.packed.findings,
            fingerprint=self.mark.fingerprint,
            facts=self.mark.facts,
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """What decided a file; `facts` are those of other formats."""

    fingerprint: str
    facts: str


@dataclass(slots=True)
class _Making:
    """The formats of one document on their way; what is made `aside` is asked for when needed."""

    document: Document
    options: Options
    stem: str
    earlier: Kept | None
    aside: Helper | None
    asked: Helper | None = None
    """The helper, once it is at work."""
    results: dict[str, Iterator[Packed | Proof]] = field(default_factory=dict)
    early: dict[str, Packed | None] = field(default_factory=dict)
    """What a format made aside tells early, None before it was asked for."""
    packed: dict[str, Packed] = field(default_factory=dict)

    def all(self, order: Sequence[Format]) -> list[_Finished]:
        """Make them; what goes wrong is told in their order, with a helper and without."""
        begun: list[tuple[Format, _Mark, bool]] = []
        apart: Iterator[Packed | Proof] = iter(())
        try:
            for number, row in enumerate(order):
                self._use_time(order[number:])
                others = {name: self._told(name, row) for name in row.after if name in self.results}
                mark = self._mark(row, others)
                results = self._kept(row, mark)
                begun.append((row, mark, results is not None))
                task = (self.document, row.name, self.options, others, self.stem)
                if results is None and self.aside is not None:
                    results = apart = _elsewhere(self.aside, task, row)
                    self.early |= {row.name: None} if row.early else {}
                    self.asked, self.aside = self.aside, None
                self.results[row.name] = results or iter([*steps(*task)])
            return [self._finished(*each) for each in begun]
        except AnnounceError:
            for _ in apart:  # its fault comes first, for it is the first in order
                pass
            raise

    def _use_time(self, rows: Sequence[Format]) -> None:
        """Get ready for `rows`, if all of them wait for what a helper is at.

        They are told facts that are made up: what is kept of it must not depend on them.
        """
        if self.asked is None or not rows[0].after or not self.asked.busy:
            return
        self.asked = None
        with theme_faults(self.options.theme):
            for row in rows:
                known = siblings(dict.fromkeys(row.after, (0, 1)), self.stem)
                added_text = add_text(self.document, known)
                row.prepare(Job(self.document, added_text, self.options))
                _ = row.read_back

    def _told(self, name: str, row: Format) -> Packed:
        """What `row` is told of another format: sizes, for which it waits, or pages only."""
        if Piece.OTHER_FORMATS in row.shows or name not in self.early:
            return self._packed(name)
        told = self.early[name] or cast("Packed", next(self.results[name]))
        self.early[name] = told
        return told

    def _packed(self, name: str) -> Packed:
        if name in self.early and self.early[name] is None:
            self.early[name] = cast("Packed", next(self.results[name]))
        if name not in self.packed:
            self.packed[name] = cast("Packed", next(self.results[name]))
        return self.packed[name]

    def _finished(self, row: Format, mark: _Mark, kept: bool) -> _Finished:  # noqa: FBT001
        packed = self._packed(row.name)
        proof = cast("Proof", next(self.results[row.name]))
        return _Finished(row, f"{self.stem}.{row.name}", packed, proof, mark, kept)

    def _mark(self, row: Format, others: Mapping[str, Packed]) -> _Mark:
        document = self.document
        facts: list[object] = [
            (name, packed.pages, [(start.page, start.line) for start in packed.page_starts])
            for name, packed in others.items()
        ]
        if Piece.OTHER_FORMATS in row.shows:
            lines = add_text(document, siblings(_sizes(others), self.stem)).siblings
            facts += [
                (part.text, part.target, each.media_type)
                for each in lines
                for part in each.line.parts
            ]
        return _Mark(
            fingerprint(row, document.source_hash, document.picture_hashes, self.options),
            digest(facts),
        )

    def _kept(self, row: Format, mark: _Mark) -> Iterator[Packed | Proof] | None:
        """The file of the earlier set, if all that decided it is as it was."""
        from generator.proof import Proof

        output = self.earlier.output(row.name) if self.earlier else None
        if self.earlier is None or output is None:
            return None
        if mark != _Mark(output.fingerprint, output.facts):
            return None
        packed = Packed(
            self.earlier.files[row.name],
            output.pages,
            tuple(PageStart(*start) for start in output.page_starts),
            tuple(FontFile(*font) for font in output.fonts.items()),
            tuple(replace(each, path=self.document.path) for each in output.findings),
        )
        kept: list[Packed | Proof] = [packed, Proof((), dict(output.proof))]
        return iter(kept)


def _elsewhere(helper: Helper, task: Sequence[object], row: Format) -> Iterator[Packed | Proof]:
    """Begin a task in a helper; its answers are waited for when they are needed."""
    helper.ask(_steps_aside, *task)
    return (helper.answer() for _ in range(3 if row.early else 2))


def _steps_aside(
    document: Document, name: str, options: Options, others: Mapping[str, Packed], stem: str
) -> Iterator[Packed | Proof]:
    return steps(document, name, options, others, stem, tell)


def make(
    document: Document,
    row: Format,
    options: Options,
    others: Mapping[str, Packed],
    stem: str,
) -> tuple[Packed, Proof]:
    """Pack one format, read it back and prove it. `others` were packed before it."""
    packed, proof = steps(document, row.name, options, others, stem)
    return cast("Packed", packed), cast("Proof", proof)


def steps(
    document: Document,
    name: str,
    options: Options,
    others: Mapping[str, Packed],
    stem: str,
    tell: Callable[[Packed], None] = lambda _: None,
) -> Iterator[Packed | Proof]:
    """The file of one format as soon as it is packed, then its proof.

    `others` are formats packed before; their facts are told, their bytes are not.
    """
    row = FORMATS[name]
    known = {name: others[name] for name in row.after if name in others}
    sizes = _sizes(known) if Piece.OTHER_FORMATS in row.shows else {}
    added_text = add_text(document, siblings(sizes, stem))
    document = as_read_in(document, row)
    facts = {name: replace(packed, data=b"") for name, packed in known.items()}
    with theme_faults(options.theme):
        packed = row.pack(Job(document, added_text, options, facts, tell))
    yield packed
    yield prove_output(document, added_text, row, packed.data, f"{stem}.{row.name}")


def _sizes(packed: Mapping[str, Packed]) -> dict[str, tuple[int, int | None]]:
    return {name: (len(each.data), each.pages) for name, each in packed.items()}


def as_read_in(document: Document, row: Format) -> Document:
    """The document as a format can hold it: with the links that work there."""
    if row.relative_links is RelativeLinks.KEPT:
        return document
    return with_resolved_links(document, in_words=row.relative_links is RelativeLinks.TOLD)


def prove_output(
    document: Document, added_text: AddedText, row: Format, data: bytes, output: str
) -> Proof:
    """Read back what we made, and hold it against the document."""
    from generator.reading_order import UnreadableError

    try:
        found = row.read_back_own(data)
    except UnreadableError as error:
        return unreadable(output, row, error)
    return prove_reading(document, added_text, row, found, output)


def prove_reading(
    document: Document,
    added_text: AddedText,
    row: Format,
    found: ReadingOrder,
    output: str,
    *,
    ours: bool = True,
) -> Proof:
    """Hold what was `found` in `output` against the document; `ours` says that we made it."""
    from generator.content.expected_order import expected_order, stated_facts
    from generator.proof import prove

    return prove(
        expected_order(document, added_text, row),
        found,
        lacks=row.lacks.keys(),
        source=document.path,
        output=output,
        ours=ours,
        facts=() if ours else stated_facts(document, added_text),
    )


def unreadable(output: str, row: Format, error: UnreadableError) -> Proof:
    """The proof of a file that cannot be read: it failed."""
    from generator.proof import Proof

    message = f"the file cannot be read as {row.title}: {error}"
    hint = "build it again from its source"
    return Proof((PROOF_UNREADABLE.found(output, None, message, hint),), {})


def siblings(known: Mapping[str, tuple[int, int | None]], stem: str) -> tuple[Sibling, ...]:
    """The other formats as the HTML lists them: `known` maps a name to its bytes and pages."""
    return tuple(
        Sibling(
            row.title,
            row.named_by,
            quote(f"{stem}.{name}", safe=""),
            row.media_type,
            *known[name],
        )
        for name, row in FORMATS.items()
        if name in known
    )
