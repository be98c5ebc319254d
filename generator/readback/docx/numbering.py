"""Numbering: definitions, and the numbers that Word counts from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.readback.docx.number_shapes import written
from generator.readback.docx.package import Element, W, child, number, on, value
from generator.readback.docx.styles import hanging, indentation

LEVELS = 9
MARKERLESS = frozenset({"none", "bullet"})


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `format` as the file names it, `text` its pattern or bullet.

    A `hidden` number or bullet is not drawn.
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    left: int | None = None
    hanging: int = 0
    restarts: bool = True
    hidden: bool = False

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
    """The numbering part: instances by their ids."""

    root: Element | None
    _definitions: dict[str, Element] = field(default_factory=dict)
    _elements: dict[str, Element] = field(default_factory=dict)
    _instances: dict[str, Instance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index definitions and instances; each is read when first asked for."""
        if self.root is None:
            return
        for element in self.root.iterfind(W + "abstractNum"):
            self._definitions[value(element, "abstractNumId") or ""] = element
        for element in self.root.iterfind(W + "num"):
            self._elements[value(element, "numId") or ""] = element

    def instance(self, identifier: str | None) -> Instance | None:
        """The instance of this id; 0 means none (ISO 29500-1, 17.9.18)."""
        if identifier in {None, "0"} or identifier not in self._elements:
            return None
        known = self._instances.get(identifier)
        if known is None:
            known = self._instances[identifier] = self._read(self._elements[identifier])
        return known

    def _read(self, element: Element) -> Instance:
        own = value(child(element, "abstractNumId")) or ""
        return _instance(element, self._resolved(own), self._definitions)

    def _resolved(self, identifier: str) -> str:
        """The definition itself, or the one that its numbering style leads to."""
        link = value(child(self._definitions.get(identifier), "numStyleLink"))
        if link is None:
            return identifier
        for key, element in self._definitions.items():
            if value(child(element, "styleLink")) == link:
                return key
        return identifier


@dataclass(slots=True)
class Counters:
    """The numbers of one story, counted as Word counts."""

    numbering: Numbering
    _counters: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def advance(self, identifier: str, level: int) -> int:
        """The number of the next item; instances of one definition count on, unless overridden."""
        instance = self.numbering.instance(identifier)
        assert instance is not None  # noqa: S101 (found before counting)
        key = instance.definition, level
        start = instance.starts.get(level)
        if start is not None and (identifier, level) not in self._begun:
            self._counters[key] = start
        elif key in self._counters:
            self._counters[key] += 1
        else:
            self._counters[key] = instance.level(level).start
        self._begun.add((identifier, level))
        for deeper in range(level + 1, LEVELS):
            if instance.level(deeper).restarts:
                self._counters.pop((instance.definition, deeper), None)
        return self._counters[key]

    def shown(self, identifier: str, level: int) -> str:
        """The number or bullet of the item counted last, as it is seen; "" where it is hidden."""
        instance = self.numbering.instance(identifier)
        assert instance is not None  # noqa: S101 (found before counting)
        own = instance.level(level)
        if own.hidden or own.format == "none":
            return ""

        def counted(match: re.Match[str]) -> str:
            named = instance.level(int(match[1]) - 1)
            count = self._counters.get((instance.definition, int(match[1]) - 1), named.start)
            return written(count, named.format)

        return own.text if own.format == "bullet" else _COUNTED.sub(counted, own.text)


_COUNTED = re.compile("%([1-9])")
"""Where the number of a level stands in a pattern (ISO 29500-1, 17.9.11)."""


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
        hanging=hanging(child(element, "pPr", "ind")) or 0,
        restarts=value(child(element, "lvlRestart")) != "0",
        hidden=any(on(child(element, "rPr", name)) for name in ("vanish", "webHidden")),
    )
