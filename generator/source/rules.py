"""What reading a source can find: one `Rule` for each kind of fault.

The rules of this module are facts about the file, not opinions, and what they report as an error
cannot be published without losing something: they cannot be allowed away.
"""

from __future__ import annotations

from generator.findings.finding import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


COMPLETE = "Architecture, law 3"
DIALECT = "Writing a source"

# The file ------------------------------------------------------------------------------------

FILE_UNREADABLE = Rule("file-unreadable", ERROR, COMPLETE, "the source cannot be opened")
FILE_EMPTY = Rule("file-empty", ERROR, COMPLETE, "the source holds no text")
FILE_KIND = Rule("file-kind", ERROR, DIALECT, "the source is not text: a picture, for instance")
FILE_SIZE = Rule("file-size", ERROR, DIALECT, "the source is larger than any announcement")
ENCODING = Rule("encoding", ERROR, "ISO/IEC 10646", "the source is not UTF-8")
CONTROL_CHARACTER = Rule(
    "control-character", ERROR, "XML 1.0, 2.2", "a character that no document may hold"
)
NESTING_TOO_DEEP = Rule(
    "nesting-too-deep", ERROR, COMPLETE, "lists, quotes or emphasis deeper than a page can show"
)

# The front matter ----------------------------------------------------------------------------

FRONT_MATTER_BEGIN = Rule(
    "front-matter-begin", ERROR, DIALECT, "front matter that does not begin in line 1 with “---”"
)
FRONT_MATTER_OPEN = Rule("front-matter-open", ERROR, DIALECT, "front matter without its end")
FRONT_MATTER_SYNTAX = Rule("front-matter-syntax", ERROR, DIALECT, "front matter is not YAML")
FRONT_MATTER_KEY = Rule("front-matter-key", ERROR, DIALECT, "an unknown key")
FRONT_MATTER_TWICE = Rule("front-matter-twice", ERROR, DIALECT, "a key given twice")
FRONT_MATTER_VALUE = Rule("front-matter-value", ERROR, DIALECT, "a value of the wrong kind")
FRONT_MATTER_MARKUP = Rule(
    "front-matter-markup", WARNING, DIALECT, "marks of Markdown in a fact, which is plain text"
)
FRONT_MATTER_CUT = Rule(
    "front-matter-cut", WARNING, COMPLETE, "a value that ends before “#”, and goes on after it"
)
FRONT_MATTER_DATE = Rule("front-matter-date", ERROR, "ISO 8601", "not a valid date")
TITLE_MISSING = Rule("title-missing", ERROR, "WCAG 2.4.2", "a document without title")
TITLE_MARKUP = Rule("title-markup", ERROR, COMPLETE, "a title with links, pictures or notes")
TITLE_REPEATED = Rule("title-repeated", WARNING, DIALECT, "the title again as a heading")
TITLE_FROM_HEADING = Rule("title-from-heading", WARNING, DIALECT, "the title taken from a heading")
LANGUAGE_MISSING = Rule("language-missing", ERROR, "WCAG 3.1.1", "a document without language")
LANGUAGE_INVALID = Rule("language-invalid", ERROR, "BCP 47", "not a valid language tag")
LANGUAGE_REPLACED = Rule("language-replaced", WARNING, "BCP 47", "an old tag of a language")
LANGUAGE_VARIANT = Rule("language-variant", WARNING, "BCP 47", "a variant of another language")

# Blocks --------------------------------------------------------------------------------------

HEADING_LEVEL_ONE = Rule(
    "heading-level-one", ERROR, "WCAG 1.3.1", "a level 1 heading besides the title"
)
HEADING_IDENTIFIER = Rule("heading-identifier", ERROR, DIALECT, "not a valid identifier")
HEADING_IDENTIFIER_TWICE = Rule(
    "heading-identifier-twice", ERROR, "WCAG 2.4.1", "two headings with one identifier"
)
TABLE_SIZE = Rule("table-size", ERROR, "WCAG 1.3.1", "a table larger than any reader can follow")
TABLE_ROW_LONG = Rule(
    "table-row-long", ERROR, COMPLETE, "a table row with more cells than the header"
)
TABLE_ROW_SHORT = Rule(
    "table-row-short", WARNING, "WCAG 1.3.1", "a table row with fewer cells than the header"
)
TABLE_JOIN = Rule("table-join", ERROR, "HTML 4.9.12", "joined cells that make no rectangle")
TABLE_HEADER_STRAY = Rule(
    "table-header-stray", WARNING, "WCAG 1.3.1", "a row above a table that does not belong to it"
)
CAPTION_STRAY = Rule(
    "caption-stray", WARNING, "WCAG 1.3.1", "a caption that belongs to no table or picture"
)
FENCE_OPEN = Rule("fence-open", WARNING, "WCAG 1.3.1", "a code block without its end")
CODE_INFORMATION = Rule(
    "code-information", WARNING, COMPLETE, "words after a code block's language"
)
QUOTE_EMPTY = Rule("quote-empty", WARNING, "WCAG 1.3.1", "a quotation without words")
CALLOUT_EMPTY = Rule("callout-empty", WARNING, "WCAG 1.3.1", "a callout without words")
LIST_NUMBER = Rule("list-number", WARNING, COMPLETE, "a number that would not be shown")
CONTAINER_OPEN = Rule("container-open", ERROR, DIALECT, "a container without its end")
CONTAINER_EMPTY = Rule("container-empty", WARNING, DIALECT, "a container that holds nothing")
CHART_KIND = Rule("chart-kind", ERROR, DIALECT, "a kind of chart that is not known")
CHART_CONTENT = Rule(
    "chart-content", ERROR, COMPLETE, "a chart without a table, or with something beside it"
)
CHART_TABLE = Rule("chart-table", ERROR, DIALECT, "a table that cannot be drawn as a chart")
CHART_CAPTION = Rule("chart-caption", ERROR, "WCAG 1.1.1", "a chart whose table has no caption")
CHART_NUMBER = Rule("chart-number", ERROR, COMPLETE, "a cell of a chart that is no number")
CHART_UNIT = Rule("chart-unit", ERROR, "WCAG 1.1.1", "numbers of different units in one chart")
CHART_SERIES = Rule("chart-series", ERROR, "WCAG 1.4.1", "more series than can be told apart")
CHART_SIZE = Rule("chart-size", ERROR, "WCAG 1.4.4", "more categories than a page has room for")
LANGUAGE_LINE_STRAY = Rule(
    "language-line-stray", WARNING, "WCAG 3.1.2", "a language line with no block after it"
)

