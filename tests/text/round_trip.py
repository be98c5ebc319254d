"""A document written as text, and what of it comes back."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from generator.content.added_text import AddedText, Part, add_text
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.content.job import Job, Options, TextOptions
from generator.document import model
from generator.packagers.text import pack
from generator.proof.lines import Flattener, Line
from generator.readback.text import read_back
from generator.reading_order import Feature, ReadingOrder

TEXT = FORMATS["txt"]
LACKS = TEXT.lacks.keys() - {Feature.IGNORABLE}
"""Our guards hide behind this feature; what the author wrote comes back to the character."""

VISIBLE = str.maketrans(
    {
        "\u2060": "‸", "\u2063": "‹", "\u2064": "›", "\u200e": "→", "\u200f": "←", "\u2066": "⟦→",
        "\u2067": "⟦←", "\u2069": "⟧",
    }
)  # fmt: skip
"""How these tests show the invisible characters of the format."""


LAYOUTS = (
    TextOptions(),
    TextOptions(width=40),
    TextOptions(tables="grid"),
    TextOptions(width=20, tables="grid", line_ends="crlf"),
)
"""Ways to lay out a file: each must be read back to the same."""


def packed(document: model.Document, layout: TextOptions = LAYOUTS[0]) -> str:
    """The text file of a document."""
    return pack(Job(document, add_text(document), Options(text=layout))).data.decode()


def lines(order: ReadingOrder) -> list[Line]:
    """What a reader meets, without places."""
    return [replace(line, place="") for line in Flattener(LACKS).lines(order.blocks)]


def comes_back_from_every_layout(document: model.Document) -> None:
    """Fail unless the text file of a document, in every layout, reads back to the document."""
    for layout in LAYOUTS:
        comes_back(document, layout)


def comes_back(document: model.Document, layout: TextOptions) -> None:
    """Fail unless the text file of a document reads back to the document."""
    text = packed(document, layout)
    found = read_back(text.encode())
    shown = text.translate(VISIBLE)
    wanted = lines(expected_order(document, _unmarked(add_text(document)), TEXT))
    assert not found.faults, shown
    for line, other in zip_longest(lines(found), wanted):
        assert line == other, shown


def _unmarked(added_text: AddedText) -> AddedText:
    """AddedText without our marks of direction around an address: here they stand before it."""
    contact = tuple(
        replace(line, parts=tuple(_unmarked_part(part) for part in line.parts))
        for line in added_text.contact
    )
    return replace(added_text, contact=contact)


def _unmarked_part(part: Part) -> Part:
    return part if part.target is None else replace(part, text=part.text.strip("\u200e"))
