"""EPUB to reading order, for any EPUB file: the spine's linear documents, one after the other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from generator.readback.archive import Archive
from generator.readback.epub.navigation import landmarks, navigation_document, ncx
from generator.readback.epub.own_files import file_faults
from generator.readback.epub.own_lists import beside_the_words, list_faults, stated
from generator.readback.epub.own_package import package_faults
from generator.readback.html.anchors import Page
from generator.readback.html.own_markup import (
    beginning_faults,
    labels,
    markup_faults,
    own_style_faults,
)
from generator.readback.html.pictures import shown_pictures
from generator.readback.html.reader import Reader
from generator.readback.html.style import Sheet, sheets_in, style_faults
from generator.readback.html.tree import Element, parse_html, parse_xml
from generator.reading_order import Fault, Navigation, ReadingOrder, UnreadableError, fold


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in an EPUB file. Raises UnreadableError if it is none."""
    return _read(Archive(data)).order


def read_back_own(data: bytes, *, style: bool = False) -> ReadingOrder:
    """The same for an e-book of ours, in which nothing may stand that we do not write.

    Its `style` was held to the list when it was made; it is again where the file may be changed.
    """
    read = _read(Archive(data))
    faults = [fault for page in read.pages for fault in _own_faults(read, page, style=style)]
    linear = read.publication.linear
    faults += list_faults(read.pages, linear, read.ncx)
    faults += package_faults(
        read.publication.path,
        read.publication.package,
        read.archive.members.keys(),
        read.pages,
        read.ncx,
    )
    faults += file_faults(data) if style else ()
    called = [name for page in read.pages for name in labels(page)]
    return replace(
        read.order,
        faults=(*read.order.faults, *faults),
        labels=(*called, *beside_the_words(read.pages, linear, read.ncx)),
        properties=tuple(stated(read.publication.package)),
    )


_BEGINNING = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" """


def _own_faults(read: _Read, page: Page, *, style: bool) -> Iterator[Fault]:
    data = read.archive.read(page.path)
    yield from beginning_faults(data, _BEGINNING, page.path)
    yield from markup_faults(page)
    if b"xmlns" in data[len(_BEGINNING) :]:
        yield Fault(page.path, "unknown-markup", "no page of ours changes the namespace")
    if style:
        yield from own_style_faults(page, _sheets(page, _Files(read.archive)))


@dataclass(frozen=True, slots=True)
class _Read:
    """An e-book as read, and its pages: the documents of the spine, and the lists of contents."""

    archive: Archive
    publication: Publication
    order: ReadingOrder
    pages: tuple[Page, ...]
    ncx: Page | None


def _read(archive: Archive) -> _Read:
    publication = _open(archive)
    pages, faults = _content(archive, publication.documents)
    reader = Reader(pages)
    linear = [page for page in pages if page.path in publication.linear]
    blocks = tuple(block for page in linear for block in reader.blocks(page))
    lists = tuple(_navigation(archive, publication, reader))
    files = _Files(archive)
    pictures = shown_pictures(linear, files, lambda page: _sheets(page, files))
    styled = (fault for page in linear for fault in style_faults(page, _sheets(page, files)))
    order = ReadingOrder(
        publication.title,
        publication.language,
        blocks,
        faults=(*faults, *reader.faults, *styled),
        navigation=tuple(listed for _, listed in lists),
        pictures=tuple(pictures),
    )
    found = {page.path: page for page, _ in lists}
    navigation = found.get(publication.navigation or "")
    known = {page.path for page in pages}
    every = (*pages, navigation) if navigation and navigation.path not in known else pages
    return _Read(archive, publication, order, every, found.get(publication.ncx or ""))


@dataclass(frozen=True, slots=True)
class Publication:
    """What the package document says; paths are those within the archive."""

    path: str
    package: Element
    title: str
    language: str | None
    documents: tuple[str, ...]
    """The content documents of the spine."""
    linear: frozenset[str]
    navigation: str | None
    ncx: str | None