# Inlines -------------------------------------------------------------------------------------

RAW_HTML = Rule("raw-html", WARNING, DIALECT, "HTML, which stays visible as text")
COMMENT_OPEN = Rule("comment-open", ERROR, COMPLETE, "a comment without its end")
LINK_SCHEME = Rule(
    "link-scheme", ERROR, "WCAG 2.1, RFC 3986", "a link that runs code or holds data"
)
LINK_ADDRESS = Rule(
    "link-address", ERROR, "WCAG 2.4.4, RFC 3986", "a link whose address can lead nowhere"
)
LINK_BROKEN = Rule("link-broken", ERROR, "WCAG 2.4.1", "a link to a heading that does not exist")
LINK_REFERENCE_UNUSED = Rule(
    "link-reference-unused", WARNING, COMPLETE, "a link definition that nothing uses"
)
LINK_REFERENCE_TWICE = Rule(
    "link-reference-twice", WARNING, COMPLETE, "a link definition given twice"
)
NOTE_UNUSED = Rule("note-unused", ERROR, COMPLETE, "a note that nothing calls")
NOTE_UNDEFINED = Rule("note-undefined", WARNING, "WCAG 1.3.1", "a call of a note that is missing")
NOTE_TWICE = Rule("note-twice", ERROR, COMPLETE, "two notes with one label")
NOTE_IN_LINK = Rule("note-in-link", ERROR, "HTML 4.5.1", "a note called inside a link")
NOTE_MISPLACED = Rule(
    "note-misplaced", ERROR, COMPLETE, "a note called where no reader can follow it"
)
ABBREVIATION_TWICE = Rule("abbreviation-twice", ERROR, COMPLETE, "an abbreviation explained twice")
ABBREVIATION_UNUSED = Rule(
    "abbreviation-unused", WARNING, COMPLETE, "an explained abbreviation that never appears"
)

# Pictures ------------------------------------------------------------------------------------

PICTURE_ADDRESS = Rule(
    "picture-address", ERROR, "Architecture, law 6", "a picture not beside or below the source"
)
PICTURE_MISSING = Rule("picture-missing", ERROR, COMPLETE, "a picture that is not there")
PICTURE_KIND = Rule("picture-kind", ERROR, DIALECT, "not a picture in a format that can be shown")
PICTURE_BROKEN = Rule("picture-broken", ERROR, COMPLETE, "a damaged picture")
PICTURE_COUNT = Rule("picture-count", ERROR, DIALECT, "more pictures than a document may have")
PICTURE_SIZE = Rule("picture-size", ERROR, DIALECT, "a picture too large to open, or without size")
PICTURE_UNSAFE = Rule(
    "picture-unsafe", ERROR, "Architecture, law 6", "a drawing with scripts or outside references"
)
PICTURE_ANIMATED = Rule(
    "picture-animated", WARNING, "WCAG 2.2.2", "a moving picture, of which one frame is shown"
)
PICTURE_CAPTION_INLINE = Rule(
    "picture-caption-inline", ERROR, COMPLETE, "a caption of a picture in running text"
)
PICTURE_LINK_TITLE = Rule(
    "picture-link-title", ERROR, COMPLETE, "a title of a link around a figure"
)

# Directives ----------------------------------------------------------------------------------

ALLOWANCE_FORM = Rule("allowance-form", WARNING, DIALECT, "an allowance without rule or reason")

RULES: tuple[Rule, ...] = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
"""Every rule of this module, in the order above."""
