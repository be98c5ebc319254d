"""The conventions of our plain text, as data.

What writes a text file and what says which lines it must hold share this table, the catalogues of
our own words (`document/words`), and nothing else.

    Title: Bridge Street closes          two blank lines before a heading, one after (WCAG
                                         technique T3); `--text-headings plain` leaves out the label

    Heading 2: What changes              its level, 2 to 6, in words that can be searched for

    Buses stop elsewhere.[Note 1]        a paragraph is one line, unless a width is asked for

    1. Mill Lane                         an item, with the marker of every other format; what it
      • Northgate                        holds stands two columns further in; bullets in bullets
        – the station                    are dashes (in Welsh and others, all are hyphens)

    the order <https://example.org/>     a link, unless its words say the address ("call 999");
    the fares (see Costs)                one to a heading

    Table: Fares                         a table: its caption, its header cells, then each row as a
    Columns: Ticket; Price               record, every cell after its header
                                         (`--text-tables grid` draws it)
    Ticket: Day
    Price: £4
    [End of table]

    Quote: … [End of quote]              also code, exact to the character
    [Image: A map]                       a picture, then "Caption: …"
    Term: Deck                           a term, and its definitions
    Definition: What carries the road.
    * * *                                a change of subject
    Note 1: The survey of May.           a note, at the end

Where a width is asked for, a line that goes on in the next one ends in a space, so that programs
can join them again (RFC 3676, format=flowed).
"""

from __future__ import annotations

import re

INDENT = 2
"""Columns by which an item, a definition or a note sets in what it holds."""

BULLETS = ("•", "–")
"""Of lists that stand in no other list with bullets, and of lists that do."""

HYPHENS = ("-", "-")
KNOWN_BULLETS = dict.fromkeys("bg ckb cs cy de el es et gd lt mt nl pl ro".split(), HYPHENS)
"""Bullets in the languages whose braille tables (liblouis) spell out the others as codes."""

COLUMN_SEPARATOR = "; "
COLUMN_SEPARATORS = {**dict.fromkeys(("ar", "ckb", "fa", "ps", "ur"), "؛ "), "el": ", "}
"""Between the names of columns, in languages that write it so; to Greeks “;” is a question."""

THEMATIC_BREAK = "* * *"

BEFORE_BLOCK, BEFORE_HEADING, BETWEEN_LISTS = 1, 2, 2
"""Blank lines. In a tight list none stand between items, nor before a list in an item."""

BREAK_HINTS = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner: they say where a line may end, and are left out.

Braille displays show them as cells, and searches do not find words that hold them.
"""

RAISED = ("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
LOWERED = ("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""Signs that exist as raised or lowered ones. Letters that are raised stand as they are (“5th”);
what is none of these is put into brackets: “x^(n+m)”, “V_(max)”."""

LABEL_ENDS = (":", "?")
"""A header that ends so gets no colon when it is the label of a cell."""

LINE_MAY_END = re.compile(
    r"(?:(?<![0-9]{3}) +| +(?![0-9]{3}))(?=[^ ])(?!(?:[•–—*|-]|[0-9]+[.)])(?:[ ]|\Z)|[0-9]+\])"
)
"""Spaces at which a line may end.

Not inside a telephone number or the call of a note, and not where the next line would begin like
an item.
"""

NARROWEST_GRID = 3
"""Columns that each column of a grid has at least."""
