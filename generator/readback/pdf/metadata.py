"""What a PDF says of itself: document information, and the metadata packet (XMP)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from generator.reading_order import Property, fold

_BY_PROGRAM = frozenset(("/Creator", "/Producer", "/CreationDate", "/ModDate"))
"""Which program made the file, and when."""
_PACKED_BY_PROGRAM = frozenset(("Producer", "CreatorTool", "CreateDate", "ModifyDate"))
"""The same in the packet."""
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
}
"""Namespaces of what is said of the document; others speak of the file and its standards."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def stated(pdf: pikepdf.Pdf) -> Iterator[Property]:
    """The entries of both, those of lists one by one."""
    for key, value in pdf.docinfo.items():
        if key not in _BY_PROGRAM:
            yield Property(key.removeprefix("/"), (fold(str(value)),))
    packet = pdf.Root.get("/Metadata")
    if isinstance(packet, pikepdf.Stream):
        yield from _packet(packet.read_bytes())


def _packet(data: bytes) -> Iterator[Property]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield Property("XMP", ("that is no XML",))
        return
    for description in root.iter(f"{_RDF}Description"):
        for each in description:
            name = etree.QName(each)
            prefix = _SPACES.get(name.namespace or "")
            if prefix is None or name.localname in _PACKED_BY_PROGRAM:
                continue
            for value in each.iter(f"{_RDF}li") if len(each) else (each,):
                yield Property(f"{prefix}:{name.localname}", (fold("".join(value.itertext())),))
