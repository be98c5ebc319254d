"""Word files as staff write them, made with python-docx: each function writes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from docx.text.run import Run

DOT = Path(__file__).parents[1] / "samples" / "pictures" / "dot.png"
Make = Callable[[Document], None]
FILES: dict[str, Make] = {}


def file(make: Make) -> Make:
    """Register a file by the name of its function."""
    FILES[make.__name__.replace("_", "-")] = make
    return make


def write(name: str, path: Path) -> None:
    """Write one of the files."""
    document = docx.Document()
    document.core_properties.author = ""
    language(document.styles.element, "en-GB")
    FILES[name](document)
    document.save(str(path))


def language(styles: Any, tag: str) -> None:
    """Set the language of all that says none."""
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)


SPACES = nsdecls("w", "r", "wp", "a", "pic")


def raw(element: Any, markup: str) -> None:
    """Append markup to an element; the usual prefixes are known."""
    for child in list(parse_xml(f"<w:p {SPACES}>{markup}</w:p>")):
        element.append(child)


def properties(paragraph: Paragraph) -> Any:
    """The element of a paragraph's properties."""
    return paragraph.paragraph_format.element.get_or_add_pPr()


def spoken(run: Run, tag: str) -> Run:
    """Mark a run's language."""
    raw(run.font.element.get_or_add_rPr(), f'<w:lang w:val="{tag}"/>')
    return run


