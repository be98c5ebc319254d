"""axe-core over every content document of an EPUB, as a reading system shows it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.pins import toolbox

from .axe import Variant, ask_axe
from .finding import Remark
from .npm import package_version
from .processes import pinned
from .staging import staged
from .validator import Validator, has_suffix

_OF_THE_BOOK = ("page-has-heading-one",)
"""Rules about pages that hold for the book as a whole: its one level-1 heading is its title."""

PAGE = Variant("page", width=600)


@dataclass(frozen=True)
class AxeEpub(Validator):
    """Each content document as a page; a book's remarks are those of all its documents."""

    variant: Variant = PAGE

    @property
    def name(self) -> str:
        return "axe-epub"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".epub")

    def version(self) -> str:
        pinned(self.name, toolbox().node)
        return package_version(self.name, "axe-core")

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            books = {copy: _unpacked(copy, stage.scratch / copy.stem) for copy in stage.copies}
            pages = [page for book in books.values() for page in book]
            said = ask_axe(self.name, stage, pages, (self.variant,), _OF_THE_BOOK)
            return {
                original: [remark for page in books[copy] for remark in said[page]]
                for original, copy in stage.pairs()
                if books[copy] and all(page in said for page in books[copy])
            }


def _unpacked(book: Path, folder: Path) -> list[Path]:
    """The content documents of a book, in a folder with all that they show."""
    with zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
        return [folder / name for name in archive.namelist() if name.endswith(".xhtml")]
