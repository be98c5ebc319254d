"""The blocks of a reading order: what assistive technology announces, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.document.model import BlockQuote, Callout, Container
from generator.reading_order.passages import Direction, Passage, Scope


class Role(StrEnum):
    """What a thing is that a reader meets."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CODE = "code"
    LIST = "list"
    ITEM = "list item"
    DEFINITION_LIST = "definition list"
    TERM = "term"
    DEFINITION = "definition"
    TABLE = "table"
    CAPTION = "caption"
    ROW = "row"
    CELL = "cell"
    FIGURE = "figure"
    QUOTE = "quote"
    CALLOUT = "callout"
    BREAK = "thematic break"
    NOTE = "note"
    LINE = "line"


GROUPS: dict[type[Container], Role] = {BlockQuote: Role.QUOTE, Callout: Role.CALLOUT}
"""What each block of blocks is; a division is nothing but its language."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title is level 1."""

    level: int
    words: Passage
    place: str = ""
    language: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Passage
    place: str = ""
    language: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, exact; no final newline."""

    text: str
    place: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item; `number` as it is announced, None in bullet lists.

    `marker` is the number or bullet that is seen, where the file says it (Word, PDF), "" where it
    is hidden; None where whatever shows the file draws it.
    """

    blocks: Blocks
    number: int | None = None
    place: str = ""
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list."""

    ordered: bool
    items: tuple[ListItem, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a definition list."""

    words: Passage
    place: str = ""
    language: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of the terms before it."""

    blocks: Blocks
    place: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and definitions in turn."""

    entries: tuple[Term | Definition, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `scope` is None for a data cell.

    `headers` are the words of the header cells that the file itself ties to it (PDF's Headers,
    HTML's scope or headers), column first; empty where the file ties none.
    """

    words: Passage
    scope: Scope | None = None
    headers: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `heading` is True where the file marks it as a header row."""

    cells: tuple[Cell, ...]
    heading: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, with the caption that the file ties to it; `direction` is that of its columns."""

    caption: Passage | None
    rows: tuple[Row, ...]
    place: str = ""
    language: str | None = None
    direction: Direction | None = None
    caption_direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An informative picture on its own; `alternative` is None where it has none.

    `link` is the address it leads to (or the LinkWithin's words after "#"), None if it is no link.
    `shown` is what a file says that draws its pictures itself (PDF); None for drawings, and where
    pictures are held as they were.
    """

    alternative: str | None
    caption: Passage | None
    link: str | None = None
    place: str = ""
    language: str | None = None
    caption_direction: Direction | None = None
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is seen of a drawing: its words without spaces, its shapes; None where not compared."""

    words: str | None
    shapes: str | None


_FIRST_SHAPED = "\u0530"
"""From here on letters are drawn in other orders and shapes than they are read in."""


def drawn_words(words: str) -> str | None:
    """The words of a drawing as they are compared; None where its letters may change places."""
    seen = "".join(words.split())
    return None if any(each >= _FIRST_SHAPED and each.isalpha() for each in seen) else seen


def drawn_shapes(shapes: Iterable[Sequence[float]]) -> str:
    """The rectangles and lines of a drawing, in its own measure: how many, and which."""
    lines = [" ".join(f"{round(each, 2) + 0:g}" for each in shape) for shape in shapes]
    return f"{len(lines)} ({hashlib.sha256(' '.join(lines).encode()).hexdigest()[:12]})"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen of a picture of pixels; `stretched` where it has lost its shape.

    A drawing has no pixels, and may be `drawn` by lines and letters of the page.
    """

    pixels: tuple[int, int]
    stretched: bool = False
    drawn: Drawn | None = None


NOTHING_SHOWN = Shown((0, 0))


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together; `role` is what they are, a quotation for one.

    `kind` is the look that a callout is given (a web page's warning, for one); None where all look
    alike. Its words say the kind to everybody.
    """

    role: Role
    blocks: Blocks
    place: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A change of subject that the file announces (HTML's hr); PDF's rules are silent."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note, where the file keeps its notes. `back_links` counts the links back to its calls."""

    label: str
    blocks: Blocks
    back_links: int = 0
    place: str = ""


Block = Heading | Paragraph | Code | List | DefinitionList | Table | Figure | Group | Break | Note
Blocks = tuple[Block, ...]
