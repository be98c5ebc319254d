"""A tagged PDF: PDF/UA-1 and PDF/A-2a in one file, or PDF/UA-2, WTPDF and PDF/A-4.

WeasyPrint lays the pages out; the structure tree is our own (`tag_tree`), made from the source
of the page and not from its boxes. The steps stand in `making`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.content.job import Facts, Job, Options, Packed, PageStart
from generator.document.model import Document, Picture
from generator.document.walk import document_text, plain_text
from generator.findings.errors import PackError
from generator.findings.finding import Finding, Rule
from generator.findings.output_rules import (
    FONT_CHARACTER,
    PDF_LENGTH,
    PDF_LIBRARY,
    PDF_LINK,
    PDF_LOST_WORDS,
)
from generator.interpreter import deep_recursion
from generator.packagers.pdf import fonts, page_design
from generator.packagers.pdf.conversion import Made, Pages, lay_out_pages, write_pages
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
        made = _written(self.job, self.pages)
        return Packed(
            data=made.data,
            pages=made.pages,
            page_starts=_page_starts(made.first_lines),
            fonts=made.fonts,
            findings=tuple(_findings(made, self.job.document.path)),
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
    return _written(job, _laid_out(job, design))


def _laid_out(job: Job, design: PageDesign) -> Pages:
    """The pages; laid out again, with columns of given widths, where a table outgrew the paper."""
    with deep_recursion():
        pages = _pages(job, design, shared=False)
        if pages.beyond_paper:
            del pages  # two layouts of a long document would not fit into memory
            pages = _pages(job, design, shared=True)
        return pages


def _pages(job: Job, design: PageDesign, *, shared: bool) -> Pages:
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


def _findings(made: Made, path: str) -> Iterator[Finding]:
    for character, line in made.missing.items():
        yield _missing_character(character, line, path)
    for name in made.broken_links:
        yield _ours(path, PDF_LINK, f'the PDF has no place named "{name}" for a link to land on')
    for words in made.lost:
        yield _ours(path, PDF_LOST_WORDS, f'these words were not drawn: "{words}"')
    for complaint in made.complaints:
        yield _ours(path, PDF_LIBRARY, f"WeasyPrint says: {complaint}")


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
