"""Traversal of the document: one to read it in reading order, one to rebuild it.

Nothing else needs to know what a node may hold: `block_runs`, `placed_passages` and `Rebuilding`
are the only lists of that. A new block of blocks, or inline of inlines, is known here as soon as
it stands in the model's `Container` or `Wrapper`.
"""

from __future__ import annotations

import dataclasses
import itertools
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.document.kinds import Lines
from generator.document.model import (
    Abbreviation,
    Block,
    Blocks,
    Callout,
    CaptionNumber,
    Code,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    NoteCall,
    Paragraph,
    Position,
    Row,
    SectionNumber,
    Span,
    Table,
    TargetLabel,
    Text,
    Wrapper,
)
from generator.document.pictures import AlternativeText, Decorative

Run = Blocks | Inlines
"""Nodes that stand one after the other."""
"""A line of a contents list, with the lines below it."""

# Reading --------------------------------------------------------------------------------------


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the body, then of the notes; containers before what they hold."""
    yield from within(document.blocks)
    for note in document.notes:
        yield from within(note.blocks)


def within(given: Blocks) -> Iterator[Block]:
    """Every block of `given` and below it; containers before what they hold."""
    stack = list(reversed(given))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(children(block)))


def children(block: Block) -> Blocks:
    """The blocks directly inside a block."""
    return tuple(child for run in block_runs(block) for child in run)


def block_runs(block: Block) -> Iterator[Blocks]:
    """The runs of blocks directly inside a block: those of each item, of each definition."""
    if isinstance(block, Container):
        yield block.blocks
    elif isinstance(block, List):
        yield from (item.blocks for item in block.items)
    elif isinstance(block, DefinitionList):
        yield from (definition for entry in block.entries for definition in entry.definitions)


def runs(node: Block | Inline) -> Iterator[Run]:
    """Every run of nodes directly inside a node, in reading order."""
    if isinstance(node, Wrapper):
        yield node.content
    elif isinstance(node, DefinitionList):
        for entry in node.entries:
            yield from entry.terms
            yield from entry.definitions
    elif isinstance(node, Block):
        yield from passages(node)
        yield from block_runs(node)


def in_languages(given: Blocks, around: str) -> Iterator[tuple[Block, str]]:
    """Every block of `given` and below it with its language: its own, or that around it."""
    stack = [(block, around) for block in reversed(given)]
    while stack:
        block, outer = stack.pop()
        language = block.language or outer
        yield block, language
        stack.extend((child, language) for child in reversed(children(block)))


def headings(given: Blocks) -> Iterator[tuple[Heading, str | None]]:
    """Every heading with its language, of its own or of what it stands in; None: the document's."""
    for block, language in in_languages(given, ""):
        if isinstance(block, Heading):
            yield block, language or None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its language (None: the document's), and the sections below it."""

    heading: Heading
    language: str | None
    below: tuple[Section, ...]


def nested(spoken: Sequence[tuple[Heading, str | None]]) -> tuple[Section, ...]:
    """Headings with their languages, each with those of lower levels that follow it."""

    def from_(start: int, above: int) -> tuple[tuple[Section, ...], int]:
        sections: list[Section] = []
        while start < len(spoken) and spoken[start][0].level > above:
            heading, language = spoken[start]
            below, start = from_(start + 1, heading.level)
            sections.append(Section(heading, language, below))
        return tuple(sections), start

    return from_(0, 0)[0]


def passages(block: Block) -> Iterator[Inlines]:
    """The runs of inlines that belong to the block itself, not to blocks inside it."""
    return (content for _, content in placed_passages(block))


def placed_passages(block: Block) -> Iterator[tuple[Position, Inlines]]:
    """The same, each with where it begins: that of its row or entry, or of the block."""
    match block:
        case Heading() | Paragraph():
            yield block.position, block.content
        case DefinitionList():
            for entry in block.entries:
                yield from ((entry.position, term) for term in entry.terms)
        case Table():
            if block.caption is not None:
                yield block.position, block.caption
            for row in block.all_rows:
                yield from ((row.position, cell.content) for cell in row.cells)
        case Figure():
            yield block.position, (block.image,)
            if block.caption is not None:
                yield block.position, block.caption
        case Callout():
            yield block.position, block.label
        case _:
            return


def landing(block: Block) -> tuple[str, Inlines] | None:
    """The identifier by which links lead to a block, and the words on which a reader lands.

    None for a block to which none can lead.
    """
    match block:
        case Heading(identifier=name, content=content):
            return name, content
        case Table(identifier=str(name), caption=tuple(content)):
            return name, content
        case Figure(identifier=str(name), caption=tuple(content)):
            return name, content
        case Paragraph(identifier=str(name), content=content):
            return name, content
        case _:
            return None


def without_links(content: Inlines) -> Inlines:
    """A heading's words to stand in a link: without note calls, and without links of their own."""
    return Rebuilding(inline=_without_link).inlines(content)


def _without_link(inline: Inline) -> Inlines:
    match inline:
        case NoteCall():
            return ()
        case Link(content=content):
            return content
        case _:
            return (inline,)


def document_passages(document: Document) -> Iterator[Inlines]:
    """Every run of inlines: category, title, summary, then block by block."""
    metadata = document.metadata
    for given in (metadata.category, metadata.title, metadata.summary):
        if given is not None:
            yield given
    for block in blocks(document):
        yield from passages(block)


def document_text(document: Document) -> Iterator[str]:
    """The words of every run of inlines, then of every code block."""
    yield from map(plain_text, document_passages(document))
    yield from (block.text for block in blocks(document) if isinstance(block, CodeBlock))


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline of the document, containers before what they hold."""
    for passage in document_passages(document):
        yield from inlines_within(passage)


def inlines_within(given: Inlines) -> Iterator[Inline]:
    """Every inline of `given` and below it, containers before what they hold."""
    stack = list(reversed(given))
    while stack:
        inline = stack.pop()
        yield inline
        if isinstance(inline, Wrapper):
            stack.extend(reversed(inline.content))


def constructs(document: Document) -> frozenset[str]:
    """The names of the classes of its nodes, and of the styles of its lists and pictures."""
    nodes: Iterator[Block | Inline] = itertools.chain(blocks(document), inlines(document))
    found = frozenset(filter(None, (name for node in nodes for name in _styles(node))))
    return found | {"chart"} if document.charts else found


def _styles(node: Block | Inline) -> Iterator[str]:
    yield type(node).__name__
    if isinstance(node, List):
        yield node.marker.style
        yield node.room
    elif isinstance(node, Image) and node.width is not None:
        yield f"width-{node.width}"
    elif isinstance(node, Paragraph) and node.lines is Lines.SIGNATURE:
        yield node.lines


def decorative_pictures(document: Document) -> tuple[tuple[int, str], ...]:
    """The lines and files of the pictures that have no alternative text on purpose."""
    images = (inline for inline in inlines(document) if isinstance(inline, Image))
    return tuple(
        (image.position.line, document.pictures[image.picture].place or image.picture)
        for image in images
        if isinstance(image.alternative, Decorative) and image.picture in document.pictures
    )


def languages(document: Document) -> tuple[str, ...]:
    """Every language that the document is marked with, its own first."""
    parts = (block.language for block in blocks(document))
    spans = (inline.language for inline in inlines(document) if isinstance(inline, Span))
    return tuple(filter(None, dict.fromkeys((document.metadata.language, *parts, *spans))))


def folded(text: str) -> str:
    """Text on one line: runs of ASCII white space as one space, ends stripped.

    A no-break space is a character of its own (unlike in `str.split`), and stays.
    """
    return " ".join(part for part in text.translate(_SPACES).split(" ") if part)


_SPACES = {ord(character): " " for character in "\t\n\r\f"}


def plain_text(given: Inlines) -> str:
    """The words alone: hard breaks as spaces, pictures as their alternative text."""
    return "".join(map(own_words, inlines_within(given)))


def own_words(inline: Inline) -> str:
    """The words of an inline, but not of those inside it."""
    match inline:
        case Text() | Code() | Abbreviation() | CaptionNumber() | TargetLabel():
            return inline.text
        case SectionNumber():
            return f"{inline.text} "
        case LineBreak():
            return " "
        case Image(alternative=AlternativeText(text=text)):
            return text
        case _:
            return ""


# Rebuilding -----------------------------------------------------------------------------------

Node = TypeVar("Node")


def _unchanged(node: Node) -> tuple[Node]:
    return (node,)


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """Makes nodes anew: each is given to `block` or `inline`, which says what stands in its place.

    That is a run of nodes: none, the node itself, or others. What is inside a node comes first,
    in reading order. What does not change is shared with the original. A figure's picture stays:
    it is the figure that can be changed.
    """

    block: Callable[[Block], Blocks] = _unchanged
    inline: Callable[[Inline], Inlines] = _unchanged

    def document(self, document: Document) -> Document:
        """The document with its body and its notes rebuilt, and its front matter as it was."""
        notes = (_with(note, blocks=self.blocks(note.blocks)) for note in document.notes)
        return _with(
            document, blocks=self.blocks(document.blocks), notes=_shared(document.notes, notes)
        )

    def blocks(self, given: Blocks) -> Blocks:
        """A run of blocks, rebuilt."""
        return _shared(given, (new for each in given for new in self.block(self._inside(each))))

    def inlines(self, given: Inlines) -> Inlines:
        """A run of inlines, rebuilt."""
        return _shared(given, (new for each in given for new in self._inline(each)))

    def _inline(self, inline: Inline) -> Inlines:
        if isinstance(inline, Wrapper):
            inline = _with(inline, content=self.inlines(inline.content))
        return self.inline(inline)

    def _inside(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return _with(block, content=self.inlines(block.content))
            case List():
                items = (_with(item, blocks=self.blocks(item.blocks)) for item in block.items)
                return _with(block, items=_shared(block.items, items))
            case DefinitionList():
                return _with(block, entries=_shared(block.entries, map(self._entry, block.entries)))
            case Table():
                caption = self._caption(block.caption)
                head = _shared(block.head, map(self._row, block.head))
                rows = _shared(block.rows, map(self._row, block.rows))
                return _with(block, caption=caption, head=head, rows=rows)
            case Figure():
                return _with(block, caption=self._caption(block.caption))
            case Callout():
                label = self.inlines(block.label)
                return _with(block, label=label, blocks=self.blocks(block.blocks))
            case _ if isinstance(block, Container):
                return _with(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def _caption(self, caption: Inlines | None) -> Inlines | None:
        return None if caption is None else self.inlines(caption)

    def _entry(self, entry: Definition) -> Definition:
        terms = _shared(entry.terms, map(self.inlines, entry.terms))
        definitions = _shared(entry.definitions, map(self.blocks, entry.definitions))
        return _with(entry, terms=terms, definitions=definitions)

    def _row(self, row: Row) -> Row:
        cells = (_with(cell, content=self.inlines(cell.content)) for cell in row.cells)
        return _with(row, cells=_shared(row.cells, cells))


def _with(node: Node, **fields: object) -> Node:
    """The node with these fields; itself where it has them already."""
    if all(getattr(node, name) is value for name, value in fields.items()):
        return node
    return dataclasses.replace(node, **fields)  # type: ignore[type-var]


def _shared(before: tuple[Node, ...], after: Iterable[Node]) -> tuple[Node, ...]:
    """What came `after`; the run `before` where nothing in it has changed."""
    new = tuple(after)
    same = len(new) == len(before) and all(map(operator.is_, before, new))
    return before if same else new
