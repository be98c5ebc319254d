"""PDFs made from a few lines of HTML, and their tags as a few lines of text."""

from __future__ import annotations

import datetime
from io import BytesIO

from PIL import Image

from generator.packagers.pdf.conversion import Made, make_pdf
from generator.packagers.pdf.metadata import Properties
from generator.packagers.pdf.variants import VARIANTS
from generator.packagers.typefaces import declared_faces, needed_faces
from tests.pdf.tree import tags_in

STYLE = """
@page {{ size: {paper}; margin: 2cm; @bottom-center {{ content: "Page " counter(page) }} }}
html {{ font: {points}pt "Source Sans 3" }}
code, pre {{ font-family: "Source Code Pro"; white-space: pre-wrap; overflow-wrap: anywhere }}
"""


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
        faces=needed_faces(declared_faces(), body),
        pictures={"picture:red.png": ("image/png", picture())},
    )


def tags(data: bytes) -> str:
    """The structure tree with its words: one element a line, indented."""
    return str(tags_in(data))
