"""HTML to an accessible PDF: parse, lay out and match words; then build tags and write."""

from __future__ import annotations

import functools
import logging
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from generator.content.job import FontFile
from generator.interpreter import garbage_collection_paused
from generator.packagers import fonts
from generator.packagers.pdf import weasy
from generator.packagers.pdf.addresses import move_behind_words
from generator.packagers.pdf.breaks import tie_blocks
from generator.packagers.pdf.finishing import Finished, finish
from generator.packagers.pdf.kept_together import keep_together
from generator.packagers.pdf.links import gather_links
from generator.packagers.pdf.long_texts import cut_long_texts
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.resources import MemoryFetcher
from generator.packagers.pdf.runs import STAND_IN, Runs, match_runs
from generator.packagers.pdf.source_tree import Item, SourceTree, source_tree
from generator.packagers.pdf.structure import Node
from generator.packagers.pdf.tag_tree import tag_tree
from generator.packagers.pdf.variants import Variant
from generator.packagers.typefaces import FontFace, missing_characters, shaped


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF, its tag tree, and what was noticed while it was made."""

    data: bytes
    pages: int
    root: Node
    missing: Mapping[str, int | None]
    """Characters that no declared font has, with the line of the first; a square stands in."""
    lost: tuple[str, ...]
    """Words of the source that were not drawn."""
    broken_links: tuple[str, ...]
    complaints: tuple[str, ...]
    """What WeasyPrint logged."""
    fonts: tuple[FontFile, ...]
    """The files of the faces that were at hand."""
    first_lines: tuple[int | None, ...]
    """For each page, the `data-line` of the element it begins with."""
    too_wide: frozenset[int]
    """The lines of tables that are wider than what holds them."""
    as_pixels: Mapping[str, str] = field(default_factory=dict)
    """Drawings that are shown as pixels, each with what the library says of it."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out, and its words matched with what is drawn; not yet tagged or written."""

    document: Any
    """WeasyPrint's."""
    tree: SourceTree
    runs: Runs
    faces: tuple[FontFace, ...]
    missing: tuple[str, ...]
    first_lines: tuple[int | None, ...]
    too_wide: frozenset[int]
    complaints: tuple[str, ...]


def make_pdf(
    markup: str,
    stylesheet: str,
    *,
    properties: Properties,
    variant: Variant,
    faces: tuple[FontFace, ...],
    pictures: Mapping[str, tuple[str, bytes]],
) -> Made:
    """The PDF of an HTML document; `pictures` gives media type and bytes by address."""
    return write_pages(lay_out_pages(markup, stylesheet, faces, pictures), properties, variant)


def lay_out_pages(
    markup: str,
    stylesheet: str,
    faces: tuple[FontFace, ...],
    pictures: Mapping[str, tuple[str, bytes]],
) -> Pages:
    """The first half of `make_pdf`: what each page begins with is known after it."""
    with _complaints() as complaints, garbage_collection_paused():
        html, element = weasy.parse(markup)
        move_behind_words(element)
        keep_together(element)
        cut_long_texts(element)
        tie_blocks(element)
        tree = source_tree(element)
        missing = missing_characters((words.text for words in tree.words), faces)
        _stand_in(element, missing)
        characters = _foreseen(markup, stylesheet, pictures)
        document, drawn = _laid_out(html, stylesheet, faces, characters, pictures)
        runs = match_runs(tree, drawn)
        first_lines = _first_lines(runs, len(document.pages))
        too_wide = frozenset(weasy.too_wide_tables(document))
    return Pages(document, tree, runs, faces, missing, first_lines, too_wide, tuple(complaints))


def write_pages(pages: Pages, properties: Properties, variant: Variant) -> Made:
    """The second half of `make_pdf`; pages can be written once."""
    document, tree, runs = pages.document, pages.tree, pages.runs
    with _complaints() as complaints, garbage_collection_paused():
        links = gather_links(tree, weasy.take_links(document), runs)
        root = tag_tree(tree, runs, links.parts)
        root.title = properties.title
        anchors = weasy.take_anchors(document)
        weasy.drop_bookmarks(document)
        artifacts = {drawn.box: drawn.artifact or weasy.Artifact.LAYOUT for drawn in runs.artifacts}
        finished = Finished(document, root, links, anchors, artifacts, properties, variant)
        data = weasy.write(document, variant.pdf_version, functools.partial(finish, finished))
    broken = {target.value for target in links.targets.values() if target.internal} - anchors.keys()
    return Made(
        data=data,
        pages=len(document.pages),
        root=root,
        missing=_lines_of(pages.missing, tree),
        lost=tuple(runs.lost),
        broken_links=tuple(sorted(broken)),
        complaints=(*pages.complaints, *complaints),
        fonts=tuple(dict.fromkeys(face.file for face in pages.faces)),
        first_lines=pages.first_lines,
        too_wide=pages.too_wide,
    )


