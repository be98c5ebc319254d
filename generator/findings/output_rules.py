"""What importing, building and verifying can find: one `Rule` for each name of a finding.

The rules of a source stand in `source/rules.py` and in `lint/`. Those of the comparison are named
by what differs: their names are put together from "proof-" and the fact, or the fault that the
read-back noticed.
"""

from __future__ import annotations

from generator.findings.finding import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

COMPLETE = "Architecture, law 3"
OURS = "Architecture, law 7"
THEME = "Architecture, law 8"
BRAND = "Your brand"

# Making a source of another file --------------------------------------------------------------

IMPORT_UNREADABLE = Rule(
    "import-unreadable", ERROR, COMPLETE, "a file that cannot be read as what it is named"
)
IMPORT_LOST = Rule("import-lost", ERROR, COMPLETE, "words of a file that its source has not")
IMPORT_GUESSED = Rule(
    "import-guessed", WARNING, "WCAG 1.3.1", "a meaning that only the look of words gave"
)
IMPORT_NOT_CARRIED = Rule(
    "import-not-carried", WARNING, COMPLETE, "something in a file that no source can say"
)
IMPORT_LEFT_OUT = Rule(
    "import-left-out", WARNING, COMPLETE, "what stands beside the text of a file, and was left out"
)
IMPORT_PICTURE = Rule(
    "import-picture", WARNING, "WCAG 1.1.1", "a picture in a file without words, or of another kind"
)

# Making an output ----------------------------------------------------------------------------

FONT_CHARACTER = Rule(
    "font-character",
    ERROR,
    "PDF/UA-1 7.21",
    "a letter that no font of the PDF can draw; for a sign, a warning",
    milder=WARNING,
)
PDF_DRAWING = Rule(
    "pdf-drawing",
    Severity.ADVICE,
    OURS,
    "a drawing that is shown as pixels in the PDF, since WeasyPrint does not understand it",
)
LIMIT_MEMORY = Rule("limit-memory", ERROR, COMPLETE, "a source that takes too much memory")
LIMIT_TIME = Rule("limit-time", ERROR, COMPLETE, "a source that takes too much time")
PDF_LENGTH = Rule("pdf-length", ERROR, COMPLETE, "a text too long for one PDF")
PDF_LIBRARY = Rule("pdf-library", ERROR, OURS, "WeasyPrint complained while it made the PDF")
PDF_LINK = Rule("pdf-link", ERROR, "WCAG 2.4.1", "a link within the PDF that lands nowhere")
PDF_TABLE = Rule("pdf-table", ERROR, "WCAG 1.4.4", "a table that no page of the PDF can hold")
PDF_LOST_WORDS = Rule("pdf-lost-words", ERROR, COMPLETE, "words that were not drawn in the PDF")
DOCX_CHARACTER = Rule("docx-character", ERROR, COMPLETE, "a character that Word cannot hold")
DOCX_DEPTH = Rule("docx-depth", ERROR, COMPLETE, "lists and quotations too deep for a Word page")
DOCX_NOTE = Rule("docx-note", ERROR, COMPLETE, "a note that Word cannot hold where it is called")
THEME_TEMPLATE = Rule("theme-template", ERROR, THEME, "a template of the theme that fails")
THEME_UNREAD = Rule("theme-unread", WARNING, THEME, "a file of the theme that nothing reads")
THEME_STYLE = Rule(
    "theme-style",
    ERROR,
    COMPLETE,
    "a style of the theme that could hide, move, replace or add words, or that loads something",
)
THEME_CONTRAST = Rule(
    "theme-contrast",
    ERROR,
    "WCAG 1.4.3, 1.4.6, 1.4.11",
    "colours of the theme that are hard or impossible to read",
    milder=WARNING,
)
THEME_LARGE_PRINT = Rule(
    "theme-large-print",
    ERROR,
    "UKAAF G003",
    "a theme in which large print is not large",
)
BRAND_FILE = Rule("brand-file", ERROR, BRAND, "a brand that cannot be read, or lacks a file")
BRAND_KEY = Rule("brand-key", ERROR, BRAND, "a key of a brand that is unknown, or given twice")
BRAND_VALUE = Rule(
    "brand-value", ERROR, BRAND, "a value of a brand of the wrong kind", milder=WARNING
)
BRAND_LOGO = Rule(
    "brand-logo",
    ERROR,
    "WCAG 1.1.1",
    "a logo that cannot be shown, or without alternative text",
    milder=WARNING,
)
BRAND_TYPEFACE = Rule(
    "brand-typeface",
    ERROR,
    BRAND,
    "a font file that cannot be embedded; as a warning, letters, a bold or an italic that it lacks",
    milder=WARNING,
)
BRAND_CONTRAST = Rule(
    "brand-contrast",
    ERROR,
    "WCAG 1.4.3",
    "colours of a brand that words cannot stand on; as a warning, one that words are darker than",
    milder=WARNING,
)

