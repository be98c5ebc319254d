"""The paragraphs around the body: front matter, contents, contact and licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.content.added_text import AddedText, ContentsEntry, Line, foot, marking
from generator.document.facts import Look
from generator.document.languages import direction
from generator.document.model import Document, Inlines, Strong, Text
from generator.document.walk import plain_text
from generator.packagers.docx.inlines import Inliner, Setting
from generator.packagers.docx.measures import TEXT_WIDTH
from generator.packagers.docx.numbering import Numbering
from generator.packagers.docx.views import (
    Content,
    EntryView,
    ParagraphView,
    RunProperties,
    SectionView,
)

FIRST_LEVEL = 2
"""The level of the highest headings below the title: Word puts heading 2 in style TOC 2."""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body."""

    category: ParagraphView | None
    title: ParagraphView
    summary: ParagraphView | None
    byline: tuple[ParagraphView, ...]
    translations: tuple[ParagraphView, ...]
    contents_heading: ParagraphView
    contents: tuple[EntryView, ...]
    letter: bool = False
    """Its byline stands above the title."""

    def as_cover(self) -> Front:
        """The same as pages of their own, the contents list on the next."""
        ends = SectionView(turned=False, first=True)
        if self.translations:
            *others, last = self.translations
            return replace(self, translations=(*others, replace(last, section=ends)))
        if self.byline:
            *others, last = self.byline
            return replace(self, byline=(*others, replace(last, section=ends)))
        if self.summary is not None:
            return replace(self, summary=replace(self.summary, section=ends))
        return replace(self, title=replace(self.title, section=ends))

    def __iter__(self) -> Iterator[ParagraphView]:
        """Everything, in order; without the heading of a contents list that is not there."""
        around = filter(None, (self.category, self.title, self.summary))
        yield from (*self.byline, *around) if self.letter else (*around, *self.byline)
        yield from self.translations
        if self.contents:
            yield self.contents_heading
            yield from (entry.paragraph for entry in self.contents)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands after it."""

    heading: ParagraphView
    ask: ParagraphView
    contact: tuple[ParagraphView, ...]
    licence: ParagraphView | None


@dataclass(frozen=True, slots=True)
class Footer:
    """The words “Page {page} of {pages}” in parts, the fields still in braces.

    `marking` is who may read it, and what holds for now; empty where the source says neither.
    """

    marking: Content
    parts: tuple[str, ...]
    properties: RunProperties
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes paragraphs of what is not in the body."""

    document: Document
    added_text: AddedText
    inliner: Inliner
    numbering: Numbering

    def front(self) -> Front:
        """The front matter as paragraphs, and the contents list of a long document."""
        metadata = self.document.metadata
        return Front(
            category=self._given("Category", metadata.category),
            title=self._view("Title", self._inlines(metadata.title, bold=True)),
            summary=self._given("Subtitle", metadata.summary),
            byline=tuple(self._line("Byline", line) for line in self.added_text.byline),
            translations=tuple(
                self._line("Normal" if metadata.look is Look.REPORT else "Byline", line)
                for line in self.added_text.translations
            ),
            contents_heading=self._ours("TOCHeading", "contents"),
            contents=tuple(self._contents(self.added_text.contents)),
            letter=metadata.look is Look.LETTER,
        )

    def closing(self) -> Closing:
        """Whom to ask, and the licence."""
        licence = self.added_text.licence
        return Closing(
            heading=self._ours("Heading2", "other_formats"),
            ask=self._ours("Normal", "ask"),
            contact=tuple(self._line("Normal", line) for line in self.added_text.contact),
            licence=self._line("Normal", licence) if licence else None,
        )

    def running(self) -> Iterator[Content]:
        """What stands at the head of each page but the first."""
        metadata = self.document.metadata
        for line in (metadata.organisation, plain_text(metadata.title)):
            if line:
                yield self.inliner.plain(line, Setting(self._spoken, TEXT_WIDTH))

    def footer(self) -> Footer:
        """What stands at the foot of each page."""
        words = self.added_text.words.saying("page_of")
        parts = re.split(r"(\{pages?\})", words.page_of)
        mark = self.inliner.mark(words.language)
        given, marked = foot(self.document), marking(self.document.metadata)
        rest = given.removeprefix(marked)
        said = self._inlines((*((Strong((Text(marked),)),) if marked else ()), Text(rest)))
        return Footer(said if given else (), tuple(filter(None, parts)), mark, mark.right_to_left)

    def _contents(
        self, entries: tuple[ContentsEntry, ...], level: int = FIRST_LEVEL
    ) -> Iterator[EntryView]:
        """The entries in the styles that Word gives them when it makes the list anew."""
        for entry in entries:
            language = entry.language or self._spoken
            setting = Setting(language, TEXT_WIDTH)
            content = self.inliner.content(entry.content, setting, f"#{entry.identifier}")
            bookmark = self.inliner.registry.bookmarks.place(entry.identifier)
            yield EntryView(self._view(f"TOC{level}", content, language), bookmark.name)
            yield from self._contents(entry.entries, level + 1)

    @property
    def _spoken(self) -> str:
        return self.document.metadata.language

    def _inlines(self, inlines: Inlines, *, bold: bool = False) -> Content:
        return self.inliner.content(inlines, Setting(self._spoken, TEXT_WIDTH, bold))

    def _given(self, style: str, inlines: Inlines | None) -> ParagraphView | None:
        return None if inlines is None else self._view(style, self._inlines(inlines))

    def _line(self, style: str, line: Line) -> ParagraphView:
        language = line.language or self._spoken
        content = self.inliner.content(line.content, Setting(language, TEXT_WIDTH))
        return self._view(style, content, language)

    def _ours(self, style: str, label: str) -> ParagraphView:
        words = self.added_text.words.saying(label)
        content = self.inliner.plain(words[label], Setting(words.language, TEXT_WIDTH))
        view = self._view(style, content, words.language)
        return replace(view, number=self.numbering.section(None, style))

    def _view(self, style: str, content: Content, language: str | None = None) -> ParagraphView:
        spoken = language or self._spoken
        return ParagraphView(
            style=style,
            content=content,
            right_to_left=direction(spoken) == "rtl",
            mark=self.inliner.mark(spoken),
        )
