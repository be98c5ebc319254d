"""Blocks to paragraphs: nesting becomes styles, numbering and indentation.

WordprocessingML has no containers. What a container holds is written as Word's users write it:

- an item of a list is numbered; what follows in the item is indented to the item's text;
- a quotation is in style Quote (Quote 2 inside another), and what is no plain paragraph in it in
  a style based on Quote ("Quote Code");
- an item that begins with a table, a heading or a container begins with an empty numbered
  paragraph, close above it;
- two quotations, or two tables, that follow each other are kept apart by an empty paragraph, as
  Word itself does.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Literal

from generator.document import walk
from generator.document.grid import Grid, Placed
from generator.document.kinds import Alignment, Scope
from generator.document.languages import direction
from generator.document.model import (
    Block,
    Blocks,
    Callout,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Inlines,
    List,
    Paragraph,
    Table,
    ThematicBreak,
)
from generator.document.references import caption_number
from generator.document.section_numbers import parted
from generator.packagers.docx.inlines import Inliner, Setting
from generator.packagers.docx.measures import (
    APART,
    AROUND_TABLE,
    CELL_MARGIN,
    TEXT_WIDTH,
    TIGHT,
    Measures,
)
from generator.packagers.docx.numbering import Numbering, list_style
from generator.packagers.docx.sections import turn, turn_back
from generator.packagers.docx.style_names import ParagraphKind, StyleName, Styles, family
from generator.packagers.docx.tables import Layout, layout
from generator.packagers.docx.views import (
    BlockView,
    CellFlags,
    CellView,
    Chars,
    Content,
    Mark,
    Number,
    ParagraphView,
    RowView,
    Run,
    RunProperties,
    Stretch,
    TableView,
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where blocks stand: `indent` and the containers around, the nearest being `kind`.

    `number` is that of the item whose blocks these are, None where they are in no item or in
    something else inside it.
    """

    language: str
    plain: ParagraphKind
    kind: ParagraphKind
    indent: int = 0
    groups: tuple[str, ...] = ()
    lists: int = 0
    items: tuple[int, ...] = ()
    number: Number | None = None


