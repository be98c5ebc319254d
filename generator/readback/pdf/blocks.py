"""Structure elements to blocks of the reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import reading_order as order
from generator.readback.pdf.reader import HEADINGS, INLINE, NOTES, TEXT_BLOCKS, Reader
from generator.readback.pdf.stitching import Stitcher, exact_text
from generator.readback.pdf.tables import read_table
from generator.readback.pdf.tree import ContentKid, Element, ObjectKid

Kid = Element | ContentKid | ObjectKid

NEUTRAL = frozenset({"NonStruct", "Private", "Lbl"})
"""Types that stand in a line or around blocks, as their place has it."""

STRETCH = 0.02
"""By so much of its height a picture may differ from its shape: nobody sees it."""
ROUNDING = 0.5
"""Points by which numbers in a file may be rounded."""
UNORDERED = frozenset({"Disc", "Circle", "Square", "Unordered"})
_NUMBER = re.compile(r"\(?(\d+|[A-Za-z]{1,4})[.)]?\s*$")


class BlockReader:
    """Reads the blocks below an element."""

    def __init__(self, reader: Reader) -> None:
        """`reader` knows words, links and places."""
        self._reader = reader

    def blocks(self, element: Element, language: str | None) -> order.Blocks:
        """Every block inside an element; loose words between blocks are paragraphs."""
        language = element.language or language
        return tuple(self._blocks_of(element, element.kids, language))

    def _blocks_of(
        self, parent: Element, kids: Iterable[Kid], language: str | None
    ) -> Iterator[order.Block]:
        stitcher = Stitcher()
        first: Kid | None = None
        notes: list[Element] = []
        for kid in kids:
            if isinstance(kid, Element) and kid.role in NOTES and parent.role in TEXT_BLOCKS:
                notes.append(kid)  # written where it is called, read when the sentence is over
            elif isinstance(kid, Element) and not _is_inline(kid, parent):
                yield from self._paragraph(stitcher, first or parent, parent, language)
                stitcher, first = Stitcher(), None
                yield from self._block(kid, language)
            else:
                first = first or kid
                self._reader.read(stitcher, kid, language)
        yield from self._paragraph(stitcher, first or parent, parent, language)
        for note in notes:
            yield from self._block(note, language)

    def _paragraph(
        self, stitcher: Stitcher, first: Kid, parent: Element, language: str | None
    ) -> Iterator[order.Paragraph]:
        if not stitcher.empty:
            place = self._place(first) or self._reader.place(parent)
            yield order.Paragraph(stitcher.passage(), place, language, _direction(parent))

    def _place(self, kid: Kid) -> str:
        if isinstance(kid, Element):
            return self._reader.place(kid)
        page = kid.owner[0] if isinstance(kid, ContentKid) else kid.page
        number = self._reader.pages.get(page) if page else None
        return f"page {number}" if number else ""

    def _block(self, element: Element, language: str | None) -> Iterator[order.Block]:
        language = element.language or language
        place = self._reader.place(element)
        match element.role:
            case role if role in HEADINGS:
                words = self._reader.passage(element, language)
                if words.text:
                    level = int(role[1]) if role[1:].isdecimal() else 1
                    yield order.Heading(level, words, place, language, _direction(element))
            case "P" if (code := _code_in(element)) is not None:
                yield self._code(code, language, place)
            case "Code":
                yield self._code(element, language, place)
            case "L" | "TOC":
                yield self._list(element, language)
            case "Table":
                yield read_table(self._reader, element, language, place)
            case "Figure":
                yield from self._figure(element, None, None, language)
            case "BlockQuote":
                yield order.Group(order.Role.QUOTE, self.blocks(element, language), place)
            case _ if "Aside" in {element.role, element.own_role}:
                yield order.Group(order.Role.CALLOUT, self.blocks(element, language), place)
            case role if role in NOTES:
                yield self._note(element, language, place)
            case _:
                yield from self._group(element, language)

    def _group(self, element: Element, language: str | None) -> Iterator[order.Block]:
        """A part of the document, or a figure with its caption."""
        captioned = self._captioned_figure(element)
        if captioned is None:
            yield from self.blocks(element, language)
        else:
            yield from self._figure(*captioned, language)

    def _captioned_figure(
        self, element: Element
    ) -> tuple[Element, Element | None, Element | None] | None:
        """Figure, link around it and caption, of a group that holds nothing else.

        A lone figure, or a link around one, counts too.
        """
        if element.role == "Link":
            figure = _figure_in(element)
            return None if figure is None else (figure, element, None)
        parts = self._parts(element)
        captions = [kid for kid in parts if isinstance(kid, Element) and kid.role == "Caption"]
        only = self._only([kid for kid in parts if kid not in captions])
        if only is None or len(captions) > 1:
            return None
        caption = captions[0] if captions else None
        if only.role == "Figure" and not (element.role == "P" and _is_inline(only, element)):
            return only, None, caption
        figure = _figure_in(only) if only.role == "Link" else None
        if figure is None or _in_line(figure, element):
            return None
        return figure, only, caption

    def _parts(self, element: Element) -> list[Kid]:
        """The kids of an element but for annotations and blanks."""
        return [
            kid
            for kid in element.kids
            if not (isinstance(kid, ObjectKid) or (isinstance(kid, Element) and self._blank(kid)))
        ]

    def _blank(self, element: Element) -> bool:
        """True for a stretch of white space, as it stands beside a picture."""
        return (
            element.role == "Span"
            and element.actual is None
            and not any(element.elements())
            and not any(piece.text.strip() for piece in self._reader.pieces(element))
        )

    def _only(self, parts: list[Kid]) -> Element | None:
        """The element that is all of these; a wrapper without meaning is looked into."""
        while len(parts) == 1 and isinstance(parts[0], Element):
            if parts[0].role != "NonStruct":
                return parts[0]
            parts = self._parts(parts[0])
        return None

    def _code(self, element: Element, language: str | None, place: str) -> order.Code:
        text = exact_text(list(self._reader.pieces(element)))
        return order.Code(text.removesuffix("\n"), place, language)

    # Figures -----------------------------------------------------------------------------------

    def _figure(
        self, figure: Element, link: Element | None, caption: Element | None, language: str | None
    ) -> Iterator[order.Figure]:
        language = figure.language or language
        caption = caption or next((kid for kid in figure.elements() if kid.role == "Caption"), None)
        link = link or (figure.parent if figure.parent and figure.parent.role == "Link" else None)
        words = None if caption is None else self._reader.passage(caption, language)
        alternative = None if figure.alternative is None else order.fold(figure.alternative)
        place = self._reader.place(figure)
        target = self._link_of(link)
        seen = self._shown(figure)
        yield order.Figure(alternative, words, target, place, language, shown=seen)

    def _shown(self, figure: Element) -> order.Shown:
        """What is seen of a picture of pixels; no pixels where there is none, or more than one."""
        match list(self._reader.rasters(figure)):
            case [raster]:
                width, height = raster.pixels
                wanted = raster.width * height / max(width, 1)
                stretched = abs(raster.height - wanted) > max(wanted * STRETCH, ROUNDING)
                return order.Shown(raster.pixels, stretched)
            case []:
                return order.Shown((0, 0), drawn=self._reader.drawing(figure))
            case _:
                return order.NOTHING_SHOWN

    def _link_of(self, link: Element | None) -> str | None:
        mark = None if link is None else self._reader.link_mark(link)
        match mark:
            case order.LinkTo(target=target):
                return target
            case order.LinkWithin(words=words):
                return f"#{words}"
            case _:
                return None

    # Lists -------------------------------------------------------------------------------------

    def _list(self, element: Element, language: str | None) -> order.List | order.DefinitionList:
        language = element.language or language
        place = self._reader.place(element)
        items = [kid for kid in element.elements() if kid.role in {"LI", "TOCI"}]
        markers = [self._marker(item, language) for item in items]
        labels = [marker or "" for marker in markers]
        numbering = element.attribute("ListNumbering")
        if _holds_terms(items, labels, numbering):
            return order.DefinitionList(tuple(self._entries(items, language)), place)
        ordered = (
            numbering not in UNORDERED | {None, "None"}
            if numbering not in {None, "None", "Ordered"}
            else bool(labels) and all(_number(label) is not None for label in labels)
        )
        return order.List(
            ordered, tuple(self._items(element, markers, language, ordered=ordered)), place
        )

    def _marker(self, item: Element, language: str | None) -> str | None:
        """The label of an item; None for an entry of a contents list without one."""
        label = next((kid for kid in item.elements() if kid.role == "Lbl"), None)
        if label is None:
            return None if item.role == "TOCI" else ""
        return self._reader.passage(label, language).text

    def _items(
        self,
        element: Element,
        markers: list[str | None],
        language: str | None,
        *,
        ordered: bool,
    ) -> Iterator[order.ListItem]:
        """Items; a list that is a list's own child (Word, LaTeX) belongs to the item before it."""
        items: list[tuple[Element, list[order.Block], int | None, str | None]] = []
        number = 0
        for kid in element.elements():
            if kid.role in {"LI", "TOCI"}:
                marker = markers[len(items)] if len(items) < len(markers) else None
                given = _number(marker or "")
                number = number + 1 if given is None else given
                ordinal = number if ordered else None
                items.append((kid, list(self._item(kid, language)), ordinal, marker))
            elif kid.role in {"L", "TOC"} and items:
                items[-1][1].append(self._list(kid, language))
        for item, blocks, counted, marker in items:
            yield order.ListItem(tuple(blocks), counted, self._reader.place(item), marker)

    def _item(self, item: Element, language: str | None) -> Iterator[order.Block]:
        language = item.language or language
        kids = [kid for kid in item.kids if not (isinstance(kid, Element) and kid.role == "Lbl")]
        loose: list[Kid] = []
        for kid in kids:
            if isinstance(kid, Element) and kid.role == "LBody":
                yield from self._blocks_of(item, loose, language)
                loose = []
                yield from self.blocks(kid, language)
            else:
                loose.append(kid)
        yield from self._blocks_of(item, loose, language)

    def _entries(
        self, items: list[Element], language: str | None
    ) -> Iterator[order.Term | order.Definition]:
        for item in items:
            for kid in item.elements():
                inner = kid.language or item.language or language
                if kid.role == "Lbl":
                    yield order.Term(
                        self._reader.passage(kid, inner), self._reader.place(kid), inner
                    )
                else:
                    yield order.Definition(self.blocks(kid, inner), self._reader.place(kid))

    # Notes -------------------------------------------------------------------------------------

    def _note(self, element: Element, language: str | None, place: str) -> order.Note:
        label = next((each for each in element.descendants() if each.role == "Lbl"), None)
        kids = [kid for kid in element.kids if kid is not label]
        blocks = tuple(self._blocks_of(element, kids, language))
        words = self._reader.label(element)
        if label is not None:
            self._reader.count_back_links(label)
        return order.Note(words, blocks, self._reader.back_links.get(element, 0), place)


