"""Document information and XMP, saying the same (ISO 19005-2, 6.6.3; ISO 14289-1, clause 5)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.packagers.pdf import objects
from generator.packagers.pdf.variants import Variant


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    language: str
    producer: str
    authors: tuple[str, ...] = ()
    summary: str | None = None
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    licence: str | None = None
    identifier: str | None = None
    reference: str | None = None
    source: str | None = None
    """Which source it was made from ("sha256:…")."""
    created: datetime.datetime | None = None
    modified: datetime.datetime | None = None


def information(properties: Properties) -> Mapping[str, bytes]:
    """The entries of the document information dictionary (ISO 32000-1, 14.3.3)."""
    entries = {
        "Title": properties.title,
        "Author": ", ".join(properties.authors),
        "Subject": properties.summary or properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Creator": properties.producer,
        "Producer": properties.producer,
        "CreationDate": _pdf_date(properties.created),
        "ModDate": _pdf_date(properties.modified),
    }
    return {key: objects.text(value) for key, value in entries.items() if value}


def _pdf_date(moment: datetime.datetime | None) -> str | None:
    return None if moment is None else f"D:{moment:%Y%m%d%H%M%S}Z"


def _xmp_date(moment: datetime.datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfd": "http://pdfa.org/declarations/",
}

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF {namespaces}>
<rdf:Description rdf:about="">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def xmp(properties: Properties, variant: Variant) -> bytes:
    """The metadata packet (ISO 16684-1)."""
    parts = [*_identification(variant), *_description(properties)]
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return _PACKET.format(namespaces=namespaces, properties="\n".join(parts)).encode()


def _identification(variant: Variant) -> Iterator[str]:
    for key, value in variant.pdfa.items():
        yield f"<pdfaid:{key}>{value}</pdfaid:{key}>"
    for key, value in variant.pdfua.items():
        yield f"<pdfuaid:{key}>{value}</pdfuaid:{key}>"
    if variant.extension_schema:
        yield _PDFUA_SCHEMA
    if variant.declarations:
        claims = "".join(
            '<rdf:li rdf:parseType="Resource">'
            f"<pdfd:conformsTo>{escape(uri)}</pdfd:conformsTo></rdf:li>"
            for uri in variant.declarations
        )
        yield f"<pdfd:declarations><rdf:Bag>{claims}</rdf:Bag></pdfd:declarations>"


def _description(properties: Properties) -> Iterator[str]:
    yield from _alternatives("dc:title", properties.title)
    yield from _items(
        "dc:creator", "Seq", properties.authors[:1] and (", ".join(properties.authors),)
    )
    yield from _alternatives("dc:description", properties.summary or properties.subject)
    subjects = tuple(dict.fromkeys(filter(None, (properties.subject, *properties.keywords))))
    yield from _items("dc:subject", "Bag", subjects)
    yield from _items("dc:language", "Bag", (properties.language,))
    yield from _alternatives("dc:rights", properties.licence)
    yield from _plain("dc:identifier", properties.identifier)
    yield from _items("xmp:Identifier", "Bag", tuple(filter(None, (properties.reference,))))
    yield from _plain("dc:source", properties.source)
    yield from _plain("dc:format", "application/pdf")
    yield from _plain("pdf:Keywords", ", ".join(properties.keywords))
    yield from _plain("pdf:Producer", properties.producer)
    yield from _plain("xmp:CreatorTool", properties.producer)
    yield from _plain("xmp:CreateDate", _xmp_date(properties.created))
    yield from _plain("xmp:ModifyDate", _xmp_date(properties.modified))
    yield from _alternatives("xmpRights:UsageTerms", properties.licence)


def _plain(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"<{key}>{escape(value)}</{key}>"


def _alternatives(key: str, value: str | None) -> Iterator[str]:
    if value:
        item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
        yield f"<{key}><rdf:Alt>{item}</rdf:Alt></{key}>"


def _items(key: str, kind: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
        yield f"<{key}><rdf:{kind}>{items}</rdf:{kind}></{key}>"


_PDFUA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
