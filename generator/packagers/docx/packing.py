"""Document to DOCX: register, render each part from its template, package."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.content.job import Job, Packed
from generator.document import walk
from generator.document.brand import Cover, Paper
from generator.document.facts import Look
from generator.document.languages import Writing, direction, script, subtag
from generator.document.model import Document, Metadata, NoteCall
from generator.findings.errors import PackError
from generator.findings.output_rules import DOCX_CHARACTER, DOCX_DEPTH, DOCX_NOTE
from generator.packagers.docx import measures as page
from generator.packagers.docx import package as opc
from generator.packagers.docx.front import Writer
from generator.packagers.docx.inlines import COMPLEX_FONTS, FAR_EAST_FONTS, Inliner
from generator.packagers.docx.measures import Measures, measures_for
from generator.packagers.docx.numbering import Numbering
from generator.packagers.docx.page_estimate import estimate
from generator.packagers.docx.paragraphs import BlockWriter
from generator.packagers.docx.registry import CHART_TYPE, Registry, Relationships
from generator.packagers.docx.sections import after_cover, last_pages
from generator.packagers.docx.style_names import ParagraphKind, Styles
from generator.packagers.docx.views import BlockView, FootnoteView, ParagraphView
from generator.rendering import environment, look


def pack(job: Job) -> Packed:
    """The Word document of `job`; the same job gives the same bytes."""
    return Packed(_packed(job, opc.DOCUMENT))


def template(job: Job, *, empty: bool) -> bytes:
    """A Word template with the styles of `job`, and with its text unless it is to be `empty`.

    Its title is the document's property Title, so that changing one changes both.
    """
    return _packed(job, opc.TEMPLATE, empty=empty)


def _packed(job: Job, main: opc.PartKind, *, empty: bool = False) -> bytes:
    references, note_references = Relationships(), Relationships()
    registry = Registry(job.document)
    context = _context(job, registry, references, note_references)
    context["bound_title"] = main is opc.TEMPLATE
    if main is opc.TEMPLATE:
        context |= {"description": None, "category": None}  # of a document that is yet to come
    templates = environment("docx", job.options.theme, job.house_style)

    def written(kind: opc.PartKind, relationships: Relationships | None = None) -> opc.Written:
        markup = templates.get_template(f"{kind.name}.xml.jinja").render(context)
        _refuse_characters(job.document, markup)
        return opc.Written(kind, markup, relationships or Relationships())

    flows = [written(main, references), written(opc.HEADER), written(opc.FOOTER)]
    if job.document.notes:
        flows.append(written(opc.NOTES, note_references))
    context["used"] = _styles_in(each.markup for each in flows)
    if empty:
        front = replace(context["front"], category=None, summary=None)
        context |= {"front": front, "body": (ParagraphView("Normal"),), "footnotes": ()}
        emptied = written(main)
        flows = [replace(emptied, relationships=references.used_in(emptied.markup)), *flows[1:3]]
    parts = [written(kind) for kind in opc.ALWAYS]
    properties = [written(opc.CORE), written(opc.EXTENDED)]
    if context["custom"]:
        properties.append(written(opc.CUSTOM))
    return opc.package(flows[0], [*parts, *flows[1:]], properties, registry.pictures.media)


def _context(
    job: Job, registry: Registry, references: Relationships, note_references: Relationships
) -> dict[str, Any]:
    """What the templates are handed; everything in it is registered."""
    document = job.document
    sizes = look("docx", job.options.theme, job.house_style)
    measures = measures_for(document, sizes, large_print=job.large_print)
    _refuse_depth(document, measures)
    registry.pictures.chart_size = sizes["on_paper"]["pt"] / CHART_TYPE
    anchors = _anchors(document)
    calls = {note.number: note.calls for note in document.notes}
    styles, numbering = Styles(), Numbering(measures, document)
    inliner = Inliner(registry, references, anchors, calls)
    note_inliner = Inliner(registry, note_references, anchors, calls)
    writer = Writer(document, job.added_text, inliner, numbering)
    body = BlockWriter(inliner, numbering, styles, measures)
    notes = BlockWriter(note_inliner, numbering, styles, measures, ParagraphKind.NOTE)
    masthead = _styled("Masthead", body.flow(job.added_text.masthead, document.metadata.language))
    recipient = _styled(
        "Recipient", body.flow(job.added_text.recipient, document.metadata.language)
    )
    front = writer.front()
    closing = writer.closing()
    flow, ending = last_pages(
        body.flow(document.blocks, document.metadata.language),
        more=bool(closing.contact or closing.licence or job.added_text.imprint),
    )
    if job.house_style.cover is Cover.PAGE:
        front, (flow, ending) = front.as_cover(), after_cover(flow, ending)
    imprint = body.flow(job.added_text.imprint, document.metadata.language)
    footnotes = tuple(_footnotes(document, notes))
    return {
        "masthead": masthead,
        "recipient": recipient,
        "imprint": imprint,
        "front": front,
        "pages": estimate(
            (*masthead, *recipient, *front, *flow),
            footnotes,
            measures,
            sizes,
            chapters=document.metadata.look is Look.REPORT,
        )
        if front.contents
        else {},
        "body": flow,
        "ending": ending,
        "closing": closing,
        "footnotes": footnotes,
        "styles": styles,
        "numbering": numbering,
        "measures": measures,
        "page": _page(document),
        "running": tuple(writer.running()),
        "footer": writer.footer(),
        **_properties(document.metadata, job.options.epoch),
    }


def _styled(style: str, views: Iterable[BlockView]) -> tuple[BlockView, ...]:
    """Paragraphs in a style of their own."""
    return tuple(
        replace(view, style=style) if isinstance(view, ParagraphView) else view for view in views
    )


def _page(document: Document) -> dict[str, int]:
    """The lengths of the page."""
    lengths = {name: each for name, each in vars(page).items() if isinstance(each, int)}
    if document.brand is not None and document.brand.paper is Paper.LETTER:
        lengths["PAGE_WIDTH"], lengths["PAGE_HEIGHT"] = page.LETTER
    return lengths


_STYLE = re.compile(r'<w:[prt](?:bl)?Style w:val="([^"]+)"')


def _styles_in(markup: Iterable[str]) -> frozenset[str]:
    """The styles that parts name, and the one of paragraphs that name none."""
    found = {name for each in markup for name in _STYLE.findall(each)}
    return frozenset({"Normal", *found})


def _footnotes(document: Document, writer: BlockWriter) -> Iterator[FootnoteView]:
    for note in document.notes:
        yield FootnoteView(note.number, writer.note(note.blocks, document.metadata.language))


def _properties(metadata: Metadata, epoch: int | None) -> Mapping[str, object]:
    """What the document says of itself; times from the source, else from SOURCE_DATE_EPOCH."""
    dates = [metadata.date, metadata.updated]
    known = [datetime.datetime.combine(day, datetime.time()) for day in dates if day]
    if not known and epoch is not None:
        known = [datetime.datetime.fromtimestamp(epoch, datetime.UTC)]
    custom = [
        ("URL", metadata.url),
        ("Licence", metadata.licence),
        ("Reference", metadata.reference),
        ("Classification", metadata.classification),
        ("Accessibility reviewed by", metadata.accessibility_reviewed_by),
    ]
    return {
        "metadata": metadata,
        "custom": tuple((name, text) for name, text in custom if text),
        "title": walk.plain_text(metadata.title),
        "description": metadata.summary and walk.plain_text(metadata.summary),
        "category": metadata.category and walk.plain_text(metadata.category),
        "times": [f"{time:%Y-%m-%dT%H:%M:%SZ}" for time in known],
        "language": metadata.language,
        "right_to_left": direction(metadata.language) == "rtl",
        "dots": _dots(metadata.language),
        "complex_font": COMPLEX_FONTS.get(script(metadata.language) or ""),
        "far_east": FAR_EAST_FONTS.get(script(metadata.language) or "", "Yu Gothic"),
    }


# What a Word document cannot hold -------------------------------------------------------------


def _anchors(document: Document) -> dict[int, int]:
    """For each note, which of its calls comes first outside other notes.

    ISO 29500-1, 17.11.14: a footnote's mark must not stand in a footnote, so that a call there
    can only repeat one of the body.
    """
    anchors: dict[int, int] = {}
    for call in _body_calls(document):
        anchors.setdefault(call.number, call.occurrence)
    for index, note in enumerate(document.notes):
        if index >= len(anchors) or list(anchors)[index] != note.number:
            message = (
                f"note {note.number} is first called inside another note; Word has no notes "
                "within notes"
            )
            hint = "call it in the text first, or put its words into the note that calls it"
            raise PackError([DOCX_NOTE.found(document.path, note.position.line, message, hint)])
    return anchors


def _body_calls(document: Document) -> Iterator[NoteCall]:
    metadata = document.metadata
    passages = [p for p in (metadata.category, metadata.title, metadata.summary) if p]
    for block in walk.within(document.blocks):
        passages.extend(walk.passages(block))
    for passage in passages:
        for inline in walk.inlines_within(passage):
            if isinstance(inline, NoteCall):
                yield inline


_NOT_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and the carriage return, which it would change."""


def _refuse_characters(document: Document, markup: str) -> None:
    found = _NOT_XML.search(markup)
    if found:
        around = re.sub(r"<[^>]*>?", "", markup[max(0, found.start() - 60) : found.start()])
        message = (
            f"the character U+{ord(found.group()):04X} after “{around[-30:]}” cannot stand in a "
            "Word document"
        )
        hint = "take the character out of the text; it means nothing to readers"
        raise PackError([DOCX_CHARACTER.found(document.path, None, message, hint)])


def _refuse_depth(document: Document, measures: Measures) -> None:
    if measures.widest < page.SMALLEST:
        message = "lists and quotations stand too deep in each other for a Word page"
        hint = f"use at most {page.SHALLOW // page.SMALLEST} levels"
        raise PackError([DOCX_DEPTH.found(document.path, None, message, hint)])


def _dots(language: str) -> str | None:
    """Where dots of stress stand in a language that has them (ISO 29500-1, 17.18.24)."""
    if not Writing.of([language]).dotted:
        return None
    return "underDot" if subtag(language) == "zh" else "dot"