def _is_inline(element: Element, parent: Element) -> bool:
    """True for an element that stands in the line of its siblings."""
    placement = element.attribute("Placement")
    if element.role == "Figure":
        return _in_line(element, parent)
    if element.role == "Link" and (figure := _figure_in(element)) is not None:
        return _in_line(figure, parent)
    if element.role == parent.role == "NonStruct":
        return _only_words(parent)
    if element.role in NEUTRAL:
        return parent.role in TEXT_BLOCKS and all(
            isinstance(kid, ContentKid | ObjectKid) or _is_inline(kid, parent)
            for kid in element.kids
        )
    return element.role in INLINE and placement != "Block"


def _only_words(element: Element) -> bool:
    """True where nothing but words stands in an element, as in WeasyPrint's lines of code."""
    return all(
        each.role in INLINE | {"NonStruct"} for each in element.descendants() if each is not element
    )


def _in_line(figure: Element, parent: Element) -> bool:
    """True for a figure that stands in a line of words; where the file is silent, if any are."""
    placement = figure.attribute("Placement")
    return placement == "Inline" or (placement is None and _has_words(parent))


def _has_words(parent: Element) -> bool:
    """True where words stand directly in an element, or in line with its other kids."""
    if any(isinstance(kid, ContentKid) for kid in parent.kids):
        return True
    return parent.role in TEXT_BLOCKS and any(
        kid.role in INLINE and _figure_in(kid) is None for kid in parent.elements()
    )


