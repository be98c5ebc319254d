"""A DOCX as its standard sees it: parts, their content types and compatibility markup."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part of a package."""

    name: str
    content_type: str
    root: Element


class BrokenPackageError(Exception):
    """The file is no package of well-formed parts."""


def read_parts(file: Path) -> list[Part]:
    """The XML parts of a package, each with the content type that it declares."""
    try:
        with zipfile.ZipFile(file) as package:
            types = _content_types(etree.fromstring(package.read("[Content_Types].xml")))
            return [
                Part(name, kind, etree.fromstring(package.read(name)))
                for name in package.namelist()
                if (kind := types.of(name)).endswith(("+xml", "/xml"))
            ]
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise BrokenPackageError(str(error)) from error


def relationships(file: Path, part: str) -> dict[str, str]:
    """The targets of a part's relationships, by id."""
    folder, _, name = part.rpartition("/")
    with zipfile.ZipFile(file) as package:
        member = f"{folder}/_rels/{name}.rels"
        if member not in package.namelist():
            return {}
        root = etree.fromstring(package.read(member))
    found = root.iter(f"{{{_RELATIONSHIPS}}}Relationship")
    return {e.get("Id", ""): e.get("Target", "") for e in found}


@dataclass(frozen=True, slots=True)
class _ContentTypes:
    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, name: str) -> str:
        suffix = name.rpartition(".")[2].lower()
        return self.overrides.get("/" + name) or self.defaults.get(suffix, "")


def _content_types(root: Element) -> _ContentTypes:
    defaults = root.iter(f"{{{_CONTENT_TYPES}}}Default")
    overrides = root.iter(f"{{{_CONTENT_TYPES}}}Override")
    return _ContentTypes(
        {e.get("Extension", "").lower(): e.get("ContentType", "") for e in defaults},
        {e.get("PartName", ""): e.get("ContentType", "") for e in overrides},
    )


def understood(root: Element) -> Element:
    """The part as a reader sees it that knows ISO/IEC 29500 and nothing else (its Part 3).

    Ignorable markup goes, an alternative is replaced by its fallback. Changes the tree.
    """
    for alternative in list(root.iter(f"{{{_COMPATIBILITY}}}AlternateContent")):
        _replace(alternative, alternative.find(f"{{{_COMPATIBILITY}}}Fallback"))
    ignorable = set(_ignorable_namespaces(root)) | {_COMPATIBILITY}
    for element in list(root.iter("*")):
        _drop_attributes(element, ignorable)
        if etree.QName(element).namespace in ignorable:
            _replace(element, None)
    return root


def _ignorable_namespaces(root: Element) -> Iterator[str]:
    for element in root.iter("*"):
        for prefix in element.get(f"{{{_COMPATIBILITY}}}Ignorable", "").split():
            yield element.nsmap[prefix]


def _drop_attributes(element: Element, namespaces: set[str]) -> None:
    for name in list(element.attrib):
        if etree.QName(name).namespace in namespaces:
            del element.attrib[name]


def _replace(element: Element, content: Element | None) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = [] if content is None else list(content)
