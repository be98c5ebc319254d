"""The table of formats.

Adding one means a template folder, a packager, a read-back module and a row here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.content.added_text import Piece
from generator.document.facts import Edition
from generator.document.features import Feature


class Construct(StrEnum):
    """A construct of the source, in the order of the table in docs/formats.md."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINES = "contact, address, signature"
    SECTION_NUMBER = "number of a heading or paragraph"
    EMPHASIS = "emphasis, strong"
    STRIKETHROUGH = "strikethrough"
    SHIFTED = "raised, lowered"
    CODE_SPAN = "code span"
    LINK = "link"
    INTERNAL_LINK = "link to a heading"
    ABBREVIATION = "abbreviation"
    LANGUAGE = "language of a part"
    LINE_BREAK = "hard line break"
    LIST = "list"
    DEFINITION_LIST = "definition list"
    TABLE = "table"
    FIGURE = "figure"
    CHART = "chart"
    INLINE_IMAGE = "picture in running text"
    DECORATIVE = "decorative picture"
    QUOTE = "quotation"
    CALLOUT = "callout"
    CODE_BLOCK = "code block"
    NOTE = "note"
    THEMATIC_BREAK = "thematic break"
    CONTENTS = "contents list of a long document"


class RelativeLinks(StrEnum):
    """What becomes of a relative link."""

    KEPT = "kept as written"
    RESOLVED = "resolved against the document's url, if it has one"
    IN_WORDS = "resolved, or written out in words where the document has no url"


