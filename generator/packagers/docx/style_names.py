"""Which styles a document uses: Word's own, ours, and those of things inside quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from generator.document.kinds import Lines
from generator.document.model import BlockQuote, Container
from generator.packagers.docx.measures import Measures


class ParagraphKind(StrEnum):
    """A kind of paragraph; the value is the style's name, as Word knows it."""

    NORMAL = "Normal"
    NUMBERED = "Numbered Paragraph"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    HEADING_5 = "heading 5"
    HEADING_6 = "heading 6"
    ITEM = "List Bullet"
    CONTINUED = "List Continue"
    CODE = "HTML Preformatted"
    TERM = "Definition Term"
    DEFINITION = "Definition"
    PICTURE = "Picture"
    CAPTION = "caption"
    CELL = "Table Text"
    DENSE_CELL = "Dense Table Text"
    NOTE = "footnote text"
    BREAK = "Horizontal Line"
    SEPARATOR = "Separator"
    LABEL = "Label"
    CONTACT = "Contact"
    ADDRESS = "Address"
    SIGNATURE = "Signature"

    @staticmethod
    def lines(lines: Lines) -> ParagraphKind:
        """The kind of a paragraph whose lines stay lines."""
        return ParagraphKind(lines.title())

    @staticmethod
    def heading(level: int) -> ParagraphKind:
        """The kind of a heading of this level (2 to 6)."""
        return ParagraphKind(f"heading {level}")


_FAMILIES: dict[type[Container], str] = {BlockQuote: "Quote"}
"""What Word calls its own styles for groups."""


def family(group: Container) -> str:
    """The style of a group, called as the group is where Word has none; inner ones are numbered."""
    return _FAMILIES.get(type(group), type(group).__name__)


PLAIN = frozenset(
    {
        ParagraphKind.NORMAL,
        ParagraphKind.NOTE,
        ParagraphKind.ITEM,
        ParagraphKind.CONTINUED,
        ParagraphKind.PICTURE,
        ParagraphKind.CONTACT,
        ParagraphKind.ADDRESS,
        ParagraphKind.SIGNATURE,
    }
)
"""Kinds that inside a quotation are in style Quote itself."""

_IDENTIFIERS = {
    ParagraphKind.CODE: "HTMLPreformatted",
    ParagraphKind.ITEM: "ListBullet",
    ParagraphKind.NOTE: "FootnoteText",
    ParagraphKind.CAPTION: "Caption",
}


@dataclass(frozen=True, slots=True, order=True)
class StyleName:
    """A kind of paragraph inside groups, whose families stand outermost first."""

    kind: ParagraphKind
    groups: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """The style's id (`w:styleId`)."""
        own = _IDENTIFIERS.get(self.kind) or self.kind.title().replace(" ", "")
        return own if not self.groups else self.group.replace(" ", "") + self._suffix

    @property
    def name(self) -> str:
        """The style's name (`w:name`)."""
        if not self.groups:
            return str(self.kind)
        return f"{self.group} {_spaced(self._suffix)}".rstrip()

    @property
    def group(self) -> str:
        """The name of the groups' own style: "Quote", "Quote 2" for one in another."""
        runs = ((family, len([*same])) for family, same in groupby(self.groups))
        return " ".join(family if count == 1 else f"{family} {count}" for family, count in runs)

    @property
    def _suffix(self) -> str:
        if self.kind in PLAIN:
            return ""
        return "Code" if self.kind is ParagraphKind.CODE else self.kind.title().replace(" ", "")

    def indent(self, measures: Measures) -> int:
        """What the style is indented by."""
        own = {
            ParagraphKind.CONTINUED: measures.step if not self.groups else 0,
            ParagraphKind.DEFINITION: measures.definition,
        }
        if self.kind in {ParagraphKind.CELL, ParagraphKind.DENSE_CELL}:
            return 0
        return len(self.groups) * measures.quote + own.get(self.kind, 0)


def _spaced(words: str) -> str:
    return "".join(f" {c}" if c.isupper() or c.isdigit() else c for c in words).strip()


@dataclass(slots=True)
class Styles:
    """Collects the styles in use that are not in every document."""

    quoted: set[StyleName] = field(default_factory=set)
    grouped: set[StyleName] = field(default_factory=set)
    """The groups' own styles, but for quotations in each other."""
    deepest: int = 1
    """How many quotations stand in each other, and in nothing else."""

    def use(self, name: StyleName) -> str:
        """The identifier of a style, which the document will have."""
        if set(name.groups) <= {*_FAMILIES.values()}:
            self.deepest = max(self.deepest, len(name.groups))
        else:
            self.grouped.add(StyleName(ParagraphKind.NORMAL, name.groups))
        if name.groups and name.kind not in PLAIN:
            self.quoted.add(name)
        return name.identifier
