"""Verification: whether files are exactly what their source gives, else what differs in them.

The source is built again with the options that the manifest names, and the bytes are compared.
Only files that have other bytes are read back and held against the source.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator import __version__
from generator import reading_order as order
from generator.brand.dressing import branded
from generator.building.differences import differences
from generator.building.drawing import drawn
from generator.building.fingerprint import fingerprint
from generator.building.format_modules import packager, read_back, read_back_own
from generator.building.format_stages import (
    Task,
    as_read_in,
    prove_reading,
    siblings,
    unreadable,
)
from generator.building.manifest import SUFFIX, Manifest, differing, load, manifest_path
from generator.building.rebuild import Rebuilder, choices, wanted_for
from generator.content.added_text import AddedText, add_text
from generator.content.formats import FORMATS, ROWS, Format, named
from generator.content.job import Options, TextOptions, source_date_epoch
from generator.document.model import Document
from generator.document.words import words_for
from generator.findings.errors import PackError, UsageError
from generator.findings.finding import Finding, Severity, has_errors
from generator.findings.output_rules import BYTES, NOT_AS_BUILT, NOT_CONFIRMED
from generator.source import read_source
from generator.theme import theme_faults

if TYPE_CHECKING:
    from generator.building.format_worker import FormatWorker
    from generator.proof import Proof


def outputs_among(given: Sequence[Path]) -> tuple[Path, ...]:
    """The files to verify, without the manifests, which say what they should be.

    Raises UsageError where a folder or no output is given, or a file of unknown kind.
    """
    outputs = tuple(path for path in given if not path.name.endswith(SUFFIX))
    if not outputs:
        raise UsageError("a manifest is what outputs are held against: give the outputs too")
    for output in outputs:
        if output.is_dir():
            raise UsageError(f"{output}: a folder; name the files in it, as in {output}/notice.*")
        if not output.exists():
            raise UsageError(f"{output}: no such file")
        if not output.is_file():
            raise UsageError(f"{output}: no file that could be read from its beginning to its end")
        if named(output.name)[1] is None:
            raise UsageError(f"{output}: not one of {', '.join(FORMATS)}")
    return outputs


def verify(
    source: Path,
    outputs: Sequence[Path],
    options: Options | None = None,
    *,
    content: bool = False,
    worker: FormatWorker | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with `outputs` of `source`; nothing where they are what it gives.

    The `options` are those of a build, where the manifest does not name others. With `content`
    nothing is built: what the files say is compared, as for files that others made or edited.
    What is laid out in pages is built by the `worker`, if there is one. Nothing is written.

    Raises SourceError for a faulty source, UsageError for what is no output, OSError where a file
    cannot be opened.
    """
    if source.is_dir():
        raise UsageError(f"{source}: a folder; give the one source that the outputs are of")
    if not source.exists():
        raise UsageError(f"{source}: no such file")
    outputs = outputs_among(outputs)
    wanted = wanted_for(_row(output).name for output in outputs)
    paged = [name for name in wanted if ROWS[name].paged]
    if content or not paged or len(wanted) == 1:
        worker = None  # nothing could be made beside it
    if worker is not None:
        worker.preload(paged, proven=False)
    options = options or Options(epoch=source_date_epoch())
    document = drawn(branded(read_source(source)[0], options.brand), options.theme)
    files = [_File(document, output, options) for output in outputs]
    if content:
        return tuple(each for file in files for each in file.content())
    rebuilder = Rebuilder(document, source.stem, worker)
    for file in files:
        file.begin(rebuilder, options)
    found = {
        file: tuple(file.whole(rebuilder, options)) for file in sorted(files, key=_File.in_pages)
    }
    return tuple(each for file in files for each in found[file])


