"""Parts to bytes: python-docx's package layer, then a zip that knows no clock."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from generator.packagers.docx.registry import Media, Relationships
from generator.packagers.zip_clock import EPOCH, at_the_epoch

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FOOTNOTES = f"{_WML}.footnotes+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class PartKind:
    """What a part is: where it stands, its content type, and how it is referred to."""

    path: str
    content_type: str
    relation: str

    @property
    def name(self) -> str:
        """The part's name without folder and suffix; its template and relationship have it."""
        return self.path.rpartition("/")[2].removesuffix(".xml")


DOCUMENT = PartKind("/word/document.xml", CT.WML_DOCUMENT_MAIN, RT.OFFICE_DOCUMENT)
TEMPLATE = PartKind(DOCUMENT.path, f"{_WML}.template.main+xml", RT.OFFICE_DOCUMENT)
"""The same part of a file from which documents are made (ISO 29500-1, 11.3.10)."""
STYLES = PartKind("/word/styles.xml", CT.WML_STYLES, RT.STYLES)
NUMBERING = PartKind("/word/numbering.xml", CT.WML_NUMBERING, RT.NUMBERING)
SETTINGS = PartKind("/word/settings.xml", CT.WML_SETTINGS, RT.SETTINGS)
FONTS = PartKind("/word/fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE)
NOTES = PartKind("/word/footnotes.xml", FOOTNOTES, RT.FOOTNOTES)
THEME = PartKind("/word/theme.xml", CT.OFC_THEME, RT.THEME)
HEADER = PartKind("/word/header.xml", CT.WML_HEADER, RT.HEADER)
FOOTER = PartKind("/word/footer.xml", CT.WML_FOOTER, RT.FOOTER)
CORE = PartKind("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES)
EXTENDED = PartKind("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES)
CUSTOM = PartKind("/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES)
ALWAYS = (STYLES, NUMBERING, SETTINGS, FONTS, THEME)
"""Parts of the document that are always there, beside its head and foot."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part's markup, with what it refers to outside the document's own parts."""

    kind: PartKind
    markup: str
    relationships: Relationships = field(default_factory=Relationships)


def package(
    document: Written,
    parts: Iterable[Written],
    properties: Iterable[Written],
    media: Mapping[str, Media],
) -> bytes:
    """The finished file. The document's part refers to each of `parts` by the part's name."""
    whole = OpcPackage()
    media_parts = {name: _media_part(file) for name, file in media.items()}
    main = _part(document, media_parts)
    whole.load_rel(DOCUMENT.relation, main, DOCUMENT.name)
    for written in parts:
        kind = written.kind
        main.load_rel(kind.relation, _part(written, media_parts), kind.name)
    for written in properties:
        kind = written.kind
        whole.load_rel(kind.relation, _part(written, media_parts), kind.name)
    stream = io.BytesIO()
    with at_the_epoch():
        whole.save(stream)
    return _without_clock(stream.getvalue())


def _part(written: Written, media: Mapping[str, Part]) -> Part:
    kind = written.kind
    part = Part(PackURI(kind.path), kind.content_type, canonical(written.markup))
    for target, name in written.relationships.addresses.items():
        part.load_rel(RT.HYPERLINK, target, name, is_external=True)
    for target, name in written.relationships.media.items():
        part.load_rel(RT.IMAGE, media[target], name)
    return part


def _media_part(file: Media) -> Part:
    return Part(PackURI(f"/word/media/{file.name}"), file.media_type, file.data)


def canonical(markup: str) -> bytes:
    """A part without the white space that only served the template's reader."""
    parser = etree.XMLParser(
        remove_blank_text=True, remove_comments=True, resolve_entities=False, huge_tree=True
    )
    root = etree.fromstring(markup.encode(), parser)
    for element in root.iter():
        if len(element) == 0 and element.get(_SPACE) != "preserve":
            element.text = (element.text or "").strip(" \t\n") or None
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_clock(data: bytes) -> bytes:
    """The same package with fixed times and in a fixed order."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist(), key=_rank):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name), compresslevel=9)
    return result.getvalue()


def _rank(name: str) -> tuple[int, str]:
    """Content types first, package relationships next, as every reader likes them."""
    return (0 if name == "[Content_Types].xml" else 1 if name == "_rels/.rels" else 2), name