def complaints_about(picture: tuple[str, bytes], faces: tuple[FontFace, ...]) -> tuple[str, ...]:
    """What the libraries say while they draw a picture by itself."""
    served = {face.address: ("font/ttf", face.data) for face in faces} | {"picture:one": picture}
    with _complaints() as complaints:
        html, _ = weasy.parse('<img src="picture:one">')
        rules = "\n".join(face.rule() for face in faces)
        weasy.lay_out(html, rules, MemoryFetcher(served)).write_pdf()
    return tuple(complaints)


SVG = "image/svg+xml"

_FORESEEN = (
    fonts.ALWAYS | frozenset(map(chr, range(0x2000, 0x2070))) | {STAND_IN, "\N{DOTTED CIRCLE}"}
)
"""What templates and WeasyPrint draw beside the text: bullets, spaces, numbers, punctuation."""

_MIRRORED = frozenset("<>()[]{}«»‹›≤≥≪≫⊂⊃⊆⊇∈∋⟨⟩〈〉《》「」『』【】〔〕")
"""Signs that stand the other way round in right-to-left text (UAX #9, L4)."""


def _foreseen(
    markup: str, stylesheet: str, pictures: Mapping[str, tuple[str, bytes]]
) -> frozenset[str]:
    """Every character that may be drawn: those of page, style and drawings, as they are shaped."""
    drawings = (data.decode("utf-8", "replace") for kind, data in pictures.values() if kind == SVG)
    written = "".join((markup, stylesheet, *drawings))
    composed = frozenset(unicodedata.normalize("NFC", written))  # base letters with their marks
    return _FORESEEN | _MIRRORED | composed | shaped(frozenset(written))


def _laid_out(
    html: object,
    stylesheet: str,
    faces: tuple[FontFace, ...],
    characters: frozenset[str],
    pictures: Mapping[str, tuple[str, bytes]],
) -> tuple[Any, list[weasy.DrawnBox]]:
    """The document in pages, and its boxes, with fonts that have only these `characters`.

    Whole fonts are taken where CSS drew something else, such as numbers in another script.
    """
    rules = "\n".join(face.rule() for face in faces)
    for cut in (True, False):
        data = {
            face.address: fonts.for_drawing(face.data, characters)
            if cut and not face.declared  # those are cut, and keep the numbers of their glyphs
            else face.data
            for face in faces
        }
        fonts_served = {address: ("font/ttf", font) for address, font in data.items()}
        fetcher = MemoryFetcher({**pictures, **fonts_served})
        document = weasy.lay_out(html, f"{rules}\n{stylesheet}", fetcher)
        drawn = weasy.drawn_boxes(document)
        if characters.issuperset("".join(box.text for box in drawn)):
            break
    return document, drawn


def _stand_in(root: Element, missing: tuple[str, ...]) -> None:
    """Draw a square for what no font has; .notdef is forbidden (ISO 14289-1, 7.21.8)."""
    if not missing:
        return
    squares = str.maketrans(dict.fromkeys(missing, STAND_IN))
    for element in root.iter():
        element.text = element.text and element.text.translate(squares)
        element.tail = element.tail and element.tail.translate(squares)


def _lines_of(characters: tuple[str, ...], tree: SourceTree) -> dict[str, int | None]:
    """The source line at which each character is first met."""
    lines: dict[str, int | None] = {}
    for words in reversed(tree.words):
        lines.update((each, _line(words.owner)) for each in characters if each in words.text)
    return {each: lines.get(each) for each in characters}


def _line(item: Item) -> int | None:
    """The `data-line` that holds for an element."""
    given = next((line for around in item.ancestors() if (line := around.get("data-line"))), None)
    return None if given is None else int(given)


def _first_lines(runs: Runs, pages: int) -> tuple[int | None, ...]:
    """The source line of the first content of each page."""
    first: list[int | None] = [None] * pages
    for words, drawn in runs.of_words.items():
        line = _line(words.owner)
        for run in drawn:
            if first[run.drawn.page] is None:
                first[run.drawn.page] = line
    return tuple(first)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects what WeasyPrint and fontTools log while a file is made (architecture, law 7)."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield listener.messages
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