def _figure_in(link: Element) -> Element | None:
    """The figure that is all a link holds."""
    kids = [kid for kid in link.kids if not isinstance(kid, ObjectKid)]
    only = kids[0] if len(kids) == 1 else None
    return only if isinstance(only, Element) and only.role == "Figure" else None


def _code_in(paragraph: Element) -> Element | None:
    """The code block that is all a paragraph holds."""
    only = paragraph.kids[0] if len(paragraph.kids) == 1 else None
    if isinstance(only, Element) and only.role == "Code" and only.attribute("Placement") == "Block":
        return only
    return None


_BULLETS = frozenset("•◦▪▫■□●○·‣⁃–—-*o")


def _holds_terms(items: list[Element], labels: list[str], numbering: str | None) -> bool:
    """True for a list of terms; ISO 32000-1, table 347, has no other word for them than None."""
    labelled = items and all(any(kid.role == "Lbl" for kid in item.elements()) for item in items)
    if numbering == "None" and labelled:
        return not _BULLETS.issuperset(label.strip() for label in labels)
    return numbering == "Description" or (numbering in {None, "None"} and _are_terms(labels))


def _are_terms(labels: list[str]) -> bool:
    """True where labels are words, not bullets or numbers."""
    return bool(labels) and all(
        any(character.isalpha() for character in label) and _number(label) is None
        for label in labels
    )


def _number(label: str) -> int | None:
    """The number that a label says; letters and Roman numerals count by place instead."""
    found = _NUMBER.match(label)
    return int(found[1]) if found and found[1].isdecimal() else None


def _direction(element: Element) -> order.Direction | None:
    directions: dict[str | None, order.Direction] = {"RlTb": "rtl", "LrTb": "ltr"}
    return directions.get(element.attribute("WritingMode"))
