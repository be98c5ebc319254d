"""A tagged PDF: PDF/UA-1 and PDF/A-2a in one file, or PDF/UA-2, WTPDF and PDF/A-4.

WeasyPrint lays the pages out; the structure tree is our own (`tag_tree`), made from the source
of the page and not from its boxes. The steps stand in `conversion`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.content.job import Facts, Job, Options, Packed, PageStart
from generator.document.model import Document, Image
from generator.document.pictures import Picture
from generator.document.walk import blocks, inlines_within, passages, plain_text
from generator.findings.errors import PackError
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import (
    FONT_CHARACTER,
    PDF_DRAWING,
    PDF_LENGTH,
    PDF_LIBRARY,
    PDF_LINK,
    PDF_LOST_WORDS,
    PDF_TABLE,
)
from generator.interpreter import deep_recursion
from generator.packagers import typefaces
from generator.packagers.brand_faces import drawing_faces
from generator.packagers.foreseen import characters, drawn_letters
from generator.packagers.pdf import page_design
from generator.packagers.pdf.conversion import (
    Made,
    Pages,
    complaints_about,
    lay_out_pages,
    write_pages,
)
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.page_design import PageDesign
from generator.packagers.pdf.table_fit import Fit, Step
from generator.packagers.pdf.variants import VARIANTS

PRODUCER = "accessible-announcements, WeasyPrint"


def pack(job: Job) -> Packed:
    """The PDF. What it cannot hold has been `foreseen`."""
    return lay_out(job).packed()


def lay_out(job: Job) -> Layout:
    """The pages; raises PackError where there are more than a service allows."""
    pages = _laid_out(job, _design(job))
    most = job.options.limits.pages
    if len(pages.first_lines) > most:
        message = f"the PDF has {len(pages.first_lines):,} pages; the limit is {most:,}."
        hint = "shorten or split the text, or leave the PDF out: --formats html,docx,epub,txt"
        line = pages.first_lines[most]
        raise PackError([PDF_LENGTH.found(job.document.path, line, message, hint)])
    return Layout(job, pages)


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
        made = _written(self.job, self.pages, _design(self.job))
        return Packed(
            data=made.data,
            pages=made.pages,
            page_starts=_page_starts(made.first_lines),
            fonts=made.fonts,
            findings=tuple(_findings(made, self.job)),
        )


def _design(job: Job) -> PageDesign:
    brand = job.document.brand
    return PageDesign(str(brand.paper)) if brand else PageDesign()


def _page_starts(first_lines: Sequence[int | None]) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(page, line) for page, line in enumerate(first_lines, start=1) if line is not None
    )


def make(job: Job, design: PageDesign = PageDesign()) -> Made:  # noqa: B008 (frozen)
    """The PDF with its tag tree, on any paper and at any size of text."""
    return _written(job, _laid_out(job, design), design)


def _laid_out(job: Job, design: PageDesign, pixels: Collection[str] = ()) -> Pages:
    """The pages; laid out again, with a further step for each table that turned out too wide."""
    steps: dict[int, Step] = {}
    with deep_recursion():
        while True:
            fits = page_design.fits(job, design, steps)
            pages = _pages(job, design, fits, pixels)
            now = {line: fits[line].step for line in pages.too_wide}
            wider = {line: step for line, step in now.items() if step is not max(Step)}
            if not wider:
                return pages
            del pages  # two layouts of a long document would not fit into memory
            steps |= {line: Step(step + 1) for line, step in wider.items()}


def _pages(job: Job, design: PageDesign, fits: Mapping[int, Fit], pixels: Collection[str]) -> Pages:
    markup = page_design.markup(job, fits)
    drawn = frozenset(markup + job.added_text.words.page_of)
    drawn = drawn.union(*map(drawn_letters, job.document.pictures.values()))
    languages = tuple(spoken(markup))
    faces = typefaces.declared_faces(job.options.fonts, drawn)
    faces = (*drawing_faces(job.document.brand), *faces)
    faces = typefaces.needed_faces(faces, drawn, languages)
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
    return picture.media_type, picture.on_paper or picture.data


def _properties(document: Document, options: Options) -> Properties:
    metadata = document.metadata
    summary = plain_text(metadata.summary) if metadata.summary else None
    created = _moment(metadata.date) or _epoch(options)
    return Properties(
        title=plain_text(metadata.title),
        language=metadata.language,
        producer=PRODUCER,
        authors=tuple(name for name in (metadata.author, metadata.organisation) if name),
        summary=summary,
        subject=metadata.subject,
        keywords=metadata.keywords,
        licence=metadata.licence,
        identifier=metadata.identifier or metadata.url,
        reference=metadata.reference,
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


def _findings(made: Made, job: Job) -> Iterator[Finding]:
    """What is wrong with a file; where tables do not fit, that: words and links lost are theirs."""
    path = job.document.path
    lines = _lines_of_pictures(job.document) if made.as_pixels else {}
    for line in sorted(made.too_wide):
        yield PDF_TABLE.found(
            path,
            line,
            "this table is too wide for a page, even turned and in the smallest type that can be "
            "read: columns would fall off the paper, or numbers be torn in two.",
            "split it into two tables, or swap rows and columns",
        )
    if made.too_wide:
        return
    known = characters(job.document, job.added_text)
    for character in made.missing.keys() - known:
        message = f'no declared font can draw "{character}" (U+{ord(character):04X}), which we add'
        yield _ours(path, FONT_CHARACTER, message)
    for name in made.broken_links:
        yield _ours(path, PDF_LINK, f'the PDF has no place named "{name}" for a link to land on')
    for words in made.lost:
        yield _ours(path, PDF_LOST_WORDS, f'these words were not drawn: "{words}"')
    for name, said in made.as_pixels.items():
        message = (
            f"the drawing “{name}” is shown as pixels in the PDF, since it has what the library "
            f"that draws it there does not know ({said})."
        )
        hint = "nothing need be done; exported as plain SVG 1.1 it would stay sharp at any size"
        yield PDF_DRAWING.found(path, lines.get(name), message, hint)
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


def _ours(path: str, rule: Rule, message: str) -> Finding:
    return rule.found(path, None, message, "this is a fault in templates/pdf, not in your text")
