"""A document as an outline that people can read: one line a block, with its source line.

8 heading 2 #costs: What it strong(costs)
10 paragraph [cy]: Croeso
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.charts import Chart
from generator.document.facts import Contact, Look
from generator.document.markers import DECIMAL
from generator.document.model import (
    Abbreviation,
    Block,
    BlockQuote,
    Blocks,
    Callout,
    CaptionNumber,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Division,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Lowered,
    Metadata,
    NoteCall,
    Paragraph,
    Raised,
    SectionNumber,
    Span,
    Strikethrough,
    Strong,
    Table,
    TargetLabel,
    Text,
    ThematicBreak,
)
from generator.document.pictures import AlternativeText, Decorative


def outline(document: Document) -> Iterator[str]:
    """The lines of the outline."""
    metadata = document.metadata
    if metadata.category:
        yield f"category: {words(metadata.category)}"
    yield f"title [{metadata.language}]: {words(metadata.title)}"
    if metadata.summary:
        yield f"summary: {words(metadata.summary)}"
    yield from _facts(metadata)
    yield from _blocks(document.blocks, "")
    yield from map(_chart, document.charts.items())
    for note in document.notes:
        times = "once" if note.calls == 1 else f"{note.calls} times"
        yield f"{note.position.line} note {note.number}, called {times}"
        yield from _blocks(note.blocks, "  ")


def _facts(metadata: Metadata) -> Iterator[str]:
    names = (
        "status classification organisation author reference contact url licence numbering look "
        "recipient editions"
    )
    for name in names.split():
        fact = getattr(metadata, name)
        if fact is not None and fact != () and fact is not Look.NOTICE:
            given = _contact(fact) if isinstance(fact, Contact) else fact
            yield f"{name}: {given}"
    for each in metadata.translations:
        yield f"translation [{each.language}]: {each.url}"


def _contact(contact: Contact) -> str:
    """The lines of a contact that are given."""
    given = ((name, getattr(contact, name)) for name in Contact.__dataclass_fields__)
    return ", ".join(f"{name} {line}" for name, line in given if line)


def _chart(drawn: tuple[str, Chart]) -> str:
    """A chart that is drawn: its numbers."""
    name, chart = drawn
    unit = f" in {chart.before}…{chart.after}" if chart.before or chart.after else ""
    series = ("/".join(map(str, each.values)) for each in chart.series)
    said = ", ".join(f"{each.name} {run}" for each, run in zip(chart.series, series, strict=True))
    return f"{name} [{chart.language}]: {chart.kind}{unit}: {'/'.join(chart.categories)}: {said}"


def _blocks(blocks: Blocks, indent: str) -> Iterator[str]:
    for block in blocks:
        language = f" [{block.language}]" if block.language else ""
        first, *more = _block(block, language)
        yield f"{indent}{block.position.line} {first}"
        for line in more:
            yield f"{indent}  {line}"


def _block(block: Block, language: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"heading {block.level} #{block.identifier}{language}: {words(block.content)}"
        case Paragraph():
            yield f"{block.lines or 'paragraph'}{language}: {words(block.content)}"
        case List():
            first = block.start if block.marker == DECIMAL else block.marker.of(block.start or 0)
            kind = f"list from {first}" if block.ordered else "list"
            yield f"{kind}, {'tight' if block.tight else 'loose'}{language}"
            for item in block.items:
                yield f"{item.position.line} item"
                yield from _blocks(item.blocks, "  ")
        case DefinitionList():
            yield f"definitions{language}"
            for entry in block.entries:
                for term in entry.terms:
                    yield f"{entry.position.line} term: {words(term)}"
                for definition in entry.definitions:
                    yield "  definition"
                    yield from _blocks(definition, "    ")
        case Table():
            caption = f": {words(block.caption)}" if block.caption is not None else ""
            yield f"table{_name(block)}{language}{caption}"
            for number, row in enumerate(block.all_rows):
                kind = "header" if number < len(block.head) else "row"
                yield f"{row.position.line} {kind}: {' | '.join(map(_cell, row.cells))}"
        case Figure():
            yield f"figure{_name(block)}{language}: {words((block.image,))}"
            if block.caption is not None:
                yield f"caption: {words(block.caption)}"
            if block.link is not None:
                yield f"link: {block.link}"
        case CodeBlock():
            yield f"code {block.code_language or ''}{language}".rstrip() + f": {block.text!r}"
        case BlockQuote():
            yield f"quote{language}"
            yield from _blocks(block.blocks, "")
        case Callout():
            yield f"{block.kind} callout{language}: {words(block.label)}"
            yield from _blocks(block.blocks, "")
        case Division():
            yield f"division{language}"
            yield from _blocks(block.blocks, "")
        case ThematicBreak():
            yield f"thematic break{language}"


def _name(block: Table | Figure) -> str:
    return f" #{block.identifier}" if block.identifier else ""


def _cell(cell: Cell) -> str:
    scope = f"{cell.scope}" if cell.scope else "data"
    alignment = "" if cell.alignment == "start" else f" {cell.alignment}"
    joined = f" {cell.columns}×{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
    return f"({scope}{alignment}{joined}) {words(cell.content)}".rstrip()


def words(content: Inlines) -> str:
    """Inlines as text, with what is special about them as `name(words)`."""
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Emphasis() | Strong() | Strikethrough() | Raised() | Lowered():
            return f"{type(inline).__name__.lower()}({words(inline.content)})"
        case Code():
            return f"code({inline.text})"
        case Link():
            title = f" “{inline.title}”" if inline.title else ""
            kind = "reference" if inline.reference else "link"
            return f"{kind}@{inline.position.line}({inline.target}{title}: {words(inline.content)})"
        case Image(alternative=AlternativeText(text=text)):
            share = f" {inline.width}%" if inline.width else ""
            return f"image@{inline.position.line}({inline.picture}{share}: {text})"
        case Image(alternative=Decorative()):
            return f"image@{inline.position.line}({inline.picture}, decorative)"
        case Image():
            return f"image@{inline.position.line}({inline.picture}, forgotten)"
        case NoteCall():
            return f"note@{inline.position.line}({inline.number}, call {inline.occurrence})"
        case Abbreviation():
            known = ", first" * inline.first + ", explained" * inline.explained
            return f"abbreviation({inline.text} = {inline.expansion}{known})"
        case Span():
            return f"{inline.language}({words(inline.content)})"
        case LineBreak():
            return "break()"
        case SectionNumber():
            return f"number({inline.text}) "
        case CaptionNumber():
            return f"{inline.kind} number({inline.label}){inline.separator}"
        case TargetLabel():
            return f"label({inline.text})"
