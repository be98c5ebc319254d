"""Room for the numbers of long lists, so that none stands on what is before it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from generator.packagers.pdf.table_fit import CHARACTER, LIST_INDENT

USUAL = 2
"""Digits for which every list has room."""


def make_room_for_numbers(root: Element) -> None:
    """Indent lists further than others where their numbers need it."""
    for numbered in root.iter("ol"):
        last = int(numbered.get("start") or 1) + sum(child.tag == "li" for child in numbered) - 1
        more = len(str(last)) - USUAL
        if more > 0:
            numbered.set("style", f"padding-inline-start: {LIST_INDENT + more * CHARACTER:g}em")
