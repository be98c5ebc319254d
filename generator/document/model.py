"""The document: what an announcement says, apart from how any format shows it.

Two closed unions, `Inline` and `Block`, hold every construct of the source dialect. Nodes are
frozen; `walk` reads and rebuilds them. Languages are BCP 47 tags; None means "as around it". Lines
are 1-based lines of the source file.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.document.brand import Brand
from generator.document.charts import Chart
from generator.document.facts import Contact, Edition, Look, SectionNumbering, Translation
from generator.document.kinds import Alignment, CalloutKind, CaptionKind, Lines, Scope
from generator.document.markers import DECIMAL, USUAL_SIGNS, Marker
from generator.document.pictures import Alternative, Picture


@dataclass(frozen=True, slots=True)
class Position:
    """Where a construct begins in the source file."""

    line: int


# Inlines --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters; a soft line break of the source is a space."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress emphasis (`*…*`)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance (`**…**`)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strikethrough:
    """Text no longer valid (`~~…~~`)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Raised:
    """Superscript (`x^2^`)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Lowered:
    """Subscript (`H~2~O`)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """A code span; every character counts."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `target` is an address as written, or `#` and the identifier of a block."""

    target: str
    content: Inlines
    title: str | None
    position: Position
    reference: bool = False
    """True where its author left the words to us: they say what it leads to ("Table 2")."""

    @property
    def internal(self) -> str | None:
        """The identifier of the block it leads to, or None for an address."""
        return self.target[1:] if self.target.startswith("#") else None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in running text, or inside a figure; `picture` is a key of Document.pictures."""

    picture: str
    alternative: Alternative
    position: Position
    width: int | None = None
    """Percent of the width of the text around it; None for its own size."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A reference to note `number`; `occurrence` counts its calls from 1."""

    number: int
    occurrence: int
    position: Position


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for; `first` at its first use in the document.

    `explained` is true where the expansion already stands beside it in the text.
    """

    text: str
    expansion: str
    first: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A part in another language."""

    content: Inlines
    language: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class SectionNumber:
    """The number that we put before a heading or a paragraph ("1.2"); a space follows it."""

    text: str


@dataclass(frozen=True, slots=True)
class CaptionNumber:
    """What we put before a caption: "Table 2", and what parts it from the words, ": ".

    `before` and `after` are what stands on both sides of the number, as the language has it.
    `identifier` is that of the table or figure, if it has one.
    """

    kind: CaptionKind
    before: str
    number: int
    after: str
    separator: str
    identifier: str | None

    @property
    def label(self) -> str:
        """The words by which the text refers to it."""
        return f"{self.before}{self.number}{self.after}"

    @property
    def text(self) -> str:
        """All its words."""
        return f"{self.label}{self.separator}"


@dataclass(frozen=True, slots=True)
class TargetLabel:
    """What a reference repeats: a caption's label ("Table 2"), or a heading's number ("1.2")."""

    text: str
    kind: CaptionKind | None
    """Whose label it is; None for a heading's number."""


Inline = (
    Text
    | Emphasis
    | Strong
    | Strikethrough
    | Raised
    | Lowered
    | Code
    | Link
    | Image
    | NoteCall
    | Abbreviation
    | Span
    | LineBreak
    | SectionNumber
    | CaptionNumber
    | TargetLabel
)
Inlines = tuple[Inline, ...]

Wrapper = Emphasis | Strong | Strikethrough | Raised | Lowered | Link | Span
"""Inlines that hold inlines, in `content`; every other inline is a leaf."""


# Blocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading; levels 2 to 6, since the title is the only level 1."""

    level: int
    content: Inlines
    identifier: str
    position: Position
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; or `lines`, each with a break, kept on a page; `identifier` of a caption."""

    content: Inlines
    position: Position
    language: str | None = None
    lines: Lines | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; it may hold any block, or none."""

    blocks: Blocks
    position: Position


