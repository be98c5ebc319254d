"""The labels of notes: Word counts the marks in the text."""

from __future__ import annotations

import string
from collections.abc import Callable

from generator.readback.docx.package import Element, W, child, local, number, value
from generator.readback.docx.text import Notes, custom_mark

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"
_DELETED = frozenset({W + "del", W + "moveFrom"})


def note_labels(document: Element, settings: Element | None) -> Notes:
    """Labels by kind and id, in the order of the marks, and of the bookmarks that stand on
    them."""
    counts = {"footnote": _first(document, settings, "footnote"), "endnote": _first(document, settings, "endnote")}
    labels: dict[tuple[str, str], str] = {}
    bookmarks: dict[str, str] = {}
    open_bookmarks: dict[str, str] = {}
    for element in document.iter(W + "footnoteReference", W + "endnoteReference", W + "bookmarkStart", W + "bookmarkEnd"):
        name = local(element)
        identifier = value(element, "id") or ""
        if name == "bookmarkStart":
            open_bookmarks[identifier] = value(element, "name") or ""
        elif name == "bookmarkEnd":
            open_bookmarks.pop(identifier, None)
        elif not any(each.tag in _DELETED for each in element.iterancestors()):
            kind = name.removesuffix("Reference")
            label = _custom(element)
            if label is None:
                label = _shape(document, settings, kind)(counts[kind])
                counts[kind] += 1
            labels.setdefault((kind, identifier), label)
            bookmarks.update(dict.fromkeys(open_bookmarks.values(), label))
    return Notes(labels, bookmarks)


def _custom(reference: Element) -> str | None:
    run = reference.getparent()
    return None if run is None else custom_mark(run)


def _properties(document: Element, settings: Element | None, kind: str) -> list[Element]:
    sections = document.iter(W + "sectPr")
    found = [child(section, f"{kind}Pr") for section in sections]
    return [each for each in (*found, child(settings, f"{kind}Pr")) if each is not None]


def _first(document: Element, settings: Element | None, kind: str) -> int:
    for properties in _properties(document, settings, kind):
        start = number(value(child(properties, "numStart")))
        if start is not None:
            return start
    return 1


def _shape(document: Element, settings: Element | None, kind: str) -> Callable[[int], str]:
    """How the numbers are written: endnotes in small Roman ones unless said otherwise."""
    for properties in _properties(document, settings, kind):
        shape = value(child(properties, "numFmt"))
        if shape is not None:
            return _SHAPES.get(shape, str)
    return _roman if kind == "endnote" else str


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while count >= size:
            text += letters
            count -= size
    return text


def _letter(count: int) -> str:
    return string.ascii_lowercase[(count - 1) % 26] * ((count - 1) // 26 + 1)


def _symbol(count: int) -> str:
    return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)


_SHAPES: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "chicago": _symbol,
}