@dataclass(slots=True)
class BlockWriter:
    """Lays out the blocks of one part. `plain` is the style of its running text."""

    inliner: Inliner
    numbering: Numbering
    styles: Styles
    measures: Measures
    plain: ParagraphKind = ParagraphKind.NORMAL
    _written: list[BlockView] = field(default_factory=list)
    _number: Number | None = None
    _ordered: bool = False
    _loose: bool = False
    _note_number: bool = False
    _item: int = 0
    _branched: set[int] = field(default_factory=set)
    """Items that hold a list already; a second one does not go on counting the first."""
    _closed: tuple[tuple[str, ...], tuple[int, ...]] | None = None
    """Depth and items around of a quotation that has just ended."""

    def flow(self, blocks: Blocks, language: str) -> tuple[BlockView, ...]:
        """The paragraphs and tables of `blocks`, ending in a paragraph."""
        spot = self._begin(language)
        self._blocks(blocks, spot)
        return self._end(spot)

    def note(self, blocks: Blocks, language: str) -> tuple[BlockView, ...]:
        """The same for a footnote, which begins with its number."""
        spot = self._begin(language)
        self._note_number = True
        self._blocks(blocks, spot)
        return self._end(spot)

    def _begin(self, language: str) -> _Spot:
        self._written = []
        self._closed = None
        return _Spot(language, self.plain, self.plain)

    def _end(self, spot: _Spot) -> tuple[BlockView, ...]:
        self._flush(spot)
        if self._written and isinstance(self._written[-1], TableView):
            self._separate(spot)
        return tuple(self._written)

    # Blocks ------------------------------------------------------------------------------------

    def _blocks(self, blocks: Blocks, spot: _Spot) -> None:
        ruled = False
        for index, block in enumerate(blocks):
            here = spot
            if block.language is not None:
                here = dataclasses.replace(spot, language=block.language)
            if isinstance(block, ThematicBreak):
                above, below = blocks[index - 1 : index], blocks[index + 1 : index + 2]
                ruled = self._rule(here, above=above, below=below)
                continue
            first = len(self._written)
            self._block(block, here)
            if ruled:
                self._written[first] = _ruled(self._written[first], "top")
                ruled = False

    def _block(self, block: Block, spot: _Spot) -> None:
        match block:
            case Paragraph():
                self._paragraph(block, spot)
            case Heading():
                self._heading(block, spot)
            case List():
                self._list(block, spot)
            case DefinitionList():
                self._definitions(block, spot)
            case Table():
                self._table(block, spot)
            case Figure():
                self._figure(block, spot)
            case CodeBlock(text=text):
                code = self.inliner.code(text, self._setting(spot))
                self._numbered(self._view(ParagraphKind.CODE, code, spot), spot)
            case Division():
                self._blocks(block.blocks, spot)
            case _ if isinstance(block, Container):
                self._group(block, spot)

    def _rule(self, spot: _Spot, *, above: Blocks, below: Blocks) -> bool:
        """Draw a thematic break: as the lower border of the paragraph above, as Word does.

        Returns True where it is to be the upper border of the paragraph below. Where neither is a
        plain paragraph it is an empty one: Word draws equal borders of neighbours once.
        """
        near = self._written[-2:]
        rules = [each.rule if isinstance(each, ParagraphView) else None for each in near]
        waiting = self._number or self._note_number
        alone = rules[-1:] == [None] and rules[-2:-1] != ["bottom"]
        if above and _takes_rule(above[0]) and not spot.groups and alone:
            self._written[-1] = _ruled(self._written[-1], "bottom")
            return False
        free = not spot.groups and not waiting and rules[-1:] != ["top"]
        if below and _takes_rule(below[0]) and free:
            return True
        self._flush(spot)
        self._write(self._view(ParagraphKind.BREAK, (), spot))
        return False

    def _paragraph(self, block: Paragraph, spot: _Spot) -> None:
        number, content = parted(block.content)
        kind = self._item_kind(spot) if self._number else spot.kind
        if number is not None:
            kind = ParagraphKind.NUMBERED
        elif block.lines is not None and kind is ParagraphKind.NORMAL:
            kind = ParagraphKind.lines(block.lines)
            self._keep_with_next()
        view = self._view(kind, self.inliner.content(content, self._setting(spot)), spot)
        if number is not None:
            view = dataclasses.replace(view, number=self.numbering.section(number, view.style))
        if block.identifier is not None and caption_number(content) is None:
            bookmark = self.inliner.registry.bookmarks.place(block.identifier)
            view = dataclasses.replace(view, bookmark=bookmark)
        if self._note_number and not self._number and not spot.groups:
            self._note_number = False
            view = dataclasses.replace(view, content=(*_NOTE_NUMBER, *view.content))
        self._numbered(view, spot)

    def _keep_with_next(self) -> None:
        """Let what was written last stand on the page of what follows: it says whose address."""
        last = self._written[-1] if self._written else None
        if isinstance(last, ParagraphView):
            self._written[-1] = dataclasses.replace(last, keep_next=True)

    def _item_kind(self, spot: _Spot) -> ParagraphKind:
        return spot.plain if spot.groups or spot.plain is ParagraphKind.NOTE else ParagraphKind.ITEM

    def _heading(self, block: Heading, spot: _Spot) -> None:
        self._flush(spot)
        setting = dataclasses.replace(self._setting(spot), bold=True)
        kind = ParagraphKind.heading(block.level)
        number, content = parted(block.content)
        view = self._view(kind, self.inliner.content(content, setting), spot)
        bookmark = self.inliner.registry.bookmarks.place(block.identifier)
        place = self.numbering.section(number, view.style)
        self._write(dataclasses.replace(view, bookmark=bookmark, number=place))

    def _definitions(self, block: DefinitionList, spot: _Spot) -> None:
        inside = dataclasses.replace(
            spot,
            kind=ParagraphKind.DEFINITION,
            indent=spot.indent + self.measures.definition,
            number=None,
        )
        for entry in block.entries:
            self._definition(entry, spot, inside)

    def _definition(self, entry: Definition, spot: _Spot, inside: _Spot) -> None:
        setting = dataclasses.replace(self._setting(spot), bold=True)
        for term in entry.terms:
            view = self._view(ParagraphKind.TERM, self.inliner.content(term, setting), spot)
            self._numbered(view, spot)
        for blocks in entry.definitions:
            self._blocks(blocks, inside)

    def _figure(self, block: Figure, spot: _Spot) -> None:
        content = self.inliner.content((block.image,), self._setting(spot), block.link)
        view = dataclasses.replace(
            self._view(ParagraphKind.PICTURE, content, spot),
            keep_next=block.caption is not None,
            number_at_top=self._number is not None,
        )
        self._numbered(view, spot)
        if block.caption is not None:
            self._write(self._caption(block, block.caption, spot))

    def _caption(self, block: Table | Figure, caption: Inlines, spot: _Spot) -> ParagraphView:
        """A caption; a bookmark is around its number, or else around its words."""
        content = self.inliner.content(caption, self._setting(spot))
        outside = dataclasses.replace(spot, groups=())
        view = self._view(ParagraphKind.CAPTION, content, outside)
        if block.identifier is None or caption_number(caption) is not None:
            return view
        bookmark = self.inliner.registry.bookmarks.place(block.identifier)
        return dataclasses.replace(view, bookmark=bookmark)

    # Containers --------------------------------------------------------------------------------

    def _list(self, block: List, spot: _Spot) -> None:
        self._flush(spot)
        hanging = self.measures.hanging(block)
        indent = spot.indent + hanging
        around = None if self._branched.issuperset(spot.items[-1:]) else spot.number
        self._branched.update(spot.items[-1:])
        number = self.numbering.begin(block, spot.lists, indent, hanging, around)
        for item in block.items:
            self._item += 1
            inside = dataclasses.replace(
                spot,
                kind=ParagraphKind.CONTINUED if spot.plain is ParagraphKind.NORMAL else spot.plain,
                indent=indent,
                lists=spot.lists + 1,
                items=(*spot.items, self._item),
                number=number,
            )
            self._number, self._ordered, self._loose = number, block.ordered, not block.tight
            self._blocks(item.blocks, inside)
            if self._number:
                self._numbered(self._view(self._item_kind(inside), (), inside), inside)

    def _group(self, block: Container, spot: _Spot) -> None:
        self._flush(spot)
        inside = dataclasses.replace(
            spot,
            kind=spot.plain,
            indent=spot.indent + self.measures.quote,
            groups=(*spot.groups, family(block)),
            number=None,
        )
        ended = inside.groups, spot.items
        if self._closed == ended:
            self._separate(spot)
        if isinstance(block, Callout):
            self._label(block.label, inside)
        self._blocks(block.blocks, inside)
        if not block.blocks and not isinstance(block, Callout):
            self._write(self._view(spot.plain, (), inside))
        self._closed = ended

    def _label(self, label: Inlines, spot: _Spot) -> None:
        setting = dataclasses.replace(self._setting(spot), bold=True)
        content = self.inliner.content(label, setting)
        self._write(self._view(ParagraphKind.LABEL, content, spot))

    def _flush(self, spot: _Spot) -> None:
        """Write a pending note number or item number in an empty paragraph of its own."""
        self._flush_note(spot)
        if self._number:
            alone = self._view(self._item_kind(spot), (), spot)
            self._numbered(dataclasses.replace(alone, keep_next=True, after=0), spot)

    def _flush_note(self, spot: _Spot) -> None:
        if self._note_number:
            self._note_number = False
            outside = dataclasses.replace(spot, indent=0, groups=())
            self._written.append(self._view(ParagraphKind.NOTE, _NOTE_NUMBER, outside))

    # Tables ------------------------------------------------------------------------------------

    def _table(self, block: Table, spot: _Spot) -> None:
        self._flush(spot)
        laid = layout(block, TEXT_WIDTH - spot.indent, self.measures)
        turned = not laid.fits and self._may_turn(spot)
        if turned:
            laid = layout(block, self.measures.turned, self.measures)
            turn(self._written, self._view(ParagraphKind.SEPARATOR, (), spot))
        if block.caption is not None:
            caption = self._caption(block, block.caption, spot)
            self._write(dataclasses.replace(caption, keep_next=True))
        elif self._written and isinstance(self._written[-1], TableView):
            self._separate(spot)
        grid = Grid(block)
        first, *rows = (self._row(grid, number, laid, spot) for number in range(len(grid.rows)))
        self._write(
            TableView(
                title=None if block.caption is None else walk.plain_text(block.caption),
                indent=spot.indent,
                widths=laid.widths,
                dense=laid.dense,
                row_headers=block.row_headers,
                right_to_left=direction(spot.language) == "rtl",
                rows=(self._bookmarked(first, block), *rows),
            )
        )
        if turned:
            self._written.append(turn_back(self._view(ParagraphKind.SEPARATOR, (), spot)))

    def _may_turn(self, spot: _Spot) -> bool:
        """Pages turn for tables of the text itself, not for those in an item or a note."""
        return not (spot.indent or spot.groups) and self.plain is ParagraphKind.NORMAL

    def _bookmarked(self, header: RowView, block: Table) -> RowView:
        """The header row with the bookmark that says what it and the first column are."""
        column = any(cell.scope is Scope.COLUMN for row in block.head for cell in row.cells)
        if not (column or block.row_headers):
            return header
        bookmark = self.inliner.registry.bookmarks.table(column=column, row=block.row_headers)
        first = header.cells[0]
        paragraph = dataclasses.replace(first.paragraph, bookmark=bookmark)
        first = dataclasses.replace(first, paragraph=paragraph)
        return dataclasses.replace(header, cells=(first, *header.cells[1:]))

    def _row(self, grid: Grid, number: int, laid: Layout, spot: _Spot) -> RowView:
        cells = tuple(self._cell(placed, number, grid, laid, spot) for placed in grid.rows[number])
        return RowView(number < grid.head, cells, first=number == 0)

    def _cell(self, placed: Placed, row: int, grid: Grid, laid: Layout, spot: _Spot) -> CellView:
        """A cell in one of its rows; its words stand in the first."""
        cell, header = placed.cell, row < grid.head
        kind = ParagraphKind.DENSE_CELL if laid.dense else ParagraphKind.CELL
        width = sum(laid.widths[placed.column : placed.columns.stop])
        flags = CellFlags(header, cell.scope is Scope.ROW)
        bold = header or flags.first_column
        setting = Setting(spot.language, max(width - 2 * CELL_MARGIN, CELL_MARGIN), bold)
        content = self.inliner.content(cell.content, setting) if row == placed.row else ()
        view = self._view(kind, content, spot)
        return CellView(
            width,
            flags,
            dataclasses.replace(
                view,
                keep_next=header,
                indent=None,
                flags=flags if header or flags.first_column else None,
                alignment=_alignment(cell.alignment, right_to_left=view.right_to_left),
            ),
            cell.columns,
            None if cell.rows == 1 else "restart" if row == placed.row else "continue",
        )

    # Paragraphs --------------------------------------------------------------------------------

    def _setting(self, spot: _Spot) -> Setting:
        return Setting(spot.language, TEXT_WIDTH - spot.indent)

    def _view(self, kind: ParagraphKind, content: Content, spot: _Spot) -> ParagraphView:
        name = StyleName(kind, spot.groups)
        right_to_left = direction(spot.language) == "rtl" and kind is not ParagraphKind.CODE
        own = name.indent(self.measures)
        return ParagraphView(
            style=self.styles.use(name),
            content=content,
            right_to_left=right_to_left,
            indent=None if own == spot.indent else spot.indent,
            mark=self.inliner.mark(spot.language),
        )

    def _numbered(self, view: ParagraphView, spot: _Spot) -> None:
        """Place a paragraph, with the item's number if that is still to come."""
        self._flush_note(spot)
        number, self._number = self._number, None
        if number is not None and spot.groups and not self._loose:
            view = dataclasses.replace(view, before=TIGHT, after=TIGHT)
        if number is not None and view.style == StyleName(ParagraphKind.ITEM).identifier:
            style = list_style(number.level, ordered=self._ordered)
            view = dataclasses.replace(view, style=style)
            if self._loose:
                after = APART if view.after is None else view.after
                view = dataclasses.replace(view, before=APART, after=after)
        if number is not None:
            view = dataclasses.replace(view, number=number, indent=None)
        self._write(view)

    def _write(self, view: BlockView) -> None:
        if self._written:
            self._written[-1], view = _spaced(self._written[-1], view)
        self._written.append(view)
        self._closed = None

    def _separate(self, spot: _Spot) -> None:
        self._written.append(self._view(ParagraphKind.SEPARATOR, (), spot))


