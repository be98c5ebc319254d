"""The closed list for the structure elements of our own PDFs, and what each may say.

A screen reader announces /Alt, /ActualText and /E in place of what is seen. In our files pictures
alone have the first and abbreviations the last; what glyphs do not give is said beside them, where
it is compared with them. The whole is called by its title.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from generator.readback.pdf.tree import Element
from generator.reading_order import Fault, fold

ROLES = frozenset(
    (
        *("Document", "Sect", "Part", "Div", "NonStruct", "Aside", "BlockQuote", "Caption"),
        *("H1", "H2", "H3", "H4", "H5", "H6", "P", "TOC", "TOCI", "L", "LI", "Lbl", "LBody"),
        *("Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Note", "FENote"),
        *("Span", "Em", "Strong", "Strike", "Sub", "Code", "Link", "Reference"),
    )
)
"""The types of elements, as the file calls them."""

_KEYS = frozenset(("/Type", "/S", "/P", "/Pg", "/K", "/A", "/Lang", "/NS", "/ID", "/Ref"))
_SPOKEN = {"/Alt": frozenset(("Figure",)), "/E": frozenset(("Span",))}
_SHOWN = 60


def element_faults(pdf: pikepdf.Pdf, root: Element, title: str) -> Iterator[Fault]:
    """What elements say that ours do not."""
    for element in root.descendants():
        if element is root:
            continue
        if element.own_role not in ROLES:
            message = f"no PDF of ours has an element “{element.own_role[:_SHOWN]}”"
            yield Fault("", "unknown-markup", message)
        for key, value in pdf.get_object(element.objgen).items():
            if key == "/T" and element.own_role == "Document" and fold(str(value)) == title:
                continue
            if key not in _KEYS and element.own_role not in _SPOKEN.get(key, ()):
                said = f"{key.removeprefix('/')} “{str(value)[:_SHOWN]}”"
                message = f"in no PDF of ours an element “{element.own_role}” has {said}"
                yield Fault("", "unknown-markup", message)
