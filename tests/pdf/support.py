"""PDFs made from a few lines of HTML, and their tags as a few lines of text."""

from __future__ import annotations

import datetime
from io import BytesIO

import pikepdf
from PIL import Image

from generator.packagers.pdf.fonts import declared_faces
from generator.packagers.pdf.making import Made, make_pdf
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.variants import VARIANTS
from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.pieces import Owner
from generator.readback.pdf.tree import ContentKid, Element, read_tree

STYLE = """
@page {{ size: {paper}; margin: 2cm; @bottom-center {{ content: "Page " counter(page) }} }}
html {{ font: {points}pt "Source Sans 3" }}
code, pre {{ font-family: "Source Code Pro"; white-space: pre-wrap; overflow-wrap: anywhere }}
"""

SHOWN = ("Scope", "RowSpan", "ColSpan", "Headers", "ListNumbering", "Placement", "WritingMode")


def picture() -> bytes:
    """A small red PNG."""
    packed = BytesIO()
    Image.new("RGB", (40, 30), "red").save(packed, "PNG")
    return packed.getvalue()


def made(
    body: str, *, paper: str = "A4", points: float = 12, variant: str = "ua-1", css: str = ""
) -> Made:
    """The PDF of a body, in English, titled "Test"."""
    moment = datetime.datetime(2020, 2, 3, tzinfo=datetime.UTC)
    return make_pdf(
        f'<!DOCTYPE html><html lang="en"><title>Test</title><body>{body}</body></html>',
        STYLE.format(paper=paper, points=points) + css,
        properties=Properties(
            "Test", "en", "tests", authors=("Ada", "Grace"), created=moment, modified=moment
        ),
        variant=VARIANTS[variant],
        faces=declared_faces(),
        pictures={"picture:red.png": ("image/png", picture())},
    )


def tags(data: bytes) -> str:
    """The structure tree with its words: one element a line, indented."""
    with pikepdf.open(BytesIO(data)) as pdf:
        interpreter = Interpreter()
        words: dict[Owner, str] = {}
        for number, page in enumerate(pdf.pages, start=1):
            for piece in interpreter.page(page, number).pieces:
                if piece.owner is not None and not piece.artifact:
                    words[piece.owner] = words.get(piece.owner, "") + piece.text
        root = read_tree(pdf.Root)
        assert root is not None
        return "\n".join(_lines(root, words, -1)[1:]) + "\n"


def _lines(element: Element, words: dict[Owner, str], depth: int) -> list[str]:
    lines = ["  " * depth + _described(element)]
    text = ""
    for kid in element.kids:
        if isinstance(kid, ContentKid):
            text += words.get(kid.owner, "")
        elif isinstance(kid, Element):
            lines += _spoken(text, depth + 1) + _lines(kid, words, depth + 1)
            text = ""
    return lines + _spoken(text, depth + 1)


def _spoken(text: str, depth: int) -> list[str]:
    return ["  " * depth + repr(text)] if text else []


def _described(element: Element) -> str:
    said = {
        "lang": element.language,
        "alt": element.alternative,
        "E": element.expansion,
        "id": element.identifier.decode() if element.identifier else None,
    }
    said |= {name: _attribute(element, name) for name in SHOWN}
    facts = "".join(f" {key}={value}" for key, value in said.items() if value)
    return element.own_role + facts


def _attribute(element: Element, name: str) -> str | None:
    value = element.attributes.get(name)
    if isinstance(value, pikepdf.Array):
        return ",".join(map(str, value))
    return None if value is None else str(value).removeprefix("/")