def _content(
    archive: Archive, documents: tuple[str, ...]
) -> tuple[tuple[Page, ...], tuple[Fault, ...]]:
    """The content documents that are there, and what is wrong with them as files.

    One that is no XML is read as HTML, like reading systems do.
    """
    pages: list[Page] = []
    faults: list[Fault] = []
    for path in documents:
        if path not in archive.members:
            message = "the spine names a document that is not there"
            faults.append(Fault(path, "missing-document", message))
            continue
        data = archive.read(path)
        try:
            root = parse_xml(data)
        except SyntaxError as error:  # lxml's errors of parsing are such
            message = f"the document is no well-formed XML ({error}), so readers may see none of it"
            faults.append(Fault(path, "ill-formed-document", message))
            root = parse_html(data)
        pages.append(Page(root, path))
    return tuple(pages), tuple(faults)


def _open(archive: Archive) -> Publication:
    container = _parsed(archive, "META-INF/container.xml")
    path = next((file.get("full-path") or "" for file in _named(container, "rootfile")), "")
    package = _parsed(archive, path)
    items = {item.get("id"): item for item in _named(package, "item")}
    documents: list[str] = []
    linear: set[str] = set()
    for reference in _named(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") != "application/xhtml+xml":
            continue
        document = _beside(path, (item.get("href") or "").partition("#")[0])
        if document not in documents:  # SiSU names a file once for each of its headings
            documents.append(document)
        if reference.get("linear") != "no":
            linear.add(document)
    return Publication(
        path=path,
        package=package,
        title=_text(package, "title"),
        language=_text(package, "language") or None,
        documents=tuple(documents),
        linear=frozenset(linear),
        navigation=_item(path, items.values(), "properties", "nav"),
        ncx=_item(path, items.values(), "media-type", "application/x-dtbncx+xml"),
    )


def _item(path: str, items: Iterable[Element], attribute: str, value: str) -> str | None:
    """The path of the first item that has `value` among those of an attribute."""
    found = (item.get("href") for item in items if value in item.references(attribute))
    return next((_beside(path, href) for href in found if href), None)


def _navigation(
    archive: Archive, publication: Publication, reader: Reader
) -> Iterator[tuple[Page, Navigation]]:
    """The lists of contents that are there, each with its page."""
    lists = (
        (publication.navigation, navigation_document),
        (publication.ncx, ncx),
        (publication.navigation, landmarks),
    )
    pages: dict[str, Page] = {}
    for path, read in lists:
        if path is None or path not in archive.members:
            continue
        try:
            page = pages.get(path) or Page(parse_xml(archive.read(path)), path)
        except SyntaxError as error:
            message = f"the list of contents is no well-formed XML ({error})"
            reader.faults.append(Fault(path, "ill-formed-document", message))
        else:
            pages[path] = page
            yield page, read(page, reader.landing)


class _Files:
    """The files that pages show or name, each read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: dict[str, bytes] = {}

    def __call__(self, address: str, page: Page) -> bytes | None:
        path = _beside(page.path, address)
        if path not in self._archive.members:
            return None
        if path not in self._known:
            self._known[path] = self._archive.read(path)
        return self._known[path]


def _sheets(page: Page, files: _Files) -> Iterator[Sheet]:
    """The style sheets of a page: the files that it names, and those within it."""
    for link in _named(page.root, "link"):
        data = files(link.get("href") or "", page) if link.tokens("rel") == ["stylesheet"] else None
        if data is not None:
            yield Sheet(data.decode(errors="replace"), link.get("media") or "")
    yield from sheets_in(page)


def _parsed(archive: Archive, path: str) -> Element:
    try:
        return parse_xml(archive.read(path))
    except SyntaxError as error:  # lxml's errors of parsing are such
        raise UnreadableError(f"{path} is no well-formed XML ({error})") from error


def _named(root: Element, tag: str) -> list[Element]:
    return [element for element in root.descendants() if element.tag == tag]


def _text(package: Element, tag: str) -> str:
    return next((fold(element.text()) for element in _named(package, tag)), "")


def _beside(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
