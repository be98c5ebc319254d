"""What can happen to a text file. Lines are all it has."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.mutation.damage import Bench, Words, damage_words, shown


@dataclass(slots=True)
class Lines:
    """An open text file."""

    lines: list[str]


def opened(data: bytes) -> Lines:
    return Lines(data.decode().split("\n"))


def closed(file: Lines) -> bytes:
    return "\n".join(file.lines).encode()


TEXT = Bench[Lines](opened, closed)


@dataclass(slots=True)
class Span:
    """Some lines of a file."""

    file: Lines
    start: int
    end: int

    @property
    def lines(self) -> list[str]:
        return self.file.lines[self.start : self.end]

    @lines.setter
    def lines(self, lines: list[str]) -> None:
        self.file.lines[self.start : self.end] = lines
        self.end = self.start + len(lines)

    @property
    def text(self) -> str:
        return self.file.lines[self.start]

    @text.setter
    def text(self, line: str) -> None:
        self.file.lines[self.start] = line

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def words(self) -> str:
        """Its first words, without signs."""
        return next((words for line in self.lines if (words := plain(line))), "")

    def replace(self, pattern: str, instead: str) -> None:
        """Replace what a pattern first finds in its first line."""
        self.text = re.sub(pattern, instead, self.text, count=1)


_LOOSE = " \u200e\u200f"
"""What may stand before the sign of a line: its indentation, and its mark of direction."""

_BEFORE = re.compile(
    r"\s*[\u200e\u200f]?"
    r"(?:(?:[•\d.]*[•.]|Note \d+:|Heading \d:|Title:|Caption:|Term:|Definition:|Table:|Columns:"
    r"|\(names each row\);|Quote:|Code:)(?: |$)|\u2063|\[Image: |\[deleted: )*"
)
_AFTER = re.compile(
    r" ?(?:\[(?:Note \d+|Image: .*|deleted: .*)\]|<[^<>]*>|\(see [^)]*\)|;|\(names).*"
)
"""What stands before the words of a line, and what no longer belongs to its first words."""


def plain(line: str) -> str:
    """The first words of a line, without its signs and without the name of its column."""
    words = line[_BEFORE.match(line).end() :]  # type: ignore[union-attr] # it matches nothing too
    first = re.split(r"[\u2063\u2064\[\]]|\u2060 ", _AFTER.sub("", words))[0]
    return shown(first.replace("\u2060|", "|"))  # in a cell a guard stands before it


@dataclass(slots=True)
class Told:
    """The first words of a line, which can be changed without its signs."""

    span: Span

    def _bounds(self) -> tuple[int, int]:
        start = self.span.text.index(self.span.words)
        return start, start + len(self.span.words)

    @property
    def value(self) -> str:
        return self.span.words

    @value.setter
    def value(self, words: str) -> None:
        start, end = self._bounds()
        self.span.text = self.span.text[:start] + words + self.span.text[end:]


# Places ---------------------------------------------------------------------------------------

Places = Callable[[Lines], list[Span]]


def lines(pattern: str) -> Places:
    """Lines, outside code, that hold this."""
    wanted = re.compile(pattern)

    def at(file: Lines) -> list[Span]:
        every = (Span(file, index, index + 1) for index in range(len(file.lines)))
        return [s for s in every if wanted.search(s.text) and not _inside(s, "Code:")]

    return at


def _inside(span: Span, sign: str) -> bool:
    """True between a line with this sign and the end that belongs to it."""
    before = [line.strip(_LOOSE) for line in span.file.lines[: span.start]]
    end = f"[End of {sign.rstrip(':').lower()}]"
    return sum(line.startswith(sign) for line in before) > before.count(end)


def blocks(file: Lines) -> list[Span]:
    """Groups of lines between empty ones; a table, a quotation and code as a whole."""
    found: list[Span] = []
    start, depth = 0, 0
    for index, line in enumerate([*file.lines, ""]):
        said = line.strip(_LOOSE)
        depth += said in {"Quote:", "Code:"} or said.startswith("Table:")
        depth -= said.startswith("[End of ")
        if not line and not depth:
            if start < index:
                found.append(Span(file, start, index))
            start = index + 1
    return found


def all_but_the_last(file: Lines) -> list[Span]:
    """Headings and paragraphs that can be moved to the end."""
    found = [*headings(file), *paragraphs(file)]
    return [each for each in found if each.start != blocks(file)[-1].start]


def paragraphs(file: Lines) -> list[Span]:
    """Blocks of one line without a sign, flush left."""
    plain_ones = (b for b in blocks(file) if len(b.lines) == 1 and b.text != "* * *")
    return [b for b in plain_ones if not _BEFORE.match(b.text)[0]]  # type: ignore[index]


items = lines(r"^ *(?:\d+\.|•)+ ")
nested_items = lines(r"^ +(?:\d+\.|•){2,} ")
numbered_items = lines(r"^ *(?:\d+\.|•)*\d+\. ")
headings = lines("^Heading")


def cells(file: Lines) -> list[Span]:
    """The cells of records."""
    every = (Span(file, index, index + 1) for index in range(len(file.lines)))
    cell = re.compile(r" *[^:\[]+: (?<!Columns: )")
    return [s for s in every if _inside(s, "Table:") and cell.match(s.text)]


def rows(file: Lines) -> list[Span]:
    """Records: the cells that stand together."""
    found: list[Span] = []
    for cell in cells(file):
        if found and found[-1].end == cell.start:
            found[-1].end = cell.end
        else:
            found.append(cell)
    return found


def pairs(places: Places) -> Callable[[Lines], list[tuple[Span, Span]]]:
    """Neighbours in one column that say different things."""

    def found(file: Lines) -> list[tuple[Span, Span]]:
        return [
            (one, other)
            for one, other in itertools.pairwise(places(file))
            if one.lines != other.lines
            and one.indent == other.indent
            and _tells(one)
            and _tells(other)
            and not any(file.lines[one.end : other.start])
        ]

    return found


def _tells(span: Span) -> bool:
    """True if it has words of its own to be called by."""
    return bool(span.words) and span.text != "* * *" and "(empty)" not in span.text


def texts(file: Lines) -> list[Told]:
    """The first words of every line; of cells, none."""
    inside = lines(r"\S")(file)
    return [Told(s) for s in inside if s.words and (":" not in s.text or not _inside(s, "Table:"))]


def full_cells(file: Lines) -> list[Span]:
    return [cell for cell in cells(file) if not cell.text.endswith("(empty)")]


def full_code(file: Lines) -> list[Span]:
    """The signs of code that says something."""
    return [s for s in lines(r"^ *Code:$")(file) if plain(file.lines[s.end])]


def second_lines(file: Lines) -> list[Span]:
    """Lines after a hard line break."""
    both = ((b, i) for b in blocks(file) for i in range(b.start + 1, b.end))
    return [
        Span(file, index, index + 1)
        for block, index in both
        if not any(_BEFORE.match(line).group().strip(_LOOSE) for line in block.lines)  # type: ignore[union-attr]
        and not re.search(
            r"^[ \u200e\u200f]*(Quote|Code|Table|Term|Definition):|\[Image", block.lines[0]
        )
    ]


# Edits ----------------------------------------------------------------------------------------


def remove(span: Span) -> None:
    """Take lines out, with the empty line that parted them from others."""
    span.lines = []
    if span.start and not any(span.file.lines[span.start - 1 : span.start + 1]):
        del span.file.lines[span.start - 1]


def say_after(span: Span, new: list[str], *, apart: bool) -> None:
    span.file.lines[span.end : span.end] = ["", *new] if apart else new


damage_words(TEXT, texts)


# Blocks, items, cells -------------------------------------------------------------------------


def _damage_each(kind: str, places: Places) -> None:
    @TEXT.damage("proof-missing", at=places, name=f"drop a {kind}")
    def drop(span: Span, _: Random) -> Words:
        words = _said(span)
        remove(span)
        return words

    @TEXT.damage("proof-added", at=places, name=f"say a {kind} twice")
    def say_twice(span: Span, _: Random) -> Words:
        say_after(span, span.lines, apart=kind in {"block", "row"})
        return _said(span)

    orders = "proof-moved", "proof-headers", "proof-header-of", "proof-record"

    @TEXT.damage(*orders, at=pairs(places), name=f"change about two neighbours, each a {kind}")
    def swap_neighbours(pair: tuple[Span, Span], _: Random) -> Words:
        one, other = pair
        words = _said(one), _said(other)
        other.lines, one.lines = one.lines, other.lines
        return words


def _said(span: Span) -> str:
    """What a finding calls it; a cell without the name of its column."""
    words = plain(span.text.partition(": ")[2]) if _inside(span, "Table:") else span.words
    if words == "(empty)":
        return "empty cell"
    return words or ("thematic break" if span.text.strip() == "* * *" else "empty code")


_damage_each("block", blocks)
_damage_each("list item", items)
_damage_each("cell", cells)
_damage_each("row", rows)


@TEXT.damage("proof-moved", at=all_but_the_last)
def move_a_block_to_the_end(block: Span, _: Random) -> Words:
    words = _said(block)
    block.file.lines += ["", *block.lines]
    remove(block)
    return words


@TEXT.damage("proof-role", at=paragraphs)
def make_a_paragraph_a_heading(paragraph: Span, _: Random) -> Words:
    words = paragraph.words
    paragraph.text = f"Heading 3: {paragraph.text}"
    return words


@TEXT.damage("proof-role", at=headings)
def make_a_heading_a_paragraph(heading: Span, _: Random) -> Words:
    heading.replace(r"^Heading \d: ", "")
    return heading.words


@TEXT.damage("proof-level", at=headings)
def alter_a_headings_level(heading: Span, random: Random) -> Words:
    heading.replace(r"\d", str(random.choice((3, 4, 5, 6))))
    return heading.words


@TEXT.damage("proof-title", at=lines("^Title"))
def lose_the_titles_sign(title: Span, _: Random) -> Words:
    words = title.words
    title.replace("^Title: ", "")
    return words


@TEXT.damage("proof-missing", "proof-quotation", at=lines(r"^ *(Quote:|\[End of quote\])$"))
def lose_an_end_of_a_quotation(sign: Span, _: Random) -> Words:
    words = "quote", "quotation"
    remove(sign)
    return words


@TEXT.damage("proof-role", "proof-missing", at=lines(r"^ *Code:$"))
def lose_the_sign_of_code(sign: Span, _: Random) -> Words:
    words = plain(sign.file.lines[sign.end])
    remove(sign)
    return words or "empty code"


@TEXT.damage("proof-altered", at=full_code)
def alter_the_spaces_of_code(sign: Span, _: Random) -> Words:
    code = Span(sign.file, sign.start + 1, sign.end + 1)
    words = code.words
    code.text += " "
    return words


@TEXT.damage("proof-altered", at=second_lines)
def lose_a_line_break(line: Span, _: Random) -> Words:
    before = line.file.lines[line.start - 1]
    line.file.lines[line.start - 1 : line.end] = [f"{before} {line.text.strip()}"]
    return plain(before)


# Lists ----------------------------------------------------------------------------------------


@TEXT.damage("proof-number", at=numbered_items)
def alter_an_items_number(item: Span, random: Random) -> Words:
    item.replace(r"\d+(?=\. )", str(random.randint(11, 19)))
    return item.words


@TEXT.damage("proof-ordered", "proof-missing", "proof-number", at=items)
def turn_number_and_bullet(item: Span, _: Random) -> Words:
    numbered = re.match(r" *(?:\d+\.|•)*\d+\. ", item.text)
    item.replace(r"(?:\d+\.|•)(?= )", "•" if numbered else "1.")
    return item.words


@TEXT.damage("proof-missing", "proof-altered", at=items)
def lose_an_items_sign(item: Span, _: Random) -> Words:
    words = item.words
    item.replace(r"(?:\d+\.|•)+ ", "")
    return words


@TEXT.damage("proof-missing", "proof-moved", "proof-added", "proof-number", at=nested_items)
def lose_an_items_nesting(item: Span, _: Random) -> Words:
    item.replace(r"^  ( *)(?:\d+\.|•)", r"\1")
    return item.words, "list"


@TEXT.damage("proof-role", at=lines("^ *(Term|Definition): "))
def turn_term_and_definition(line: Span, _: Random) -> Words:
    line.replace("Term|Definition", "Definition" if "Term:" in line.text else "Term")
    return line.words


# Tables and figures ---------------------------------------------------------------------------


@TEXT.damage("proof-missing", at=lines(r"^ *(Columns: |\[End of table\])"))
def lose_a_sign_of_a_table(sign: Span, _: Random) -> Words:
    words = sign.words or "table"
    remove(sign)
    return words, "table"


@TEXT.damage("proof-headers", "proof-record", at=cells)
def alter_the_header_before_a_cell(cell: Span, _: Random) -> Words:
    words = cell.text.strip().split(": ", 1)
    cell.replace(r"(?=: )", "s")
    return words[0], words[1]


@TEXT.damage("proof-header-of", at=lines(r"^ *Columns: .*\(names each row\)"))
def lose_the_role_of_the_first_column(columns: Span, _: Random) -> Words:
    columns.replace(r"(?<=\w) \(names each row\)|(?<=Columns: )\(names each row\)", "")
    return next(_said(row) for row in _named_rows(columns))


@TEXT.damage("proof-header-of", at=lines(r"^ *Columns: (?!.*\(names each row\))"))
def let_the_first_column_name_the_rows(columns: Span, _: Random) -> Words:
    columns.replace(";", " (names each row);")
    return next((_said(row) for row in _named_rows(columns)), None)


def _named_rows(columns: Span) -> list[Span]:
    """The rows of a table whose first cells are not empty: others have no name to lose or gain."""
    lines = columns.file.lines
    ends = (i for i in range(columns.end, len(lines)) if "[End of table]" in lines[i])
    end = next(ends)
    every = (row for row in rows(columns.file) if columns.start < row.start < end)
    return [row for row in every if not row.text.endswith(": (empty)")]


@TEXT.damage("proof-missing", "proof-altered", at=lines(r"^ *Columns: "))
def drop_a_column(columns: Span, _: Random) -> Words:
    words = columns.text.rpartition("; ")[2]
    columns.replace(r"; [^;]*$", "")
    return words


@TEXT.damage("proof-missing", "proof-altered", at=full_cells)
def empty_a_cell(cell: Span, _: Random) -> Words:
    words = _said(cell)
    cell.replace(": .*", ": (empty)")
    return plain(words)


@TEXT.damage("proof-missing", at=lines("^ *(Table: .|Caption:)"))
def drop_a_caption(caption: Span, _: Random) -> Words:
    words = caption.words
    if "Table" in caption.text:
        caption.replace("Table: .*", "Table:")
    else:
        remove(caption)
    return words


@TEXT.damage("proof-role", "proof-moved", "proof-missing", at=lines("^ *Caption:"))
def make_a_caption_a_paragraph(caption: Span, _: Random) -> Words:
    caption.replace("Caption: ", "")
    say_after(Span(caption.file, caption.start - 1, caption.start), [""], apart=False)
    return caption.words or plain(caption.file.lines[caption.end])


IMAGES = lines(r"\[Image: ")


@TEXT.damage("proof-alternative-text", "proof-altered", "proof-mark-lost", at=IMAGES)
def lose_an_alternative_text(picture: Span, _: Random) -> Words:
    words = _alternative(picture)
    picture.replace(r"\[Image: [^\]]*", "[Image")
    return words


@TEXT.damage("proof-altered", "proof-mark-lost", at=IMAGES)
def alter_an_alternative_text(picture: Span, _: Random) -> Words:
    words = _alternative(picture)
    picture.replace(r"(?<=\[Image: )", "X")
    return words


@TEXT.damage("proof-missing", "proof-altered", at=IMAGES)
def drop_a_picture(picture: Span, _: Random) -> Words:
    words = _alternative(picture)
    picture.replace(r"\[Image: [^\]]*\]", "")
    return words


def _alternative(picture: Span) -> str:
    return shown(picture.text.partition("[Image: ")[2].partition("]")[0])


# Links, notes, marks --------------------------------------------------------------------------


@TEXT.damage("proof-mark-lost", "proof-link", at=lines(r"\u2063[^<]* <"))
def alter_a_links_address(line: Span, _: Random) -> Words:
    address = line.text.rpartition("<")[2].rpartition(">")[0]
    line.text = line.text.replace(f"<{address}>", f"<{address}x>")
    return address


@TEXT.damage("proof-mark-lost", "proof-link", at=lines(r"\u2063[^<]* <"))
def lose_a_links_address(line: Span, _: Random) -> Words:
    address = line.text.rpartition("<")[2].rpartition(">")[0]
    line.text = line.text.replace(f" <{address}>", "")
    return address


@TEXT.damage("proof-mark-lost", at=lines(r"\(see "))
def lead_a_link_to_another_heading(line: Span, _: Random) -> Words:
    heading = re.findall(r"\(see ([^()]*)\)", line.text)[0]
    line.replace(r"\(see [^()]*\)", "(see Nothing)")
    return shown(heading)


@TEXT.damage("proof-mark-lost", at=lines(r"\(see "))
def lose_where_a_link_leads(line: Span, _: Random) -> Words:
    heading = re.findall(r"\(see ([^()]*)\)", line.text)[0]
    line.replace(r" \(see [^()]*\)", "")
    return shown(heading)


_BARE = r"(?<![:\u2060\u2063])[ (]([a-z]+@[a-z.]+\b|https?://[a-z./]+|0[0-9 ]{9,})"
BARE = lines(_BARE)


@TEXT.damage("proof-mark-lost", at=BARE)
def unlink_an_address(line: Span, _: Random) -> Words:
    address = str(re.findall(_BARE, line.text)[0])
    line.text = line.text.replace(address, f"\u2060{address}", 1)
    return address


CALLS = lines(r"[^ ]\[Note \d+\]")


@TEXT.damage("proof-altered", at=CALLS)
def drop_a_notes_call(line: Span, _: Random) -> Words:
    words = _said(line)
    line.replace(r"(?<=[^ ])\[Note \d+\]", "")
    return words


@TEXT.damage("proof-mark-lost", at=CALLS)
def call_another_note(line: Span, _: Random) -> Words:
    line.replace(r"(?<=[^ ])\[Note \d+\]", "[Note 9]")
    return _said(line)


@TEXT.damage("proof-label", at=lines(r"^Note \d+: "))
def alter_a_notes_number(note: Span, _: Random) -> Words:
    words = note.words
    note.replace(r"(?<=Note )\d+", "9")
    return words


@TEXT.damage("proof-missing", at=lines(r"^Note \d+: "))
def lose_a_notes_number(note: Span, _: Random) -> Words:
    words = note.words
    note.replace(r"Note \d+: ", "")
    return words, "note"


@TEXT.damage("proof-mark-lost", at=lines(r"\[deleted: "))
def lose_a_deletion(line: Span, _: Random) -> Words:
    words = line.text.partition("[deleted: ")[2].partition("]")[0]
    line.replace(r"\[deleted: ([^\]]*)\]", r"\1")
    return shown(words)


@TEXT.damage("proof-altered", "proof-missing", at=lines(r"[A-Z]{3} \([A-Z]"))
def drop_an_expansion(line: Span, _: Random) -> Words:
    words = re.findall(r"[A-Z]{3} (\([A-Z][^)]*\))", line.text)[0]
    line.replace(r"(?<=[A-Z]{3}) \([A-Z][^)]*\)", "")
    return shown(words)