class _File:
    """One file to verify."""

    def __init__(self, document: Document, output: Path, given: Options) -> None:
        self._given = given
        self._document = document
        self._output = output
        self._row = _row(output)
        self._stem, _ = named(output.name)
        self._data = output.read_bytes()
        self._manifest = load(manifest_path(output.parent, self._stem))

    def in_pages(self) -> bool:
        """True for a file that takes longest to build."""
        return self._row.paged

    def begin(self, rebuilder: Rebuilder, given: Options) -> None:
        """Let it be built meanwhile, if that is known to be needed."""
        if not _not_given(self._manifest, given):
            rebuilder.begin(self._row.name, _named(self._manifest, given))

    def whole(self, rebuilder: Rebuilder, given: Options) -> Iterator[Finding]:
        """What is wrong with its bytes; where they are not the source's, with its content too."""
        faults = [
            each for each in self._bytes() if self._manifest or each.severity is Severity.ERROR
        ]
        yield from faults
        options = _named(self._manifest, given)
        missing = _not_given(self._manifest, given)
        if "--brand" in missing:
            message = (
                f"not confirmed: {missing}, so neither its bytes nor its words can be compared"
            )
            yield NOT_CONFIRMED.found(str(self._output), None, message, _AGAIN)
            return
        try:
            built = None if missing else self._equal(rebuilder, options)
        except PackError as error:
            built, missing = None, f"the source cannot be built again: {error.findings[0].message}"
        if built == self._data:
            return
        found = [*self._differences()]
        yield from found
        if has_errors(found):
            return
        if missing or built is None or self._of_another_version(options):
            yield self._unconfirmed(missing)
        else:
            parts = differences(self._row.name, self._data, built)
            message = (
                "the words are the same, but this is not the file that the source gives: styles, "
                f"structure or metadata differ: {parts}"
            )
            yield NOT_AS_BUILT.found(str(self._output), None, message, _AGAIN)

    def content(self) -> Iterator[Finding]:
        """What is wrong with its bytes beside a manifest, and with what it says."""
        yield from self._bytes()
        yield from self._differences()

    def _equal(self, rebuilder: Rebuilder, options: Options) -> bytes | None:
        """The bytes that the source gives; of several ways to build it that which gives these."""
        first = None
        known = self._beside_manifest()
        ways: Iterable[Options] = (
            [options] if known else choices(self._row.name, self._data, options)
        )
        for choice in ways:
            for among in self._sets():
                built = rebuilder.bytes_of(self._row.name, among, choice)
                if built == self._data:
                    return built
                first = first or built
        return first

    def _beside_manifest(self) -> bool:
        manifest = self._manifest
        return manifest is not None and any(
            each.path == self._output.name for each in manifest.outputs
        )

    def _sets(self) -> Iterator[tuple[str, ...]]:
        """The formats with which it may have been built."""
        if self._manifest is not None:
            yield tuple(each.format for each in self._manifest.outputs)
            return
        wanted = [tuple(FORMATS)]
        if self._row.after:
            try:
                found = read_back(self._row, self._data)
            except order.UnreadableError:
                return
            wanted.append((*_Reading(self._document, self._row, found, self._output).listed(),))
            wanted += [("pdf",), ()]
        yield from dict.fromkeys(wanted)

    def _of_another_version(self, options: Options) -> bool:
        """True where the manifest names another program, or other libraries, than ours."""
        manifest = self._manifest
        if manifest is None or manifest.source_sha256 != self._document.source_hash:
            return False
        now = fingerprint(
            self._row, self._document.source_hash, self._document.picture_hashes, options
        )
        return any(
            each.path == self._output.name and each.fingerprint != now for each in manifest.outputs
        )

    def _unconfirmed(self, missing: str) -> Finding:
        other = self._manifest.generator if self._manifest else ""
        version = f" ({other})" if other and other != __version__ else ""
        why = missing or f"another version of the program or of a library made the file{version}"
        message = (
            f"not confirmed: {why}, so its bytes cannot be compared. Its words, their order, roles "
            "and links are those of the source; how it looks, and what only some programs show or "
            "run, such a comparison cannot see"
        )
        return NOT_CONFIRMED.found(str(self._output), None, message, _AGAIN)

    def _differences(self) -> Sequence[Finding]:
        """What in its content is not as the source says; a brand's own markup is no difference."""
        found = self._compared()
        if self._document.brand is None or not any(each.rule == _MARKUP for each in found):
            return found
        ours = {fault.message for fault in own_markup(self._document, self._row, self._given)}
        return [each for each in found if each.rule != _MARKUP or each.message not in ours]

    def _compared(self) -> Sequence[Finding]:
        row, manifest = self._row, self._manifest
        try:
            found = read_back(row, self._data)
            reading = _Reading(
                as_read_in(self._document, row), row, found, self._output, self._data
            )
            if manifest is None or not self._beside_manifest():
                return reading.alone()
            findings = reading.beside(manifest)
        except order.UnreadableError as error:
            return unreadable(str(self._output), row, error).findings
        return _hinted(findings, _EDITED) if _edited(manifest, self._output) else findings

    def _bytes(self) -> list[Finding]:
        """What is wrong with its bytes by the manifest beside it."""
        manifest, output, unknown = self._manifest, self._output, False
        if manifest is None:
            place = manifest_path(output.parent, self._stem)
            unknown = not place.exists()
            faults = (
                ["there is no manifest beside it, so its bytes cannot be checked"]
                if unknown
                else [f"the manifest beside it ({place.name}) cannot be read"]
            )
        else:
            faults = differing(manifest, output.parent, [output.name])
            if manifest.source_sha256 != self._document.source_hash:
                faults.append("it was built from another version of the source")
        return [BYTES.found(str(output), None, fault, _AGAIN, mild=unknown) for fault in faults]


