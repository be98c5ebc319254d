"""What can happen to an EPUB file."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.mutation.damage import Bench, Words, shown
from tests.mutation.markup import MARKUP, Element, name, remove, swap, with_longer_bar

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
        if path.endswith((".xhtml", ".opf", ".ncx"))
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


@EPUB.damage("proof-language", at=lambda book: _metadata(book, "language")[:1])
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


# Beside the words: the lists of contents, and the pictures themselves


def _entries(path: str, entry: str, *, several: bool = False) -> Callable[[Book], list[Element]]:
    """The entries of a list of contents; `several`: those that stand before another."""

    def at(book: Book) -> list[Element]:
        tree = book.trees[f"EPUB/{path}"]
        contents = next(e for e in tree.iter("*") if name(e) in {"nav", "navMap"})
        found = [e for e in contents.iter("*") if name(e) == entry]
        following = (e.getnext() for e in found)
        return [
            e
            for e, other in zip(found, following, strict=True)
            if not several or (other is not None and _label(other) != _label(e))
        ]

    return at


def _label(entry: Element) -> str:
    return "".join(next(entry.iter("{*}a", "{*}text")).itertext())


def _damage_contents(path: str, entry: str, target: str, link: str) -> None:
    """What can happen to the entries of a list of contents."""
    every, several = _entries(path, entry), _entries(path, entry, several=True)
    entry_tag = f"{{*}}{entry}"

    @EPUB.damage("proof-missing", at=every, name=f"drop an entry of {path}")
    def drop(element: Element, _: Random) -> Words:
        label = _label(element)
        remove(element)
        return shown(label)

    @EPUB.damage("proof-added", at=every, name=f"say an entry of {path} twice")
    def say_twice(element: Element, _: Random) -> Words:
        element.addnext(copy.deepcopy(element))
        return shown(_label(element))

    @EPUB.damage("proof-moved", at=several, name=f"change about two entries of {path}")
    def change_about(element: Element, _: Random) -> Words:
        other = element.getnext()
        assert other is not None
        swap(element, other)
        return tuple(
            shown(_label(each)) for each in (*element.iter(entry_tag), *other.iter(entry_tag))
        )

    @EPUB.damage("proof-altered", "proof-missing", at=every, name=f"alter an entry of {path}")
    def alter(element: Element, _: Random) -> Words:
        words = next(element.iter("{*}a", "{*}text"))
        label, words.text = _label(element), "Zzz " + (words.text or "")[1:]
        return shown(label)

    @EPUB.damage("proof-mark-lost", at=every, name=f"lead an entry of {path} elsewhere")
    def lead_elsewhere(element: Element, random: Random) -> Words:
        place = next(element.iter(link))
        around = next(element.iterancestors("{*}nav"), element.getroottree().getroot())
        others = {e.get(target) or "" for e in around.iter(link)}
        others -= {place.get(target)}
        place.set(target, random.choice(sorted(others)) if others else "text/1.xhtml#nowhere")
        return shown(_label(element))


_damage_contents("nav.xhtml", "li", "href", "{*}a")
_damage_contents("toc.ncx", "navPoint", "src", "{*}content")


@EPUB.damage("proof-missing", at=lambda book: [i for i in _metadata(book, "item") if _lists(i)])
def lose_a_list_of_contents(item: Element, _: Random) -> Words:
    words = "NCX" if item.get("id") == "ncx" else "navigation document"
    remove(item)
    return words


def _lists(item: Element) -> bool:
    return item.get("properties") == "nav" or item.get("id") == "ncx"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The file of a picture that the text shows."""

    book: Book
    path: str


def _picture_files(book: Book) -> list[PictureFile]:
    sources = {e.get("src") or "" for page in book.pages for e in page.iter("{*}img")}
    paths = sorted(posixpath.join("EPUB", source.removeprefix("../")) for source in sources)
    return [PictureFile(book, path) for path in paths]


def _charts(book: Book) -> list[PictureFile]:
    return [each for each in _picture_files(book) if b'class="bar"' in book.files[each.path]]


@EPUB.damage("proof-picture", at=_charts)
def alter_a_bar_of_a_chart(chart: PictureFile, _: Random) -> Words:
    files = chart.book.files
    files[chart.path] = with_longer_bar(files[chart.path])
    return posixpath.basename(chart.path)


@EPUB.damage("proof-picture", at=_picture_files)
def put_another_picture_in_its_place(picture: PictureFile, _: Random) -> Words:
    picture.book.files[picture.path] = picture.book.files["EPUB/images/cover.png"]
    return posixpath.basename(picture.path)
