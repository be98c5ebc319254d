"""The facts of an ODT, read by its elements (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from generator import reading_order as order
from tests.docx.documents import Element
from tests.docx.facts import Facts, bare

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def _n(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def read_odt(data: bytes) -> Facts:
    """The facts of an ODT."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content, styles = (
            etree.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml")
        )
    body = content.find(f"{_n('office:body')}/{_n('office:text')}")
    assert body is not None
    reader = _Reader(_Styles(content, styles), content)
    reader.flow(body)
    while reader.notes:
        reader.note(reader.notes.pop(0))
    return reader.facts


class _Styles:
    """Styles by family and name; list styles by name."""

    def __init__(self, *roots: Element) -> None:
        self.known: dict[tuple[str | None, str | None], Element] = {}
        self.lists: dict[str | None, Element] = {}
        for root in roots:
            for each in root.iter(_n("style:style"), _n("style:default-style")):
                key = each.get(_n("style:family")), each.get(_n("style:name"))
                self.known.setdefault(key, each)
            for each in root.iter(_n("text:list-style")):
                self.lists.setdefault(each.get(_n("style:name")), each)

    def _chain(self, family: str, name: str | None) -> Iterator[Element]:
        while name is not None and (family, name) in self.known:
            style = self.known[family, name]
            yield style
            name = style.get(_n("style:parent-style-name"))

    def language(self, spans: list[str | None], paragraph: str | None, script: str) -> str | None:
        """The language of characters of a script in these text styles, the nearest first."""
        chains = [self._chain("text", name) for name in spans]
        chains += [self._chain("paragraph", paragraph), iter([self.known["paragraph", None]])]
        for chain in chains:
            for style in chain:
                properties = style.find(_n("style:text-properties"))
                tag = None if properties is None else properties.get(_LANGUAGES[script])
                if tag is not None:
                    return tag
        return None

    def level(self, name: str | None, level: int) -> tuple[bool, int]:
        """Whether a level of a list is numbered, and from which number."""
        for each in self.lists[name]:
            if each.get(_n("text:level")) == str(level):
                ordered = each.tag == _n("text:list-level-style-number")
                return ordered, int(each.get(_n("text:start-value")) or 1)
        raise AssertionError((name, level))


_LANGUAGES = {
    "latin": _n("fo:language"),
    "asian": _n("style:language-asian"),
    "complex": _n("style:language-complex"),
}


def _script(character: str) -> str:
    """As which of its three kinds of script LibreOffice takes a letter."""
    if unicodedata.bidirectional(character) in {"R", "AL"}:
        return "complex"
    return "asian" if unicodedata.east_asian_width(character) in {"W", "F"} else "latin"


