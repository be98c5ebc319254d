"""The words of structure elements, with what is marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator import reading_order as order
from generator.readback.pdf.destinations import SLACK, Destinations, Landings, Target
from generator.readback.pdf.page_text import Owner, Piece, Raster, Shape
from generator.readback.pdf.stitching import Stitcher
from generator.readback.pdf.tree import ContentKid, Element, ObjectKid
from generator.reading_order import (
    NO_MARKS,
    Call,
    Expansion,
    InLanguage,
    LinkTo,
    LinkWithin,
    Mark,
    PageNumber,
    Passage,
    Picture,
    Style,
    fold,
    landing_words,
)

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
NOTES = frozenset({"Note", "FENote"})
_AROUND_LABELS = " []()."
INLINE = frozenset(
    "Span Quote Reference BibEntry Code Link Annot Em Strong Ruby RB RT RP Warichu WT WP Sub"
    " Formula Form".split()
)
"""Types that stand in running text (ISO 32000-1, 14.8.4.4)."""

TEXT_BLOCKS = HEADINGS | {"P", "Caption", "Lbl", "LBody", "TD", "TH"}


@dataclass(slots=True)
class Reader:
    """One file's tree, its content, and its links."""

    root: Element
    content: Mapping[Owner, list[Piece]]
    drawn: Mapping[Owner, list[Raster]]
    shapes: Mapping[Owner, list[Shape]]
    pages: Mapping[tuple[int, int], int]
    """Page numbers by page object."""
    destinations: Destinations
    landings: Landings = field(init=False)
    _labels: frozenset[str] = field(init=False)
    """What notes are called, without brackets and stops."""
    back_links: dict[Element, int] = field(default_factory=dict)
    """How often each note leads back to the text."""
    _calls: dict[tuple[int, int], list[tuple[float, float, float]]] = field(default_factory=dict)
    _targets: dict[Element, Target | None] = field(default_factory=dict)
    _landing_words: dict[Element, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find where links land, and which of them call notes."""
        self.landings = Landings(self.root, self.content)
        notes = [each for each in self.root.descendants() if each.role in NOTES]
        self._labels = frozenset(self.label(note).strip(_AROUND_LABELS) for note in notes)
        for element in self.root.descendants():
            if element.role == "Link" and self.called_note(element) is not None:
                self._note_call(element)

    # Places ------------------------------------------------------------------------------------

    def place(self, element: Element) -> str:
        """The page on which an element begins ("page 2")."""
        for each in element.descendants():
            for kid in each.kids:
                page = kid.owner[0] if isinstance(kid, ContentKid) else None
                if isinstance(kid, ObjectKid):
                    page = kid.page
                if page is not None and page in self.pages:
                    return f"page {self.pages[page]}"
        return ""

    def rasters(self, element: Element) -> Iterator[Raster]:
        """The pictures of pixels in an element."""
        return (each for owner in self._owners(element) for each in self.drawn.get(owner, ()))

    def drawing(self, element: Element) -> order.Drawn:
        """What is drawn in an element without pixels."""
        shapes = (each for owner in self._owners(element) for each in self.shapes.get(owner, ()))
        words = "".join(piece.text for piece in self.pieces(element))
        return order.Drawn(order.drawn_words(words), order.drawn_shapes(shapes))

    def _owners(self, element: Element) -> Iterator[Owner]:
        """The marked content in an element."""
        for each in element.descendants():
            for kid in each.kids:
                if isinstance(kid, ContentKid):
                    yield kid.owner

    def pieces(self, element: Element) -> Iterator[Piece]:
        """All pieces of an element, in reading order."""
        stack: list[Any] = [element]
        while stack:
            each = stack.pop()
            if isinstance(each, ContentKid):
                yield from self.content.get(each.owner, ())
            elif isinstance(each, Element):
                stack.extend(reversed(each.kids))

    # Links -------------------------------------------------------------------------------------

    def target(self, link: Element) -> Target | None:
        """Where a Link element leads."""
        if link not in self._targets:
            targets = (
                self.destinations.target(kid.target)
                for each in link.descendants()
                for kid in each.kids
                if isinstance(kid, ObjectKid)
            )
            self._targets[link] = next((each for each in targets if each is not None), None)
        return self._targets[link]

    def landing(self, link: Element) -> Element | None:
        """The element that an internal link leads to."""
        target = self.target(link)
        if target is None or target.destination is None:
            return None
        return self.landings.element(target.destination)

    def called_note(self, link: Element) -> Element | None:
        """The note that a link calls; a link in a note, or to what is named in one, calls none."""
        if _note_around(link) is not None:
            return None
        landing = self.landing(link)
        if landing is None or _is_named(landing):
            return None
        note = _note_around(landing)
        if note is None:
            return None
        called = not self.label(note) or self._label_of(link).strip(_AROUND_LABELS) in self._labels
        return note if called else None

    def _note_call(self, link: Element) -> None:
        for kid in link.kids:
            if isinstance(kid, ObjectKid) and kid.page is not None and "/Rect" in kid.target:
                left, bottom, _, top = (float(edge) for edge in kid.target.Rect)
                self._calls.setdefault(kid.page, []).append((left, bottom, top))

    def is_back_link(self, link: Element) -> bool:
        """True for a link within a note that leads to a call of a note."""
        if _note_around(link) is None:
            return False
        target = self.target(link)
        destination = target.destination if target else None
        if destination is None:
            return False
        if destination.element is not None:
            landing = self.landings.element(destination)
            return landing is not None and landing.role in {"Reference", "Link"}
        if destination.page is None or destination.left is None or destination.top is None:
            return False
        return any(
            abs(left - destination.left) < SLACK and bottom - SLACK < destination.top < top + SLACK
            for left, bottom, top in self._calls.get(destination.page, ())
        )

    def link_mark(self, link: Element) -> Mark | None:
        """What a link says of its words."""
        target = self.target(link)
        if target is None:
            return None
        if target.address is not None:
            return LinkTo(target.address)
        landing = self.landing(link)
        return LinkWithin("" if landing is None else self._words_at(landing))

    def _words_at(self, landing: Element) -> str:
        """The first words of the block in which a link lands; of a figure, those of its caption."""
        label = next((each for each in landing.ancestors() if each.role == "Lbl"), None)
        note = None if label is None else _note_around(label)
        near = landing.ancestors()
        if note is not None:  # beside its label stands what it begins with
            near = (each for each in note.descendants() if each.role not in {*NOTES, "Lbl"})
        around = (block for each in near if (block := _with_words(each)) is not None)
        block = next(around, landing)
        if block not in self._landing_words:
            self._landing_words[block] = ""  # a link to its own block must not look again
            self._landing_words[block] = landing_words(self.passage(block, None).text)
        return self._landing_words[block]

    # Words -------------------------------------------------------------------------------------

    def passage(self, element: Element, language: str | None) -> Passage:
        """The words of an element."""
        stitcher = Stitcher()
        for kid in element.kids:
            self.read(stitcher, kid, language)
        return stitcher.passage()

    def read(
        self,
        stitcher: Stitcher,
        kid: Element | ContentKid | ObjectKid,
        language: str | None,
        marks: frozenset[Mark] = NO_MARKS,
    ) -> None:
        """Add what a kid of an element says."""
        if isinstance(kid, ContentKid):
            exact = Style.CODE in marks
            for piece in self.content.get(kid.owner, ()):
                stitcher.add(piece, marks, exact=exact)
        elif isinstance(kid, Element):
            self._read_element(stitcher, kid, language, marks)

    def _read_element(
        self, stitcher: Stitcher, element: Element, language: str | None, marks: frozenset[Mark]
    ) -> None:
        if element.language is not None and element.language != language:
            language = element.language
            marks = frozenset(
                {m for m in marks if not isinstance(m, InLanguage)} | {InLanguage(language)}
            )
        if element.role == "Figure" or (element.role == "Formula" and element.alternative):
            stitcher.add_object(Picture(fold(element.alternative or "")), marks)
            return
        if element.role == "Link":
            note = self.called_note(element)
            if note is not None:
                stitcher.add_object(Call(self.label(note) or self._label_of(element)), marks)
                if any(piece.text.endswith(" ") for piece in [*self.pieces(element)][-1:]):
                    stitcher.add_text(" ", marks)  # a line's end, drawn with the call
                return
            if self.is_back_link(element):
                self._count_back_link(element)
                return
        marks = marks | set(self._marks(element))
        if element.actual is not None:
            stitcher.add_text(element.actual, marks)
            return
        parted = element.role not in INLINE | {"NonStruct", "Lbl"}
        if parted:
            stitcher.part()
        number = self._page_number(element) if element.role == "Link" else None
        for kid in element.kids:
            if kid is not number:
                self.read(stitcher, kid, language, marks)
        if number is not None:
            stitcher.add_text(" ", marks)
            stitcher.add_object(PageNumber(), marks)
        if parted:
            stitcher.part()

    def _page_number(self, link: Element) -> ContentKid | None:
        """What ends a line of a contents list: the number of the page on which its link lands."""
        last = link.kids[-1] if link.kids else None
        if not isinstance(last, ContentKid) or all(
            each.role != "TOCI" for each in link.ancestors()
        ):
            return None
        said = "".join(piece.text for piece in self.content.get(last.owner, ())).strip()
        target = self.target(link)
        page = target.destination.page if target and target.destination else None
        return last if page is not None and said == str(self.pages.get(page)) else None

    def label(self, note: Element) -> str:
        """The label that a note has, "" if it has none."""
        label = next((each for each in note.descendants() if each.role == "Lbl"), None)
        return "" if label is None else self._label_of(label)

    def _label_of(self, element: Element) -> str:
        if any(each.role == "Link" for each in element.descendants()):
            return fold("".join(piece.text for piece in self.pieces(element)))
        return fold(self.passage(element, None).text)

    def count_back_links(self, label: Element) -> None:
        """Count the links back that are a note's label."""
        for element in label.descendants():
            if element.role == "Link" and self.is_back_link(element):
                self._count_back_link(element)

    def _count_back_link(self, link: Element) -> None:
        note = _note_around(link)
        if note is not None:
            self.back_links[note] = self.back_links.get(note, 0) + 1

    def _marks(self, element: Element) -> Iterator[Mark]:
        """What an inline element says of its words."""
        if "Em" in {element.role, element.own_role}:
            yield Style.EMPHASISED
        if "Strong" in {element.role, element.own_role}:
            yield Style.STRONG
        if element.role == "Code":
            yield Style.CODE
        for (name, value), style in _STYLES.items():
            if element.attribute(name) == value:
                yield style
        shift = element.attributes.get("BaselineShift")
        if isinstance(shift, int | Decimal) and shift:
            yield Style.RAISED if shift > 0 else Style.LOWERED
        if element.expansion is not None:
            yield Expansion(fold(element.expansion))
        if element.role == "Link":
            mark = self.link_mark(element)
            if mark is not None:
                yield mark


_STYLES = {("TextDecorationType", "LineThrough"): Style.STRUCK}
"""What an attribute of layout says of words (ISO 32000-1, 14.8.5.4.5)."""


def _with_words(element: Element) -> Element | None:
    """The element itself if words stand in it, or its caption."""
    if element.role in TEXT_BLOCKS:
        return element
    kids = (kid for kid in element.kids if isinstance(kid, Element))
    return next((kid for kid in kids if kid.role == "Caption"), None)


def _is_named(element: Element) -> bool:
    """True in a heading, a caption or a figure, to which links lead also in a note."""
    named = {*HEADINGS, "Caption", "Figure"}
    return any(each.role in named for each in (element, *element.ancestors()))


def _note_around(element: Element) -> Element | None:
    return next((each for each in element.ancestors() if each.role in NOTES), None)
