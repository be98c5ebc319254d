"""One EPUB 3.3 publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from markupsafe import Markup

from generator.content.claims import Claims, claims
from generator.content.job import Facts, Job, Packed
from generator.document.languages import Writing
from generator.document.markers import room_for
from generator.document.model import Block, Heading, Inline, Note, Row
from generator.document.walk import blocks, constructs, languages, plain_text
from generator.packagers import fonts
from generator.packagers.epub import stacked_tables
from generator.packagers.epub.chapters import (
    FIRST,
    Chapter,
    Entry,
    chapters,
    identifier_files,
    label_of,
    outline,
    page_breaks,
)
from generator.packagers.epub.container import Resource, package
from generator.packagers.epub.cover import cover, with_logo
from generator.packagers.epub.identity import identifier
from generator.packagers.markup import web_fonts
from generator.packagers.markup.node_renderer import NodeRenderer
from generator.packagers.markup.template_variables import Addresses, template_variables
from generator.rendering import environment, look

XHTML = "application/xhtml+xml"
COVER_PAGE = "text/cover.xhtml"

_FIXED = re.compile(r"!important|font(-size)?:[^;}]*\d(px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE)
"""Style that the reader cannot change: a theme may bring it."""


def prepare(job: Job) -> None:
    """Make ahead what does not depend on the PDF's pages; `pack` finds it made."""
    web_fonts.prepare(job)
    cover_of(job)


def pack(job: Job) -> Packed:
    """The publication."""
    made, said = Publication(job), claims_of(job)
    data = package(job.document, job.options, said, job.added_text.words, made.resources())
    return Packed(data, fonts=tuple(subset.file for subset in made.fonts))


def claims_of(job: Job) -> Claims:
    """What may be said of the publication's accessibility."""
    template = environment("epub", job.options.theme, job.house_style).get_template(
        "style.css.jinja"
    )
    style = template.render(fonts=(), writing=Writing(), constructs=frozenset(), stacks=())
    return claims(
        job.document,
        contents=any(isinstance(block, Heading) for block in blocks(job.document)),
        pages="pdf" in job.siblings,
        transformable=_FIXED.search(style) is None,
    )


def cover_of(job: Job) -> bytes:
    """The cover's picture, in the colours of the look."""
    light = look("epub", job.options.theme, job.house_style)["light"]
    metadata = job.document.metadata
    brand = job.document.brand
    own = brand.name.text if brand else ""
    title, whose = plain_text(metadata.title), metadata.organisation or metadata.author or own
    plain = cover(title, whose, light["accent"], light["paper"])
    if brand is None or brand.logo is None:
        return plain
    return with_logo(plain, brand.logo.picture, light["paper"])