@dataclass
class _Reader:
    styles: _Styles
    content: Element
    facts: Facts = field(default_factory=Facts)
    notes: list[Element] = field(default_factory=list)
    _counts: dict[tuple[str | None, int], int] = field(default_factory=dict)
    _markers: list[str] = field(default_factory=list)

    def flow(self, element: Element) -> None:
        for each in element:
            name = etree.QName(each).localname
            if name in {"p", "h"}:
                words = self.paragraph(each)
                if name == "h":
                    level = int(each.get(_n("text:outline-level")) or 0)
                    self.facts.headings.append((level, words))
            elif name == "list":
                self._list(each, each.get(_n("text:style-name")), 1)
            elif name == "table":
                self._table(each)
            elif name in {"section", "index-body", "table-of-content"}:
                self.flow(each)

    def note(self, element: Element) -> None:
        body = element.find(_n("text:note-body"))
        assert body is not None
        paragraphs = [_own_words(p) for p in body.iter(_n("text:p"), _n("text:h"))]
        self.facts.notes.append(bare(" ".join(paragraphs)))
        self.flow(body)

    # Lists -------------------------------------------------------------------------------------

    def _list(self, element: Element, style: str | None, level: int) -> None:
        for item in element.iterfind(_n("text:list-item")):
            numbered = True
            for each in item:
                if each.tag == _n("text:list"):
                    self._list(each, each.get(_n("text:style-name")) or style, level + 1)
                elif numbered:
                    words = bare(_own_words(each))
                    self.facts.lists.append((self._path(style, level), words))
                    numbered = False
                if each.tag in {_n("text:p"), _n("text:h")}:
                    self.flow([each])  # type: ignore[arg-type]

    def _path(self, style: str | None, level: int) -> str:
        """The path of the next item: its marker after those of the last items further out."""
        ordered, start = self.styles.level(style, level)
        number = self._counts.get((style, level), start - 1) + 1
        self._counts[style, level] = number
        for deeper in [key for key in self._counts if key[0] == style and key[1] > level]:
            del self._counts[deeper]
        self._markers[level - 1 :] = [str(number) if ordered else "•"]
        return "/".join(self._markers)

    # Tables ------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        heads = list(table.iterfind(f"{_n('table:table-header-rows')}/{_n('table:table-row')}"))
        rows = [*heads, *table.iterfind(_n("table:table-row"))]
        self.facts.tables.append((len(heads), [[self._cell(cell) for cell in row] for row in rows]))

    def _cell(self, cell: Element) -> str:
        return bare(" ".join(self.paragraph(each) for each in cell.iterfind(_n("text:p"))))

    # Paragraphs --------------------------------------------------------------------------------

    def paragraph(self, paragraph: Element) -> str:
        """The words; what they say is added to the facts."""
        style = paragraph.get(_n("text:style-name"))
        for part, spans in _parts(paragraph, []):
            if isinstance(part, str):
                letters = filter(str.isalpha, part)
                for script, group in groupby(letters, key=_script):
                    tag = self.styles.language(spans, style, script)
                    self.facts.speak(tag, "".join(group))
            elif part.tag == _n("text:note"):
                self.notes.append(part)
            elif part.tag == _n("draw:frame"):
                said = [part.findtext(_n(name)) for name in ("svg:desc", "svg:title")]
                self.facts.alternatives.append(bare(said[0] or said[1] or ""))
            else:
                self._link(part)
        return bare(_own_words(paragraph))

    def _link(self, element: Element) -> None:
        target = element.get(_n("xlink:href")) or ""
        around = next(element.iterancestors(_n("text:a")), None)
        if around is not None and around.get(_n("xlink:href")) == target:
            return  # a picture's own link, and that around it
        if target.startswith("#"):
            target = f"#{self._landing(target[1:])}"
        self.facts.links.append((bare(_own_words(element)), target))

    def _landing(self, name: str) -> str:
        for mark in self.content.iter(_n("text:bookmark-start"), _n("text:bookmark")):
            if mark.get(_n("text:name")) == name:
                holder = next(mark.iterancestors(_n("text:p"), _n("text:h")))
                return order.landing_words(bare(_own_words(holder)))
        return ""


Spans = list[str | None]


def _parts(element: Element, spans: Spans) -> Iterator[tuple[str | Element, Spans]]:
    """Words, notes, pictures and links in order, with the text styles around."""
    yield element.text or "", spans
    for each in element:
        name = each.tag
        if name in {_n("text:note"), _n("draw:frame")}:
            yield each, spans
        elif name == _n("text:a"):
            yield each, spans
            yield from _parts(each, [each.get(_n("text:style-name")), *spans])
        elif name == _n("draw:a"):
            yield each, spans
            yield from _parts(each, spans)
        elif name == _n("text:span"):
            yield from _parts(each, [each.get(_n("text:style-name")), *spans])
        yield each.tail or "", spans


_GAPS = {_n("text:s"), _n("text:tab"), _n("text:line-break")}


def _own_words(element: Element) -> str:
    """The words, but for those of notes and pictures."""
    parts = [element.text or ""]
    for each in element:
        if each.tag in _GAPS:
            parts.append(" ")
        elif each.tag in {_n("text:span"), _n("text:a")}:
            parts.append(_own_words(each))
        parts.append(each.tail or "")
    return "".join(parts)
