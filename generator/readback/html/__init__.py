"""HTML to reading order, for any HTML file."""

from __future__ import annotations

from dataclasses import replace

from generator.readback.html.anchors import Page
from generator.readback.html.kinds import language_of
from generator.readback.html.metadata import stated
from generator.readback.html.own_markup import (
    beginning_faults,
    labels,
    markup_faults,
    own_style_faults,
    policy_faults,
    whole_faults,
)
from generator.readback.html.pictures import embedded, shown_pictures
from generator.readback.html.reader import Reader
from generator.readback.html.style import sheets_in, style_faults
from generator.readback.html.tree import Element, parse_html
from generator.reading_order import ReadingOrder, fold


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in an HTML file."""
    return _read(Page(parse_html(data)))


def read_back_own(data: bytes, *, style: bool = False) -> ReadingOrder:
    """The same for a page of ours, in which nothing may stand that we do not write.

    Its `style` was held to the list when it was made; it is again where the file may be changed.
    """
    page = Page(parse_html(data))
    faults = [*markup_faults(page), *whole_faults(page), *policy_faults(page)]
    faults += beginning_faults(data, _BEGINNING)
    if style:
        faults += own_style_faults(page, sheets_in(page))
    found = _read(page)
    return replace(
        found,
        faults=(*found.faults, *faults),
        labels=tuple(labels(page)),
        properties=tuple(stated(page.root)),
    )


_BEGINNING = b"<!DOCTYPE html>\n<html "


def _read(page: Page) -> ReadingOrder:
    reader = Reader((page,))
    blocks = reader.blocks(page)
    return ReadingOrder(
        title=title_of(page.root),
        language=language_of(page.root) or None,
        blocks=blocks,
        faults=(*reader.faults, *style_faults(page, sheets_in(page))),
        pictures=tuple(shown_pictures((page,), embedded, sheets_in)),
    )


def title_of(root: Element) -> str:
    """The words of the first `title` in a page's head."""
    head = next((child for child in root.elements if child.tag == "head"), root)
    return next((fold(child.text()) for child in head.elements if child.tag == "title"), "")
