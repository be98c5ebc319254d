"""EPUB to reading order, for any EPUB file: the spine's linear documents, one after the other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.readback.archive import Archive
from generator.readback.html.anchors import Page
from generator.readback.html.reader import Reader
from generator.readback.html.tree import Element, parse_xml
from generator.reading_order import Block, Fault, ReadingOrder, UnreadableError, fold


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in an EPUB file. Raises UnreadableError if it is none."""
    archive = Archive(data)
    publication = _open(archive)
    pages = tuple(publication.pages(archive))
    reader = Reader(pages)
    linear = [page for page in pages if page.path in publication.linear]
    blocks: list[Block] = []
    for page in linear:
        blocks.extend(reader.blocks(page))
    faults = (*publication.faults(pages), *reader.faults)
    return ReadingOrder(publication.title, publication.language, tuple(blocks), faults=faults)


@dataclass(frozen=True, slots=True)
class Publication:
    """What the package document says; paths are those within the archive."""

    path: str
    title: str
    language: str | None
    documents: tuple[str, ...]
    """The content documents of the spine."""
    linear: frozenset[str]

    def pages(self, archive: Archive) -> Iterator[Page]:
        """The content documents of the spine that are there."""
        for path in self.documents:
            if path in archive.members:
                yield Page(_parsed(archive, path), path)

    def faults(self, pages: tuple[Page, ...]) -> tuple[Fault, ...]:
        """Documents that the spine names and the archive lacks."""
        there = {page.path for page in pages}
        return tuple(
            Fault(path, "missing-document", "the spine names a document that is not there")
            for path in self.documents
            if path not in there
        )


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
        document = _beside(path, item.get("href") or "")
        documents.append(document)
        if reference.get("linear") != "no":
            linear.add(document)
    return Publication(
        path=path,
        title=_text(package, "title"),
        language=_text(package, "language") or None,
        documents=tuple(documents),
        linear=frozenset(linear),
    )


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
