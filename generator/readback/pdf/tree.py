"""The structure tree as read from a file, by whatever producer (ISO 32000-1, 14.7)."""

# ruff: noqa: ANN401 (pikepdf objects are what the file holds)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from generator.readback.pdf.page_text import Owner
from generator.reading_order import UnreadableError

LONGEST_ROLE_CHAIN = 10
DEEPEST = 1000
"""Elements inside each other; the time for each rises with its depth."""


@dataclass(frozen=True, slots=True)
class ContentKid:
    """Marked content that belongs to an element."""

    owner: Owner


@dataclass(frozen=True, slots=True)
class ObjectKid:
    """An annotation or other object that belongs to an element; `page` is its page's object."""

    target: Any
    page: tuple[int, int] | None


@dataclass(slots=True, eq=False)
class Element:
    """A structure element. `role` is a standard type; `own_role` what the file calls it."""

    role: str
    own_role: str
    objgen: tuple[int, int]
    parent: Element | None = None
    kids: list[Element | ContentKid | ObjectKid] = field(default_factory=list)
    language: str | None = None
    alternative: str | None = None
    actual: str | None = None
    expansion: str | None = None
    identifier: bytes | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def elements(self) -> Iterator[Element]:
        """The structure elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def descendants(self) -> Iterator[Element]:
        """The element itself, then all below, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(list(element.elements())))

    def ancestors(self) -> Iterator[Element]:
        """The element itself, then each one around it."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def attribute(self, name: str) -> str | None:
        """A name attribute without its slash."""
        value = self.attributes.get(name)
        return None if value is None else str(value).removeprefix("/")

    def number(self, name: str, default: int = 1) -> int:
        """A whole-number attribute."""
        value = self.attributes.get(name)
        return default if value is None else int(value)


def read_tree(catalog: Any) -> Element | None:
    """The file's tree below one root, or None where it is untagged."""
    root = catalog.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/K" not in root:
        return None
    return _Reader(root).read()


class _Reader:
    """Reads elements without recursion, so that no depth exhausts the stack."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._roles = {str(own): str(known) for own, known in root.get("/RoleMap", {}).items()}
        self._classes = root.get("/ClassMap", {})

    def read(self) -> Element:
        top = Element("StructTreeRoot", "StructTreeRoot", self._root.objgen)
        seen: set[tuple[int, int]] = set()
        work: list[tuple[Element, Any, Any, int]] = [(top, self._root, None, 0)]
        while work:
            element, dictionary, page, depth = work.pop()
            if depth > DEEPEST:
                raise UnreadableError(f"its elements are nested more than {DEEPEST:,} deep")
            for kid in _kids(dictionary):
                read = self._kid(kid, element, page)
                if isinstance(read, Element):
                    if kid.objgen in seen and kid.objgen != (0, 0):
                        continue
                    seen.add(kid.objgen)
                    work.append((read, kid, kid.get("/Pg", page), depth + 1))
                if read is not None:
                    element.kids.append(read)
        return top

    def _kid(self, kid: Any, parent: Element, page: Any) -> Element | ContentKid | ObjectKid | None:
        if isinstance(kid, int):
            return None if page is None else ContentKid((page.objgen, kid))
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        kind = kid.get("/Type")
        where = kid.get("/Pg", page)
        if kind == "/MCR":
            stream = kid.get("/Stm", where)
            return None if stream is None else ContentKid((stream.objgen, int(kid.MCID)))
        if kind == "/OBJR":
            return ObjectKid(kid.get("/Obj"), None if where is None else where.objgen)
        return self._element(kid, parent)

    def _element(self, dictionary: Any, parent: Element) -> Element:
        own = str(dictionary.get("/S", "/NonStruct"))
        return Element(
            role=self._standard_role(own).removeprefix("/"),
            own_role=own.removeprefix("/"),
            objgen=dictionary.objgen,
            parent=parent,
            language=_text(dictionary, "/Lang"),
            alternative=_text(dictionary, "/Alt"),
            actual=_text(dictionary, "/ActualText"),
            expansion=_text(dictionary, "/E"),
            identifier=_bytes(dictionary, "/ID"),
            attributes=dict(self._attributes(dictionary)),
        )

    def _standard_role(self, role: str) -> str:
        for _ in range(LONGEST_ROLE_CHAIN):
            mapped = self._roles.get(role)
            if mapped is None or mapped == role:
                break
            role = mapped
        return role

    def _attributes(self, dictionary: Any) -> Iterator[tuple[str, Any]]:
        """Attributes of classes first, then the element's own, which win (14.7.5)."""
        for name in _several(dictionary.get("/C")):
            for given in _several(self._classes.get(str(name))):
                yield from _entries(given)
        for given in _several(dictionary.get("/A")):
            yield from _entries(given)


def _kids(dictionary: Any) -> list[Any]:
    return _several(dictionary.get("/K"))


def _several(value: Any) -> list[Any]:
    """A value that may stand alone or in an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _entries(given: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(given, pikepdf.Dictionary):
        yield from (
            (str(key).removeprefix("/"), value) for key, value in given.items() if key != "/O"
        )


def _bytes(dictionary: Any, key: str) -> bytes | None:
    value = dictionary.get(key)
    return bytes(value) if isinstance(value, pikepdf.String) else None


def _text(dictionary: Any, key: str) -> str | None:
    value = dictionary.get(key)
    return str(value) if isinstance(value, pikepdf.String) else None
