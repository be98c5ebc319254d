"""Files with one fault each, and which validator must find it."""

from __future__ import annotations

from . import docx, epub, html, pdf
from .fault import Specimen

SPECIMENS: tuple[Specimen, ...] = (
    html.SPECIMEN,
    pdf.FIRST,
    pdf.SECOND,
    pdf.BYTES,
    docx.SPECIMEN,
    epub.SPECIMEN,
)

__all__ = ["SPECIMENS", "Specimen"]
