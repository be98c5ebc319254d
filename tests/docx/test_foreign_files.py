"""Files that we did not write: the read-back knows the format, not our templates."""

from __future__ import annotations

import pytest

from generator.readback.docx import read_back
from generator.reading_order import (
    Call,
    Heading,
    InLanguage,
    LinkTo,
    LinkWithin,
    Note,
    Paragraph,
    Style,
    Table,
    UnreadableError,
)
from tests.docx.foreign import (
    definition,
    field,
    foreign,
    instance,
    item,
    p,
    read,
    repacked,
    style,
    styled,
    told,
)


def marks(body: str, links: dict[str, str] | None = None, **parts: str) -> list[object]:
    """The marks of the first paragraph."""
    first = read(body, links, **parts).blocks[0]
    assert isinstance(first, Paragraph)
    return [marked.mark for marked in first.words.marks]


# Headings -------------------------------------------------------------------------------------


def test_headings_by_outline_level_name_and_title() -> None:
    styles = (
        style("berschrift1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Own", "My section", '<w:basedOn w:val="Named"/>')
        + style("Named", "heading 3")
        + style("Titel", "Title")
    )
    body = (
        styled("Whole", "Titel")
        + styled("One", "berschrift1")
        + styled("Three", "Own")
        + p("Direct", '<w:outlineLvl w:val="1"/>')
        + styled("Text", "berschrift1", '<w:outlineLvl w:val="9"/>')
    )
    assert told(read(body, styles=styles)) == [
        ("h1", "Whole"),
        ("h1", "One"),
        ("h3", "Three"),
        ("h2", "Direct"),
        "Text",
    ]


def test_a_style_based_on_itself_ends() -> None:
    styles = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert told(read(styled("x", "A"), styles=styles)) == ["x"]


# Lists ----------------------------------------------------------------------------------------

TWO = definition(1) + definition(2, "bullet", "•") + instance(1, 1) + instance(2, 2)


def test_levels_of_one_instance_nest() -> None:
    body = item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1)
    assert told(read(body, numbering=TWO)) == [[(1, "a", [(1, "b"), (2, "c")]), (2, "d")]]


def test_another_instance_further_in_nests() -> None:
    body = item("a", 1) + item("b", 2, 1) + item("c", 1)
    assert told(read(body, numbering=TWO)) == [[(1, "a", [("•", "b")]), (2, "c")]]


def test_another_instance_at_the_same_place_is_a_list_of_its_own() -> None:
    body = item("a", 1) + item("b", 2)
    assert told(read(body, numbering=TWO)) == [[(1, "a")], [("•", "b")]]


def test_a_paragraph_at_the_margin_ends_a_list_and_the_count_goes_on() -> None:
    body = item("a", 1) + p("between") + item("b", 1)
    assert told(read(body, numbering=TWO)) == [[(1, "a")], "between", [(2, "b")]]


