"""The labels of notes: Word counts the marks in the text."""

from __future__ import annotations

from generator.readback.docx.number_shapes import written
from generator.readback.docx.package import Element, W, child, local, number, value
from generator.readback.docx.text import Notes, custom_mark

_DELETED = frozenset({W + "del", W + "moveFrom"})


def note_labels(document: Element, settings: Element | None) -> Notes:
    """Labels by kind and id, in the order of the marks, and those of the bookmarks on them."""
    counter = _Counter(document, settings)
    for element in document.iter(*_COUNTED):
        if not any(each.tag in _DELETED for each in element.iterancestors()):
            counter.meet(element)
    return Notes(counter.labels, counter.bookmarks)


_COUNTED = tuple(
    W + name
    for name in ("footnoteReference", "endnoteReference", "bookmarkStart", "bookmarkEnd", "t")
)


class _Counter:
    """Counts the marks of notes as it meets them."""

    def __init__(self, document: Element, settings: Element | None) -> None:
        self.labels: dict[tuple[str, str], str] = {}
        self.bookmarks: dict[str, str] = {}
        self._open: dict[str, str] = {}
        self._just_closed: list[str] = []
        kinds = ("footnote", "endnote")
        self._shapes = {kind: _shape(document, settings, kind) for kind in kinds}
        self._next = {kind: _first(document, settings, kind) for kind in kinds}

    def meet(self, element: Element) -> None:
        """Take note of a mark, a bookmark, or words."""
        identifier = value(element, "id") or ""
        match local(element):
            case "bookmarkStart":
                self._open[identifier] = value(element, "name") or ""
            case "bookmarkEnd":
                closed = self._open.pop(identifier, None)
                self._just_closed += [closed] if closed else []
            case "t":
                self._just_closed.clear()
            case name:
                self._mark(element, name.removesuffix("Reference"), identifier)

    def _mark(self, element: Element, kind: str, identifier: str) -> None:
        label = _custom(element)
        if label is None:
            label = written(self._next[kind], self._shapes[kind])
            self._next[kind] += 1
        self.labels.setdefault((kind, identifier), label)
        # LibreOffice moves the end of a bookmark before the mark that it held.
        for name in (*self._open.values(), *self._just_closed):
            self.bookmarks.setdefault(name, label)
        self._just_closed.clear()


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


def _shape(document: Element, settings: Element | None, kind: str) -> str:
    """How the numbers are written: endnotes in small Roman ones unless said otherwise."""
    for properties in _properties(document, settings, kind):
        shape = value(child(properties, "numFmt"))
        if shape is not None:
            return shape
    return "lowerRoman" if kind == "endnote" else "decimal"
