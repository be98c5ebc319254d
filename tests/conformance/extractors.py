"""The text of PDF pages as four readers give it who ask the content for its order, not the tags.

Poppler (`pdftotext -raw`), PDFium (Chrome, Android), pdf.js (Firefox) and MuPDF.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2

from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.page_text import Owner, Piece
from generator.readback.pdf.tree import ContentKid, Element, ObjectKid, read_tree
from tests.pdf.tree import INLINE

from .pins import toolbox
from .validators.processes import node, pinned, program, run

Pages = list[str]

_SCRIPT = Path(__file__).parent / "validators" / "text_all.js"


def poppler(files: Sequence[Path]) -> Mapping[Path, Pages]:
    """Poppler's text in the order of the content stream."""
    command = [program("poppler", "pdftotext"), "-raw", "-enc", "UTF-8"]
    said = {file: run([*command, file, "-"]).stdout for file in files}
    return {file: text.split("\f")[:-1] for file, text in said.items()}


def pdfium(files: Sequence[Path]) -> Mapping[Path, Pages]:
    """PDFium's text."""
    return {file: list(_pdfium(file)) for file in files}


def _pdfium(file: Path) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(file):
        yield page.get_textpage().get_text_bounded()


def mupdf(files: Sequence[Path]) -> Mapping[Path, Pages]:
    """MuPDF's text."""
    said: dict[Path, Pages] = {}
    for file in files:
        with pymupdf.open(file) as document:  # type: ignore[no-untyped-call]
            said[file] = [page.get_text() for page in document]
    return said


def pdfjs(files: Sequence[Path]) -> Mapping[Path, Pages]:
    """The text of pdf.js."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        modules = {"NODE_PATH": str(pinned("pdfjs", toolbox().node_modules))}
        run(node("pdfjs", _SCRIPT, report, *files), extra=modules)
        said = json.loads(report.read_text(encoding="utf-8"))
    return {file: said[str(file)] for file in files}


EXTRACTORS: Mapping[str, Callable[[Sequence[Path]], Mapping[Path, Pages]]] = {
    "poppler": poppler,
    "pdfium": pdfium,
    "pdfjs": pdfjs,
    "mupdf": mupdf,
}


@dataclass(slots=True)
class Words:
    """The characters of a page without its spaces, and where these must or may stand."""

    characters: str = ""
    spaces: set[int] = field(default_factory=set)
    may: set[int] = field(default_factory=set)
    """Where a line breaks within a word, or a raised number stands at one, and in drawings."""

    def add(self, text: str) -> None:
        """More words; what is no letter of its own is not compared."""
        for character in unicodedata.normalize("NFKC", text):
            if character.isspace():
                self.spaces.add(len(self.characters))
            elif unicodedata.category(character) not in {"Cc", "Cf"}:
                self.characters += _HYPHENS.get(character, character)

    def difference(self, found: Words) -> str:
        """Where a page as found differs, "" where it does not; artifacts may stand at its end."""
        length = len(self.characters)
        if not found.characters.startswith(self.characters):
            at = _alike(self.characters, found.characters)
            return f"{self._around(at)} is {found._around(at)}"
        for at in sorted(self.spaces - found.spaces - {0, length}):
            return f"no space at {self._around(at)}"
        for at in sorted(found.spaces - self.spaces - self.may - {0, length}):
            if at < length:
                return f"a space at {self._around(at)}"
        return ""

    def _around(self, at: int) -> str:
        return f"{self.characters[max(0, at - 20) : at]}|{self.characters[at : at + 20]}"


def _alike(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


_HYPHENS = {"\u2010": "-", "\u2011": "-"}


def words(text: str) -> Words:
    """The words of a text."""
    page = Words()
    page.add(text)
    return page


def tagged(file: Path) -> list[Words]:
    """The words of each page by the tag tree: what it holds there, in its order; no artifacts."""
    with pikepdf.open(BytesIO(file.read_bytes())) as pdf:
        pieces: dict[Owner, list[Piece]] = {}
        interpreter = Interpreter()
        for number, page in enumerate(pdf.pages, start=1):
            for piece in interpreter.page(page, number).pieces:
                if piece.owner is not None and not piece.artifact:
                    pieces.setdefault(piece.owner, []).append(piece)
        root = read_tree(pdf.Root)
        assert root is not None
        pages = {page.obj.objgen: Words() for page in pdf.pages}
        last: Piece | None = None
        drawn = {
            kid.owner
            for each in root.descendants()
            if each.role == "Figure"
            for kid in each.kids
            if isinstance(kid, ContentKid)
        }
        for said in _said(root, pieces):
            if said is None:
                for words_of_page in pages.values():
                    words_of_page.add(" ")
            elif said.owner is not None:
                there = pages[said.owner[0]]
                if last is not None and not _side_by_side(last, said):
                    there.may.add(len(there.characters))
                start = len(there.characters)
                there.add(said.text)
                if said.owner in drawn:
                    there.may.update(range(start, len(there.characters) + 1))
                last = said
    return list(pages.values())


def _side_by_side(one: Piece, other: Piece) -> bool:
    """True for pieces that stand on one line in type of one size."""
    return abs(one.box[1] - other.box[1]) < 1 and abs(one.size - other.size) < 1


def _said(root: Element, pieces: Mapping[Owner, list[Piece]]) -> Iterator[Piece | None]:
    """Each piece in the order of the tree, and None where a block begins or ends."""
    stack: list[Element | ContentKid | ObjectKid | None] = [root]
    while stack:
        kid = stack.pop()
        if isinstance(kid, Element):
            edge = [] if kid.role in INLINE else [None]
            stack += reversed([*edge, *kid.kids, *edge])
        elif kid is None:
            yield None
        elif isinstance(kid, ContentKid):
            yield from pieces.get(kid.owner, ())
