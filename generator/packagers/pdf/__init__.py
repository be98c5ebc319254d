"""A tagged PDF: PDF/UA-1 and PDF/A-2a in one file, or PDF/UA-2, WTPDF and PDF/A-4.

WeasyPrint lays the pages out; the structure tree is our own (`tag_tree`), made from the source
of the page and not from its boxes. The steps stand in `making`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.content.job import Facts, Job, Options, Packed, PageStart
from generator.document.model import Document, Image, Picture
from generator.document.walk import (
    blocks,
    document_text,
    inlines_within,
    passages,
    plain_text,
)
from generator.findings.errors import PackError
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import (
    FONT_CHARACTER,
    PDF_DRAWING,
    PDF_LENGTH,
    PDF_LIBRARY,
    PDF_LINK,
    PDF_LOST_WORDS,
)
from generator.interpreter import deep_recursion
from generator.packagers.pdf import fonts, page_design
from generator.packagers.pdf.conversion import (
    Made,
    Pages,
    complaints_about,
    lay_out_pages,
    write_pages,
)
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.page_design import PageDesign
from generator.packagers.pdf.variants import VARIANTS

PRODUCER = "accessible-announcements, WeasyPrint"


MOST_CHARACTERS = 4_000_000
"""About 1,000 pages, laid out in a minute or two; WeasyPrint's time and memory grow with each."""


def pack(job: Job) -> Packed:
    """The PDF; raises PackError as `lay_out` does."""
    return lay_out(job).packed()