_MARKUP = "proof-unknown-markup"


def own_markup(document: Document, row: Format, options: Options) -> tuple[order.Fault, ...]:
    """What a file of ours has in this brand that none has without one: colours, typefaces, paper.

    It is packed anew, so that no more is allowed than what the brand brings.
    """
    task = Task(document, row.name, options, "")
    with theme_faults(options.theme):
        packed = packager(row).pack(task.job(task.added_text))
    return read_back_own(row, packed.data, style=True).faults


_AGAIN = "build it again from its source"


def _named(manifest: Manifest | None, given: Options) -> Options:
    """The options that a manifest names, as far as they are ones; else those given."""
    named = manifest.options if manifest else {}
    epoch = named.get("epoch", "")
    if not named:
        return given
    return dataclasses.replace(
        given,
        pdf="ua-2" if named.get("pdf") == "ua-2" else "ua-1",
        epoch=int(epoch) if re.fullmatch("[0-9]{1,11}", epoch) else None,
        text=TextOptions.of(named),
    )


def _not_given(manifest: Manifest | None, given: Options) -> str:
    """What the manifest names and was not given; "" where all is there."""
    named, known = (manifest.options if manifest else {}), given.named()
    options = {"theme": ("a theme", "--theme"), "fonts": ("font files", "--font")}
    options["brand"] = "another brand, or none," if "brand" in known else "a brand", "--brand"
    for name, (what, option) in options.items():
        there = known.get(name, "none")
        if named and named.get(name, "none" if name == "brand" else there) != there:
            return f"it was built with {what} not given here (give {option} as it was built)"
    return ""


