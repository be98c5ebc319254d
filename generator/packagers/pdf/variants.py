"""What sets the kinds of PDF apart, as data: `--pdf ua-1` and `--pdf ua-2`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.packagers.pdf.roles import MAPPED_IN_PDF_1, MAPPED_WHERE_USED

PDF_2_NAMESPACE = "http://iso.org/pdf2/ssn"


@dataclass(frozen=True, slots=True)
class Variant:
    """A kind of PDF: the standards that one file claims, and what they call things.

    `roles` renames structure types that a standard lacks or calls otherwise; `role_map` says what
    our own types stand for.
    """

    name: str
    pdf_version: str
    pdfa: Mapping[str, str]
    pdfua: Mapping[str, str]
    namespace: str | None = None
    only_in_pdf_1: frozenset[str] = frozenset()
    """Types of the older namespace, which is the default (ISO 32000-2, 14.8.6)."""
    roles: Mapping[str, str] = field(default_factory=dict)
    role_map: Mapping[str, str] = field(default_factory=dict)
    role_map_where_used: Mapping[str, str] = field(default_factory=dict)
    unknown_owners: frozenset[str] = frozenset()
    """Owners of attributes that the standard does not know."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values of attributes that the standard calls otherwise."""
    references: bool = False
    """Elements name those they refer to (Ref, ISO 32000-2, table 355)."""
    structure_destinations: bool = False
    document_information: bool = True
    extension_schema: bool = True
    """PDF/A-2 wants properties that it does not know described in the file (6.6.2.3.3)."""
    declarations: tuple[str, ...] = ()


UA_1 = Variant(
    name="ua-1",
    pdf_version="1.7",
    pdfa={"part": "2", "conformance": "A"},
    pdfua={"part": "1"},
    role_map=MAPPED_IN_PDF_1,
    role_map_where_used=MAPPED_WHERE_USED,
    unknown_owners=frozenset({"FENote"}),
    values={"Description": "None"},  # of ListNumbering (ISO 32000-1, table 347)
)

UA_2 = Variant(
    name="ua-2",
    pdf_version="2.0",
    pdfa={"part": "4", "rev": "2020"},
    pdfua={"part": "2", "rev": "2024"},
    namespace=PDF_2_NAMESPACE,
    only_in_pdf_1=frozenset({"BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"}),
    roles={"Note": "FENote", "Art": "Part"},
    references=True,
    structure_destinations=True,
    document_information=False,
    extension_schema=False,
    declarations=("http://pdfa.org/declarations/wtpdf#accessibility1.0",),
)

VARIANTS: Mapping[str, Variant] = {variant.name: variant for variant in (UA_1, UA_2)}