@dataclass(frozen=True, slots=True)
class List:
    """A list; `start` is the first number of an ordered list, None of a bullet list.

    `tight` lists show their paragraphs without space between them (CommonMark 5.3).
    """

    start: int | None
    tight: bool
    items: tuple[ListItem, ...]
    position: Position
    language: str | None = None
    marker: Marker = DECIMAL

    @property
    def ordered(self) -> bool:
        """True for a numbered list."""
        return self.start is not None

    @property
    def signs(self) -> int:
        """The signs of its longest marker; 0 for bullets."""
        return 0 if self.start is None else self.marker.longest(self.start, len(self.items))

    @property
    def room(self) -> str:
        """The name of a style for markers that need more room than most."""
        return f"signs-{self.signs}" if self.signs > USUAL_SIGNS else ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One or more terms and the definitions they share."""

    terms: tuple[Inlines, ...]
    definitions: tuple[Blocks, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their definitions, which may hold any block."""

    entries: tuple[Definition, ...]
    position: Position
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `scope` is None for a data cell. It covers so many `columns` and `rows`."""

    content: Inlines
    scope: Scope | None
    alignment: Alignment
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the cells that begin in it; `document.grid` says in which columns."""

    cells: tuple[Cell, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Table:
    """A table with header rows, one at least; an empty corner is a data cell."""

    caption: Inlines | None
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    position: Position
    language: str | None = None
    identifier: str | None = None

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The header rows and those below them."""
        return (*self.head, *self.rows)

    @property
    def columns(self) -> int:
        """How many columns there are; no cell reaches into the first row from above."""
        return sum(cell.columns for cell in self.head[0].cells)

    @property
    def row_headers(self) -> bool:
        """True where the first cell of each body row names the row, unless it is empty."""
        return any(cell.scope is Scope.ROW for row in self.rows for cell in row.cells[:1])


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture alone in its paragraph; `link` is where it leads, if it is a link."""

    image: Image
    caption: Inlines | None
    link: str | None
    position: Position
    language: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted text; every character counts. No final newline."""

    text: str
    code_language: str | None
    position: Position
    language: str | None = None


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Quoted blocks."""

    blocks: Blocks
    position: Position
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """Blocks set off as a warning or the like.

    `label` is what readers meet first: our word for the kind in the language around, and the
    title, if the author gave one.
    """

    kind: CalloutKind
    label: Inlines
    blocks: Blocks
    position: Position
    language: str | None = None
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """A fenced container: several blocks in one language."""

    blocks: Blocks
    language: str
    position: Position


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A change of subject without a heading."""

    position: Position
    language: str | None = None


Block = (
    Heading
    | Paragraph
    | List
    | DefinitionList
    | Table
    | Figure
    | CodeBlock
    | BlockQuote
    | Callout
    | Division
    | ThematicBreak
)
Blocks = tuple[Block, ...]

Container = BlockQuote | Callout | Division
"""Blocks that hold blocks, in `blocks`; a callout has a label before them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `number` counts from 1 by first call, `calls` says how often it is called."""

    number: int
    calls: int
    blocks: Blocks
    position: Position


@dataclass(frozen=True, slots=True)
class Allowance:
    """A rule switched off, and why: for the lines `first` to `last`, or for the whole document."""

    rule: str
    reason: str
    position: Position
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter. `title` and `language` are required, the rest is None or empty."""

    title: Inlines
    language: str
    category: Inlines | None = None
    summary: Inlines | None = None
    date: datetime.date | None = None
    updated: datetime.date | None = None
    organisation: str | None = None
    author: str | None = None
    reference: str | None = None
    """The number under which its publisher files it."""
    status: str | None = None
    """What holds of it for now, such as an embargo."""
    classification: str | None = None
    """Who may read it, in the words of its publisher's scheme."""
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    contact: Contact | None = None
    identifier: str | None = None
    url: str | None = None
    licence: str | None = None
    translations: tuple[Translation, ...] = ()
    accessibility_reviewed_by: str | None = None
    numbering: SectionNumbering | None = None
    look: Look = Look.NOTICE
    recipient: tuple[str, ...] = ()
    """To whom a letter goes: name and address, line by line."""
    editions: tuple[Edition, ...] = ()
    """For whom it is made; empty where the command alone says so."""
    allow: tuple[Allowance, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    """The source line of each key given, for messages."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole announcement. `notes` come in the order of their first call."""

    metadata: Metadata
    blocks: Blocks
    notes: tuple[Note, ...]
    pictures: Mapping[str, Picture]
    path: str
    """The source's path as the user gave it, for messages."""
    source_hash: str
    """SHA-256 of the source's bytes, in hexadecimal."""
    allowances: tuple[Allowance, ...] = ()
    """Those that comments make for some lines; `metadata.allow` has those for all."""
    lines: tuple[str, ...] = ()
    """The source as written, for the rules that look at how it is written."""
    picture_hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each picture's file, by its path below the source's folder."""
    brand: Brand | None = None
    """Whose face it has; its logo is one of the pictures."""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """What is drawn as a chart, by the name of the picture that it becomes."""
