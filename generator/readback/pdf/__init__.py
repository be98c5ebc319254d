"""A PDF as it is read aloud: its structure tree and the content that belongs to it.

Any producer's file may come: structure tree and marked content give the order; ToUnicode,
encodings, ActualText, Alt and E the words. A file without tags gives its text in the order of the
content stream, and a fault that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pikepdf

from generator.interpreter import deep_recursion, garbage_collection_paused
from generator.readback.pdf.blocks import BlockReader
from generator.readback.pdf.bookmarks import bookmark_faults
from generator.readback.pdf.destinations import Destinations
from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.metadata import stated
from generator.readback.pdf.own_elements import element_faults
from generator.readback.pdf.own_objects import object_faults
from generator.readback.pdf.page_text import Owner, PageContent, Piece, Raster, Shape
from generator.readback.pdf.reader import Reader
from generator.readback.pdf.sight import faults_for_the_eye
from generator.readback.pdf.stitching import Stitcher
from generator.readback.pdf.tree import ContentKid, Element, ObjectKid, read_tree
from generator.readback.pdf.untagged import paragraphs
from generator.readback.pdf.visibility import invisible_text
from generator.reading_order import OBJECT, Blocks, Fault, ReadingOrder, UnreadableError, fold

_NOT_AS_THE_STANDARD_SAYS = (
    pikepdf.PdfError, pikepdf.PasswordError, ArithmeticError, AttributeError, LookupError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""pikepdf hands on whatever a file holds: a number where a dictionary should be, or nothing."""


def read_back(data: bytes) -> ReadingOrder:
    """The reading order of a PDF. Raises UnreadableError if it is none, or damaged."""
    with _opened(data) as pdf:
        return _read(pdf, read_tree(pdf.Root), own=False)


def read_back_own(data: bytes, *, style: bool = False) -> ReadingOrder:
    """The same for a PDF of ours, which can be read by eye as well.

    Its elements say nothing but what its glyphs show. With `style`, for one that may have been
    changed: nothing may stand in it that we do not write.
    """
    with _opened(data) as pdf:
        root = read_tree(pdf.Root)
        found = _read(pdf, root, own=True)
        faults = [] if root is None else [*element_faults(pdf, root, found.title)]
        faults += object_faults(data) if style else ()
        return replace(found, faults=(*found.faults, *faults), properties=tuple(stated(pdf)))


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(BytesIO(data)) as pdf, deep_recursion(), garbage_collection_paused():
            yield pdf
    except _NOT_AS_THE_STANDARD_SAYS as error:
        raise UnreadableError(f"it breaks the standard of PDF ({error})") from error


def _read(pdf: pikepdf.Pdf, root: Element | None, *, own: bool) -> ReadingOrder:
    interpreter = Interpreter()
    pages = [interpreter.page(page, number) for number, page in enumerate(pdf.pages, start=1)]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    language = str(pdf.Root.Lang) if "/Lang" in pdf.Root else None
    faults = [fault for page in pages for fault in (*invisible_text(page), *_unreadable(page))]
    if root is None:
        blocks: Blocks = tuple(block for page in pages for block in paragraphs(page, language))
        faults.insert(0, Fault("", "untagged", "the file has no tags: its order is a guess"))
    else:
        content = _by_owner(pages)
        reader = Reader(
            root, content, _drawn(pages), _shapes(pages), numbers, Destinations(pdf.Root)
        )
        blocks = BlockReader(reader).blocks(root, language)
        faults += _outside_the_tree(pages, root)
        faults += _links_outside_the_tree(pdf, root)
        faults += _broken_links(reader)
        faults += _links_on_no_page(pdf, reader)
        faults += _silent_headers(reader)
        faults += bookmark_faults(pdf, reader)
        if own:
            faults += faults_for_the_eye(pages, reader)
    return ReadingOrder(
        _title(pdf),
        language,
        blocks,
        tuple(_artifacts(pages)),
        around_pages=tuple(map(_around, pages)) if own else (),
        faults=tuple(faults),
    )


def _title(pdf: pikepdf.Pdf) -> str:
    """The title by document information, else by XMP."""
    given = pdf.docinfo.get("/Title")
    if given is not None:
        return fold(str(given))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return fold(str(metadata.get("dc:title") or ""))


