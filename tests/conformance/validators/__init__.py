"""The validators of the gate, one module each."""

from __future__ import annotations

from .ace import Ace
from .alfa import Alfa
from .axe import Axe
from .axe_epub import AxeEpub
from .epubcheck import EpubCheck
from .layout import Layout
from .libreoffice import LibreOffice
from .nu import Nu
from .ooxml_schema import OoxmlSchema
from .openxml_audit import OpenXmlAudit
from .outloud import Outloud
from .page_validation import PageValidation
from .pdfium import Pdfium
from .pdfjs import PdfJs
from .poppler import Poppler
from .qpdf import Qpdf
from .validator import Validator
from .verapdf import FIRST_KIND, SECOND_KIND, VeraPdf

VALIDATORS: tuple[Validator, ...] = (
    Nu(),
    Axe(),
    Alfa(),
    Layout(),
    *(VeraPdf(flavour) for flavour in (*FIRST_KIND, *SECOND_KIND)),
    *(PageValidation(profile) for profile in FIRST_KIND),
    Outloud(),
    Qpdf(),
    Poppler(),
    Pdfium(),
    PdfJs(),
    OoxmlSchema(),
    OpenXmlAudit(),
    LibreOffice(),
    EpubCheck(),
    Ace(),
    AxeEpub(),
)
"""Every validator, in the order of the table's columns."""

__all__ = ["VALIDATORS", "Validator"]
