"""Styles: what a paragraph or a run is, by Word's built-in names and by inherited properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.readback.docx.flat_blocks import Groups
from generator.readback.docx.package import Element, W, child, number, on, value
from generator.reading_order import Role

_GROUPS = {
    Role.QUOTE: re.compile(
        r"(?:intense )?quote(?: (\d+))?|block text|quotations|block ?quot(?:e|ation)",
        re.IGNORECASE,
    ),
    Role.CALLOUT: re.compile(r"callout(?: (\d+))?", re.IGNORECASE),
}
"""Names of styles of blocks that belong together; a number says how many are in each other."""
_CODE = re.compile(
    r"\b(?:code|preformatted|verbatim|html (?:sample|keyboard|typewriter)|teletype|source text)\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:toc|contents) (\d)", re.IGNORECASE)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_MONOSPACED = re.compile(
    r"courier|consolas|\bmono\b|monospace|menlo|monaco|cascadia|lucida console", re.IGNORECASE
)
BODY_TEXT = 9
"""The outline level of what is not a heading (ISO 29500-1, 17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says. `group_left` is the indentation of the group's style."""

    heading: int | None = None
    around: Groups = ()
    group_left: int = 0
    code: bool = False
    caption: bool = False
    contents: int | None = None
    listed: bool = False
    left: int = 0
    instance: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Tongue:
    """A run's languages: Latin and other scripts, East Asian, complex scripts."""

    latin: str | None = None
    far_east: str | None = None
    complex: str | None = None

    def over(self, below: Tongue) -> Tongue:
        """These languages, and where they are silent those below."""
        return Tongue(
            self.latin or below.latin,
            self.far_east or below.far_east,
            self.complex or below.complex,
        )


@dataclass(slots=True)
class StyleSheet:
    """The styles part. Styles are found by id; unknown ones are Normal."""

    root: Element | None
    _styles: dict[str, Element] = field(default_factory=dict)
    _paragraphs: dict[str | None, ParagraphStyle] = field(default_factory=dict)
    _properties: dict[tuple[str | None, str], Element | None] = field(default_factory=dict)
    _below: dict[str | None, list[Element]] = field(default_factory=dict)
    _tongues: dict[str | None, Tongue] = field(default_factory=dict)
    _default: str | None = None

    def __post_init__(self) -> None:
        """Index the styles."""
        if self.root is None:
            return
        for style in self.root.iterfind(W + "style"):
            identifier = value(style, "styleId") or ""
            self._styles[identifier] = style
            if value(style, "type") == "paragraph" and _is_default(style):
                self._default = identifier

    # Chains ------------------------------------------------------------------------------------

    def chain(self, identifier: str | None) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        seen = set()
        while identifier is not None and identifier not in seen:
            seen.add(identifier)
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = value(child(style, "basedOn"))

    def style_of(self, paragraph: Element) -> str | None:
        """The id of a paragraph's style: its own, else the document's default."""
        own = value(child(paragraph, "pPr", "pStyle"))
        return own if own in self._styles else self._default

    def paragraph_property(self, paragraph: Element, name: str) -> Element | None:
        """A property of a paragraph: its own, else of its styles, else the document's default."""
        own = child(paragraph, "pPr", name)
        if own is not None:
            return own
        key = self.style_of(paragraph), name
        if key not in self._properties:
            self._properties[key] = self._inherited(*key)
        return self._properties[key]

    def _inherited(self, identifier: str | None, name: str) -> Element | None:
        found = _first(list(self.chain(identifier)), name)
        return (
            found
            if found is not None
            else child(self.root, "docDefaults", "pPrDefault", "pPr", name)
        )

    def run_properties(self, run: Element) -> Iterator[Element]:
        """A run's own properties, then those of its character style and what it is based on."""
        own = child(run, "rPr")
        if own is None:
            return
        yield own
        for style in self.chain(value(child(own, "rStyle"))):
            found = child(style, "rPr")
            if found is not None:
                yield found

    def below(self, paragraph: Element | None) -> list[Element]:
        """The run properties that a paragraph's styles and the document's defaults give.

        Without a paragraph: those of a paragraph without style.
        """
        identifier = self._default if paragraph is None else self.style_of(paragraph)
        known = self._below.get(identifier)
        if known is None:
            default = child(self.root, "docDefaults", "rPrDefault", "rPr")
            every = [*(child(style, "rPr") for style in self.chain(identifier)), default]
            known = self._below[identifier] = [each for each in every if each is not None]
        return known

    # What paragraphs are -----------------------------------------------------------------------

    def paragraph(self, paragraph: Element) -> ParagraphStyle:
        """What the paragraph's style says."""
        identifier = self.style_of(paragraph)
        known = self._paragraphs.get(identifier)
        if known is None:
            known = self._paragraphs[identifier] = _paragraph_style(list(self.chain(identifier)))
        return known

    def names(self, run: Element) -> list[str]:
        """The names of a run's character style and what it is based on."""
        return [_name(style) for style in self.chain(value(child(run, "rPr", "rStyle")))]

    def tongue(self, paragraph: Element | None) -> Tongue:
        """The languages that hold for a paragraph's text where its runs are silent."""
        identifier = self._default if paragraph is None else self.style_of(paragraph)
        known = self._tongues.get(identifier)
        if known is None:
            known = Tongue()
            for properties in self.below(paragraph):
                known = known.over(tongue_of(properties))
            self._tongues[identifier] = known
        return known

    def has_first_column(self, identifier: str | None) -> bool:
        """True where a table style sets its first column apart."""
        return any(
            value(part, "type") == "firstCol"
            for style in self.chain(identifier)
            for part in style.iterfind(W + "tblStylePr")
        )


def tongue_of(properties: Element | None) -> Tongue:
    """The languages that run properties name; "none" is no language."""
    lang = child(properties, "lang")
    return Tongue(*(_tag(value(lang, name)) for name in ("val", "eastAsia", "bidi")))


def _tag(tag: str | None) -> str | None:
    return None if tag in {None, "", "x-none", "none", "zxx"} else tag


def is_code_name(names: list[str]) -> bool:
    """True where one of the names is that of a style for computer code."""
    return any(_CODE.search(name) for name in names)


def is_monospaced(properties: Element) -> bool:
    """True where the properties name a font whose characters are equally wide."""
    fonts = child(properties, "rFonts")
    return bool(_MONOSPACED.search(value(fonts, "ascii") or ""))


def _paragraph_style(chain: list[Element]) -> ParagraphStyle:
    names = [_name(style) for style in chain]
    around, group_left = _groups(chain)
    numbering = _first(chain, "numPr")
    return ParagraphStyle(
        heading=_heading(chain, names),
        around=around,
        group_left=group_left,
        code=is_code_name(names),
        caption="caption" in (name.lower() for name in names),
        contents=next((int(m[1]) for m in map(_CONTENTS.fullmatch, names[:1]) if m), None),
        listed=bool(names) and names[0].lower().startswith("list"),
        left=_left(chain),
        instance=value(child(numbering, "numId")),
        level=number(value(child(numbering, "ilvl"))),
    )


def _heading(chain: list[Element], names: list[str]) -> int | None:
    return heading_level(_first(chain, "outlineLvl"), _named_level(names))


def heading_level(outline: Element | None, otherwise: int | None) -> int | None:
    """The level that an outline level stands for; where there is none, `otherwise`."""
    level = number(value(outline))
    if level is None:
        return otherwise
    return level + 1 if level < BODY_TEXT else None


def _named_level(names: list[str]) -> int | None:
    for name in names:
        known = _HEADING.fullmatch(name)
        if known:
            return int(known[1])
    return 1 if names[:1] and names[0].lower() == "title" else None


def _groups(chain: list[Element]) -> tuple[Groups, int]:
    """The groups that the nearest style of a group stands for, and its indentation."""
    for index, style in enumerate(chain):
        for role, name in _GROUPS.items():
            known = name.fullmatch(_name(style))
            if known:
                return (role,) * int(known[1] or 1), _left(chain[index:])
        several = _several_groups(_name(style))
        if several:
            return several, _left(chain[index:])
    return (), 0


_SEVERAL = re.compile(r"(?:(?:quote|callout)(?: \d+)?(?: |\Z)){2,}", re.IGNORECASE)
_EACH = re.compile(r"(quote|callout)(?: (\d+))?", re.IGNORECASE)


def _several_groups(name: str) -> Groups:
    """The groups of a style that names several, outermost first: "Callout Quote 2"."""
    if not _SEVERAL.fullmatch(name):
        return ()
    return tuple(
        Role(each[1].lower()) for each in _EACH.finditer(name) for _ in range(int(each[2] or 1))
    )


def _left(chain: list[Element]) -> int:
    for style in chain:
        left = indentation(child(style, "pPr", "ind"))
        if left is not None:
            return left
    return 0


def indentation(element: Element | None) -> int | None:
    """The indentation at the side where lines begin (`w:start` in the strict dialect)."""
    return number(value(element, "left") or value(element, "start"))


def hanging(element: Element | None) -> int | None:
    """How far the first line, with its number, begins outside the others."""
    outside = number(value(element, "hanging"))
    inside = number(value(element, "firstLine"))
    return outside if inside is None else -inside


def _first(chain: list[Element], name: str) -> Element | None:
    found = (child(style, "pPr", name) for style in chain)
    return next((element for element in found if element is not None), None)


def _name(style: Element) -> str:
    return value(child(style, "name")) or value(style, "styleId") or ""


def _is_default(style: Element) -> bool:
    return value(style, "default") in {"1", "true", "on"}


def toggled(properties: list[Element], name: str) -> bool:
    """A toggle property as the nearest properties say."""
    for each in properties:
        state = on(child(each, name))
        if state is not None:
            return state
    return False