_NOTE_NUMBER: Content = (
    Stretch(
        None,
        (
            Run(RunProperties(style="FootnoteReference"), (Mark.NOTE_NUMBER,)),
            Run(RunProperties(), (Chars(" "),)),
        ),
    ),
)


def _takes_rule(block: Block) -> bool:
    """True for a paragraph or a heading with words: one paragraph, of a style without a border."""
    match block:
        case Paragraph(content=content) | Heading(content=content):
            return bool(walk.plain_text(content).strip())
        case _:
            return False


def _ruled(view: BlockView, side: Literal["top", "bottom"]) -> BlockView:
    assert isinstance(view, ParagraphView)  # noqa: S101 (asked before)
    if side == "top":
        return dataclasses.replace(view, rule=side)
    return dataclasses.replace(view, rule=side, after=AROUND_TABLE)


def _spaced(above: BlockView, below: BlockView) -> tuple[BlockView, BlockView]:
    """Two neighbours with the space between them that neither style gives."""
    match above, below:
        case TableView(), ParagraphView(style=style) if "Heading" not in style:
            return above, dataclasses.replace(below, before=AROUND_TABLE)
        case ParagraphView(number=Number(), after=None), TableView():
            return dataclasses.replace(above, after=APART), below
        case ParagraphView(number=Number(), after=0), ParagraphView():
            return above, dataclasses.replace(below, before=0)
        case _:
            return above, below


def _alignment(alignment: Alignment, *, right_to_left: bool) -> str | None:
    """ST_Jc of ISO 29500-4: "left" is the side where a line begins, whatever its direction."""
    match alignment:
        case Alignment.START:
            return None
        case Alignment.CENTER:
            return "center"
        case Alignment.LEFT:
            return "right" if right_to_left else "left"
        case _:
            return "left" if right_to_left else "right"
