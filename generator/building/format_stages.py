"""One format of one document: laid out, packed, read back and proven, in stages with results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.building.format_modules import packager, read_back_own, reader
from generator.building.limited import limited
from generator.content.added_text import AddedText, Piece, Sibling, add_text
from generator.content.direction_marks import with_direction_marks
from generator.content.formats import ROWS, Format, RelativeLinks
from generator.content.job import Facts, Job, Options, Packed, TextOptions
from generator.content.relative_links import with_resolved_links
from generator.content.table_records import with_bold_emphasis, with_large_pictures, with_records
from generator.document.facts import Edition
from generator.document.model import Document
from generator.findings.output_rules import PROOF_UNREADABLE
from generator.theme import theme_faults

if TYPE_CHECKING:
    from generator.building.workers import Workers
    from generator.proof import Proof
    from generator.reading_order import ReadingOrder, UnreadableError


@dataclass(frozen=True, slots=True)
class Task:
    """A format of a document, named by `name`; `siblings` has what is known of other formats."""

    document: Document
    name: str
    options: Options
    stem: str
    siblings: Mapping[str, Facts] = field(default_factory=dict)

    @property
    def row(self) -> Format:
        """The format."""
        return ROWS[self.name]

    @property
    def output(self) -> str:
        """The name of the file."""
        return f"{self.stem}.{self.name}"

    @property
    def added_text(self) -> AddedText:
        """The text that we add to the document in this format."""
        listed = self.siblings if Piece.OTHER_FORMATS in self.row.shows else {}
        document = as_read_in(self.document, self.row)
        return add_text(document, siblings(sizes(listed), self.stem))

    def job(self, added_text: AddedText) -> Job:
        """What the packager is given."""
        facts = {name: replace(each, size=None) for name, each in self.siblings.items()}
        document = as_read_in(self.document, self.row)
        return Job(document, added_text, self.options, facts, self.row.edition)


# The results ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """A format, packed and proven."""

    packed: Packed
    proof: Proof

    @property
    def facts(self) -> Facts:
        """What other formats may know of it."""
        return self.packed.facts


@dataclass(frozen=True, slots=True)
class PackedInWorker:
    """A format that a worker packs: each result is waited for when it is needed."""

    coming_facts: Future[Facts]
    coming_file: Future[Packed]

    @property
    def facts(self) -> Facts:
        """What other formats may know of it; before it is packed, if it is laid out in pages."""
        return self.coming_facts.result()

    @property
    def packed(self) -> Packed:
        """The file; before it is proven."""
        return self.coming_file.result()


@dataclass(frozen=True, slots=True)
class InWorker(PackedInWorker):
    """The same, where it is proven too."""

    coming_proof: Future[Proof]

    @property
    def proof(self) -> Proof:
        """The proof."""
        return self.coming_proof.result()


def make(task: Task) -> Made:
    """Pack a format, read it back and prove it."""
    added_text = task.added_text
    with theme_faults(task.options.theme):
        packed = packager(task.row).pack(task.job(added_text))
    return Made(packed, _proof(task, added_text, packed))


def make_in_worker(task: Task, workers: Workers) -> InWorker:
    """Let a worker do the same."""
    return InWorker(*workers.submit_stages(_stages, 3, task))


def pack_in_worker(task: Task, workers: Workers) -> PackedInWorker:
    """Let a worker pack a format, without proof."""
    return PackedInWorker(*workers.submit_stages(_rebuilding, 2, task))


def _stages(task: Task) -> Iterator[Facts | Packed | Proof]:
    """The results of `InWorker`, in their order."""
    with limited(task.document.path, task.options.limits):
        for made in _packing(task):
            yield made
            if isinstance(made, Packed):
                yield _proof(task, task.added_text, made)


def _rebuilding(task: Task) -> Iterator[Facts | Packed]:
    """The results of `PackedInWorker`, in their order."""
    with limited(task.document.path, task.options.limits):
        yield from _packing(task)


def _packing(task: Task) -> Iterator[Facts | Packed]:
    """What other formats may know of it, as soon as that is known, then the file."""
    with theme_faults(task.options.theme):
        job = task.job(task.added_text)
        if task.row.paged:
            layout = packager(task.row).lay_out(job)
            yield layout.facts
            yield layout.packed()
        else:
            packed = packager(task.row).pack(job)
            yield packed.facts
            yield packed


def prepare(task: Task) -> None:
    """Load what makes a format, and make what does not depend on the facts of other formats."""
    with theme_faults(task.options.theme):
        packager(task.row).prepare(task.job(task.added_text))
    reader(task.row)


# The proof --------------------------------------------------------------------------------------


def _proof(task: Task, added_text: AddedText, packed: Packed) -> Proof:
    document = as_read_in(task.document, task.row)
    given = document, added_text, task.row, packed.data, task.output
    text = task.options.text if "text" in task.row.options else None
    return prove_output(*given, text)


def as_read_in(document: Document, row: Format) -> Document:
    """The document as a format can hold it: with marks of direction and the links that work.

    In large print, tables that are wider than the page are records, and pictures as wide as
    the text.
    """
    if row.edition is Edition.LARGE_PRINT:
        from generator.packagers.pdf.table_fit import too_wide_in_large_print

        document = with_records(document, too_wide_in_large_print(document))
        document = with_large_pictures(document)
        document = with_bold_emphasis(document) if row.bold_emphasis else document
    document = with_direction_marks(document) if row.marks_direction else document
    if row.relative_links is RelativeLinks.KEPT:
        return document
    return with_resolved_links(document, in_words=row.relative_links is RelativeLinks.IN_WORDS)


def prove_output(
    document: Document,
    added_text: AddedText,
    row: Format,
    data: bytes,
    output: str,
    text: TextOptions | None = None,
) -> Proof:
    """Read back what we made, and hold it against the document."""
    from generator.reading_order import UnreadableError

    try:
        found = read_back_own(row, data)
    except UnreadableError as error:
        return unreadable(output, row, error)
    return prove_reading(document, added_text, row, found, output, text=text)


def prove_reading(
    document: Document,
    added_text: AddedText,
    row: Format,
    found: ReadingOrder,
    output: str,
    *,
    ours: bool = True,
    text: TextOptions | None = None,
) -> Proof:
    """Hold what was `found` in `output` against the document.

    `ours` says that we made it, `text` how a plain text was to be laid out.
    """
    from generator.content.stated_facts import stated_facts
    from generator.content.text_lines import expected_in
    from generator.proof import prove

    return prove(
        expected_in(document, added_text, row, text),
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


# Other formats ----------------------------------------------------------------------------------


def sizes(known: Mapping[str, Facts]) -> dict[str, tuple[int, int | None]]:
    """Bytes and pages of the formats that are packed, by name."""
    return {
        name: (facts.size, facts.pages) for name, facts in known.items() if facts.size is not None
    }


def siblings(known: Mapping[str, tuple[int, int | None]], stem: str) -> tuple[Sibling, ...]:
    """The other formats as the HTML lists them: `known` maps a name to its bytes and pages."""
    return tuple(
        Sibling(
            row.title,
            row.named_by,
            quote(f"{stem}.{name}", safe=""),
            row.media_type,
            *known[name],
            large_print=row.edition is Edition.LARGE_PRINT,
        )
        for name, row in ROWS.items()
        if name in known
    )
