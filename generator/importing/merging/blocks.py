"""Blocks as their author wrote them, as they were sent out, and as they came back: merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from generator.document.model import (
    Block,
    BlockQuote,
    Blocks,
    Callout,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Row,
    Strong,
    Table,
    ThematicBreak,
)
from generator.document.pictures import AlternativeText
from generator.document.walk import within
from generator.importing.merging.containers import Containers
from generator.importing.merging.passages import merged_passage, tokens
from generator.importing.merging.sequences import pairs
from generator.source.writing.trial import placeless

Part = Any
"""A block, an item, a row or a cell."""
V = TypeVar("V")
_LEAST = 0.4
_LEAST_OF_OTHER_KINDS = 0.7


@dataclass(slots=True)
class Merging:
    """Merges blocks; `homeless` is given what has no place in ours: before and after."""

    tell: Callable[[str], None]
    homeless: Callable[[Block | None, Block | None], None]
    outside: set[str] = field(default_factory=set)
    """The words of theirs that have no place in ours."""
    containers: Containers = field(default_factory=Containers)

    def blocks(self, ours: Blocks, base: Blocks, theirs: Blocks) -> Blocks:
        """The merged blocks."""
        if same(base, theirs):
            return ours
        own = self.containers.opened(ours)
        return self.containers.closed(tuple(self._parts(own, base, theirs, self.block)))

    def _parts(
        self,
        ours: Sequence[Part],
        base: Sequence[Part],
        theirs: Sequence[Part],
        merge: Callable[[Part, Part, Part], Part],
    ) -> list[Part]:
        """Ours, in their order, without what they took away and with what they added."""
        own = {there: here for here, there in pairs(ours, base, words_of, alike).items()}
        back = {there: here for here, there in pairs(base, theirs, words_of, alike).items()}
        gone = [place for place in range(len(base)) if place not in back.values()]
        found: list[Part] = []
        after: dict[int, list[Part]] = {}
        kept = set(own.values())
        for place, part in enumerate(ours):
            if place not in kept:
                before = [each for each in kept if each < place]
                after.setdefault(max(before, default=-1), []).append(part)
        found += after.pop(-1, [])
        for place, part in enumerate(theirs):
            sent = back.get(place)
            if sent is None:
                sent = next((each for each in gone if same(base[each], part)), None)
                if sent is None:
                    found.append(part)
                    continue
                gone.remove(sent)
            here = own.get(sent)
            if here is not None:
                found.append(merge(ours[here], base[sent], part))
                found += after.pop(here, [])
            elif not same(base[sent], part):
                self._without_home(base[sent], part)
        for sent in gone:
            here = own.get(sent)
            if here is None:
                self._without_home(base[sent], None)
            else:
                found += after.pop(here, [])
        return found

    def _without_home(self, before: Part, after: Part | None) -> None:
        if after is not None:
            self.outside.add(words_of(after)[1])
        if isinstance(before, Block):
            self.homeless(before, after)
        else:
            self.tell(f"“{words_of(before)[1]}” was changed, and has no place in the source.")

    # One block ------------------------------------------------------------------------------

    def block(self, ours: Block, base: Block, theirs: Block) -> Block:
        """The merged block."""
        if same(base, theirs):
            return ours
        if type(base) is not type(theirs):
            return self._other_kind(ours, base, theirs)
        if type(ours) is type(base):
            return _MERGES[type(ours)](self, ours, base, theirs)
        if isinstance(ours, BlockQuote | Callout) and isinstance(base, BlockQuote | Callout):
            assert isinstance(theirs, BlockQuote | Callout)  # noqa: S101 (as the base)
            return replace(ours, blocks=self.blocks(ours.blocks, base.blocks, theirs.blocks))
        self.tell(f"“{words_of(ours)[1][:60]}” was rewritten, and may hold less.")
        return theirs

    def _other_kind(self, ours: Block, base: Block, theirs: Block) -> Block:
        """A heading that became a paragraph, and the like."""
        lines = Heading | Paragraph
        if isinstance(ours, lines) and isinstance(base, lines) and isinstance(theirs, lines):
            content = merged_passage(ours.content, base.content, theirs.content, self.tell)
            return replace(theirs, content=content, position=ours.position)
        if not same(ours, base):
            self.tell(f"“{words_of(ours)[1][:60]}” is of another kind now, and may hold less.")
        return replace(theirs, position=ours.position)

    def _passage(self, ours: Inlines, base: Inlines, theirs: Inlines) -> Inlines:
        return merged_passage(ours, base, theirs, self.tell)

    def _optional(
        self, ours: Inlines | None, base: Inlines | None, theirs: Inlines | None
    ) -> Inlines | None:
        if base is None or theirs is None or ours is None:
            return one_of(ours, base, theirs)
        return self._passage(ours, base, theirs)

    def heading(self, ours: Heading, base: Heading, theirs: Heading) -> Block:
        """The merged heading."""
        return replace(
            ours,
            level=one_of(ours.level, base.level, theirs.level),
            content=self._passage(ours.content, base.content, theirs.content),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def paragraph(self, ours: Paragraph, base: Paragraph, theirs: Paragraph) -> Block:
        """The merged paragraph."""
        return replace(
            ours,
            content=self._passage(ours.content, base.content, theirs.content),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def list_(self, ours: List, base: List, theirs: List) -> Block:
        """The merged list."""
        return replace(
            ours,
            start=one_of(ours.start, base.start, theirs.start),
            marker=one_of(ours.marker, base.marker, theirs.marker),
            items=tuple(self._parts(ours.items, base.items, theirs.items, self.item)),
        )

    def item(self, ours: ListItem, base: ListItem, theirs: ListItem) -> ListItem:
        """The merged item."""
        return replace(ours, blocks=self.blocks(ours.blocks, base.blocks, theirs.blocks))

    def table(self, ours: Table, base: Table, theirs: Table) -> Block:
        """The merged table."""
        heads = one_of(*(len(each.head) for each in (ours, base, theirs)))
        rows = self._parts(ours.all_rows, base.all_rows, theirs.all_rows, self.row)
        return replace(
            ours,
            caption=self._optional(ours.caption, base.caption, theirs.caption),
            head=tuple(rows[:heads]),
            rows=tuple(
                row if row.position.line else _as_others(row, ours.rows) for row in rows[heads:]
            ),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def row(self, ours: Row, base: Row, theirs: Row) -> Row:
        """The merged row."""
        if len(ours.cells) == len(base.cells) == len(theirs.cells):
            trios = zip(ours.cells, base.cells, theirs.cells, strict=True)
            return replace(ours, cells=tuple(self.cell(*trio) for trio in trios))
        cells = self._parts(ours.cells, base.cells, theirs.cells, self.cell)
        return replace(ours, cells=tuple(cells))

    def cell(self, ours: Cell, base: Cell, theirs: Cell) -> Cell:
        """The merged cell."""
        match ours.content, base.content:
            case (Strong(content=inside),), content if not isinstance(content[:1], Strong):
                bare = self.cell(replace(ours, content=inside), base, theirs)
                return replace(bare, content=(Strong(bare.content),) if bare.content else ())
        return replace(
            ours,
            content=self._passage(ours.content, base.content, theirs.content),
            columns=one_of(ours.columns, base.columns, theirs.columns),
            rows=one_of(ours.rows, base.rows, theirs.rows),
        )

    def figure(self, ours: Figure, base: Figure, theirs: Figure) -> Block:
        """The merged picture."""
        image = replace(
            ours.image,
            picture=one_of(ours.image.picture, base.image.picture, theirs.image.picture),
            alternative=one_of(
                ours.image.alternative, base.image.alternative, theirs.image.alternative
            ),
        )
        return replace(
            ours,
            image=image,
            caption=self._optional(ours.caption, base.caption, theirs.caption),
            link=one_of(ours.link, base.link, theirs.link),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def code(self, ours: CodeBlock, base: CodeBlock, theirs: CodeBlock) -> Block:
        """The merged code."""
        return replace(
            ours,
            text=one_of(ours.text, base.text, theirs.text),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def quote(self, ours: BlockQuote, base: BlockQuote, theirs: BlockQuote) -> Block:
        """The merged quotation."""
        return replace(
            ours,
            blocks=self.blocks(ours.blocks, base.blocks, theirs.blocks),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def callout(self, ours: Callout, base: Callout, theirs: Callout) -> Block:
        """The merged callout."""
        return replace(
            ours,
            kind=one_of(ours.kind, base.kind, theirs.kind),
            label=self._passage(ours.label, base.label, theirs.label),
            titled=one_of(ours.titled, base.titled, theirs.titled),
            blocks=self.blocks(ours.blocks, base.blocks, theirs.blocks),
            language=one_of(ours.language, base.language, theirs.language),
        )

    def break_(self, ours: ThematicBreak, *_: ThematicBreak) -> Block:
        """A change of subject says nothing."""
        return ours


_MERGES: dict[type, Callable[..., Block]] = {
    Heading: Merging.heading,
    Paragraph: Merging.paragraph,
    List: Merging.list_,
    Table: Merging.table,
    Figure: Merging.figure,
    CodeBlock: Merging.code,
    BlockQuote: Merging.quote,
    Callout: Merging.callout,
    ThematicBreak: Merging.break_,
}


def one_of(ours: V, base: V, theirs: V) -> V:
    """Theirs where they changed it, else ours."""
    return ours if _bare(base) == _bare(theirs) else theirs


def _bare(value: Any) -> Any:  # noqa: ANN401 (values of every kind)
    """The value without positions."""
    return placeless(value) if isinstance(value, tuple) else value


def same(one: Part, other: Part) -> bool:
    """True where nothing but places in files differs."""
    return bool(placeless(one) == placeless(other))


def words_of(part: Part) -> tuple[str, str]:
    """The kind of a part, and its words."""
    return type(part).__name__, " ".join(filter(None, _words(part)))


def _words(part: Part) -> list[str]:
    match part:
        case Cell(content=content):
            return [_of_passage(content)]
        case Row(cells=cells):
            return [_of_passage(cell.content) for cell in cells]
        case ListItem(blocks=blocks):
            return [words_of(each)[1] for each in blocks]
    found: list[str] = []
    for block in within((part,)):
        match block:
            case Heading(content=content) | Paragraph(content=content):
                found.append(_of_passage(content))
            case Table(caption=caption, head=head, rows=rows):
                found.append(_of_passage(caption or ()))
                found += [words_of(row)[1] for row in (*head, *rows)]
            case Figure(image=image, caption=caption):
                words = image.alternative
                found.append(words.text if isinstance(words, AlternativeText) else "")
                found.append(_of_passage(caption or ()))
            case CodeBlock(text=text):
                found.append(text)
            case Callout(label=label):
                found.append(_of_passage(label))
    return found


def _of_passage(content: Inlines) -> str:
    return "".join(each.words for each in tokens(content)).strip()


def alike(one: Part, other: Part) -> float:
    """How much two parts have in common, 0 where they are no versions of one."""
    (kind, words), (other_kind, other_words) = words_of(one), words_of(other)
    quick = SequenceMatcher(None, words.split(), other_words.split(), autojunk=False)
    likeness = quick.ratio() if words or other_words else 1.0
    if kind == other_kind and likeness < _LEAST:
        likeness = SequenceMatcher(None, words[:400], other_words[:400], autojunk=False).ratio()
    least = _LEAST if kind == other_kind else _LEAST_OF_OTHER_KINDS
    if kind == other_kind and kind in {"Figure", "Cell", "Table"}:
        least = 0.0
        likeness += 0.05
    return likeness if likeness >= least else 0.0


def _has_strong_names(rows: Sequence[Row]) -> bool:
    """True where the first cells of rows are strong, which is how a source names rows."""
    firsts = [row.cells[0].content for row in rows if row.cells]
    return bool(firsts) and all(isinstance(each, Strong) for first in firsts for each in first[:1])


def _as_others(row: Row, others: Sequence[Row]) -> Row:
    """A row that was added, aligned as the others, and with a strong name where they have one."""
    alike = next((each for each in others if len(each.cells) == len(row.cells)), row)
    cells = [
        replace(cell, alignment=other.alignment, scope=other.scope)
        for cell, other in zip(row.cells, alike.cells, strict=True)
    ]
    if _has_strong_names(others) and cells and cells[0].content:
        cells[0] = replace(cells[0], content=(Strong(cells[0].content),))
    return replace(row, cells=tuple(cells))