class Publication:
    """One document on its way to EPUB."""

    def __init__(self, job: Job) -> None:
        """Split the document and render its parts; the fonts' characters are those they show."""
        self._job = job
        self._document = job.document
        self._added_text = job.added_text
        self._environment = environment("epub", job.options.theme, job.house_style)
        self._chapters = chapters(job.document, job.added_text)
        self._identifier_files = identifier_files(job.document, self._chapters)
        pdf = job.siblings.get("pdf", Facts(0))
        self._pages = range(1, (pdf.pages or 0) + 1)
        self._breaks = page_breaks(job.document, pdf.page_starts, len(self._pages))
        self._variables = {
            **template_variables(job.document, job.added_text, self._addresses(), xml=True),
            **stacked_tables.variables(job.document, job.added_text.words.separator),
            "pages_before": self._page_breaks,
        }
        names = ("nodes.xhtml.jinja", "shared/nodes.jinja")
        macros = [self._environment.get_template(name) for name in names]
        self._inside = NodeRenderer(macros, self._variables, self._page_breaks)
        self._texts = {chapter.path: self._chapter(chapter) for chapter in self._chapters}
        self.fonts = tuple(web_fonts.subsets(job.document, "".join(self._texts.values())))

    # Files -----------------------------------------------------------------------------------

    def resources(self) -> Iterator[Resource]:
        """Every file, cover and text first."""
        yield Resource(COVER_PAGE, XHTML, self._page("cover.xhtml.jinja"), spine=True, linear=False)
        for path, text in self._texts.items():
            yield Resource(path, XHTML, text.encode(), spine=True)
        nav = self._page("nav.xhtml.jinja")
        yield Resource("nav.xhtml", XHTML, nav, ("nav",), spine=True, linear=False)
        yield Resource("toc.ncx", "application/x-dtbncx+xml", self._page("toc.ncx.jinja"))
        yield Resource("style.css", "text/css", self._page("style.css.jinja"))
        yield Resource("images/cover.png", "image/png", cover_of(self._job), ("cover-image",))
        for font in self.fonts:
            yield Resource(_font_path(font), "font/woff2", font.data)
        for picture in self._document.pictures.values():
            yield Resource(f"images/{picture.name}", picture.media_type, picture.data)

    # Pages -----------------------------------------------------------------------------------

    def _chapter(self, chapter: Chapter) -> str:
        if chapter.heading is not None:
            title = label_of(chapter.heading.content)
        elif chapter.notes and not chapter.first and not self._other_language("notes"):
            title = self._added_text.words.notes
        else:
            title = plain_text(self._document.metadata.title)
        return self._render("chapter.xhtml.jinja", chapter=chapter, title=title)

    def _other_language(self, label: str) -> bool:
        """True for a label in another language than the document's: a title cannot say so."""
        said = self._added_text.words.saying(label)
        return said.language != self._document.metadata.language

    def _page(self, template: str) -> bytes:
        return self._render(
            template,
            pages=self._page_list,
            fonts=[_font_face(font) for font in self.fonts],
        ).encode()

    def _render(self, template: str, **values: object) -> Markup:
        rendered = self._environment.get_template(template).render({**self._known, **values})
        return Markup(rendered)  # noqa: S704 (rendered by a template that escapes)

    @cached_property
    def _known(self) -> dict[str, object]:
        """What every page may ask for, found once: a publication may have thousands of them."""
        return {
            **self._variables,
            "writing": Writing.of(languages(self._document)),
            "constructs": constructs(self._document),
            "room_for_markers": room_for,
            "metadata": self._document.metadata,
            "title_text": plain_text(self._document.metadata.title),
            "nodes": self._inside.macros,
            "inside": self._inside,
            "fonts": (),
            "entries": self._entries(),
            "breaks": self._breaks,
            "identifier": identifier(self._document),
            "cover_page": COVER_PAGE,
            "first": FIRST,
            "notes_page": self._own("notes") if self._document.notes else None,
        }

    # Addresses: pages stand in text/, all else beside that folder -------------------------------

    def _addresses(self) -> Addresses:
        pictures = self._document.pictures

        return Addresses(
            href=lambda name: f"{self._identifier_files[name].removeprefix('text/')}#{name}",
            source=lambda name: f"../images/{pictures[name].name}",
        )

    def _entries(self) -> tuple[Entry, ...]:
        """The table of contents: the title, the headings, the notes, the other formats."""
        title = plain_text(self._document.metadata.title)
        entries = [Entry(title, FIRST), *outline(self._document, self._identifier_files)]
        if self._document.notes:
            words = self._added_text.words.saying("notes")
            entries.append(Entry(words.notes, self._own("notes"), words.language))
        if self._added_text.contact:
            words = self._added_text.words.saying("other_formats")
            entries.append(Entry(words.other_formats, self._own("formats"), words.language))
        return tuple(entries)

    def _own(self, name: str) -> str:
        mark = self._variables["mark"](name)  # type: ignore[operator]
        return f"{self._identifier_files[mark]}#{mark}"

    # The printed pages -----------------------------------------------------------------------

    def _page_breaks(self, node: Block | Inline | Note | Row) -> Markup:
        pages = self._breaks.before.get(id(node), ())
        return Markup().join(self._inside.macros.page_break(page) for page in pages)

    @cached_property
    def _page_list(self) -> tuple[tuple[int, str], ...]:
        """Each page of the PDF, and the address at which it begins."""
        marks = {self._variables["mark"](f"page-{page}"): page for page in self._pages}  # type: ignore[operator]
        found: dict[int, str] = {}
        for path, text in self._texts.items():
            for each in _IDENTIFIED.finditer(text):
                if each[1] in marks:
                    found.setdefault(marks[each[1]], f"{path}#{each[1]}")
        return tuple((page, found[page]) for page in self._pages)


_IDENTIFIED = re.compile(r' id="([^"]+)"')


def _font_face(font: fonts.Subset) -> dict[str, str]:
    return {
        "name": font.face.name,
        "style": font.face.style,
        "weight": fonts.weight_of(font.face),
        "source": _font_path(font),
    }


def _font_path(font: fonts.Subset) -> str:
    name = font.face.name.replace(" ", "")
    lightest, boldest = font.face.weights
    weight = f"-{lightest}" if lightest == boldest else ""
    return f"fonts/{name}-{font.face.style}{weight}.woff2"