def test_an_indented_paragraph_belongs_to_the_item() -> None:
    styles = style("Para", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    body = item("a", 1) + styled("still a", "Para") + p("and still", '<w:ind w:left="720"/>')
    assert told(read(body + item("b", 1), numbering=TWO, styles=styles)) == [
        [(1, "a", "still a", "and still"), (2, "b")]
    ]


def test_pandoc_continues_items_by_bullets_without_a_mark() -> None:
    blank = TWO + definition(9, "bullet", " ") + instance(1000, 9)
    body = item("a", 1) + item("still a", 1000) + item("b", 1)
    assert told(read(body, numbering=blank)) == [[(1, "a", "still a"), (2, "b")]]


def test_an_override_restarts_the_count() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = TWO + instance(3, 1, start)
    body = item("a", 1) + p("x") + item("b", 3) + item("c", 3)
    assert told(read(body, numbering=numbering)) == [[(1, "a")], "x", [(5, "b"), (6, "c")]]


def test_instances_of_one_definition_count_on() -> None:
    body = item("a", 1) + p("x") + item("b", 3)
    numbering = TWO + instance(3, 1)
    assert told(read(body, numbering=numbering)) == [[(1, "a")], "x", [(2, "b")]]


def test_a_style_may_number() -> None:
    styles = style("Z", "List Number", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = styled("a", "Z") + styled("b", "Z", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert told(read(body, numbering=TWO, styles=styles)) == [[(1, "a")], "b"]


def test_numbered_headings_are_headings_that_say_their_numbers() -> None:
    styles = style("H", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert told(read(styled("a", "H"), numbering=TWO, styles=styles)) == [("h1", "1. a")]


def test_empty_paragraphs_between_items_mean_nothing() -> None:
    body = item("a", 1) + p() + item("b", 1)
    assert told(read(body, numbering=TWO)) == [[(1, "a"), (2, "b")]]


def test_contents_entries_are_a_nested_list() -> None:
    styles = style("TOC1", "toc 1") + style("TOC2", "toc 2")
    body = styled("a", "TOC1") + styled("b", "TOC2") + styled("c", "TOC1") + p("x")
    assert told(read(body, styles=styles)) == [[("•", "a", [("•", "b")]), ("•", "c")], "x"]


# Quotations and code --------------------------------------------------------------------------


def test_quotations_and_code_by_style_name() -> None:
    styles = (
        style("Q", "Intense Quote")
        + style("B", "Block Text")
        + style("C", "Source Code")
        + style("L", "Preformatted Text")
    )
    code = '<w:r><w:t xml:space="preserve">  a</w:t><w:br/><w:tab/><w:t>b</w:t></w:r>'
    body = styled("q", "Q") + p() + styled("b", "B") + p("", '<w:pStyle w:val="C"/>', code)
    assert told(read(body + styled("x", "L"), styles=styles)) == [
        ("quote", "q"),
        ("quote", "b"),
        ("code", "  a\n\tb"),
        ("code", "x"),
    ]


def test_lists_in_quotations() -> None:
    styles = style("Q", "Quote", '<w:pPr><w:ind w:left="400"/></w:pPr>')
    number = '<w:pStyle w:val="Q"/>'
    body = styled("q", "Q") + item("a", 1).replace("<w:pPr>", f"<w:pPr>{number}") + p("x")
    assert told(read(body, styles=styles, numbering=TWO)) == [("quote", "q", [(1, "a")]), "x"]


# Fields and links -----------------------------------------------------------------------------


def test_hyperlinks_by_relationship_field_and_bookmark() -> None:
    place = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
    runs = (
        '<w:hyperlink r:id="l" w:tooltip="Tip"><w:r><w:t>a</w:t></w:r></w:hyperlink>'
        + field(' HYPERLINK "https://b.example/" \\o "Field" ', "b")
        + '<w:fldSimple w:instr="HYPERLINK \\l _Toc1"><w:r><w:t>c</w:t></w:r></w:fldSimple>'
        + '<w:hyperlink w:anchor="nowhere"><w:r><w:t>d</w:t></w:r></w:hyperlink>'
    )
    body = p("", "", runs) + p("The place", "", place)
    assert marks(body, {"l": "https://a.example/"}) == [
        LinkTo("https://a.example/", "Tip"),
        LinkTo("https://b.example/", "Field"),
        LinkWithin("The place"),
        LinkWithin(""),
    ]


def test_a_field_in_a_fields_instruction_is_no_text() -> None:
    inner = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>IF </w:instrText></w:r>{field(' PAGE ', '7')}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert told(read(p("", "", inner))) == ["shown"]


# Notes ----------------------------------------------------------------------------------------


def test_notes_are_labelled_in_the_order_of_their_calls() -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}">{p(f"note {number}")}</w:footnote>' for number in (1, 2)
    )
    ends = f'<w:endnote w:id="1">{p("end")}</w:endnote>'
    calls = (
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    order = read(p("x", "", calls), footnotes=notes, endnotes=ends)
    assert told(order)[1:] == [("note 1", "note 2"), ("note 2", "note 1"), ("note i", "end")]
    first = order.blocks[0]
    assert isinstance(first, Paragraph)
    assert [each.mark for each in first.words.marks] == [Call("1"), Call("2"), Call("i")]


def test_a_cross_reference_calls_a_note_again() -> None:
    runs = (
        '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:bookmarkEnd w:id="1"/>' + field(" NOTEREF _Ref1 \\f \\h ", "1")
    )
    order = read(p("x", "", runs), footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>')
    assert isinstance(order.blocks[1], Note)
    assert order.blocks[1].back_links == 2


def test_a_mark_of_its_own_is_the_label() -> None:
    runs = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>†</w:t></w:r>'
    order = read(p("x", "", runs), footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>')
    assert told(order) == ["x\ufffc", ("note †", "n")]


# What is not read, and what is not seen -------------------------------------------------------


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    runs = (
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:sdt><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert told(read(p("", "", runs))) == ["newheld"]


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>white</w:t></w:r>'
TINY = '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>tiny</w:t></w:r>'


@pytest.mark.parametrize(
    ("run", "read_aloud"), [(HIDDEN, "seen"), (WHITE, "seenwhite"), (TINY, "seentiny")]
)
def test_text_that_nobody_sees_is_a_fault(run: str, read_aloud: str) -> None:
    order = read(p("seen", "", run))
    assert told(order) == [read_aloud]
    assert [fault.rule for fault in order.faults] == ["invisible-text"]


def test_white_on_dark_is_seen() -> None:
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="000080"/></w:tcPr>'
    body = f"<w:tbl><w:tr><w:tc>{dark}{p('', '', WHITE)}</w:tc></w:tr></w:tbl>"
    order = read(body)
    assert told(order) == [("table", None, [["white"]])]
    assert order.faults == ()


def test_a_note_that_nothing_calls_is_a_fault() -> None:
    order = read(p("x"), footnotes=f'<w:footnote w:id="7">{p("lost")}</w:footnote>')
    assert [fault.rule for fault in order.faults] == ["invisible-text"]


# Pictures -------------------------------------------------------------------------------------


def drawing(properties: str, content: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" {properties}/>{content}'
        "</wp:inline></w:drawing></w:r>"
    )


def test_a_picture_alone_is_a_figure_with_the_caption_beside_it() -> None:
    styles = style("C", "caption")
    body = p("", "<w:keepNext/>", drawing('descr="A chart"')) + styled("Figure 1", "C")
    assert told(read(body, styles=styles)) == [("figure", "A chart", "Figure 1")]
    assert told(read(p("", "", drawing("")))) == [("figure", None, None)]


def test_text_boxes_follow_the_paragraph_that_holds_them() -> None:
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    choice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:docPr id='1' name='B'/>"
        f"{box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>{box}</v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert told(read(p("around", "", choice))) == ["around", "boxed"]


def test_lines_are_breaks() -> None:
    pandoc = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    word = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    assert told(read(p("", "", pandoc) + p("", word))) == ["Break", "Break"]


# Tables ---------------------------------------------------------------------------------------


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def row(*cells: str, heading: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if heading else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


GRID = '<w:tblPr><w:tblStyle w:val="G"/><w:tblLook w:val="04A0"/></w:tblPr>'


def read_table(body: str, styles: str = "") -> Table:
    table = read(f"<w:tbl>{body}</w:tbl>", styles=styles).blocks[0]
    assert isinstance(table, Table)
    return table


def test_header_rows_repeat_and_name_their_columns() -> None:
    table = read_table(row(cell("A"), cell("B"), heading=True) + row(cell("1"), cell("2")))
    assert [each.heading for each in table.rows] == [True, False]
    assert [each.scope for each in table.rows[0].cells] == ["col", "col"]
    assert [each.headers for each in table.rows[1].cells] == [("A",), ("B",)]


def test_a_first_column_heads_rows_only_where_its_style_shows_it() -> None:
    body = GRID + row(cell("x"), cell("1"))
    shown = style("G", "Own", '<w:tblStylePr w:type="firstCol"/>', "table")
    assert read_table(body, style("G", "Table Grid", "", "table")).rows[0].cells[0].scope is None
    assert read_table(body, shown).rows[0].cells[0].scope == "row"


def test_merged_cells_span() -> None:
    table = read_table(
        row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>'))
        + row(cell("c"), cell("d"), cell("", "<w:vMerge/>"))
    )
    assert [(each.columns, each.rows) for each in table.rows[0].cells] == [(2, 1), (1, 2)]
    assert [each.words.text for each in table.rows[1].cells] == ["c", "d"]


def test_captions_find_their_table() -> None:
    table = f"<w:tbl>{row(cell('a'))}</w:tbl>"
    above = '<w:pStyle w:val="C"/><w:keepNext/>'
    styles = style("C", "caption")
    assert told(read(p("One", above) + table + p("x"), styles=styles)) == [
        ("table", "One", [["a"]]),
        "x",
    ]
    assert told(read(table + styled("Below", "C"), styles=styles)) == [("table", "Below", [["a"]])]
    property_ = f'<w:tbl><w:tblPr><w:tblCaption w:val="T"/></w:tblPr>{row(cell("a"))}</w:tbl>'
    assert told(read(property_)) == [("table", "T", [["a"]])]


# Languages ------------------------------------------------------------------------------------

LANGUAGES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
)


def test_languages_come_from_defaults_styles_and_runs() -> None:
    cy = '<w:rPr><w:lang w:val="cy-GB"/></w:rPr>'
    body = p("Hello ", "", f"<w:r>{cy}<w:t>Croeso</w:t></w:r>") + styled("Bonjour", "F")
    styles = LANGUAGES + style("F", "French", '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>')
    order = read(body, styles=styles)
    assert order.language == "en-GB"
    first, second = order.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [each.mark for each in first.words.marks] == [InLanguage("cy-GB")]
    assert second.language == "fr-FR"
    assert second.words.marks == ()


def test_scripts_choose_among_a_runs_languages() -> None:
    rtl = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>مرحبا</w:t></w:r>"
    found = marks(p("In 日本, ", "", rtl), styles=LANGUAGES)
    assert found == [InLanguage("ja-JP"), InLanguage("ar-SA")]


def test_right_to_left_paragraphs() -> None:
    order = read(p("שלום", "<w:bidi/>") + p("x"))
    assert [each.direction for each in order.blocks if isinstance(each, Paragraph)] == [
        "rtl",
        "ltr",
    ]


# Emphasis, characters, packages ---------------------------------------------------------------


def test_bold_of_the_style_is_no_emphasis_and_bold_of_the_run_is() -> None:
    styles = style("H", "heading 1", "<w:rPr><w:b/></w:rPr>")
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>"
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>c</w:t></w:r>'
    assert marks(p("a", "", bold + off)) == [Style.STRONG]
    heading = read(styled("a", "H"), styles=styles).blocks[0]
    assert isinstance(heading, Heading)
    assert heading.words.marks == ()


def test_characters_that_are_elements() -> None:
    runs = '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:char="2022"/></w:r>'
    assert told(read(p("", "", runs))) == ["a\u2011\u00ad•"]


def test_running_heads_are_artifacts() -> None:
    order = read(p("x"), header=p("Running head"))
    assert order.artifacts == ("Running head",)


def test_the_strict_dialect_is_read() -> None:
    strict = repacked(
        foreign(p("x")),
        lambda markup: markup.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert told(read_back(strict)) == ["x"]


@pytest.mark.parametrize("data", [b"", b"no zip", foreign(p("x"))[:200]])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_back(data)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom">]>'
    data = repacked(foreign(p("x")), lambda markup: bomb + markup.replace(">x<", ">x&a;<"))
    assert "boom" not in str(told(read_back(data)))


_SPAN = (
    '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc>'
)


@pytest.mark.parametrize(
    "body",
    [
        p("Words", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'),
        p("Words", '<w:numPr><w:ilvl w:val="9999999999"/><w:numId w:val="1"/></w:numPr>'),
        p("Words", '<w:ind w:left="1e999"/>'),
        *(
            f'<w:p><w:r><w:t>Words</w:t><w:sym w:char="{char}"/></w:r></w:p>'
            for char in ("zz", "FFFFFFFFF", "D800", "-1")
        ),
        *(f"<w:tbl><w:tr>{_SPAN.format(span)}</w:tr></w:tbl>" for span in (9999999999, -5, "x")),
        f'<w:tbl><w:tblPr><w:tblLook w:val="zz"/></w:tblPr><w:tr>{_SPAN.format(1)}</w:tr></w:tbl>',
    ],
)
def test_numbers_that_are_none_or_too_large_cost_no_words(body: str) -> None:
    numbering = definition(7) + instance(1, 7)
    [block] = read(body, numbering=numbering).blocks
    assert "Words" in repr(block) or "Cell" in repr(block)
    assert "\ud800" not in repr(block)
