"""From a source's bytes to the document: the order of the work, and what concerns the whole."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.document.facts import Look
from generator.document.limits import USUAL, Limits
from generator.document.model import (
    Block,
    Blocks,
    Code,
    Division,
    Document,
    Image,
    Inlines,
    Link,
    Metadata,
    Note,
    NoteCall,
    Position,
    Span,
    Text,
)
from generator.document.references import with_references
from generator.document.section_numbers import with_numbers
from generator.document.walk import folded, inlines_within, plain_text
from generator.findings.errors import SourceError
from generator.findings.finding import Finding, has_errors
from generator.source.abbreviations import Abbreviations
from generator.source.blocks import read_blocks
from generator.source.captions import identifier_of
from generator.source.context import Context
from generator.source.front_matter import FrontMatter, read_front_matter, split
from generator.source.headings import Identifiers, is_identifier
from generator.source.images import Gallery
from generator.source.inlines import read_unmarked
from generator.source.markdown import Parsed, parse
from generator.source.nodes import Node, Refusal
from generator.source.notes import Notes
from generator.source.reading import Reading, Report
from generator.source.rules import (
    COMMENT_OPEN,
    CONTAINER_OPEN,
    FENCE_OPEN,
    FILE_UNREADABLE,
    FRONT_MATTER_VALUE,
    HEADING_IDENTIFIER,
    HEADING_IDENTIFIER_TWICE,
    LANGUAGE_MISSING,
    LINK_BROKEN,
    LINK_REFERENCE_TWICE,
    LINK_REFERENCE_UNUSED,
    NESTING_TOO_DEEP,
    TABLE_SIZE,
    TITLE_FROM_HEADING,
    TITLE_MARKUP,
    TITLE_MISSING,
    TITLE_REPEATED,
)
from generator.source.tables import report_rows, report_stray_headers
from generator.source.text import decode


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as text; the body begins after `offset` lines."""

    path: Path
    lines: tuple[str, ...]
    offset: int
    given: FrontMatter
    hash: str
    limits: Limits


def read_source(
    path: Path,
    limits: Limits = USUAL,
) -> tuple[Document, tuple[Finding, ...]]:
    """The document at `path` and the warnings about it; SourceError if there is any error."""
    reading = read(path, limits)
    if has_errors(reading.findings):
        raise SourceError(reading.findings)
    return reading.document, reading.findings


def read(path: Path, limits: Limits = USUAL, data: bytes | None = None) -> Reading:
    """The source at `path`, or these bytes as if they were there, with all that is wrong with it.

    Raises SourceError where there is nothing to look at any further: no file, no text, no end
    of the front matter, or more levels than we follow.
    """
    report = Report(str(path))
    source = _open(path, report, limits, data)
    if source is None:
        raise SourceError(report.sorted())
    parsed = parse("\n".join(source.lines[source.offset :]), limits)
    context = _context(source, parsed, report)
    if parsed.refusal is not None:
        _report_refusal(parsed.refusal, context, limits)
        raise SourceError(report.sorted())
    _report_whole(source, parsed, context)
    document = _document(source, parsed.nodes, context)
    _report_after(parsed, context)
    return Reading(document, report.sorted())


def _open(path: Path, report: Report, limits: Limits, data: bytes | None) -> _Source | None:
    try:
        data = _bytes(path, limits.source_bytes) if data is None else data
    except OSError as error:
        report.add(
            FILE_UNREADABLE,
            None,
            f"the file cannot be opened ({error.strerror}).",
            "check its name, and that you may read it",
        )
        return None
    text = decode(data, report, limits.source_bytes)
    parts = split(text, report) if text is not None else None
    if text is None or parts is None:
        return None
    yaml, offset = parts
    given = FrontMatter(present=False)
    if yaml is not None:
        given = read_front_matter(yaml, report)
    digest = hashlib.sha256(data).hexdigest()
    return _Source(path, tuple(text.split("\n")), offset, given, digest, limits)


def _bytes(path: Path, largest: int) -> bytes:
    """What the file holds, or enough of it to see that it is too large; a pipe may never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file")
    with path.open("rb") as file:
        return file.read(largest + 1)


def _context(source: _Source, parsed: Parsed, report: Report) -> Context:
    offset = source.offset
    return Context(
        report=report,
        offset=offset,
        gallery=Gallery(source.path.parent, report, source.limits),
        notes=Notes(parsed.nodes, offset, report),
        identifiers=Identifiers(_given_identifiers(parsed.nodes, offset, report)),
        abbreviations=Abbreviations(parsed.gathered.abbreviations, offset, report),
    )


def _given_identifiers(nodes: list[Node], offset: int, report: Report) -> set[str]:
    """The identifiers that the author set."""
    found: dict[str, int] = {}
    for node in _all(nodes):
        identifier, line = identifier_of(node), node.line + offset + 1
        if not identifier:
            continue
        if not is_identifier(identifier):
            report.add(
                HEADING_IDENTIFIER,
                line,
                f"“{identifier}” cannot be an address in every format, so links to it would lead "
                "nowhere.",
                "begin with a letter; use letters, digits, “-”, “_” and “.”",
            )
        if identifier in found:
            report.add(
                HEADING_IDENTIFIER_TWICE,
                line,
                f"what stands in line {found[identifier]} has the address “#{identifier}” too; "
                "a link to it could lead to the wrong place.",
                "give each its own",
            )
        found.setdefault(identifier, line)
    return set(found)


def _all(nodes: list[Node]) -> Iterator[Node]:
    """Every block node, in source order."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