# Verifying files -----------------------------------------------------------------------------

BYTES = Rule(
    "bytes",
    ERROR,
    "Architecture, law 5",
    "other bytes than were published, or, as a warning, no manifest to know them by",
    milder=WARNING,
)
NOT_AS_BUILT = Rule(
    "not-as-built",
    ERROR,
    "Architecture, law 5",
    "the words of the source in a file that is not, byte for byte, the one it gives",
)
NOT_CONFIRMED = Rule(
    "not-confirmed",
    ERROR,
    "Architecture, law 5",
    "a file whose bytes cannot be compared: another version, theme or font made it",
)
PROOF_UNREADABLE = Rule("proof-unreadable", ERROR, COMPLETE, "a file that is not of its format")

# The comparison of an output with its source -------------------------------------------------

_COMPARED = {
    "missing": "something of the source that the output lacks",
    "added": "something in the output that the source lacks",
    "moved": "something in another place than in the source",
    "altered": "other words than in the source",
    "role": "something that is no longer what it was, as a heading that is a paragraph",
    "mark-lost": "words that lost a mark: their emphasis, link, language, expansion or note",
    "mark-added": "words with a mark that the source does not give them",
    "title": "another title in the file’s metadata",
    "language": "another language than the source says",
    "direction": "text that runs the other way",
    "level": "a heading of another level",
    "ordered": "a numbered list without its numbers, or the other way round",
    "number": "an item with another number",
    "marker": "an item before which another number, or no bullet, is seen",
    "label": "a note with another number",
    "links-back": "a note without its links back",
    "heading": "a row that is a header and should not be, or the other way round",
    "header-of": "a header cell that heads something else",
    "headers": "a cell with other headers",
    "columns": "a cell across another number of columns",
    "rows": "a cell across another number of rows",
    "link": "a figure that leads elsewhere",
    "alternative-text": "a figure that lost its alternative text, or has one of its own",
    "indentation": "a line of plain text that is set in otherwise, as an item of another list",
    "blank-lines": "a line of plain text with other space before it than its kind has",
    "picture": "another picture than the source’s",
    "kind": "a callout with the look of another kind",
    "width": "a picture that takes another share of the text’s width",
    "pixels": "a picture of another size than the source’s",
    "metadata": "a file that says something else of itself than its source",
    "characters": "invisible characters that the source does not have",
    "running-head": "other words at the head or foot of pages",
    "stretched": "a picture that is drawn in another shape than it has",
    "drawn-words": "the drawing of a chart says other words or numbers than its table",
    "drawn-shapes": "the drawing of a chart has bars or lines of other lengths than its numbers",
}
_NOTICED = {
    "bookmark": "a bookmark of a PDF that does not match its heading",
    "broken-link": "a link of a PDF that leads nowhere",
    "comment": "a comment left in a Word document",
    "cut-off-text": "words on the edge of a PDF’s page",
    "dangling-link": "a link of a page or an e-book that leads nowhere",
    "embedded": "something embedded that is not read here",
    "header-row": "a table of a PDF that goes on over pages without its header row",
    "header-scope": "a header cell that does not say what it heads",
    "ill-formed-document": "a chapter of an e-book that is not well formed",
    "invisible-text": "words that screen readers announce and nobody sees, or the other way round",
    "missing-alternative": "a picture without alternative text, and not decorative",
    "missing-document": "a chapter of an e-book that is not there",
    "other-words": "words that screen readers announce other than they are seen",
    "outside-cell": "words of a PDF that reach out of their cell of a table",
    "overlapping-text": "words of a PDF that stand on other words",
    "torn-word": "a number or a short word on two lines of a PDF, without a hyphen",
    "package": "an e-book whose package, heads or notes say other things than its files are",
    "page-list": "a list of pages of an e-book that is not that of its page breaks",
    "tracked-change": "a tracked change left in a Word document",
    "unknown-markup": "markup that no output of ours has",
    "unknown-style": "a style that no output of ours has",
    "unreadable-text": "words in a PDF that no program can read",
    "untagged": "a PDF without tags",
    "untagged-link": "a link that belongs to no tag",
    "untagged-text": "words that belong to no tag",
}


def _proof(name: str, summary: str) -> Rule:
    return Rule(f"proof-{name}", ERROR, COMPLETE, summary)


RULES: tuple[Rule, ...] = (
    *(rule for rule in tuple(globals().values()) if isinstance(rule, Rule)),
    *(_proof(name, summary) for name, summary in (_COMPARED | _NOTICED).items()),
)
"""Every rule of this module."""