ALWAYS = frozenset(
    {Piece.MASTHEAD, Piece.RECIPIENT, Piece.BYLINE, Piece.CONTACT, Piece.LICENCE, Piece.IMPRINT}
)


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table.

    `name` is also the suffix and, unless `room` says else, names its packager, its read-back and
    its folder of templates.

    `lacks` says what it cannot carry and why (law 3), `shows` which added text it holds, and
    `after` which formats it wants facts of, so that they are packed first.
    """

    name: str
    title: str
    media_type: str
    shows: frozenset[Piece]
    constructs: Mapping[Construct, str]
    """How each construct of the source appears."""
    lacks: Mapping[Feature, str] = field(default_factory=dict)
    relative_links: RelativeLinks = RelativeLinks.RESOLVED
    after: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    """Lists of contents that it keeps beside its words; the proof holds them to the headings."""
    paged: bool = False
    """It is laid out in pages before its file is written: its packager has `lay_out`."""
    options: tuple[str, ...] = ()
    """Which of the user's options, beside the theme, decide its bytes."""
    shared: bool = True
    """Its templates use those in `templates/shared`."""
    pictures: bool = True
    """It holds the pictures themselves, not only their descriptions."""
    named_by: str = ""
    """The field of `words.Words` that names it in a list of formats, where its title is English."""
    schemes: bool = False
    """Its reader chooses light or dark; a logo may be drawn for each."""
    running_heads: bool = False
    """The proof compares what stands at the head and foot of its pages."""
    draws: bool = False
    """It holds pictures as they are drawn; the proof asks for their pixels and their shape."""
    marks_direction: bool = True
    """Marks of direction keep numbers and codes together in right-to-left text."""
    refuses: bool = False
    """It cannot hold every document; a function of its name in `packagers.foreseen` says which."""
    in_lines: bool = False
    """It is nothing but lines; the proof holds them to those that `text_lines` expects."""
    room: str = ""
    """The name of its modules and template folder, where it is not `name`."""
    edition: Edition = Edition.STANDARD
    bold_emphasis: bool = False
    """Emphasis is bold in large print, and so it is read back as strong."""


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format(
            "html",
            "HTML",
            "text/html",
            ALWAYS
            | {Piece.SKIP_LINK, Piece.WINDOW_TITLE, Piece.TRANSLATIONS, Piece.CONTENTS}
            | {Piece.NOTES_HEADING, Piece.OTHER_FORMATS},
            {
                Construct.TITLE: "`h1`, `title`",
                Construct.HEADING: "`h2`–`h6`",
                Construct.PARAGRAPH: "`p`",
                Construct.LINES: "`p` with `br`",
                Construct.SECTION_NUMBER: "text before the words",
                Construct.EMPHASIS: "`em`, `strong`",
                Construct.STRIKETHROUGH: "`s`",
                Construct.SHIFTED: "`sup`, `sub`",
                Construct.CODE_SPAN: "`code`, spaces kept",
                Construct.LINK: "`a`",
                Construct.INTERNAL_LINK: "`a` to the heading's id",
                Construct.ABBREVIATION: "expanded in brackets at first use, then `abbr`",
                Construct.LANGUAGE: "`lang`, and `dir`",
                Construct.LINE_BREAK: "`br`",
                Construct.LIST: "`ul`, `ol` with `start` and `type`",
                Construct.DEFINITION_LIST: "`dl`, `dt`, `dd`",
                Construct.TABLE: "`table` with `caption`, `th` with `scope`, in a scroll region",
                Construct.FIGURE: "`figure` with `alt`, `figcaption` apart",
                Construct.CHART: "a drawing, dark where the screen is, and the table below",
                Construct.INLINE_IMAGE: "`img` with `alt`",
                Construct.DECORATIVE: '`img` with `alt=""`',
                Construct.QUOTE: "`blockquote`",
                Construct.CALLOUT: "`aside`, named by its label",
                Construct.CODE_BLOCK: "`pre` and `code`",
                Construct.NOTE: "`doc-noteref`, `doc-endnotes`, links back",
                Construct.THEMATIC_BREAK: "`hr`",
                Construct.CONTENTS: "`nav` with links",
            },
            relative_links=RelativeLinks.KEPT,
            schemes=True,
            after=("pdf", "docx", "epub", "txt", "large-print.pdf", "large-print.docx"),
        ),
        Format(
            "pdf",
            "PDF",
            "application/pdf",
            ALWAYS | {Piece.TRANSLATIONS, Piece.CONTENTS, Piece.PAGE_NUMBERS, Piece.NOTES_HEADING},
            {
                Construct.TITLE: "H1, document title",
                Construct.HEADING: "H2–H6, bookmark",
                Construct.PARAGRAPH: "P",
                Construct.LINES: "P, whole on a page",
                Construct.SECTION_NUMBER: "text before the words, in bookmarks too",
                Construct.EMPHASIS: "Em, Strong (mapped to Span)",
                Construct.STRIKETHROUGH: "Strike (mapped to Span)",
                Construct.SHIFTED: "Span with BaselineShift",
                Construct.CODE_SPAN: "Code",
                Construct.LINK: "one Link with annotation and words; its address printed after it",
                Construct.INTERNAL_LINK: "Link to the heading",
                Construct.ABBREVIATION: "expanded in brackets at first use, then Span with E",
                Construct.LANGUAGE: "Lang on the element",
                Construct.LINE_BREAK: "a new line, with ActualText",
                Construct.LIST: "L with ListNumbering, LI, Lbl, LBody",
                Construct.DEFINITION_LIST: "L with Lbl and LBody",
                Construct.TABLE: "one Table: Caption, THead, TH with Scope, TD with Headers",
                Construct.FIGURE: "Figure with Alt, Caption apart",
                Construct.CHART: "Figure with Alt, drawn in lines and letters, and the table",
                Construct.INLINE_IMAGE: "Figure with Alt",
                Construct.DECORATIVE: "artifact",
                Construct.QUOTE: "BlockQuote",
                Construct.CALLOUT: "Aside (mapped to Div)",
                Construct.CODE_BLOCK: "Code, exact",
                Construct.NOTE: "Reference and Note, linked both ways",
                Construct.THEMATIC_BREAK: "artifact",
                Construct.CONTENTS: "TOC with page numbers",
            },
            lacks={
                Feature.DIRECTION: "PDF has no direction of text; glyphs are placed as shown",
                Feature.PICTURE_BREAK: "a break is announced with the words before it",
                Feature.LINK_TITLE: "a PDF link's description is its text",
                Feature.THEMATIC_BREAK: "a rule is an artifact in PDF/UA-1",
                Feature.IGNORABLE: "words that hold soft hyphens could not be searched for",
            },
            paged=True,
            draws=True,
            refuses=True,
            options=("pdf", "epoch", "font_hashes"),
        ),
        Format(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ALWAYS | {Piece.TRANSLATIONS, Piece.CONTENTS},
            {
                Construct.TITLE: "style Title, outline level 1",
                Construct.HEADING: "styles Heading 2–6",
                Construct.PARAGRAPH: "style Normal",
                Construct.LINES: "styles Contact, Address and Signature",
                Construct.SECTION_NUMBER: "Word's own numbering: a multilevel list of the "
                "heading styles and of style Numbered Paragraph",
                Construct.EMPHASIS: "styles Emphasis, Strong",
                Construct.STRIKETHROUGH: "strike",
                Construct.SHIFTED: "raised, lowered",
                Construct.CODE_SPAN: "a code style",
                Construct.LINK: "hyperlink",
                Construct.INTERNAL_LINK: "hyperlink to a bookmark",
                Construct.ABBREVIATION: "expanded in brackets at first use",
                Construct.LANGUAGE: "proofing language, right-to-left runs and paragraphs",
                Construct.LINE_BREAK: "line break",
                Construct.LIST: "one numbering instance for each list",
                Construct.DEFINITION_LIST: "paragraphs in styles of their own; the role is lost",
                Construct.TABLE: "table with header row, first column, caption",
                Construct.FIGURE: "picture in line with alternative text, style Caption",
                Construct.CHART: "a drawing, a picture for older programs, and the table",
                Construct.INLINE_IMAGE: "picture in line with alternative text",
                Construct.DECORATIVE: "marked as decorative",
                Construct.QUOTE: "style Quote",
                Construct.CALLOUT: "style Callout, bordered",
                Construct.CODE_BLOCK: "a code style",
                Construct.NOTE: "footnote; a second call is a cross-reference",
                Construct.THEMATIC_BREAK: "paragraph with a rule",
                Construct.CONTENTS: "field that Word updates; its page numbers are estimated "
                "until then",
            },
            lacks={
                Feature.DEFINITION_LIST: "WordprocessingML has paragraphs only",
                Feature.EXPANSION: "expanded in brackets at first use instead",
            },
            options=("epoch",),
            named_by="word_document",
            bold_emphasis=True,
            running_heads=True,
        ),
        Format(
            "epub",
            "EPUB",
            "application/epub+zip",
            ALWAYS | {Piece.TRANSLATIONS, Piece.NOTES_HEADING},
            {
                Construct.TITLE: "`h1`, `dc:title`",
                Construct.HEADING: "`h2`–`h6`, navigation document",
                Construct.PARAGRAPH: "`p`",
                Construct.LINES: "`p` with `br`",
                Construct.SECTION_NUMBER: "text before the words, in the navigation document too",
                Construct.EMPHASIS: "`em`, `strong`",
                Construct.STRIKETHROUGH: "`s`",
                Construct.SHIFTED: "`sup`, `sub`",
                Construct.CODE_SPAN: "`code`, spaces kept",
                Construct.LINK: "`a`",
                Construct.INTERNAL_LINK: "`a`, across files too",
                Construct.ABBREVIATION: "expanded in brackets at first use, then `abbr`",
                Construct.LANGUAGE: "`lang`, `xml:lang`, and `dir`",
                Construct.LINE_BREAK: "`br`",
                Construct.LIST: "`ul`, `ol` with `start` and `type`",
                Construct.DEFINITION_LIST: "`dl`, `dt`, `dd`",
                Construct.TABLE: "`table` with `caption`, `th` with `scope`",
                Construct.FIGURE: "`figure` with `alt`, `figcaption` apart",
                Construct.CHART: "a drawing, and the table below",
                Construct.INLINE_IMAGE: "`img` with `alt`",
                Construct.DECORATIVE: '`img` with `alt=""`',
                Construct.QUOTE: "`blockquote`",
                Construct.CALLOUT: "`aside`, named by its label",
                Construct.CODE_BLOCK: "`pre` and `code`",
                Construct.NOTE: "`noteref`, `footnote`, links back",
                Construct.THEMATIC_BREAK: "`hr`",
                Construct.CONTENTS: "the navigation document",
            },
            relative_links=RelativeLinks.IN_WORDS,
            after=("pdf",),
            navigation=("navigation document", "NCX", "landmarks"),
            options=("epoch",),
        ),
        Format(
            "txt",
            "Plain text",
            "text/plain",
            ALWAYS | {Piece.TRANSLATIONS, Piece.CONTENTS, Piece.NOTES_HEADING},
            {
                Construct.TITLE: "“Title: …”",
                Construct.HEADING: "“Heading 2: …”",
                Construct.PARAGRAPH: "one line",
                Construct.LINES: "a line each",
                Construct.SECTION_NUMBER: "“Heading 2: 1 Costs”, “1.1 The fee …”",
                Construct.EMPHASIS: "the words alone",
                Construct.STRIKETHROUGH: "“[deleted: …]”",
                Construct.SHIFTED: "“x²”, “H₂O”, “5th”, “x^(n+m)”",
                Construct.CODE_SPAN: "the words alone",
                Construct.LINK: "words and `<address>`, but where they say it",
                Construct.INTERNAL_LINK: "“(see heading)”",
                Construct.ABBREVIATION: "expanded in brackets at first use",
                Construct.LANGUAGE: "not carried",
                Construct.LINE_BREAK: "a new line",
                Construct.LIST: "numbers, or “•” and below it “–”, or “-” in languages whose "
                "braille lacks these; two spaces a level",
                Construct.DEFINITION_LIST: "“Term: …”, “Definition: …”",
                Construct.TABLE: "“Header: value” records, from “Table:” to “[End of table]”",
                Construct.FIGURE: "“[Image: …]”, “Caption: …”",
                Construct.CHART: "what it shows in words, and the table",
                Construct.INLINE_IMAGE: "“[Image: …]”",
                Construct.DECORATIVE: "absent",
                Construct.QUOTE: "“Quote:” to “[End of quote]”",
                Construct.CALLOUT: "“Warning:” to “[End of warning]”",
                Construct.CODE_BLOCK: "“Code:” to “[End of code]”, exact",
                Construct.NOTE: "“[Note 1]”, and “Note 1: …” at the end",
                Construct.THEMATIC_BREAK: "“* * *”",
                Construct.CONTENTS: "list without links",
            },
            lacks={
                Feature.EMPHASIS: "plain text has no emphasis",
                Feature.CODE_SPAN: "plain text has no type faces",
                Feature.LANGUAGE: "plain text has no language",
                Feature.DIRECTION: "the direction of a line is that of its characters",
                Feature.LINK_TITLE: "a hover text",
                Feature.LINK_WORDS: "the address follows them",
                Feature.EXPANSION: "expanded in brackets at first use instead",
                Feature.BACK_LINK: "plain text has no links",
                Feature.ROW_HEADER: "the first line of a record names it",
                Feature.HEADING_LEVEL: "with `--text-headings plain` alone",
                Feature.IGNORABLE: "those that say where a line may end are left out",
            },
            shared=False,
            pictures=False,
            marks_direction=False,
            options=("text",),
            named_by="plain_text",
            in_lines=True,
            room="text",
        ),
    )
}