def _row(output: Path) -> Format:
    """What an output is; `outputs_among` has let no other pass."""
    _, row = named(output.name)
    return row or FORMATS["txt"]


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
    """What was `found` in an output, to be held against the document."""

    document: Document
    row: Format
    found: order.ReadingOrder
    output: Path
    data: bytes = b""

    def listed(self) -> Iterator[str]:
        """The other formats that the file lists."""
        for text, _ in _listed(self.found.blocks):
            name, _ = self._listed_format(text)
            if name:
                yield name

    def beside(self, manifest: Manifest) -> Sequence[Finding]:
        """What is wrong with a file of ours, beside the manifest of its set."""
        known = {each.format: (each.bytes, each.pages) for each in manifest.outputs}
        wanted = {name: size for name, size in known.items() if name in self.row.after}
        added_text = add_text(self.document, siblings(wanted, named(self.output.name)[0]))
        layout = TextOptions.of(manifest.options)
        return self._proof(added_text, ours=True, closely=True, text=layout).findings

    def alone(self) -> Sequence[Finding]:
        """What is wrong with a file of which nothing says whether we made it.

        It is taken for what leaves fewer faults in its words: a file of ours has the text that
        we add, and another program's has not. Where that is all one, it is another's.
        """
        theirs = self._proof(add_text(self.document), ours=False)
        added_text = self._added_text_as_reported()
        known = choices(self.row.name, self.data, Options())
        layouts = [choice.text for choice in known] if self.row.in_lines else [None]
        proofs = {layout: self._proof(added_text, ours=True, text=layout) for layout in layouts}
        layout = min(proofs, key=lambda each: _faults(proofs[each]))
        if _faults(theirs) <= _faults(proofs[layout]) and not self._is_laid_out_as_ours(
            added_text, layout
        ):
            return theirs.findings
        ours = self._proof(added_text, ours=True, closely=True, text=layout)
        return _hinted(ours.findings, _UNKNOWN)

    def _is_laid_out_as_ours(self, added_text: AddedText, layout: TextOptions | None) -> bool:
        """True for lines with our labels that differ from ours in space and unseen signs alone."""
        if layout is None or layout.headings == "plain":
            return False
        from generator.content.text_lines import expected_in

        wanted = expected_in(self.document, added_text, self.row, layout).lines
        return _seen(wanted) == _seen(self.found.lines)

    def _proof(
        self,
        added_text: AddedText,
        *,
        ours: bool,
        closely: bool = False,
        text: TextOptions | None = None,
    ) -> Proof:
        """Held against the document; `closely` where nothing may stand that we do not write."""
        found = read_back_own(self.row, self.data, style=True) if closely else self.found
        given = self.document, added_text, self.row, found, str(self.output)
        return prove_reading(*given, ours=ours, text=text)

    def _added_text_as_reported(self) -> AddedText:
        """The text that we add, with those other formats that the file lists as we would."""
        sizes: dict[str, tuple[int, int | None]] = {}
        stems: Counter[str] = Counter()
        for text, target in _listed(self.found.blocks):
            name, size = self._listed_format(text)
            sizes |= {name: size} if name else {}
            if name and target.endswith(f".{name}") and "/" not in target:
                stems[unquote(target.removesuffix(f".{name}"))] += 1
        [(stem, _)] = stems.most_common(1) or [("", 0)]
        return add_text(self.document, siblings(sizes if stem else {}, stem))

    def _listed_format(self, text: str) -> tuple[str, tuple[int, int | None]]:
        """The format of which `text` speaks as we do, its bytes and pages; "" if of none."""
        _, *facts = text.split(words_for(self.document.metadata.language).separator)
        kilobytes, pages = (*filter(None, map(_number, facts)), None, None)[:2]
        size = (kilobytes or 0) * 1000, pages
        for name in self.row.after if kilobytes else ():
            [said] = add_text(self.document, siblings({name: size}, "")).siblings
            if said.line.text == text:
                return name, size
        return "", size


def _seen(lines: Sequence[order.TextLine] | None) -> list[str]:
    """What of lines can be seen, without their spaces."""
    from generator.proof.lines import without_ignorables

    seen = ("".join(without_ignorables(line.text).split()) for line in lines or ())
    return [line for line in seen if line]


def _number(text: str) -> int:
    return int("".join(each for each in text if each.isdecimal()) or "0")


def _listed(blocks: order.Blocks) -> Iterator[tuple[str, str]]:
    """The words of each item of a list that is one paragraph, and where its link leads."""
    for block in blocks:
        for item in block.items if isinstance(block, order.List) else ():
            match item.blocks:
                case (order.Paragraph(words=words),):
                    marks = (marked.mark for marked in words.marks)
                    links = (mark.target for mark in marks if isinstance(mark, order.LinkTo))
                    yield words.text, next(links, "")


def _faults(proof: Proof) -> tuple[int, int]:
    """How many faults there are in the words, and how many beside them."""
    return len(proof.findings) - proof.beside, proof.beside


def _edited(manifest: Manifest, output: Path) -> bool:
    """True where somebody changed a file of ours."""
    return bool(differing(manifest, output.parent, [output.name]))


_EDITED = "the file was changed after it was built: bring the change into the source, and build"
_UNKNOWN = "the file, or its source, was changed after it was built: build it again"


def _hinted(findings: Sequence[Finding], hint: str) -> list[Finding]:
    """Findings that are no internal error: the file is not as it was built."""
    return [dataclasses.replace(finding, hint=hint) for finding in findings]
