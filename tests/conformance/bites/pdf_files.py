"""Good PDF files, made when they are needed: WeasyPrint's, with what it leaves out put right."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name, Object, Pdf

from .fault import Damage
from .packages import GOOD

_FOLDER = GOOD / "pdf"


def write_first(path: Path, damage: Damage[Pdf]) -> None:
    """Write a file that claims PDF/UA-1 and PDF/A-2a."""
    _write(path, damage, _good("pdf/a-2a", "first.xmp"))


def write_second(path: Path, damage: Damage[Pdf]) -> None:
    """Write a file that claims PDF/UA-2, WTPDF and PDF/A-4."""
    _write(path, damage, _good("pdf/a-4u", "second.xmp"))


def write_bytes(path: Path, damage: Damage[bytearray]) -> None:
    """Write a file of the first kind, damaged below what a PDF library lets one do."""
    content = bytearray(_good("pdf/a-2a", "first.xmp"))
    damage(content)
    path.write_bytes(content)


def elements(pdf: Pdf) -> Iterator[Object]:
    """The structure elements, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot)


def set_metadata(pdf: Pdf, xmp: bytes) -> None:
    """Give the document another XMP packet."""
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)


@cache
def _good(variant: str, metadata: str) -> bytes:
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # an open ICC file
        html = weasyprint.HTML(_FOLDER / "notice.html")
        made = html.write_pdf(pdf_variant=variant, pdf_tags=True)
    with Pdf.open(BytesIO(made)) as pdf:
        for element in elements(pdf):
            _complete(element)
        set_metadata(pdf, (_FOLDER / metadata).read_bytes())
        return _saved(pdf)


def _complete(element: Object) -> None:
    """Scope for header cells, no header ids that no tree resolves, a kind of list."""
    if element.S == Name.TH:
        element.A.Scope = Name.Column
    elif element.S == Name.TD:
        del element.A.Headers
    elif element.S == Name.L:
        element.A = Dictionary(O=Name.List, ListNumbering=Name.Disc)


def _write(path: Path, damage: Damage[Pdf], good: bytes) -> None:
    with Pdf.open(BytesIO(good)) as pdf:
        damage(pdf)
        path.write_bytes(_saved(pdf))


def _saved(pdf: Pdf) -> bytes:
    stream = BytesIO()
    mode = pikepdf.ObjectStreamMode.disable
    pdf.save(stream, deterministic_id=True, object_stream_mode=mode)
    return stream.getvalue()


def _below(parent: Object) -> Iterator[Object]:
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)