def numbered(paragraph: Paragraph, number: int, level: int = 0) -> Paragraph:
    """Put a paragraph into a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    raw(properties(paragraph), f"<w:numPr>{place}</w:numPr>")
    return paragraph


def numbering(document: Document, *levels: tuple[str, str]) -> int:
    """A new list: the format and the text of each level. Gives its number."""
    root = document.part.numbering_part.element
    number = 100 + len(root.findall(qn("w:num")))
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/>'
        "</w:pPr></w:lvl>"
        for index, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {SPACES} w:abstractNumId="{number}">{inner}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(
        parse_xml(f'<w:num {SPACES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
    return number


@file
def fake_headings(document: Document) -> None:
    document.add_paragraph().add_run("Bin collections over Easter").bold = True
    document.add_paragraph("Collections move by one day.")
    document.add_paragraph().add_run("When to put your bin out").bold = True
    document.add_paragraph("Put it out by 7 am.")
    document.add_paragraph("")
    document.add_paragraph().add_run("Whom to ask").bold = True
    paragraph = document.add_paragraph("Ring the ")
    paragraph.add_run("Contact Centre:").bold = True
    paragraph.add_run("open until 5.")


@file
def typed_lists(document: Document) -> None:
    document.add_heading("Market rules", 0)
    document.add_paragraph("Stall holders bring:")
    for words in ("•\ta licence", "•\tproof of insurance", "• a gazebo"):
        document.add_paragraph(words)
    document.add_paragraph("Then:")
    for words in ("1. Report at the gate.", "2. Wait for a pitch.", "3. Unload."):
        document.add_paragraph(words)
    document.add_paragraph("Fees are due:")
    paragraph = document.add_paragraph("a) on the day")
    paragraph.add_run().add_break()
    paragraph.add_run("b) by card only")


@file
def real_lists(document: Document) -> None:
    document.add_heading("Terms of reference", 0)
    document.add_heading("Duties", 1)
    letters = numbering(document, ("lowerLetter", "(%1)"), ("lowerRoman", "(%2)"))
    for level, words in ((0, "to advise"), (1, "on money"), (1, "on staff"), (0, "to report")):
        numbered(document.add_paragraph(words), letters, level)
    document.add_heading("Meetings", 1)
    for words in ("monthly", "in public"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("Open.", "Vote.", "Close."):
        document.add_paragraph(words, style="List Number")


@file
def joined_cells(document: Document) -> None:
    document.add_heading("Opening hours", 0)
    document.add_paragraph("Table: Hours in summer and winter", style="Caption")
    table = document.add_table(4, 3, style="Table Grid")
    rows = (
        ("Pool", "Summer", ""),
        ("", "Weekdays", "Sundays"),
        ("North", "9 to 5", "10 to 4"),
        ("South", "closed", ""),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    for row in list(table.rows)[:2]:
        raw(row._tr.get_or_add_trPr(), "<w:tblHeader/>")  # noqa: SLF001 (the same)


@file
def tables_without_headers(document: Document) -> None:
    document.add_heading("Fees", 0)
    table = document.add_table(3, 2)
    for row, words in zip(
        table.rows,
        (("Service", "Fee"), ("Garden waste", "£40"), ("Bulky items", "£25 | each")),
        strict=True,
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_paragraph("A table within a table:")
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Ring", "01632 960001"


@file
def tracked_and_commented(document: Document) -> None:
    document.add_heading("Road closure", 0)
    paragraph = document.add_paragraph("Mill Lane closes on ")
    raw(
        paragraph.paragraph_format.element,
        '<w:del w:id="1" w:author="Ann"><w:r><w:delText>Monday</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="Ann"><w:r><w:t>Tuesday</w:t></w:r></w:ins>',
    )
    run = paragraph.add_run(" for repairs.")
    document.add_comment(run, "Which repairs? Residents will ask.", author="Ben")


@file
def five_languages(document: Document) -> None:
    document.add_heading("Welcome", 0)
    spoken(document.add_paragraph().add_run("Croeso i bawb."), "cy-GB")
    spoken(document.add_paragraph().add_run("Witamy wszystkich."), "pl-PL")
    spoken(document.add_paragraph().add_run("Bienvenue à tous."), "fr-FR")
    paragraph = document.add_paragraph("We say ")
    spoken(paragraph.add_run("willkommen"), "de-DE")
    paragraph.add_run(" to everybody who visits us this summer, and to those who stay.")
    arabic = document.add_paragraph()
    raw(properties(arabic), "<w:bidi/>")
    raw(
        arabic.paragraph_format.element,
        '<w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t>أهلا وسهلا</w:t></w:r>',
    )


@file
def pictures(document: Document) -> None:
    document.add_heading("The new playground", 0)
    described(document.add_picture(str(DOT), Inches(2)), "Children on a climbing frame")
    document.add_paragraph("Figure 1: The climbing frame", style="Caption")
    document.add_paragraph("It opens in May.")
    described(document.add_picture(str(DOT), Inches(2)), "")


def described(shape: Any, words: str) -> None:
    """Give a picture its alternative text, or take it away."""
    drawing = shape._inline.docPr  # noqa: SLF001 (python-docx has no other way)
    drawing.set("descr", words)
    if not words:
        del drawing.attrib["descr"]


@file
def text_box(document: Document) -> None:
    document.add_heading("Flu jabs", 0)
    paragraph = document.add_paragraph("Jabs are free from October.")
    raw(
        paragraph.paragraph_format.element,
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>Call 119 to book.</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>",
    )
    document.add_paragraph("Bring your NHS number.")


@file
def layout_by_breaks(document: Document) -> None:
    document.add_heading("Annual meeting", 0)
    paragraph = document.add_paragraph("Town Hall")
    for line in ("High Street", "Northgate"):
        paragraph.add_run().add_break()
        paragraph.add_run(line)
    document.add_paragraph("")
    document.add_paragraph("Water is H")
    shifted = document.paragraphs[-1]
    shifted.add_run("2").font.subscript = True
    shifted.add_run("O, and 5 m")
    shifted.add_run("2").font.superscript = True
    shifted.add_run(" are let. ")
    shifted.add_run("Cancelled").font.strike = True
    document.add_paragraph("Use * and _ as signs, and 1. at the start.")


@file
def links_and_bookmarks(document: Document) -> None:
    document.add_heading("How to appeal", 0)
    document.add_heading("Deadlines", 1)
    raw(
        document.paragraphs[-1].paragraph_format.element,
        '<w:bookmarkStart w:id="7" w:name="dead"/><w:bookmarkEnd w:id="7"/>',
    )
    document.add_paragraph("You have 28 days.")
    document.add_heading("Forms", 1)
    paragraph = document.add_paragraph("See ")
    raw(
        paragraph.paragraph_format.element,
        '<w:hyperlink w:anchor="dead"><w:r><w:t>the deadlines</w:t></w:r></w:hyperlink>',
    )
    address = "https://example.org/appeal"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = document.part.relate_to(address, kind, is_external=True)
    paragraph.add_run(" and ")
    raw(
        paragraph.paragraph_format.element,
        f'<w:hyperlink r:id="{link}"><w:r><w:t>the form</w:t></w:r></w:hyperlink>',
    )
    paragraph.add_run(".")


@file
def running_heads(document: Document) -> None:
    document.add_paragraph("Committee paper")
    document.add_heading("Budget 2027", 0)
    document.add_heading("Summary", 1)
    document.add_paragraph("We propose a balanced budget.")
    document.add_heading("Detail", 2)
    document.add_paragraph("Savings are listed below.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    section.footer.paragraphs[0].text = "Northgate Council, Town Hall"
    document.core_properties.author = "A. Clerk"
    document.core_properties.keywords = "budget; savings"


@file
def equation_and_code(document: Document) -> None:
    document.add_heading("How interest is counted", 0)
    paragraph = document.add_paragraph("It is ")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{space}"><m:r><m:t>p·r·t</m:t></m:r></m:oMath>'
    raw(paragraph.paragraph_format.element, formula)
    style = document.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("interest = p * r * t", style=style)
    document.add_paragraph("Quoted words.", style="Quote")


@file
def minutes_with_actions(document: Document) -> None:
    document.add_paragraph().add_run("MINUTES OF THE PARISH COUNCIL").bold = True
    document.add_paragraph("Held on 3 March 2026 at 7 pm")
    document.add_paragraph("Present: A. Jones (chair), B. Ŵyn, C. O’Néill")
    document.add_paragraph().add_run("1. Apologies").bold = True
    document.add_paragraph("None.")
    document.add_paragraph().add_run("2. Playground").bold = True
    document.add_paragraph("The swing is broken. Action: B. Ŵyn to ring the firm.")
    document.add_paragraph("- Close it\tat once")
    document.add_paragraph("- Ask for three prices")


@file
def nested_lists(document: Document) -> None:
    document.add_heading("What to bring", 0)
    for style, words in (
        ("List Bullet", "papers"),
        ("List Bullet 2", "passport"),
        ("List Bullet 2", "proof of address"),
        ("List Bullet", "money"),
    ):
        document.add_paragraph(words, style=style)
    document.add_paragraph("Or, in order:")
    numbers = numbering(document, ("decimal", "%1."), ("lowerLetter", "%2)"))
    for level, words in ((0, "ring"), (0, "come"), (1, "by bus"), (1, "on foot"), (0, "sign")):
        numbered(document.add_paragraph(words), numbers, level)


@file
def row_headers_and_notes(document: Document) -> None:
    document.add_heading("Visitors", 0)
    table = document.add_table(3, 3, style="Table Grid")
    rows = (("", "2025", "2026"), ("Library", "4,120", "4,300"), ("Museum", "880", "790"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    raw(table.rows[0]._tr.get_or_add_trPr(), "<w:tblHeader/>")  # noqa: SLF001 (the same)
    document.add_paragraph("Counted at the door.")


@file
def emphasis_within_words(document: Document) -> None:
    document.add_heading("How to write dates", 0)
    paragraph = document.add_paragraph("Write the ")
    paragraph.add_run("day ").bold = True
    paragraph.add_run("first, un")
    paragraph.add_run("for").italic = True
    paragraph.add_run("gettable as that is: ")
    both = paragraph.add_run("3 March")
    both.bold = both.italic = True
    paragraph.add_run(".")


@file
def whole_page_in_welsh(document: Document) -> None:
    language(document.styles.element, "cy-GB")
    document.add_heading("Ffordd ar gau", 0)
    document.add_paragraph("Bydd Heol y Felin ar gau ddydd Llun.")
    spoken(document.add_paragraph().add_run("Mill Lane will be closed on Monday."), "en-GB")
