"""What can happen to an EPUB file."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.mutation.damage import Bench, Words
from tests.mutation.markup import MARKUP, Element, name

PACKAGE = "EPUB/content.opf"


@dataclass(frozen=True, slots=True)
class Book:
    """An open EPUB file: its parts by path, those that are markup also as trees."""

    files: dict[str, bytes]
    trees: dict[str, Element]

    @property
    def package(self) -> Element:
        return self.trees[PACKAGE]

    @property
    def spine(self) -> list[Element]:
        """The references to what is read from beginning to end."""
        return [
            e for e in self.package.iter("*") if name(e) == "itemref" and e.get("linear") != "no"
        ]

    @property
    def pages(self) -> list[Element]:
        hrefs = {e.get("id"): e.get("href") or "" for e in self.package.iter("*")}
        paths = (posixpath.join("EPUB", hrefs[e.get("idref")]) for e in self.spine)
        return [self.trees[path] for path in paths]


def opened(data: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {path: archive.read(path) for path in archive.namelist()}
    trees = {
        path: etree.fromstring(content)
        for path, content in files.items()
        if path.endswith((".xhtml", ".opf"))
    }
    return Book(files, trees)


def closed(book: Book) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for path, content in book.files.items():
            tree = book.trees.get(path)
            archive.writestr(path, content if tree is None else etree.tostring(tree))
    return stored.getvalue()


EPUB = Bench[Book](opened, closed, MARKUP.damages)


def _metadata(book: Book, local: str) -> list[Element]:
    return [e for e in book.package.iter("*") if name(e) == local]


@EPUB.damage("proof-language", at=lambda book: _metadata(book, "language"))
def alter_the_files_language(language: Element, _: Random) -> Words:
    language.text = "fr"
    return "fr"


@EPUB.damage("proof-title", at=lambda book: _metadata(book, "title"))
def alter_the_files_title(title: Element, _: Random) -> Words:
    title.text = "Untitled"
    return "Untitled"


@EPUB.damage("proof-missing", at=lambda book: book.spine)
def take_a_chapter_out_of_the_spine(reference: Element, random: Random) -> Words:
    reference.set(*random.choice((("linear", "no"), ("idref", "nothing"))))
    return "heading"
