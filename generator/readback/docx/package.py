"""The package: parts, and what they refer to."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from generator.readback.archive import Archive
from generator.reading_order import UnreadableError

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
"""The strict dialect of ISO 29500 differs, for a reader, in its names alone."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: another part's path, or an address outside."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Part:
    """A part with its markup and its relationships."""

    path: str
    root: Element
    relationships: Mapping[str, Relationship]

    def related(self, kind: str) -> Iterator[str]:
        """Paths of the parts that this one refers to as `kind` ("styles")."""
        for relationship in self.relationships.values():
            if relationship.kind == kind and not relationship.external:
                yield relationship.target


@dataclass(frozen=True)
class Package:
    """A file's parts, each parsed when first asked for. Raises UnreadableError for no DOCX."""

    data: bytes
    _parts: dict[str, Part] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.data)

    @cached_property
    def main(self) -> Part:
        """The document's own part."""
        for relationship in self._relationships("").values():
            if relationship.kind == "officeDocument":
                return self.part(relationship.target)
        raise UnreadableError("nothing says which part is the document")

    @cached_property
    def core(self) -> Part | None:
        """The core properties."""
        for relationship in self._relationships("").values():
            if relationship.kind == "core-properties":
                return self.part(relationship.target)
        return None

    def stated(self) -> Iterator[Part]:
        """The parts in which the file says something of itself: core properties and others."""
        for relationship in self._relationships("").values():
            if relationship.kind.endswith("-properties") and not relationship.external:
                yield self.part(relationship.target)

    def part(self, path: str) -> Part:
        """The part of this path."""
        known = self._parts.get(path)
        if known is None:
            known = Part(path, self._parsed(path), self._relationships(path))
            self._parts[path] = known
        return known

    def beside(self, part: Part, kind: str) -> Part | None:
        """The first part that `part` refers to as `kind`, if there is one."""
        path = next(part.related(kind), None)
        return None if path is None or path not in self._archive.members else self.part(path)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file of the package, "" where it is missing."""
        if path not in self._archive.members:
            return ""
        known = self._digests.get(path)
        if known is None:
            known = hashlib.sha256(self._archive.read(path)).hexdigest()
            self._digests[path] = known
        return known

    def _relationships(self, path: str) -> Mapping[str, Relationship]:
        folder, _, name = path.rpartition("/")
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self._archive.members:
            return {}
        found = {}
        for element in self._parsed(file).iter(_RELATIONSHIP):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target, external)
        return found

    def _parsed(self, path: str) -> Element:
        data = self._archive.read(path)
        if b"purl.oclc.org/ooxml" in data:
            for strict, transitional in _STRICT.items():
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"{path} is no well-formed XML ({error})") from error


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the w namespace, None where there is no element or no attribute."""
    return None if element is None else element.get(W + name)


def child(element: Element | None, *names: str) -> Element | None:
    """The descendant by a path of child names of the w namespace."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def on(element: Element | None) -> bool | None:
    """A toggle (ISO 29500-1, 17.17.4): None where it is not there."""
    if element is None:
        return None
    return value(element) not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """A whole number, None where there is none; fractions are cut ("709.5")."""
    if text is None:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def hexadecimal(text: str | None) -> int:
    """A hexadecimal number, 0 where there is none."""
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0


def local(element: Element) -> str:
    """An element's name without namespace; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
