"""Numbering: definitions, and the numbers that Word counts from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.readback.docx.package import Element, W, child, number, value
from generator.readback.docx.styles import indentation

MARKERLESS = frozenset({"none", "bullet"})


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `format` as the file names it, `text` its pattern or bullet."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    left: int | None = None
    restarts: bool = True

    @property
    def ordered(self) -> bool:
        """True where items are numbered."""
        return self.format not in MARKERLESS

    @property
    def silent(self) -> bool:
        """True where nothing marks the item: the paragraph only continues one (pandoc)."""
        return self.format in MARKERLESS and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Instance:
    """A numbering instance: its definition, with its own levels and starts."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def level(self, level: int) -> Level:
        """A level; an undefined one is a bullet."""
        return self.levels.get(level, Level("bullet", "•"))


@dataclass(slots=True)
class Numbering:
    """The numbering part, with the counters of one story."""

    root: Element | None
    styles: Element | None
    _instances: dict[str, Instance] = field(default_factory=dict)
    _counters: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read definitions and instances."""
        if self.root is None:
            return
        definitions = {
            value(element, "abstractNumId") or "": element
            for element in self.root.iterfind(W + "abstractNum")
        }
        for element in self.root.iterfind(W + "num"):
            definition = value(child(element, "abstractNumId")) or ""
            own = self._resolved(definitions, definition)
            self._instances[value(element, "numId") or ""] = _instance(element, own, definitions)

    def instance(self, identifier: str | None) -> Instance | None:
        """The instance of this id; 0 means none (ISO 29500-1, 17.9.18)."""
        return None if identifier in {None, "0"} else self._instances.get(identifier or "")

    def fresh(self) -> Numbering:
        """The same definitions, counting anew."""
        return Numbering(self.root, self.styles, self._instances)

    def advance(self, identifier: str, level: int) -> int:
        """The number of the next item; instances of one definition count on, unless overridden."""
        instance = self._instances[identifier]
        key = instance.definition, level
        start = instance.starts.get(level)
        if start is not None and (identifier, level) not in self._begun:
            self._counters[key] = start
        elif key in self._counters:
            self._counters[key] += 1
        else:
            self._counters[key] = instance.level(level).start
        self._begun.add((identifier, level))
        for deeper in range(level + 1, 9):
            if instance.level(deeper).restarts:
                self._counters.pop((instance.definition, deeper), None)
        return self._counters[key]

    def _resolved(self, definitions: Mapping[str, Element], identifier: str) -> str:
        """The definition itself, or the one that its numbering style leads to."""
        link = value(child(definitions.get(identifier), "numStyleLink"))
        if link is None:
            return identifier
        for key, element in definitions.items():
            if value(child(element, "styleLink")) == link:
                return key
        return identifier


def _instance(element: Element, definition: str, definitions: Mapping[str, Element]) -> Instance:
    levels = _levels(definitions.get(definition))
    starts: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        level = number(value(override, "ilvl")) or 0
        own = child(override, "lvl")
        if own is not None:
            levels[level] = _level(own)
        start = number(value(child(override, "startOverride")))
        if start is not None:
            starts[level] = start
    return Instance(definition, levels, starts)


def _levels(definition: Element | None) -> dict[int, Level]:
    if definition is None:
        return {}
    return {
        number(value(element, "ilvl")) or 0: _level(element)
        for element in definition.iterfind(W + "lvl")
    }


def _level(element: Element) -> Level:
    start = number(value(child(element, "start")))
    picture = child(element, "lvlPicBulletId")
    return Level(
        format=value(child(element, "numFmt")) or "decimal",
        text="•" if picture is not None else value(child(element, "lvlText")) or "",
        start=0 if start is None else start,
        left=indentation(child(element, "pPr", "ind")),
        restarts=value(child(element, "lvlRestart")) != "0",
    )
