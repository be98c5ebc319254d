"""What the templates are handed: the document as WordprocessingML sees it.

That is a flat sequence of paragraphs and tables, whose numbers, links, pictures and bookmarks are
already registered. Lengths are twips (a twentieth of a point) unless a name says else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal


class Mark(StrEnum):
    """A character that WordprocessingML writes as an element of its own."""

    TAB = "tab"
    BREAK = "br"
    SOFT_HYPHEN = "softHyphen"
    NO_BREAK_HYPHEN = "noBreakHyphen"
    NOTE_NUMBER = "footnoteRef"

    @property
    def kind(self) -> str:
        """What templates ask of every piece."""
        return "mark"


@dataclass(frozen=True, slots=True)
class Chars:
    """Literal characters."""

    kind: ClassVar[str] = "chars"
    text: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """An inline picture. `description` is None for a decorative one; lengths are EMU.

    `vector` is the relationship of the SVG that `relationship`'s raster stands in for; `link`
    the relationship or, after `#`, the bookmark to which the picture leads.
    """

    kind: ClassVar[str] = "picture"
    identifier: int
    name: str
    relationship: str
    vector: str | None
    description: str | None
    width: int
    height: int
    link: LinkView | None
    transparent: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote's reference mark. `bookmark` names it where further calls point to it."""

    kind: ClassVar[str] = "note"
    identifier: int
    bookmark: BookmarkView | None


@dataclass(frozen=True, slots=True)
class NoteAgainView:
    """A further call of a note: a cross-reference to the first call's bookmark."""

    kind: ClassVar[str] = "note again"
    label: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class CaptionNumberView:
    """The number before a caption: a field that counts the captions of a `sequence`.

    `bookmark` names it with the words `before` and `after`, where links lead to it.
    """

    kind: ClassVar[str] = "caption number"
    sequence: str
    before: str
    number: int
    after: str
    bookmark: BookmarkView | None

    @property
    def text(self) -> str:
        """All its words."""
        return f"{self.before}{self.number}{self.after}"


@dataclass(frozen=True, slots=True)
class TargetLabelView:
    """A field that repeats what a bookmark names: its words, or the `number` of its paragraph."""

    kind: ClassVar[str] = "target label"
    bookmark: str
    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class BookmarkView:
    """A named place; `identifier` is unique within the package."""

    identifier: int
    name: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link: by `relationship` to an address, or by `anchor` to a bookmark."""

    relationship: str | None
    anchor: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class RunProperties:
    """A run's properties; the `run_properties` macro owns their order.

    `wrappers` are the model's names of inlines around it that no style says. `language` is None
    where the styles' default holds; `far_east` a font for East Asian text.
    """

    style: str | None = None
    bold: bool = False
    italic: bool = False
    wrappers: frozenset[str] = frozenset()
    far_east: str | None = None
    right_to_left: bool = False
    language: str | None = None


Piece = Chars | Mark | PictureView | NoteView | NoteAgainView | CaptionNumberView | TargetLabelView


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces with the same properties."""

    properties: RunProperties
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs in one link, or in none."""

    link: LinkView | None
    runs: tuple[Run, ...]


Content = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's place in a list: numbering instance and level.

    Instance 0 takes away the number that a style gives (ISO 29500-1, 17.9.18).
    """

    instance: int
    level: int


@dataclass(frozen=True, slots=True)
class CellFlags:
    """Which conditional formats of the table style hold for a cell (`w:cnfStyle`)."""

    first_row: bool
    first_column: bool

    @property
    def bits(self) -> str:
        """The flags as ST_Cnf (ISO 29500-4, 14.11.7)."""
        both = self.first_row and self.first_column
        return f"{self.first_row:d}0{self.first_column:d}000000{both:d}00"


@dataclass(frozen=True, slots=True)
class SectionView:
    """The pages up to a paragraph: whether they are `turned`, and the `first` of the document."""

    turned: bool
    first: bool


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph. `before`, `after` and `indent` are None where the style's own holds."""

    kind: ClassVar[str] = "paragraph"
    style: str
    content: Content = ()
    keep_next: bool = False
    number: Number | None = None
    right_to_left: bool = False
    before: int | None = None
    after: int | None = None
    indent: int | None = None
    alignment: str | None = None
    flags: CellFlags | None = None
    mark: RunProperties = RunProperties()
    bookmark: BookmarkView | None = None
    rule: Literal["top", "bottom"] | None = None
    """The side on which a thematic break is drawn as a border."""
    section: SectionView | None = None
    """The pages that end with it, where others follow that are turned otherwise."""
    number_at_top: bool = False
    """True for an item's picture, at whose foot the number would stand."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of the contents list, and the bookmark to which it leads."""

    paragraph: ParagraphView
    bookmark: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of one paragraph.

    It covers so many `columns`; `merge` says whether a cell of several rows begins here or goes on.
    """

    width: int
    flags: CellFlags
    paragraph: ParagraphView
    columns: int = 1
    merge: Literal["restart", "continue"] | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; header rows repeat on every page."""

    header: bool
    cells: tuple[CellView, ...]
    first: bool = True
    """False for a further header row, which Word does not set as the table's style says."""

    @property
    def flags(self) -> CellFlags:
        """The conditional formats of the row as a whole."""
        return CellFlags(self.header, first_column=False)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; `title` is its caption's words. A dense one has little room for its words."""

    kind: ClassVar[str] = "table"
    title: str | None
    indent: int
    widths: tuple[int, ...]
    dense: bool
    row_headers: bool
    right_to_left: bool
    rows: tuple[RowView, ...]

    @property
    def width(self) -> int:
        """The table's whole width."""
        return sum(self.widths)


BlockView = ParagraphView | TableView


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote of the footnotes part."""

    identifier: int
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of a numbering definition; `style` is the paragraph style that it belongs to."""

    level: int
    ordered: bool
    start: int
    indent: int
    hanging: int
    style: str | None
    format: str = "decimal"
    around: tuple[str, str] = ("", ".")
    section: bool = False
    """A level of the numbers of headings: it shows those above it too, and no list is indented."""

    @property
    def pattern(self) -> str:
        """What stands before a paragraph, "%1" for the number of the first level (17.9.11)."""
        if self.section:
            return ".".join(f"%{level + 1}" for level in range(self.level + 1))
        return f"{self.around[0]}%{self.level + 1}{self.around[1]}"


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A numbering definition (`w:abstractNum`) and its one instance (`w:num`), of the same id."""

    identifier: int
    levels: tuple[LevelView, ...]
