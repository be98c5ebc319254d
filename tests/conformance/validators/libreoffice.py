"""LibreOffice, opening a DOCX and showing everything that is in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .finding import Remark, Severity
from .ooxml import BrokenPackageError, Element, Part, R, W, read_parts, relationships, understood
from .processes import program, run
from .staging import staged
from .validator import Validator, has_suffix

_WORD = re.compile(r"\w+")
_LAM_ALEF = re.compile("[لاأإآ]{2,}")  # drawn as one glyph, which pdftotext reads backwards
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_GAPS = {"p": " ", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_VECTOR = (".svg", ".emf", ".wmf")
_SHOWN_KINDS = ("document.main+xml", "footnotes+xml", "endnotes+xml")


@dataclass(frozen=True)
class LibreOffice(Validator):
    """LibreOffice's own rendering must hold the words and pictures of the document.

    That a file opens proves little: what is broken is mostly dropped in silence.
    """

    @property
    def name(self) -> str:
        return "libreoffice"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".docx")

    def version(self) -> str:
        program(self.name, "pdftotext")
        return _version(program(self.name, "soffice", override="SOFFICE"))

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        office = program(self.name, "soffice", override="SOFFICE")
        with staged(files) as stage:
            _convert(office, stage.copies, stage.scratch)
            shown = {copy: stage.scratch / f"{copy.stem}.pdf" for copy in stage.copies}
            for copy in stage.copies:
                if not shown[copy].exists():  # alone, in case another file brought LibreOffice down
                    _convert(office, [copy], stage.scratch)
            return {file: list(_remarks(copy, shown[copy])) for file, copy in stage.pairs()}


def _convert(office: str, documents: Sequence[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents])


@cache
def _version(office: str) -> str:
    return run([office, "--version"]).stdout.split()[1]


def _remarks(document: Path, shown: Path) -> Iterator[Remark]:
    if not shown.exists():
        yield Remark(Severity.ERROR, "does-not-open", "LibreOffice opens no such document")
        return
    try:
        parts = [part for part in read_parts(document) if part.content_type.endswith(_SHOWN_KINDS)]
    except BrokenPackageError as error:
        yield Remark(Severity.ERROR, "unreadable", str(error))
        return
    yield from _lost_words(parts, shown)
    yield from _lost_pictures(parts, document, shown)


def _lost_words(parts: Sequence[Part], shown: Path) -> Iterator[Remark]:
    """The words that LibreOffice shows less often than the document says them.

    Gaps are taken out of what is shown, since lines break words. So a lost word goes unnoticed
    where it is part of others: this finds lost passages, not every lost "a".
    """
    written = Counter(word for part in parts for word in _words(_text(part.root)))
    readings = [_unbroken(shown), _unbroken(shown, "-raw")]
    lost = [
        word
        for word, count in written.items()
        if all(reading.count(word) < count for reading in readings)
    ]
    if lost:
        message = f"LibreOffice does not show {len(lost)} word(s): {' '.join(lost[:12])}"
        yield Remark(Severity.ERROR, "lost-text", message)


def _unbroken(shown: Path, *order: str) -> str:
    """The words of a PDF, joined; in raw order, a word broken in a cell is not interrupted."""
    return "".join(_words(run(["pdftotext", "-enc", "UTF-8", *order, shown, "-"]).stdout))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_LAM_ALEF.sub(lambda letters: "".join(sorted(letters[0])), plain))


def _text(root: Element) -> str:
    """The text of a part; paragraphs, tabs and breaks part words."""
    return "".join(map(_characters, understood(root).iter("*")))


def _characters(element: Element) -> str:
    """What one element adds to the text."""
    name = str(element.tag).removeprefix(f"{{{W}}}")
    if name == "t":
        return element.text or ""
    return _GAPS.get(name, "")


def _lost_pictures(parts: Sequence[Part], document: Path, shown: Path) -> Iterator[Remark]:
    """Pictures that the document embeds and LibreOffice does not draw.

    Only raster pictures: LibreOffice draws an SVG as lines, which cannot be counted.
    """
    written = {name for part in parts for name in _embedded(part, document)}
    raster = [name for name in written if not name.lower().endswith(_VECTOR)]
    listed = run(["pdfimages", "-list", shown]).stdout.splitlines()[2:]
    drawn = {line.split()[10] for line in listed if line.split()[2] == "image"}
    if len(drawn) < len(raster):
        message = f"the document has {len(raster)} picture(s), LibreOffice shows {len(drawn)}"
        yield Remark(Severity.ERROR, "lost-picture", message)


def _embedded(part: Part, document: Path) -> Iterator[str]:
    """The files of a part's pictures, by name; the relationship's id where it names no file."""
    targets = relationships(document, part.name)
    for blip in part.root.iter(f"{{{_A}}}blip"):
        embedded = blip.get(f"{{{R}}}embed")
        if embedded:
            yield targets.get(embedded, embedded)
