"""Tables as they are seen: each cell in its column, the header row on every page.

A column has no box in a PDF. But words that stand in their cells, however they are aligned, keep
columns apart: where the words of one reach into those of the next, they have left their cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.readback.pdf.page_text import Box, PageContent, Piece, union
from generator.readback.pdf.reader import Reader
from generator.readback.pdf.tree import Element
from generator.readback.pdf.visibility import is_reordered, letters
from generator.reading_order import Fault

SLACK = 1.0
"""Points by which words may reach over an edge: italics and kerning do."""

SPACE = 0.4
"""The widest space at the end of a line, in the size of its type; it covers nothing."""

_SHOWN = 40


def table_faults(reader: Reader, pages: list[PageContent]) -> Iterator[Fault]:
    """What in the tables of a file cannot be read as it is announced."""
    for element in reader.root.descendants():
        if element.role == "Table":
            cells = [*_cells(reader, element)]
            yield from _out_of_columns(reader, cells)
            yield from _without_header(reader, cells, pages)


def ink(piece: Piece) -> Box:
    """Where the words of a piece stand, without the spaces around them."""
    seen = piece.text if piece.shown is None else piece.shown
    left, bottom, right, top = piece.box
    space = SPACE * piece.size
    left += space * (len(seen) - len(seen.lstrip()))
    right -= space * (len(seen) - len(seen.rstrip()))
    return left, bottom, right, top


def excerpt(words: str) -> str:
    """Words for a message."""
    return " ".join(words.split())[:_SHOWN]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, the columns that it covers, and where its words stand on each page."""

    element: Element
    first: int
    after: int
    heading: bool
    boxes: Mapping[int, Box]


def _cells(reader: Reader, table: Element) -> Iterator[_Cell]:
    """The cells of a table with their columns; those that span rows push others aside."""
    taken: set[tuple[int, int]] = set()
    rows = [each for each in table.descendants() if each.role == "TR"]
    for number, row in enumerate(rows):
        column = 0
        heading = row.parent is not None and row.parent.role == "THead"
        for cell in (each for each in row.elements() if each.role in {"TH", "TD"}):
            while (number, column) in taken:
                column += 1
            after = column + cell.number("ColSpan")
            below = range(number + 1, number + cell.number("RowSpan"))
            taken.update((line, each) for line in below for each in range(column, after))
            yield _Cell(cell, column, after, heading, _boxes(reader, cell))
            column = after


def _boxes(reader: Reader, cell: Element) -> Mapping[int, Box]:
    """Where the words of a cell stand, by the page's number."""
    found: dict[int, list[Box]] = {}
    for piece in reader.pieces(cell):
        page = reader.pages.get(piece.owner[0]) if piece.owner else None
        if page is not None and piece.text.strip():
            found.setdefault(page, []).append(ink(piece))
    return {page: union(boxes) for page, boxes in found.items()}


# Columns ----------------------------------------------------------------------------------------


def _out_of_columns(reader: Reader, cells: list[_Cell]) -> Iterator[Fault]:
    """Cells whose words reach into those of the next column."""
    for page in sorted({page for cell in cells for page in cell.boxes}):
        here = [cell for cell in cells if page in cell.boxes]
        edges = _edges(here, page)
        backwards = bool(edges) and edges[min(edges)][0] > edges[max(edges)][0]
        for cell in here:
            left, _, right, _ = cell.boxes[page]
            before, after = edges.get(cell.first - 1), edges.get(cell.after)
            if backwards:
                before, after = after, before
            wide = after is not None and right > after[0] + SLACK
            if wide or (before is not None and left < before[1] - SLACK):
                words = reader.passage(cell.element, None).text
                message = f'"{excerpt(words)}" reaches out of its cell, into the words of the next'
                yield Fault(f"page {page}", "outside-cell", message, words)
                break  # its neighbours would be reported with it


def _edges(cells: Iterable[_Cell], page: int) -> Mapping[int, tuple[float, float]]:
    """Where the words of each column begin and end, from left to right."""
    edges: dict[int, tuple[float, float]] = {}
    for cell in cells:
        if cell.after - cell.first == 1:
            left, _, right, _ = cell.boxes[page]
            known = edges.get(cell.first, (left, right))
            edges[cell.first] = min(known[0], left), max(known[1], right)
    return edges


# Header rows ------------------------------------------------------------------------------------


def _without_header(
    reader: Reader, cells: list[_Cell], pages: list[PageContent]
) -> Iterator[Fault]:
    """Pages on which a table goes on without the words of its header row above it."""
    heads = [cell for cell in cells if cell.heading]
    words = "".join(reader.passage(cell.element, None).text for cell in heads)
    wanted = Counter(letters(words))
    own = {page for cell in heads for page in cell.boxes}
    body = [cell for cell in cells if not cell.heading]
    for page in sorted({page for cell in body for page in cell.boxes} - own):
        first = next(cell for cell in body if page in cell.boxes)
        said = "".join(
            piece.text
            for piece in pages[page - 1].pieces
            if piece.artifact
            and piece.appearance.clip == pages[page - 1].visible_area  # no running head
            and piece.box[1] > first.boxes[page][3]
        )
        lost = wanted - Counter(letters(said))
        if lost.total() > wanted.total() / 2 and not (is_reordered(words) and said.strip()):
            message = f'the table goes on without its header row "{excerpt(words)}"'
            place, about = f"page {page}", reader.passage(first.element, None).text
            yield Fault(place, "header-row", message, about)
