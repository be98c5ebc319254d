"""Verification: two answers about published files, one for bytes and one for content."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from generator import reading_order as order
from generator.building.format_stages import as_read_in, prove_reading, siblings, unreadable
from generator.building.manifest import SUFFIX, Manifest, differing, load, manifest_path
from generator.building.publish import recover
from generator.content.added_text import AddedText, add_text
from generator.content.formats import FORMATS, Format
from generator.document.model import Document
from generator.document.words import words_for
from generator.findings.errors import UsageError
from generator.findings.finding import Finding
from generator.findings.output_rules import BYTES
from generator.proof import Proof
from generator.source import read_source


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
        if _suffix(output) not in FORMATS:
            raise UsageError(f"{output}: not one of {', '.join(FORMATS)}")
    return outputs


def verify(source: Path, outputs: Sequence[Path]) -> tuple[Finding, ...]:
    """What is wrong with `outputs` of `source`, in bytes (rule `bytes`) and content (`proof-…`).

    Raises SourceError for a faulty source, UsageError for what is no output, OSError where
    a file cannot be opened.
    """
    if source.is_dir():
        raise UsageError(f"{source}: a folder; give the one source that the outputs are of")
    if not source.exists():
        raise UsageError(f"{source}: no such file")
    for output in outputs:
        recover(output.parent)
    outputs = outputs_among(outputs)
    document, _ = read_source(source)
    return tuple(finding for output in outputs for finding in _verified(document, output))


def _verified(document: Document, output: Path) -> Iterator[Finding]:
    row = FORMATS[_suffix(output)]
    manifest = load(manifest_path(output.parent, output.stem))
    yield from _bytes(manifest, output, document.source_hash)
    try:
        found = row.read_back(output.read_bytes())
    except order.UnreadableError as error:
        yield from unreadable(str(output), row, error).findings
        return
    reading = _Reading(as_read_in(document, row), row, found, output)
    if manifest is None or all(each.path != output.name for each in manifest.outputs):
        yield from reading.alone()
    else:
        findings = reading.beside(manifest)
        yield from _hinted(findings, _EDITED) if _edited(manifest, output) else findings


def _suffix(output: Path) -> str:
    return output.suffix.lower().lstrip(".")


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
    """What was `found` in an output, to be held against the document."""

    document: Document
    row: Format
    found: order.ReadingOrder
    output: Path

    def beside(self, manifest: Manifest) -> Sequence[Finding]:
        """What is wrong with a file of ours, beside the manifest of its set."""
        known = {each.format: (each.bytes, each.pages) for each in manifest.outputs}
        wanted = {name: size for name, size in known.items() if name in self.row.after}
        added_text = add_text(self.document, siblings(wanted, self.output.stem))
        return self._proof(added_text, ours=True).findings

    def alone(self) -> Sequence[Finding]:
        """What is wrong with a file of which nothing says whether we made it.

        It is taken for what leaves fewer faults in its words: a file of ours has the text that
        we add, and another program's has not. Where that is all one, it is another's.
        """
        theirs = self._proof(add_text(self.document), ours=False)
        ours = self._proof(self._added_text_as_reported(), ours=True)
        if _faults(theirs) <= _faults(ours):
            return theirs.findings
        return _hinted(ours.findings, _UNKNOWN)

    def _proof(self, added_text: AddedText, *, ours: bool) -> Proof:
        output = str(self.output)
        return prove_reading(self.document, added_text, self.row, self.found, output, ours=ours)

    def _added_text_as_reported(self) -> AddedText:
        """The text that we add, with those other formats that the file lists as we would."""
        sizes: dict[str, tuple[int, int | None]] = {}
        stems: Counter[str] = Counter()
        for text, target in _listed(self.found.blocks):
            name, size = self._told(text)
            sizes |= {name: size} if name else {}
            if name and target.endswith(f".{name}") and "/" not in target:
                stems[unquote(target.removesuffix(f".{name}"))] += 1
        [(stem, _)] = stems.most_common(1) or [("", 0)]
        return add_text(self.document, siblings(sizes if stem else {}, stem))

    def _told(self, text: str) -> tuple[str, tuple[int, int | None]]:
        """The format of which `text` tells as we do, its bytes and pages; "" if of none."""
        _, *facts = text.split(words_for(self.document.metadata.language).separator)
        kilobytes, pages = (*map(_number, facts), None, None)[:2]
        size = (kilobytes or 0) * 1000, pages
        for name in self.row.after if kilobytes else ():
            [said] = add_text(self.document, siblings({name: size}, "")).siblings
            if said.line.text == text:
                return name, size
        return "", size


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
    """Findings that are no fault of ours: the file is not as it was built."""
    return [dataclasses.replace(finding, hint=hint) for finding in findings]


def _bytes(manifest: Manifest | None, output: Path, source_hash: str) -> list[Finding]:
    if manifest is None:
        faults = ["there is no manifest beside it, so its bytes cannot be checked"]
    else:
        faults = differing(manifest, output.parent, [output.name])
        if manifest.source_sha256 != source_hash:
            faults.append("it was built from another version of the source")
    hint = "build it again from its source"
    unknown = manifest is None
    return [BYTES.found(str(output), None, fault, hint, mild=unknown) for fault in faults]