def _large_print(name: str) -> Format:
    """The same format in large print: `notice.large-print.pdf` beside `notice.pdf`."""
    edition = Edition.LARGE_PRINT
    return replace(FORMATS[name], name=f"{edition}.{name}", room=name, edition=edition)


ROWS: Mapping[str, Format] = {
    **FORMATS,
    **{row.name: row for row in map(_large_print, ("pdf", "docx"))},
}
"""The formats in every edition in which they are made."""


def with_editions(formats: Iterable[str], editions: Iterable[Edition]) -> tuple[str, ...]:
    """The names of some formats in some editions; every format in the standard one."""
    wanted, among = {*formats}, {*editions}
    return tuple(row.name for row in ROWS.values() if row.edition in among and base(row) in wanted)


def base(row: Format) -> str:
    """The name of a format, whatever the edition."""
    return row.name.removeprefix(f"{row.edition}.")


def named(file: str) -> tuple[str, Format | None]:
    """The stem of an output's name, and the row it is of, if of any: of the longest name."""
    for name in sorted(ROWS, key=len, reverse=True):
        if file.lower().endswith(f".{name}"):
            return file[: -len(name) - 1], ROWS[name]
    return file.rpartition(".")[0] or file, None


def in_order(formats: Iterable[str]) -> list[Format]:
    """The rows of `formats`, each after those whose facts it wants."""
    wanted = set(formats)
    ordered: list[Format] = []
    while wanted:
        ready = [name for name in ROWS if name in wanted and not wanted & {*ROWS[name].after}]
        ordered += [ROWS[name] for name in ready]
        wanted -= {*ready}
    return ordered


def construct_table() -> list[tuple[str, ...]]:
    """How each construct appears in each format: a row of names, then a row for each construct."""
    rows = list(FORMATS.values())
    table = [("", *(row.title for row in rows))]
    table += [(item.value, *(row.constructs[item] for row in rows)) for item in Construct]
    return table


def losses() -> list[tuple[str, str, str]]:
    """What each format cannot carry, and why."""
    return [
        (row.title, feature.value, reason)
        for row in FORMATS.values()
        for feature, reason in row.lacks.items()
    ]
