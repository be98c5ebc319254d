"""Numbering: one instance for each list, so that each begins where the source says."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.packagers.docx.measures import Measures
from generator.packagers.docx.views import DefinitionView, InstanceView, LevelView, Number

LEVELS = 9
"""What WordprocessingML has (ISO 29500-1, 17.9.5); deeper lists stay on the last level, told
apart by their indentation."""

STYLED_LEVELS = 5
"""Word has List Bullet and List Number, each with 2 to 5."""


def list_style(level: int, *, ordered: bool) -> str:
    """The identifier of Word's built-in style for an item of a list at `level` (from 0)."""
    rank = min(level + 1, STYLED_LEVELS)
    return ("ListNumber" if ordered else "ListBullet") + (str(rank) if rank > 1 else "")


@dataclass(frozen=True, slots=True)
class _Key:
    """What lists that share a definition have in common."""

    ordered: bool
    level: int
    indent: int
    hanging: int


@dataclass(slots=True)
class Numbering:
    """Definitions and instances, in the order of their registration.

    The first two belong to the styles List Bullet and List Number; lists that stand where these
    styles put them share their definitions, so that changing the style changes the lists.
    """

    measures: Measures
    definitions: list[DefinitionView] = field(default_factory=list)
    instances: list[InstanceView] = field(default_factory=list)
    _known: dict[_Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Register what the list styles refer to: instance 1 and instance 2."""
        for ordered in (False, True):
            identifier = self._define_styled(ordered=ordered)
            self.instances.append(InstanceView(identifier + 1, identifier, 0, None))

    def list(self, start: int | None, depth: int, indent: int, hanging: int) -> Number:
        """A fresh instance for a list at `depth` (from 0) whose text begins at `indent`."""
        level = min(depth, LEVELS - 1)
        key = _Key(start is not None, level, indent, hanging)
        definition = self._known.get(key)
        if definition is None:
            definition = self._known[key] = self._define(key)
        identifier = len(self.instances) + 1
        self.instances.append(InstanceView(identifier, definition, level, start))
        return Number(identifier, level)

    def _define_styled(self, *, ordered: bool) -> int:
        step = self.measures.step
        levels = []
        for level in range(LEVELS):
            indent = step * (level + 1)
            style = list_style(level, ordered=ordered) if level < STYLED_LEVELS else None
            levels.append(LevelView(level, ordered, indent, step, style))
            self._known[_Key(ordered, level, indent, step)] = len(self.definitions)
        return self._add(levels)

    def _define(self, key: _Key) -> int:
        """A definition that fits `key`; its other levels are for whoever presses Tab in Word."""
        step = self.measures.step
        levels = [
            LevelView(
                level,
                key.ordered,
                key.indent + step * (level - key.level),
                key.hanging if level == key.level else step,
                None,
            )
            for level in range(LEVELS)
        ]
        return self._add([_on_the_page(level) for level in levels])

    def _add(self, levels: list[LevelView]) -> int:
        self.definitions.append(DefinitionView(len(self.definitions), tuple(levels)))
        return len(self.definitions) - 1


def _on_the_page(level: LevelView) -> LevelView:
    indent = max(level.indent, 0)
    return LevelView(
        level.level, level.ordered, indent, min(level.hanging, indent), level.style
    )