# The document --------------------------------------------------------------------------------


def _document(source: _Source, nodes: list[Node], context: Context) -> Document:
    given = source.given
    title, nodes = _title(given, nodes, context)
    _require_language(given, context.report)
    summary = given.optional.get("summary")
    if summary is not None:
        given.optional["summary"] = context.abbreviations.mark(summary)
    _report_stray_recipient(given, context.report)
    metadata = Metadata(title, given.language or "und", lines=given.lines, **given.optional)
    with context.speaking(given.language):
        blocks = read_blocks(nodes, context)
        notes = _notes(context)
    document = with_numbers(
        Document(
            metadata,
            blocks,
            notes,
            context.gallery.pictures,
            str(source.path),
            source.hash,
            tuple(context.allowances),
            source.lines,
            context.gallery.hashes,
            charts=context.gallery.charts,
        )
    )
    return with_references(document) if context.internal_links else document


def _report_stray_recipient(given: FrontMatter, report: Report) -> None:
    """Only a letter has an address: elsewhere it would reach no reader."""
    if "recipient" in given.optional and given.optional.get("look") is not Look.LETTER:
        report.add(
            FRONT_MATTER_VALUE,
            given.lines["recipient"],
            "“recipient” is for letters; in another document it would reach no reader.",
            "write “look: letter” too, or delete it",
        )


def _title(given: FrontMatter, nodes: list[Node], context: Context) -> tuple[Inlines, list[Node]]:
    """The title, and the nodes without the heading that says it."""
    level_one = [node for node in nodes if node.token.tag == "h1" and node.type == "heading"]
    missing = given.sound and given.title is None and "title" not in given.lines
    if given.title and level_one:
        heading = level_one[0]
        if _words(read_unmarked(heading, context)) == _words(given.title):
            _report_repeated(context, heading)
            return given.title, [node for node in nodes if node is not heading]
    elif missing and len(level_one) == 1:
        heading = level_one[0]
        _report_taken(context, heading)
        title = _plain(read_unmarked(heading, context), context.line(heading.line), context.report)
        return title, [node for node in nodes if node is not heading]
    elif missing:
        _report_no_title(given, context.report)
    return given.title or (), nodes


def _words(content: Inlines) -> str:
    return folded(plain_text(content))


def _plain(content: Inlines, line: int, report: Report) -> Inlines:
    """A heading's words as a title: plain text and its parts in other languages."""
    if any(isinstance(inline, Link | Image | NoteCall) for inline in inlines_within(content)):
        report.add(
            TITLE_MARKUP,
            line,
            "a title cannot hold links, pictures or notes; they would be lost in the places that "
            "show a title as plain text.",
            "write the title in the front matter, and the rest in a paragraph",
        )
    return tuple(_plain_inlines(content))


def _plain_inlines(content: Inlines) -> Iterator[Text | Span]:
    for inline in content:
        match inline:
            case Span():
                yield replace(inline, content=tuple(_plain_inlines(inline.content)))
            case Text() | Code():
                yield Text(inline.text)
            case _:
                text = plain_text((inline,))
                if text:
                    yield Text(text)


def _notes(context: Context) -> tuple[Note, ...]:
    read_so_far = []
    for number, definition in context.notes.in_order():
        with context.speaking(definition.language):
            blocks = read_blocks(definition.node.children, context)
        read_so_far.append((number, definition, _in_language(blocks, definition.language)))
    return tuple(
        Note(number, context.notes.calls(definition), blocks, Position(definition.line))
        for number, definition, blocks in read_so_far
    )


def _in_language(blocks: Blocks, language: str | None) -> Blocks:
    return tuple(_block_in_language(block, language) for block in blocks)


def _block_in_language(block: Block, language: str | None) -> Block:
    if isinstance(block, Division) or block.language is not None:
        return block
    return replace(block, language=language)


# Faults of the whole -------------------------------------------------------------------------


def _require_language(given: FrontMatter, report: Report) -> None:
    if given.language is None and given.sound and "lang" not in given.lines:
        report.add(
            LANGUAGE_MISSING,
            given.empty.get("lang", 1),
            "the document's language is not given, so speech synthesisers may read it in the "
            "wrong one.",
            _where("“lang: en-GB” (or another tag)", given),
        )


