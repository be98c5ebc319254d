r"""Read plain text back into reading order. This page is the format.

For whom. Screen readers read a text file line by line, with most punctuation unsaid: NVDA, at its
usual level, says "#" ("number"), "*", "<" and "•" ("bullet"), and keeps silent at "-", brackets and
colons. So what matters is said in words at the beginning of a line, where it can also be searched
for ("Heading 2:"); what only eyes need is left to brackets and indentation. Nothing depends on the
width of the window. The newsletters for blind readers that the TEN standard served (E-Access
Bulletin, RNIB) marked headings for search and said where a section ends; so do we.

File. UTF-8, lines end in LF, or all in CR LF. Each paragraph is one line; where a width was asked
for, a line that goes on ends in a space, as in the e-mail format that keeps paragraphs whole (RFC
3676, format=flowed), and its isolates end and begin again with it. Blank lines separate; two of
them keep neighbouring lists apart. Indentation is two spaces for each item, definition or note
around.

    Title: Bridge Street closes              the title; every file of ours has one
    Heading 2: What changes                  a heading, with its level, 2 to 6
    • Buses stop elsewhere.                  an item; further blocks of it are indented by two
      1. First, Mill Lane.                   its path, so that a listener hears the depth: the
      •1. Mill Lane.                         number or bullet of each item around it, then its own
      •• Ring Road.                          ("2.3.", "•1."); before a bullet, bullets only ("••")
    Quote:  …  [End of quote]                a quotation, its beginning and end each on a line
    Code:  …  [End of code]                  code, exact to the character
    Term: Deck                               a term of a definition list
    Definition: What carries the road.       a definition; further blocks are indented by two
    [Image: A map of the town]               a picture alone in its paragraph ([Image]: no text)
    Caption: The town                        its caption, on the next line
    * * *                                    a change of subject
    Note 1: The survey of May.               a note; further blocks of it are indented by two

Two of these lines need no blank line between them, nor does a list need one after a paragraph. Any
other line directly below words goes on with them after a hard line break.

Tables are records, never grids. The header row is said once, then each cell after its header:

    Table: Diversions                        the caption, or nothing after the colon
    Columns: Coming from (names each row); Extra time
                                             "(names each row)" after the first header where the
    Coming from: Northgate                   first cells name their rows; alone for an empty corner
    Extra time: 4 minutes
                                             a blank line before each record
    Coming from: Southgate
    Extra time: (empty)                      an empty cell
    [End of table]

Those who prefer to look at tables can ask for a grid. The rule below the header row is made of
"-" and "|"; where a cell has several lines, a rule follows every row:

    Table: Diversions
    | Coming from (names each row) | Extra time |
    |------------------------------|------------|
    | Northgate                    | 4 minutes  |
    | Southgate                    |            |
    [End of table]

In a grid, letters of the other direction stand in isolates, so that no cell changes places with
its neighbour; in cells a guard stands before each "|" of the author.

A column without header words is called "Row" if it names the rows, else "Column 2". A hard line
break in a cell goes on in a line indented by two.

In words:

    [Note 1]                                 a call of note 1: "[1]" would be heard as a number
    [Image: A map]                           a picture
    [deleted: 10]                            text no longer valid
    the order <https://example.org/>         a link with its address
    the team <team@example.org>              one of e-mail or telephone, without "mailto:" or "tel:"
    what changes (see What changes)          a link to a heading
    What changes                             a link whose words say where it leads: that heading,
                                             or that address without "mailto:" or the like
    https://example.org/, a@example.org      links too: an address or a telephone number, by its
    020 7946 0000                            shape and with no invisible character at it. It stands
                                             alone: "(" or a quotation mark may precede it, and
                                             punctuation follow
    Email: a@example.org                     a line with the label before an address: the rest is a
    Telephone: 1800 123 456                  link, whatever its shape; that of a website lacks
    Website: example.org                     "https://"

Invisible characters, unheard too, do what punctuation cannot:

    U+2063 INVISIBLE SEPARATOR               stands where a link's words begin; where they are an
                                             address, before the space before it
    U+2064 INVISIBLE PLUS                    ends a link whose words say where it leads
    U+2060 WORD JOINER, the guard            before a character: it is itself, and no sign. Before
                                             an address, or the space before one: it is no link.
                                             At the start of a line: the line is words. There and
                                             at the end it also keeps spaces and empty lines. In
                                             code: only before a line that looks like its end
    U+200E, U+200F at the start of a line    give the line the direction of its language
    U+2066, U+2067 … U+2069                  do so for words in a language of the other direction,
                                             and for an address between words from right to left

Where the author uses one of these in words, a guard stands before it. So every word comes back as
it was, whatever it looks like.

A file without a title as above is not ours: it is read as paragraphs and lists.
"""

from __future__ import annotations

from generator.readback.text.blocks import Reader
from generator.readback.text.foreign import read_foreign
from generator.readback.text.pages import Page
from generator.reading_order import ReadingOrder


def read_back(data: bytes) -> ReadingOrder:
    """What a reader meets in a text file, ours or any other."""
    text = _decoded(data)
    reader = Reader(Page(text))
    blocks = reader.read()
    if reader.title is None:
        return ReadingOrder("", None, read_foreign(text), words_only=True)
    return ReadingOrder(reader.title, None, blocks, faults=tuple(reader.faults))


def _decoded(data: bytes) -> str:
    """The characters of a file: UTF-8, else UTF-16 if it says so, else Windows' code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n") if "\n" not in text.replace("\r\n", "") else text
