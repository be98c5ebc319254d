"""Numbering: lists as Word's users know them, each beginning where the source says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.document.markers import DECIMAL
from generator.document.markers import Numbering as Counting
from generator.document.model import List
from generator.packagers.docx.measures import Measures
from generator.packagers.docx.views import DefinitionView, LevelView, Number

LEVELS = 9
"""What WordprocessingML has (ISO 29500-1, 17.9.5); deeper lists stay on the last level and
differ by their indentation."""

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
    Word. Each list of ours has a definition of its own: instances that share one would count on,
    and LibreOffice would no longer keep them apart. A list inside an item is the next level of
    the list around it, if that level is free or like it, so that Tab and Shift+Tab move items
    between the two.
    """

    measures: Measures
    definitions: list[DefinitionView] = field(default_factory=list)
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
