"""Numbering: lists as Word's users know them, each beginning where the source says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.document.languages import direction
from generator.document.markers import DECIMAL
from generator.document.markers import Numbering as Counting
from generator.document.model import Block, Document, Heading, List, Paragraph, SectionNumber
from generator.document.section_numbers import depth, parted
from generator.document.walk import within
from generator.packagers.docx.measures import Measures
from generator.packagers.docx.style_names import ParagraphKind, StyleName
from generator.packagers.docx.views import DefinitionView, LevelView, Number

LEVELS = 9
"""What WordprocessingML has (ISO 29500-1, 17.9.5); deeper lists stay on the last level and
differ by their indentation."""

FIRST_HEADING, LAST_HEADING = 2, 6
"""The levels of headings below the title."""

SECTION_ROOM, SECTION_STEP = 500, 200
"""The room for the number of a section, where it has one, and how much more each level takes."""

STYLED_LEVELS = 5
"""Word has List Bullet and List Number, each with 2 to 5."""


def list_style(level: int, *, ordered: bool) -> str:
    """The identifier of Word's built-in style for an item of a list at `level` (from 0)."""
    rank = min(level + 1, STYLED_LEVELS)
    return ("ListNumber" if ordered else "ListBullet") + (str(rank) if rank > 1 else "")


@dataclass(slots=True)
class Numbering:
    """Definitions and instances, in the order of their registration.

    The first two belong to the styles List Bullet and List Number, for lists that someone adds in
    Word; a third to the styles of headings, where these are numbered. Each list of ours has a
    definition of its own: instances that share one would count on, and LibreOffice would no longer
    keep them apart. A list inside an item is the next level of the list around it, if that level
    is free or like it, so that Tab and Shift+Tab move items between the two.
    """

    measures: Measures
    document: Document
    definitions: list[DefinitionView] = field(default_factory=list)
    sections: DefinitionView | None = field(init=False, default=None)
    """The numbers of headings and paragraphs, tied to their styles."""
    _taken: dict[Number, LevelView] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Define what the list styles refer to: instance 1 and instance 2."""
        for ordered in (False, True):
            step = self.measures.step
            self._define(
                [
                    LevelView(level, ordered, 1, step * (level + 1), step, _style(level, ordered))
                    for level in range(LEVELS)
                ]
            )
        if self.document.metadata.numbering is not None:
            self.sections = self._define_sections()

    def _define_sections(self) -> DefinitionView:
        """Levels whose numbers stand before the words, in right-to-left text beside them.

        There LibreOffice shows a number without room of its own outside the text, and no space.
        """
        styles = _section_styles(self.document)
        beside = direction(self.document.metadata.language) == "rtl"
        rooms = [(SECTION_ROOM + SECTION_STEP * level) * beside for level in range(LEVELS)]
        number = self._define(
            [
                LevelView(level, True, 1, room, room, styles.get(level), section=True)  # noqa: FBT003
                for level, room in enumerate(rooms)
            ]
        )
        return self.definitions[number - 1]

    def section(self, number: SectionNumber | None, style: str) -> Number | None:
        """The place of a heading or paragraph among the numbers; None where its style says it.

        One that has no number is taken out of those of its style.
        """
        if self.sections is None:
            return None
        if number is None:
            return Number(0, 0) if self.section_level(style) is not None else None
        level = depth(number) - 1
        tied = self.section_level(style) == level
        return None if tied else Number(self.sections.identifier, level)

    def section_level(self, style: str) -> int | None:
        """The level of sections that numbers the paragraphs of a style, if one does."""
        levels = () if self.sections is None else self.sections.levels
        return next((each.level for each in levels if each.style == style), None)

    def begin(
        self, block: List, depth: int, indent: int, hanging: int, around: Number | None
    ) -> Number:
        """The place of a list at `depth` (from 0) whose text begins at `indent`.

        That is the next level of the list `around`, or a level of a fresh instance. Levels below
        are for people who press Tab in Word.
        """
        own = min(depth, LEVELS - 1)
        levels = [
            _level(level - own, level, block, indent, self.measures.step, hanging)
            for level in range(LEVELS)
        ]
        if around is not None and around.level + 1 == depth < LEVELS:
            inner = Number(around.instance, depth)
            if self._take(inner, levels):
                return inner
        fresh = Number(self._define(levels), own)
        self._taken[fresh] = levels[own]
        return fresh

    def _take(self, place: Number, levels: list[LevelView]) -> bool:
        """Give a free level and those below it to a list; False where a different one has it."""
        known = self._taken.get(place)
        if known is not None:
            return known == levels[place.level]
        self._taken[place] = levels[place.level]
        kept = self.definitions[place.instance - 1].levels[: place.level]
        changed = DefinitionView(place.instance, (*kept, *levels[place.level :]))
        self.definitions[place.instance - 1] = changed
        return True

    def _define(self, levels: list[LevelView]) -> int:
        self.definitions.append(DefinitionView(len(self.definitions) + 1, tuple(levels)))
        return len(self.definitions)


def _style(level: int, ordered: bool) -> str | None:  # noqa: FBT001
    return list_style(level, ordered=ordered) if level < STYLED_LEVELS else None


NUMBERED = StyleName(ParagraphKind.NUMBERED).identifier


def _section_styles(document: Document) -> dict[int, str]:
    """The style of each level: those of headings, and that of the first with paragraphs alone.

    A level has one style (ISO 29500-1, 17.9.23); other paragraphs say themselves that they have a
    number.
    """
    found: dict[type[Block], set[int]] = {Heading: set(), Paragraph: set()}
    for block in within(document.blocks):
        if isinstance(block, Heading | Paragraph):
            number, _ = parted(block.content)
            if number is not None:
                found[type(block)].add(depth(number) - 1)
    styles = {
        level - FIRST_HEADING: StyleName(ParagraphKind.heading(level)).identifier
        for level in range(FIRST_HEADING, LAST_HEADING + 1)
    }
    alone = sorted(found[Paragraph] - found[Heading])
    return styles | dict.fromkeys(alone[:1], NUMBERED)


def _level(offset: int, level: int, block: List, indent: int, step: int, hanging: int) -> LevelView:
    """The level `offset` levels below the list's own."""
    left = max(indent + step * offset, 0)
    first = 1 if block.start is None or offset else block.start
    room = step if offset else hanging
    view = LevelView(level, block.ordered, first, left, min(room, left), None)
    if offset or not block.ordered or block.marker == DECIMAL:
        return view
    marker = block.marker
    return replace(view, format=_FORMATS[marker.numbering], around=(marker.before, marker.after))


_FORMATS = {
    Counting.DECIMAL: "decimal",
    Counting.LOWER_LETTER: "lowerLetter",
    Counting.UPPER_LETTER: "upperLetter",
    Counting.LOWER_ROMAN: "lowerRoman",
    Counting.UPPER_ROMAN: "upperRoman",
}
"""ST_NumberFormat (ISO 29500-1, 17.18.59)."""
