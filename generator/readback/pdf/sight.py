"""What tags cannot say: whether those who look at a page can read it.

A line's end may tear a number in two, and text may stand on other text, out of its cell or off the
paper. A word that begins its line and goes on in the next is longer than the line: it has to be
parted. Asked of our own files; others may be set as their makers like.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, takewhile
from operator import itemgetter

from generator.readback.pdf.line_ends import fills_line, grouped_numbers, torn_word
from generator.readback.pdf.page_text import Owner, PageContent, Piece, intersection
from generator.readback.pdf.reader import INLINE, Reader
from generator.readback.pdf.stitching import new_line
from generator.readback.pdf.table_sight import SLACK, excerpt, ink, table_faults
from generator.readback.pdf.tree import ContentKid, Element
from generator.reading_order import Fault

_CONTEXT = 40
"""Characters on either side of a line's end that decide whether it tears something apart."""

OVERLAP = 0.2
"""The part of its size by which text may reach into another line."""

_HYPHENS = ("-", "\u2010")
_SEPARATOR = "\n"


def faults_for_the_eye(pages: list[PageContent], reader: Reader) -> Iterator[Fault]:
    """What on the pages of a file cannot be read as it is announced."""
    for passage in _passages(reader):
        yield from _torn(passage, reader, pages)
    drawings = _drawings(reader)
    for page in pages:
        shown = [piece for piece in page.pieces if _is_text(piece, page, drawings)]
        yield from _cut_off(shown, page)
        yield from _overlapping(shown, page)
    yield from table_faults(reader, pages)


# Lines ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A piece of a passage, and the element whose words it shows; no piece where words end."""

    piece: Piece | None
    element: Element


def _passages(reader: Reader) -> Iterator[list[_Drawn]]:
    """What is read line by line, in the order of the tree; code is set as it stands."""
    passage: list[_Drawn] = []
    stack: list[tuple[Element | ContentKid | None, Element]] = [(reader.root, reader.root)]
    while stack:
        kid, parent = stack.pop()
        if isinstance(kid, ContentKid):
            passage += [_Drawn(piece, parent) for piece in reader.content.get(kid.owner, ())]
        elif kid is None or kid.role not in _IN_LINE:
            yield passage
            passage = []
        if not isinstance(kid, Element) or _is_code_block(kid):
            continue
        if kid.role in {"Figure", "Formula"} or _calls_a_note(kid, reader):
            passage.append(_Drawn(None, kid))
            continue
        if kid.role not in _IN_LINE:
            stack.append((None, kid))
        inner = [(each, kid) for each in kid.kids if isinstance(each, Element | ContentKid)]
        stack += reversed(inner)


_IN_LINE = INLINE | {"NonStruct", "Figure"}


def _is_code_block(element: Element) -> bool:
    return element.role == "Code" and element.attribute("Placement") == "Block"


def _calls_a_note(element: Element, reader: Reader) -> bool:
    return element.role == "Link" and reader.called_note(element) is not None


def _torn(passage: list[_Drawn], reader: Reader, pages: list[PageContent]) -> Iterator[Fault]:
    """Numbers and short words that a line's end tears apart."""
    ends = [at for at in range(1, len(passage)) if _is_line_end(passage, at)]
    if not ends:
        return
    parts = [_SEPARATOR if drawn.piece is None else drawn.piece.text for drawn in passage]
    starts = [0, *accumulate(map(len, parts))]
    words = "".join(parts)
    torn = dict(_torn_groups(passage, starts, words))
    line = 0
    for at in ends:
        begin, start, line = starts[line], starts[at], at
        word = torn.get(at)
        one, other = passage[at - 1], passage[at]
        if word is None and one.element is other.element and not _is_hyphenated(one.piece):
            before, after = words[max(0, start - _CONTEXT) : start], words[start : start + _CONTEXT]
            word = torn_word(before, after) and torn_word(*_own(passage, at))
        if word is None or fills_line(words[begin:start], word):
            continue
        if not _beside_a_picture((one, other), reader, pages):
            message = f'a line ends within "{word}", which then reads as two'
            place, about = reader.place(one.element), reader.passage(one.element, None).text
            yield Fault(place, "torn-word", message, about)


