"""Faults of DOCX files, for the schema, openxml-audit and LibreOffice."""

from __future__ import annotations

from pathlib import Path

from .fault import Damage, fault, specimen
from .packages import Parts, add, cut, png, read_parts, remove, replace, write_package

_DOCUMENT, _TYPES = "word/document.xml", "[Content_Types].xml"
_LINKS = "word/_rels/document.xml.rels"
_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_MONDAY = "<w:r><w:t>The road closes on Monday.</w:t></w:r>"
_COST = "<w:p><w:r><w:t>forty thousand</w:t></w:r></w:p>"
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LEFT = '<w:jc w:val="left"/>'
_NO_RELATIONSHIP = "semantic-the-relationship-referenced-by-attribute-does-not-exist"


def _write(path: Path, damage: Damage[Parts]) -> None:
    parts = read_parts("docx", {"word/media/bridge.png": png()})
    damage(parts)
    write_package(path, parts, first=_TYPES)


def _swap(old: str, new: str) -> Damage[Parts]:
    return replace(_DOCUMENT, old, new)


SPECIMEN = specimen(
    "docx",
    ".docx",
    _write,
    (
        fault(
            "paragraph properties out of order",
            _swap(_NUMBERED + _LEFT, _LEFT + _NUMBERED),
            ooxml_schema="element-content",
            openxml_audit="schema-unexpected-element-found",
        ),
        fault(
            "run properties out of order",
            _swap('<w:rStyle w:val="Hyperlink"/><w:b/>', '<w:b/><w:rStyle w:val="Hyperlink"/>'),
            openxml_audit="schema-unexpected-element-found",
        ),
        fault(
            "alignment that is none",
            _swap(_LEFT, '<w:jc w:val="middle"/>'),
            ooxml_schema="cvc-enumeration-valid",
            openxml_audit="schema-invalid-value-for-attribute",
        ),
        fault(
            "unknown element",
            _swap("<w:cantSplit/>", "<w:dontSplit/>"),
            ooxml_schema="element-content",
            openxml_audit="schema-element-is-not-a-valid-choice",
        ),
        fault(
            "unknown attribute",
            _swap('<w:hyperlink r:id="rId6">', '<w:hyperlink w:url="x" r:id="rId6">'),
            ooxml_schema="cvc-complex-type-3-2-1",
        ),
        fault(
            "table without a grid",
            cut(_DOCUMENT, "<w:tblGrid>", "</w:tblGrid>"),
            ooxml_schema="element-content",
            openxml_audit="schema-required-element-is-missing",
        ),
        fault(
            "cell without a paragraph",
            _swap(_COST, ""),
            openxml_audit="schema-required-sequence-content-is-missing",
        ),
        fault(
            "picture without a drawing id",
            _swap('<wp:docPr id="20" name', "<wp:docPr name"),
            ooxml_schema="cvc-complex-type-4",
            openxml_audit="schema-required-attribute-is-missing",
        ),
        fault(
            "numbering before its definition",
            replace(
                _NUMBERING,
                '<w:abstractNum w:abstractNumId="0">',
                '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
                '<w:abstractNum w:abstractNumId="0">',
            ),
            ooxml_schema="element-content",
            openxml_audit="schema-unexpected-element-found",
        ),
        fault(
            "style without a name",
            replace(_STYLES, '<w:name w:val="heading 2"/>', "<w:name/>"),
            ooxml_schema="cvc-complex-type-4",
        ),
        fault(
            "relationship without a target",
            replace(_LINKS, ' Target="styles.xml"', ""),
            ooxml_schema="cvc-complex-type-4",
            openxml_audit="relationship-relationship-target-not-found",
        ),
        fault(
            "document cut short",
            _swap("</w:document>", ""),
            ooxml_schema="unreadable",
            openxml_audit="schema-cannot-parse-document-xml",
            libreoffice="does-not-open",
        ),
        fault(
            "text outside a run",
            _swap(_MONDAY, "<w:t>The road closes on Monday.</w:t>"),
            ooxml_schema="element-content",
            openxml_audit="schema-unexpected-element-found",
            libreoffice="lost-text",
        ),
        fault(
            "text outside a paragraph",
            _swap(_COST, "<w:p/><w:r><w:t>forty thousand</w:t></w:r>"),
            ooxml_schema="element-content",
            openxml_audit="schema-unexpected-element-found",
            libreoffice="lost-text",
        ),
        fault(
            "hidden text",
            _swap(_MONDAY, _MONDAY.replace("<w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>")),
            libreoffice="lost-text",
        ),
        fault(
            "link to no relationship",
            _swap('r:id="rId6"', 'r:id="rId99"'),
            openxml_audit=_NO_RELATIONSHIP,
        ),
        fault(
            "picture of no relationship",
            _swap('r:embed="rId5"', 'r:embed="rId99"'),
            openxml_audit=_NO_RELATIONSHIP,
            libreoffice="lost-picture",
        ),
        fault(
            "picture that is missing",
            remove("word/media/bridge.png"),
            openxml_audit="relationship-relationship-target-not-found",
            libreoffice="lost-picture",
        ),
        fault(
            "picture that is none",
            add("word/media/bridge.png", b"no picture"),
            openxml_audit="binary-invalid-png-payload",
            libreoffice="lost-picture",
        ),
        fault(
            "footnotes that nothing leads to",
            cut(_LINKS, '<Relationship Id="rId3"', "/>"),
            libreoffice="does-not-open",
        ),
        fault(
            "call of a missing footnote",
            _swap('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="7"/>'),
            openxml_audit="semantic-footnote-referenced-but-not-found",
        ),
        fault(
            "list of an unknown numbering",
            cut(_NUMBERING, '<w:num w:numId="1">', "</w:num>"),
            openxml_audit="semantic-numbering-definition-referenced-but-not-found",
        ),
        fault(
            "numbering of an unknown definition",
            replace(_NUMBERING, '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="5"/>'),
            openxml_audit="semantic-numbering-definition-references-missing-abstractnumid",
        ),
        fault(
            "unknown style",
            _swap('<w:rStyle w:val="Hyperlink"/>', '<w:rStyle w:val="Link"/>'),
            openxml_audit="semantic-style-referenced-but-not-defined-in-styles-xml",
        ),
        fault(
            "two styles of one id",
            replace(_STYLES, 'w:styleId="Heading2"', 'w:styleId="Heading1"'),
            openxml_audit="semantic-attribute-should-have-unique-value",
        ),
        fault(
            "document said to be a template",
            replace(_TYPES, "document.main+xml", "template.main+xml"),
            openxml_audit="semantic-main-document-content-type-does-not-match-extension",
        ),
        fault(
            "no theme",
            cut(_LINKS, '<Relationship Id="rId8"', "/>"),
            openxml_audit="semantic-a-required-relationship-type-is-missing",
        ),
        fault(
            "no document",
            remove(_DOCUMENT),
            openxml_audit="package-main-document-part-not-found",
            libreoffice="does-not-open",
        ),
        fault(
            "package without content types",
            remove(_TYPES),
            ooxml_schema="unreadable",
            openxml_audit="package-missing-content-types-xml",
            libreoffice="does-not-open",
        ),
    ),
)
