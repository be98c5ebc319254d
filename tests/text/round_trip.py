"""A document written as text, and what its proof says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from generator.building.format_stages import prove_output
from generator.content.added_text import add_text
from generator.content.formats import FORMATS
from generator.content.job import Job, Options, TextOptions
from generator.document import model
from generator.packagers.text import pack

TEXT = FORMATS["txt"]

LAYOUTS = (
    TextOptions(),
    TextOptions(width=40),
    TextOptions(tables="grid"),
    TextOptions(headings="plain", byte_order_mark=True),
    TextOptions(width=20, tables="grid", line_ends="crlf"),
)
"""Ways to lay out a file: in each, every line must be the expected one."""

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt)."""


VISIBLE = str.maketrans(
    {"\u2060": "‸", "\u200e": "→", "\u200f": "←", "\u2066": "⟦→", "\u2067": "⟦←", "\u2069": "⟧"}
)
"""How these tests show invisible characters, which are the author's."""


def packed(document: model.Document, layout: TextOptions = LAYOUTS[0]) -> str:
    """The text file of a document."""
    return _bytes(document, layout).decode()


def _bytes(document: model.Document, layout: TextOptions) -> bytes:
    return pack(Job(document, add_text(document), Options(text=layout))).data


def is_published_in_every_layout(document: model.Document) -> None:
    """Fail unless the text file of a document, in every layout, is proven."""
    for layout in LAYOUTS:
        is_published(document, layout)


def is_published(document: model.Document, layout: TextOptions) -> None:
    """Fail unless every line of the file is as expected, and holds no character of our own."""
    data = _bytes(document, layout)
    proof = prove_output(document, add_text(document), TEXT, data, "random.txt", layout)
    text = data.decode("utf-8-sig")
    assert not proof.findings, f"{text}\n{proof.findings[0]}"
    written = IGNORABLE.findall(text)
    assert not set(written) - _given(document), (text, written)


def _given(document: model.Document) -> set[str]:
    """The ignorable characters that the author wrote, or that a catalogue holds."""
    return set(IGNORABLE.findall("".join((*_texts(document), *_texts(add_text(document).words)))))


def _texts(given: object) -> Iterator[str]:
    """Every text in a tree of dataclasses."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, tuple):
        for each in given:
            yield from _texts(each)
    elif is_dataclass(given):
        for field in fields(given):
            yield from _texts(getattr(given, field.name))