def _own(passage: list[_Drawn], at: int) -> tuple[str, str]:
    """The words before and after an end of a line that belong to the very same element."""
    before = takewhile(lambda each: each.element is passage[at].element, passage[at - 1 :: -1])
    after = takewhile(lambda each: each.element is passage[at].element, passage[at:])
    one, other = (
        [each.piece.text for each in islice(part, _CONTEXT) if each.piece]
        for part in (before, after)
    )
    return "".join(reversed(one))[-_CONTEXT:], "".join(other)[:_CONTEXT]


def _is_line_end(passage: list[_Drawn], at: int) -> bool:
    before, after = passage[at - 1].piece, passage[at].piece
    return before is not None and after is not None and new_line(before, after)


def _beside_a_picture(
    ends: tuple[_Drawn, _Drawn], reader: Reader, pages: list[PageContent]
) -> bool:
    """True where a decorative picture stands in one of two lines: it may part what seems one."""
    for piece in (drawn.piece for drawn in ends if drawn.piece is not None):
        number = reader.pages.get(piece.owner[0]) if piece.owner else None
        for raster in pages[number - 1].rasters if number else ():
            if raster.artifact and raster.box[1] < piece.box[3] and raster.box[3] > piece.box[1]:
                return True
    return False


def _is_hyphenated(piece: Piece | None) -> bool:
    """True where layout has put a hyphen that is not in the words."""
    if piece is None or piece.shown is None:
        return False
    return piece.shown.endswith(_HYPHENS) and not piece.text.endswith(_HYPHENS)


def _torn_groups(passage: list[_Drawn], starts: list[int], words: str) -> Iterator[tuple[int, str]]:
    """Where a line ends between two groups of one number, by the index of the second.

    It is one in its element's words, and in all that stand around these: in “x1 250” it is none.
    """
    known = [*grouped_numbers(words)]
    for _, run in groupby(range(len(passage)), key=lambda at: id(passage[at].element)):
        indices = [*run]
        first = starts[indices[0]]
        own = words[first : starts[indices[-1] + 1]]
        for begin, end in grouped_numbers(own):
            if not _within(known, first + begin, first + end):
                continue
            for at in indices:
                if begin < starts[at] - first < end and _is_line_end(passage, at):
                    yield at, own[begin:end]


def _within(spans: list[tuple[int, int]], begin: int, end: int) -> bool:
    """True if one of the spans, which are in order and apart, holds another."""
    at = bisect_right(spans, begin, key=itemgetter(0)) - 1
    return at >= 0 and end <= spans[at][1]


# Places -----------------------------------------------------------------------------------------


def _drawings(reader: Reader) -> frozenset[Owner]:
    """The content of pictures, whose words stand as their makers set them."""
    figures = (each for each in reader.root.descendants() if each.role in {"Figure", "Formula"})
    kids = (kid for figure in figures for each in figure.descendants() for kid in each.kids)
    return frozenset(kid.owner for kid in kids if isinstance(kid, ContentKid))


def _is_text(piece: Piece, page: PageContent, drawings: Collection[Owner]) -> bool:
    """True for words of the page; what is clipped is part of a picture, or of a running head."""
    whole = piece.appearance.clip == page.visible_area
    return whole and piece.owner not in drawings and bool(piece.text.strip()) and piece.size > 0


def _cut_off(shown: list[Piece], page: PageContent) -> Iterator[Fault]:
    """Text that stands on the edge of the paper."""
    left, bottom, right, top = page.visible_area
    for piece in shown:
        place = ink(piece)
        inside = place[0] >= left - SLACK and place[2] <= right + SLACK
        if not (inside and place[1] >= bottom - SLACK and place[3] <= top + SLACK):
            message = f'"{excerpt(piece.text)}" stands on the edge of the page'
            yield Fault(f"page {page.number}", "cut-off-text", message, piece.text)


def _overlapping(shown: list[Piece], page: PageContent) -> Iterator[Fault]:
    """Text that stands on other text."""
    inks = sorted(((ink(piece), piece) for piece in shown), key=lambda each: each[0][1])
    for at, (place, piece) in enumerate(inks):
        for other, beside in islice(inks, at + 1, None):
            if other[1] >= place[3]:
                break
            left, bottom, right, top = intersection(place, other)
            high = (top - bottom) > OVERLAP * min(piece.size, beside.size)
            if right - left > SLACK and high:
                one, second = excerpt(piece.text), excerpt(beside.text)
                message = f'"{one}" and "{second}" stand on each other'
                yield Fault(f"page {page.number}", "overlapping-text", message, piece.text)