def _drawn(pages: list[PageContent]) -> Mapping[Owner, list[Raster]]:
    found: dict[Owner, list[Raster]] = {}
    for page in pages:
        for raster in page.rasters:
            if raster.owner is not None and not raster.artifact:
                found.setdefault(raster.owner, []).append(raster)
    return found


def _shapes(pages: list[PageContent]) -> Mapping[Owner, list[Shape]]:
    found: dict[Owner, list[Shape]] = {}
    for page in pages:
        for owner, shape in page.shapes:
            found.setdefault(owner, []).append(shape)
    return found


def _by_owner(pages: list[PageContent]) -> Mapping[Owner, list[Piece]]:
    found: dict[Owner, list[Piece]] = {}
    for page in pages:
        for piece in page.pieces:
            if piece.owner is not None and not piece.artifact:
                found.setdefault(piece.owner, []).append(piece)
    return found


def _artifacts(pages: list[PageContent]) -> Iterator[str]:
    """The words of artifacts, line by line, each once."""
    said: dict[str, None] = {}
    for page in pages:
        line = Stitcher()
        last: Piece | None = None
        for piece in page.pieces:
            if not piece.artifact:
                continue
            if last is not None and abs(last.box[1] - piece.box[1]) > 1:
                said[line.passage().text] = None
                line = Stitcher()
            line.add(piece)
            last = piece
        said[line.passage().text] = None
    return (words for words in said if words)


def _around(page: PageContent) -> str:
    """The words of a page's artifacts, line after line."""
    return fold(" ".join(_artifacts([page])))


# Faults ---------------------------------------------------------------------------------------


def _unreadable(page: PageContent) -> Iterator[Fault]:
    if page.unknown_glyphs:
        message = f"{page.unknown_glyphs} glyphs have no character, so nobody can read them aloud"
        yield Fault(f"page {page.number}", "unreadable-text", message)


def _outside_the_tree(pages: list[PageContent], root: Element) -> Iterator[Fault]:
    """Text that is neither an artifact nor in the tree: visible, and not announced."""
    owned = {
        kid.owner
        for element in root.descendants()
        for kid in element.kids
        if isinstance(kid, ContentKid)
    }
    for page in pages:
        stray = [
            piece.text.strip()
            for piece in page.pieces
            if not piece.artifact and piece.owner not in owned and piece.text.strip()
        ]
        if stray:
            words = " ".join(stray)[:60]
            yield Fault(f"page {page.number}", "untagged-text", f'"{words}" belongs to no tag')


def _links_outside_the_tree(pdf: pikepdf.Pdf, root: Element) -> Iterator[Fault]:
    tagged = {
        kid.target.objgen
        for element in root.descendants()
        for kid in element.kids
        if isinstance(kid, ObjectKid) and isinstance(kid.target, pikepdf.Dictionary)
    }
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") == "/Link" and annotation.objgen not in tagged:
                yield Fault(f"page {number}", "untagged-link", "a link belongs to no tag")


def _links_on_no_page(pdf: pikepdf.Pdf, reader: Reader) -> Iterator[Fault]:
    """Links that are in the tree, and whose annotation nobody can reach on a page."""
    there = {note.objgen for page in pdf.pages for note in page.obj.get("/Annots", [])}
    for element in reader.root.descendants():
        for kid in element.kids if element.role == "Link" else ():
            if isinstance(kid, ObjectKid) and kid.target.objgen not in there:
                message = f'the link "{_link_words(reader, element)}" is on no page'
                yield Fault(reader.place(element), "broken-link", message)


def _link_words(reader: Reader, link: Element) -> str:
    """The words of a link, or those that stand for its picture."""
    pictures = (each.alternative for each in link.descendants() if each.alternative)
    return reader.passage(link, None).text.replace(OBJECT, "") or next(pictures, "")


def _silent_headers(reader: Reader) -> Iterator[Fault]:
    """Header cells without Scope (PDF/UA-1, 7.5)."""
    for element in reader.root.descendants():
        if element.role == "TH" and "Scope" not in element.attributes:
            words = reader.passage(element, None).text
            message = f'the header cell "{words}" does not say what it is the header of'
            yield Fault(reader.place(element), "header-scope", message)


def _broken_links(reader: Reader) -> Iterator[Fault]:
    for element in reader.root.descendants():
        if element.role != "Link":
            continue
        target = reader.target(element)
        if target is None or (target.address is None and reader.landing(element) is None):
            words = reader.passage(element, None).text
            yield Fault(reader.place(element), "broken-link", f'the link "{words}" leads nowhere')