def _report_no_title(given: FrontMatter, report: Report) -> None:
    report.add(
        TITLE_MISSING,
        given.empty.get("title", 1),
        "the document has no title; it is the first thing that a screen reader says.",
        _where("“title: …”", given),
    )


def _where(fact: str, given: FrontMatter) -> str:
    if given.present:
        return f"write {fact} between the “---” lines at the very top"
    return (
        "begin the file with four lines: “---”, “title: …”, “lang: en-GB” (or another tag), “---”"
    )


def _report_repeated(context: Context, heading: Node) -> None:
    context.report.add(
        TITLE_REPEATED,
        context.line(heading.line),
        "this heading says the title again; it is taken as the title, and shown once.",
        "delete it: the title stands in the front matter",
    )


def _report_taken(context: Context, heading: Node) -> None:
    context.report.add(
        TITLE_FROM_HEADING,
        context.line(heading.line),
        "the front matter has no title, so readers get this heading as the title.",
        "write “title: …” in the front matter and delete the heading",
    )


def _report_whole(source: _Source, parsed: Parsed, context: Context) -> None:
    report = context.report
    report_rows(parsed.gathered.rows, source.offset, report)
    report_stray_headers(parsed.gathered.stray_headers, source.offset, report)
    for line in parsed.gathered.open_comments:
        report.add(
            COMMENT_OPEN,
            context.line(line),
            "this comment never ends, so everything after it would be hidden.",
            "write “-->” where it should end",
        )
    for line in parsed.gathered.open_divisions:
        _report_open_division(line, context)
    body = source.lines[source.offset :]
    for node in _all(parsed.nodes):
        if node.type == "fence" and not _is_closed(node, body, node.end - 1):
            _report_open_fence(node, context)


def _report_refusal(refusal: Refusal, context: Context, limits: Limits) -> None:
    line = context.line(refusal.line)
    if refusal.rule is TABLE_SIZE:
        context.report.add(
            TABLE_SIZE,
            line,
            f"this table has more than {limits.table_cells:,} cells; nobody can follow it to its "
            "end.",
            "split it, or publish the data as a file and link to it",
        )
        return
    context.report.add(
        NESTING_TOO_DEEP,
        line,
        f"more than {limits.nesting} lists, quotes or notes inside each other (or "
        f"{limits.nesting} kinds of emphasis) leave no room on a page, and listeners lose "
        "their way in them.",
        "bring it to fewer levels, perhaps with headings",
    )


def _is_closed(node: Node, body: tuple[str, ...], line: int) -> bool:
    """True if `line` is the end of a fence or container: as many marks as the beginning."""
    if line <= node.line or line >= len(body):
        return False
    marks = body[line].strip(" \t>")
    return marks.startswith(node.token.markup) and not marks.strip(node.token.markup[0])


def _report_open_fence(node: Node, context: Context) -> None:
    context.report.add(
        FENCE_OPEN,
        context.line(node.line),
        "this code block never ends, so all the text after it is read as code.",
        f"write “{node.token.markup}” on a line of its own where it should end",
    )


def _report_open_division(line: int, context: Context) -> None:
    context.report.add(
        CONTAINER_OPEN,
        context.line(line),
        "this container never ends, so all the text after it would be taken for a part of it: "
        "pronounced in its language, or broken into lines.",
        "write “:::” on a line of its own where it should end",
    )


def _report_after(parsed: Parsed, context: Context) -> None:
    """Faults that show only after all has been read: what nothing used, what leads nowhere."""
    report = context.report
    context.notes.report_unused()
    context.abbreviations.report_unused()
    for identifier, line in context.internal_links:
        if identifier not in context.identifiers.all:
            report.add(
                LINK_BROKEN,
                line,
                f"no heading and no caption has the address “#{identifier}”, so the link leads "
                "nowhere.",
                _nearest(identifier, context.identifiers.all),
            )
    for label, line in parsed.doubled_references:
        report.add(
            LINK_REFERENCE_TWICE,
            context.line(line),
            f"“[{label.lower()}]:” is defined a second time; readers would be led to the first "
            "address, whichever you meant.",
            "delete one of the two",
        )
    for label, line in parsed.references.items():
        if label not in context.used_references:
            report.add(
                LINK_REFERENCE_UNUSED,
                context.line(line),
                f"nothing uses “[{label.lower()}]:”, so this line reaches no reader.",
                "delete it; if it is text, write a backslash before the “[”",
            )


def _nearest(identifier: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(identifier, sorted(known), n=1)
    return (
        f"did you mean “#{near[0]}”?"
        if near
        else "link to a heading of this document, or to a caption with “{#…}” at its end"
    )
