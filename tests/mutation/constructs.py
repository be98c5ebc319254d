"""Facts that documents of public bodies hold, and the damage to each of them, format by format."""

from __future__ import annotations

from collections.abc import Mapping

KIND = "the kind of a callout"
MARKER = "the marker of a list"
COLUMNS, ROWS = "the columns of a joined cell", "the rows of a joined cell"
SECTION, CAPTION = "the number of a section", "the number of a caption"
REFERENCE, PLACE = "what a reference says", "where a reference leads"
VALUE, DRAWN = "a number of a chart", "a bar of a chart"
SHIFT = "that words are raised or lowered"

MARKUP = {
    KIND: "alter a callouts kind",
    MARKER: "turn letters and roman numbers",
    COLUMNS: "lose the columns of a cell",
    ROWS: "lose the rows of a cell",
    SECTION: "alter a sections number",
    CAPTION: "alter a captions number",
    REFERENCE: "alter what a reference says",
    PLACE: "lead a link elsewhere",
    VALUE: "alter a number of a chart",
    DRAWN: "alter a bar of a chart",
    SHIFT: "lose what raises or lowers",
}

DAMAGES: Mapping[str, Mapping[str, str]] = {
    "html": MARKUP,
    "epub": MARKUP,
    "pdf": {**MARKUP, MARKER: "number a lettered item"},
    "docx": {
        **MARKUP,
        MARKER: "number a lettered list",
        SECTION: "lose a sections number",
        PLACE: "lead a link nowhere",
    },
    "txt": {
        **MARKUP,
        MARKER: "number a lettered item",
        COLUMNS: "drop one of the headers before a cell",
        ROWS: "drop one of the headers before a cell",
        SHIFT: "lose what raises or lowers",
    },
}
"""Of each format, the name of the damage to each fact."""

NOT_IN: Mapping[str, Mapping[str, str]] = {
    "txt": {
        DRAWN: "nothing is drawn",
        PLACE: "a reference says where it leads",
    },
}
"""Facts that a format has not, and why."""
