"""Tables: rows, spans, scopes, and which header names which cell (ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from generator import reading_order as order
from generator.readback.pdf.reader import Reader
from generator.readback.pdf.stitching import Stitcher
from generator.readback.pdf.tree import Element

_SCOPES: dict[str, order.Scope] = {"Column": "col", "Row": "row", "Both": "both"}


def read_table(reader: Reader, table: Element, language: str | None, place: str) -> order.Table:
    """A table as its file marks it."""
    caption = next((each for each in _parts(table) if each.role == "Caption"), None)
    by_identifier = {
        cell.identifier: cell for cell in table.descendants() if cell.identifier is not None
    }
    return order.Table(
        caption=None if caption is None else reader.passage(caption, language),
        rows=tuple(
            _row(reader, row, by_identifier, language, heading=heading)
            for row, heading in _rows(table)
        ),
        place=place,
        language=language,
    )


def _parts(table: Element) -> Iterator[Element]:
    """The caption and the rows; wrappers (WeasyPrint puts a table in a table) are looked into."""
    stack = list(table.elements())[::-1]
    while stack:
        element = stack.pop()
        if element.role in {"Caption", "TR"}:
            yield element
        else:
            stack.extend(list(element.elements())[::-1])


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Rows with whether they stand in a table head; wrappers without meaning are looked into."""
    stack = [(kid, False) for kid in reversed(list(table.elements()))]
    while stack:
        element, heading = stack.pop()
        if element.role == "TR":
            yield element, heading
        elif element.role != "Caption":
            heading = heading or element.role == "THead"
            stack.extend((kid, heading) for kid in reversed(list(element.elements())))


def _row(
    reader: Reader,
    row: Element,
    by_identifier: dict[bytes, Element],
    language: str | None,
    *,
    heading: bool,
) -> order.Row:
    cells = tuple(
        _cell(reader, cell, by_identifier, cell.language or row.language or language)
        for cell in row.elements()
        if cell.role in {"TH", "TD"}
    )
    return order.Row(cells, heading, reader.place(row))


def _cell(
    reader: Reader,
    cell: Element,
    by_identifier: dict[bytes, Element],
    language: str | None,
) -> order.Cell:
    is_header = cell.role == "TH"
    scope = _SCOPES.get(cell.attribute("Scope") or "Column") if is_header else None
    headers = () if is_header else tuple(_headers(reader, cell, by_identifier, language))
    return order.Cell(
        words=cell_words(reader, cell, language),
        scope=scope,
        headers=headers,
        columns=cell.number("ColSpan"),
        rows=cell.number("RowSpan"),
    )


def cell_words(reader: Reader, cell: Element, language: str | None) -> order.Passage:
    """The words of a cell; its paragraphs follow one another."""
    stitcher = Stitcher()
    for kid in cell.kids:
        reader.read(stitcher, kid, language)
    return stitcher.passage()


def _headers(
    reader: Reader,
    cell: Element,
    by_identifier: dict[bytes, Element],
    language: str | None,
) -> Iterator[str]:
    given = cell.attributes.get("Headers")
    for identifier in given if isinstance(given, pikepdf.Array) else ():
        known = isinstance(identifier, pikepdf.String)  # bytes() of a number makes so many of them
        header = by_identifier.get(bytes(identifier)) if known else None
        if header is not None:
            words = cell_words(reader, header, language).text
            if words:
                yield words