def lay_out(job: Job) -> Layout:
    """The pages; raises PackError for a text too long to lay out in bounded time and memory."""
    _refuse_excess(job.document)
    return Layout(job, _laid_out(job, PageDesign()))


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out in pages, which can be written once."""

    job: Job
    pages: Pages

    @property
    def facts(self) -> Facts:
        """How many pages there are, and what each begins with."""
        first_lines = self.pages.first_lines
        return Facts(len(first_lines), _page_starts(first_lines))

    def packed(self) -> Packed:
        """The PDF of these pages."""
        made = _written(self.job, self.pages, PageDesign())
        return Packed(
            data=made.data,
            pages=made.pages,
            page_starts=_page_starts(made.first_lines),
            fonts=made.fonts,
            findings=tuple(_findings(made, self.job.document)),
        )


def _page_starts(first_lines: Sequence[int | None]) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(page, line) for page, line in enumerate(first_lines, start=1) if line is not None
    )


def _refuse_excess(document: Document) -> None:
    characters = sum(map(len, document_text(document)))
    if characters > MOST_CHARACTERS:
        raise PackError(
            [
                PDF_LENGTH.found(
                    document.path,
                    None,
                    f"the text has {characters:,} characters; a PDF of more than "
                    f"{MOST_CHARACTERS:,} takes longer to make than anyone would wait, and "
                    "readers could hardly find their way in it.",
                    "split the text, or leave the PDF out: --formats html,docx,epub,txt",
                )
            ]
        )


def make(job: Job, design: PageDesign = PageDesign()) -> Made:  # noqa: B008 (frozen)
    """The PDF with its tag tree, on any paper and at any size of text."""
    return _written(job, _laid_out(job, design), design)


def _laid_out(job: Job, design: PageDesign, pixels: Collection[str] = ()) -> Pages:
    """The pages; laid out again, with columns of given widths, where a table outgrew the paper."""
    with deep_recursion():
        pages = _pages(job, design, pixels, shared=False)
        if pages.beyond_paper:
            del pages  # two layouts of a long document would not fit into memory
            pages = _pages(job, design, pixels, shared=True)
        return pages


def _pages(job: Job, design: PageDesign, pixels: Collection[str], *, shared: bool) -> Pages:
    markup = page_design.markup(job, design, shared=shared)
    characters = frozenset(markup + job.added_text.words.page_of)
    languages = tuple(spoken(markup))
    faces = fonts.declared_faces(job.options.fonts)
    faces = fonts.needed_faces(faces, characters, languages)
    pictures = job.document.pictures.items()
    return lay_out_pages(
        markup,
        page_design.stylesheet(job, design, faces, languages),
        faces,
        {f"picture:{name}": _drawable(each, pixels=name in pixels) for name, each in pictures},
    )


def _written(job: Job, pages: Pages, design: PageDesign) -> Made:
    """The PDF of some pages; made again where the library does not understand a drawing."""
    with deep_recursion():
        properties, variant = _properties(job.document, job.options), VARIANTS[job.options.pdf]
        made = write_pages(pages, properties, variant)
        pixels = _not_understood(job, pages) if made.complaints else {}
        if pixels:
            made = write_pages(_laid_out(job, design, pixels), properties, variant)
        return replace(made, as_pixels=pixels)


def _not_understood(job: Job, pages: Pages) -> Mapping[str, str]:
    """The drawings that the library cannot draw as they are, each with what it says of it."""
    said = {
        name: complaints_about(_drawable(picture), pages.faces)
        for name, picture in job.document.pictures.items()
        if picture.raster
    }
    return {name: complaints[0] for name, complaints in said.items() if complaints}


_LANGUAGE = re.compile(r' lang="([^"]+)"')


def spoken(markup: str) -> Iterator[str]:
    """The languages that HTML of ours is marked with, each once, in order."""
    yield from dict.fromkeys(_LANGUAGE.findall(markup))


def _drawable(picture: Picture, *, pixels: bool = False) -> tuple[str, bytes]:
    """The picture as WeasyPrint draws it best: vectors stay vectors, where it understands them."""
    if pixels and picture.raster:
        return picture.raster.media_type, picture.raster.data
    return picture.media_type, picture.data


def _properties(document: Document, options: Options) -> Properties:
    metadata = document.metadata
    summary = plain_text(metadata.summary) if metadata.summary else None
    created = _moment(metadata.date) or _epoch(options)
    return Properties(
        title=plain_text(metadata.title),
        language=metadata.language,
        producer=PRODUCER,
        authors=tuple(name for name in (metadata.author, metadata.organisation) if name),
        subject=metadata.subject or summary,
        keywords=metadata.keywords,
        licence=metadata.licence,
        identifier=metadata.identifier or metadata.url,
        source=f"sha256:{document.source_hash}",
        created=created,
        modified=_epoch(options) or _moment(metadata.updated) or created,
    )


def _moment(date: datetime.date | None) -> datetime.datetime | None:
    """The first moment of a day, UTC; the clock is never asked (architecture, law 5)."""
    if date is None:
        return None
    return datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)


def _epoch(options: Options) -> datetime.datetime | None:
    if options.epoch is None:
        return None
    return datetime.datetime.fromtimestamp(options.epoch, datetime.UTC)


def _findings(made: Made, document: Document) -> Iterator[Finding]:
    path = document.path
    lines = _lines_of_pictures(document) if made.as_pixels else {}
    for character, line in made.missing.items():
        yield _missing_character(character, line, path)
    for name in made.broken_links:
        yield _ours(path, PDF_LINK, f'the PDF has no place named "{name}" for a link to land on')
    for words in made.lost:
        yield _ours(path, PDF_LOST_WORDS, f'these words were not drawn: "{words}"')
    for name, said in made.as_pixels.items():
        line = lines.get(name)
        message = (
            f"the drawing “{name}” is shown as pixels in the PDF, since it has what the library "
            f"that draws it there does not know ({said})."
        )
        hint = "nothing need be done; exported as plain SVG 1.1 it would stay sharp at any size"
        yield PDF_DRAWING.found(path, line, message, hint)
    for complaint in made.complaints:
        yield _ours(path, PDF_LIBRARY, f"WeasyPrint says: {complaint}")


def _lines_of_pictures(document: Document) -> Mapping[str, int]:
    """The line of the source that first shows each picture."""
    shown: dict[str, int] = {}
    for block in blocks(document):
        for passage in passages(block):
            for inline in inlines_within(passage):
                if isinstance(inline, Image):
                    shown.setdefault(inline.picture, inline.position.line)
    return shown


def _missing_character(character: str, line: int | None, path: str) -> Finding:
    """An error where a font package cures it, else a warning."""
    cure = fonts.cure_for(character)
    return FONT_CHARACTER.found(
        path,
        line,
        f'no declared font can draw "{character}" (U+{ord(character):04X}); readers of the PDF'
        " see a square, and hear the character",
        cure or "use another character, or a picture",
        mild=not cure,
    )


def _ours(path: str, rule: Rule, message: str) -> Finding:
    return rule.found(path, None, message, "this is a fault in templates/pdf, not in your text")
