"""The outline: what a reader meets in a file, in order, as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from generator import reading_order as order
from generator.brand.dressing import branded
from generator.brand.places import nearest
from generator.building.brands import with_brand
from generator.building.drawing import drawn
from generator.building.format_modules import read_back
from generator.content.added_text import add_text
from generator.content.announced import announced, announced_page
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.document.model import Document
from generator.findings.errors import UsageError
from generator.proof.lines import SEEN, Edge, Fact, Flattener, Line
from generator.proof.report import in_a_sentence, in_words
from generator.source import read_source

Json = str | int | bool | list["Json"] | dict[str, "Json"] | None


def outline(path: Path, brand: Path | None = None) -> order.ReadingOrder:
    """The reading order of `path`: a source (.md) or any format that we read back.

    A source has the `brand` of that folder, else the one beside it.

    Raises SourceError for a faulty source, UsageError for a file that we cannot read,
    OSError where it cannot be opened.
    """
    if path.is_dir():
        raise UsageError(f"{path}: a folder; name one file in it")
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    suffix = path.suffix.lower().lstrip(".")
    if suffix in {"md", "markdown"}:
        document = _document(path, brand)
        return expected_order(document, add_text(document), FORMATS["epub"])
    row = FORMATS.get({"htm": "html", "xhtml": "html"}.get(suffix, suffix))
    if row is None:
        known = ", ".join(["md", *FORMATS])
        kind = f"a .{suffix} file" if suffix else "a file whose name does not end in its kind"
        raise UsageError(f"{path}: cannot outline {kind}; known kinds: {known}")
    try:
        return read_back(row, path.read_bytes())
    except order.UnreadableError as error:
        raise UsageError(f"{path}: cannot be read as {row.title}: {error}") from error


def _document(path: Path, brand: Path | None) -> Document:
    """A source with its brand, and its charts drawn."""
    document, _ = read_source(path)
    folder = brand or nearest(path.parent, path.parent)
    return drawn(branded(document, with_brand(Options(), folder).brand))


def announcements(path: Path, brand: Path | None = None) -> tuple[str, ...]:
    """What a screen reader announces of a web page, or of the page of a source, line by line.

    Raises as `outline` does, and UsageError for files of other formats.
    """
    suffix = path.suffix.lower()
    if suffix in _SOURCES and path.is_file():
        document = _document(path, brand)
        found = announced_page(document, add_text(document))
    elif suffix in _PAGES or not path.is_file():
        found = announced(outline(path, brand))
    else:
        known = ", ".join(sorted(_SOURCES | _PAGES))
        raise UsageError(f"{path}: --announced reads web pages and sources: {known}")
    return tuple(announcement.text for announcement in found)


_SOURCES = frozenset({".md", ".markdown"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})


def as_text(given: order.ReadingOrder) -> Iterator[str]:
    """The outline as lines of text: one a thing, indented by nesting."""
    yield f"title: {given.title} [{given.language or 'no language'}]"
    depth = 0
    for line in Flattener(frozenset()).lines(given.blocks):
        if line.edge is Edge.ENDS:
            depth -= 1
            continue
        yield "  " * depth + _described(line)
        yield from (f"{'  ' * depth}    – {in_a_sentence(marked)}" for marked in line.marks)
        if line.edge is Edge.BEGINS:
            depth += 1
    yield from (f"artifact: {words}" for words in given.artifacts)
    yield from (f"fault: {fault.place}: {fault.message}" for fault in given.faults)


def _described(line: Line) -> str:
    known = [
        f"{name} {in_words(value)}"
        for name, value in line.facts.items()
        if name not in SEEN and (name, value) not in _USUAL and not _unsaid(value)
    ]
    facts = f" ({', '.join(known)})" if known else ""
    words = line.words.replace(order.OBJECT, "▢").replace("\n", "⏎")
    return f"{line.role}{facts}: {words}" if words else f"{line.role}{facts}"


def _unsaid(value: Fact) -> bool:
    return value is None or value is False or value in ("", ())


_USUAL: frozenset[tuple[str, object]] = frozenset(
    {
        ("columns", 1),
        ("rows", 1),
        ("direction", "ltr"),
        ("alternative text", True),
        ("links back", 0),
    }
)


def as_json(given: object) -> Json:
    """The reading order as JSON values; each node names its type."""
    if is_dataclass(given) and not isinstance(given, type):
        node: dict[str, Json] = {"type": type(given).__name__}
        node.update({item.name: as_json(getattr(given, item.name)) for item in fields(given)})
        return node
    if isinstance(given, tuple | list):
        return [as_json(item) for item in given]
    if given is None or isinstance(given, str | int | bool):
        return given
    raise TypeError(type(given))
