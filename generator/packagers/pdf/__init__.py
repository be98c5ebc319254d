"""A tagged PDF: PDF/UA-1 and PDF/A-2a in one file, or PDF/UA-2, WTPDF and PDF/A-4.

WeasyPrint lays the pages out; the structure tree is our own (`tag_tree`), made from the source
of the page and not from its boxes. The steps stand in `making`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.content.job import Facts, Job, Options, Packed, PageStart
from generator.document.model import Document, Picture
from generator.document.walk import plain_text
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import (
    FONT_CHARACTER,
    PDF_LIBRARY,
    PDF_LINK,
    PDF_LOST_WORDS,
    PDF_TABLE,
)
from generator.interpreter import deep_recursion
from generator.packagers import typefaces
from generator.packagers.foreseen import characters, drawn_letters
from generator.packagers.pdf import page_design
from generator.packagers.pdf.conversion import Made, Pages, lay_out_pages, write_pages
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.page_design import PageDesign
from generator.packagers.pdf.table_fit import Fit, Step
from generator.packagers.pdf.variants import VARIANTS

PRODUCER = "accessible-announcements, WeasyPrint"


def pack(job: Job) -> Packed:
    """The PDF. What it cannot hold has been `foreseen`."""
    return lay_out(job).packed()


def lay_out(job: Job) -> Layout:
    """The pages."""
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
        made = _written(self.job, self.pages)
        return Packed(
            data=made.data,
            pages=made.pages,
            page_starts=_page_starts(made.first_lines),
            fonts=made.fonts,
            findings=tuple(_findings(made, self.job)),
        )


def _page_starts(first_lines: Sequence[int | None]) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(page, line) for page, line in enumerate(first_lines, start=1) if line is not None
    )


def make(job: Job, design: PageDesign = PageDesign()) -> Made:  # noqa: B008 (frozen)
    """The PDF with its tag tree, on any paper and at any size of text."""
    return _written(job, _laid_out(job, design))


def _laid_out(job: Job, design: PageDesign) -> Pages:
    """The pages; laid out again, with a further step for each table that turned out too wide."""
    steps: dict[int, Step] = {}
    with deep_recursion():
        while True:
            fits = page_design.fits(job, design, steps)
            pages = _pages(job, design, fits)
            now = {line: fits[line].step for line in pages.too_wide}
            wider = {line: step for line, step in now.items() if step is not max(Step)}
            if not wider:
                return pages
            del pages  # two layouts of a long document would not fit into memory
            steps |= {line: Step(step + 1) for line, step in wider.items()}


def _pages(job: Job, design: PageDesign, fits: Mapping[int, Fit]) -> Pages:
    markup = page_design.markup(job, fits)
    drawn = frozenset(markup + job.added_text.words.page_of)
    drawn = drawn.union(*map(drawn_letters, job.document.pictures.values()))
    languages = tuple(spoken(markup))
    faces = typefaces.declared_faces(job.options.fonts)
    faces = typefaces.needed_faces(faces, drawn, languages)
    pictures = job.document.pictures.items()
    return lay_out_pages(
        markup,
        page_design.stylesheet(job, design, faces, languages),
        faces,
        {f"picture:{name}": _drawable(picture) for name, picture in pictures},
    )


def _written(job: Job, pages: Pages) -> Made:
    with deep_recursion():
        properties = _properties(job.document, job.options)
        return write_pages(pages, properties, VARIANTS[job.options.pdf])


_LANGUAGE = re.compile(r' lang="([^"]+)"')


def spoken(markup: str) -> Iterator[str]:
    """The languages that HTML of ours is marked with, each once, in order."""
    yield from dict.fromkeys(_LANGUAGE.findall(markup))


def _drawable(picture: Picture) -> tuple[str, bytes]:
    """The picture as WeasyPrint draws it best: vectors stay vectors."""
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


def _findings(made: Made, job: Job) -> Iterator[Finding]:
    path = job.document.path
    for line in sorted(made.too_wide):
        yield PDF_TABLE.found(
            path,
            line,
            "this table is too wide for a page, even turned and in the smallest type that can be "
            "read: columns would fall off the paper, or numbers be torn in two.",
            "split it into two tables, or swap rows and columns",
        )
    known = characters(job.document, job.added_text)
    for character in made.missing.keys() - known:
        message = f'no declared font can draw "{character}" (U+{ord(character):04X}), which we add'
        yield _ours(path, FONT_CHARACTER, message)
    for name in made.broken_links:
        yield _ours(path, PDF_LINK, f'the PDF has no place named "{name}" for a link to land on')
    for words in made.lost:
        yield _ours(path, PDF_LOST_WORDS, f'these words were not drawn: "{words}"')
    for complaint in made.complaints:
        yield _ours(path, PDF_LIBRARY, f"WeasyPrint says: {complaint}")


def _ours(path: str, rule: Rule, message: str) -> Finding:
    return rule.found(path, None, message, "this is a fault in templates/pdf, not in your text")
