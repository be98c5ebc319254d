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
    def value(self) -> str:
        """Its first line."""
        return self.file.lines[self.start]

    @value.setter
    def value(self, line: str) -> None:
        self.file.lines[self.start] = line

    @property
    def words(self) -> str:
        """What a finding calls it."""
        return shown(self.value)

    def replace(self, pattern: str, instead: str) -> None:
        """Replace what a pattern first finds in its first line."""
        self.value = re.sub(pattern, instead, self.value, count=1)


# Places ---------------------------------------------------------------------------------------

Places = Callable[[Lines], list[Span]]


def lines(pattern: str) -> Places:
    """Lines that hold this."""
    wanted = re.compile(pattern)

    def at(file: Lines) -> list[Span]:
        every = (Span(file, index, index + 1) for index in range(len(file.lines)))
        return [span for span in every if wanted.search(span.value)]

    return at


def blocks(file: Lines) -> list[Span]:
    """Groups of lines between empty ones."""
    found: list[Span] = []
    for full, group in itertools.groupby(range(len(file.lines)), lambda at: bool(file.lines[at])):
        indices = list(group)
        if full:
            found.append(Span(file, indices[0], indices[-1] + 1))
    return found


def all_but_the_last(file: Lines) -> list[Span]:
    return blocks(file)[:-1]


every_line = lines(r"\S")
items = lines(r"^ *(?:\d+\.|[•–]) ")
numbered_items = lines(r"^ *\d+\. ")
nested_items = lines(r"^ +(?:\d+\.|[•–]) ")
headings = lines(r"^ *Heading \d: ")
cells = lines(r"^ *[^:\[]+: (?<!Columns: )(?<!Title: )(?<!\d: )\S")
links = lines(r" <[^<> ]+>")
to_headings = lines(r"\(see [^()]*\)")
calls = lines(r"\[Note \d+\]")
pictures = lines(r"\[Image: ")
deletions = lines(r"\[deleted: ")
ends = lines(r"^ *\[End of \w+\]$")


def labelled(label: str) -> Places:
    return lines(rf"^ *(?:(?:\d+\.|[•–]) )?{label}:( |$)")


def parted(file: Lines) -> list[Span]:
    """Lines with a blank line before them."""
    return [span for span in every_line(file) if span.start and not file.lines[span.start - 1]]


def together(file: Lines) -> list[Span]:
    """Lines with words in the line before them."""
    return [span for span in every_line(file) if span.start and file.lines[span.start - 1]]


def neighbours(places: Places) -> Callable[[Lines], list[tuple[Span, Span]]]:
    """Neighbours that say different things."""

    def found(file: Lines) -> list[tuple[Span, Span]]:
        pairs = itertools.pairwise(places(file))
        return [pair for pair in pairs if pair[0].lines != pair[1].lines]

    return found


# Words ----------------------------------------------------------------------------------------

damage_words(TEXT, every_line, "proof-moved", "proof-added")


# Lines and blocks -----------------------------------------------------------------------------


def _damage_each(kind: str, places: Places) -> None:
    @TEXT.damage("proof-missing", at=places, name=f"drop a {kind}")
    def drop(span: Span, _: Random) -> Words:
        words = span.words
        span.lines = []
        return words

    @TEXT.damage("proof-added", at=places, name=f"say a {kind} twice")
    def say_twice(span: Span, _: Random) -> Words:
        span.file.lines[span.end : span.end] = ["", *span.lines]
        return span.words

    rules = "proof-moved", "proof-missing", "proof-altered"

    @TEXT.damage(*rules, at=neighbours(places), name=f"change about two neighbours, each a {kind}")
    def change_about(pair: tuple[Span, Span], _: Random) -> Words:
        one, other = pair
        words = one.words, other.words
        other.lines, one.lines = one.lines, other.lines
        return words


_damage_each("block", blocks)
_damage_each("line", every_line)
_damage_each("list item", items)
_damage_each("cell", cells)


@TEXT.damage("proof-moved", at=all_but_the_last)
def move_a_block_to_the_end(block: Span, _: Random) -> Words:
    """Where few follow, those may be said to have moved."""
    after = next(each for each in blocks(block.file) if each.start > block.start)
    words = block.words, after.words
    block.file.lines += ["", *block.lines]
    block.lines = []
    return words


@TEXT.damage("proof-blank-lines", at=parted)
def lose_a_blank_line(line: Span, _: Random) -> Words:
    words = line.words
    del line.file.lines[line.start - 1]
    return words


@TEXT.damage("proof-blank-lines", at=together)
def part_two_lines(line: Span, _: Random) -> Words:
    words = line.words
    line.lines = ["", line.value]
    return words


@TEXT.damage("proof-indentation", at=every_line)
def alter_an_indentation(line: Span, random: Random) -> Words:
    line.value = " " * random.randint(1, 4) + line.value
    return line.words


@TEXT.damage("proof-altered", "proof-missing", at=together)
def join_two_lines(line: Span, _: Random) -> Words:
    before = Span(line.file, line.start - 1, line.end)
    words = before.words
    before.lines = [f"{before.value} {line.value.strip()}"]
    return words


@TEXT.damage("proof-altered", at=every_line)
def add_a_space_to_the_end(line: Span, _: Random) -> Words:
    line.value += " "
    return line.words


@TEXT.damage("proof-altered", at=lines(r"\w \w"))
def put_an_invisible_character_between_words(line: Span, _: Random) -> Words:
    words = line.words
    line.replace(r"(?<=\w) (?=\w)", " \u2060")
    return words


# Labels, numbers and markers --------------------------------------------------------------------

_LABELS = ("Title", r"Heading \d", "Table", "Columns", "Caption", "Quote", "Code", "Term")
_ALTERED = "proof-altered", "proof-missing"


def _lose(label: str) -> None:
    @TEXT.damage(*_ALTERED, at=labelled(label), name=f"lose the label {label}")
    def lose(line: Span, _: Random) -> Words:
        words = line.words
        line.replace(rf"{label}: ?", "")
        return words


for _label in (*_LABELS, "Definition", r"Note \d+"):
    _lose(_label)


@TEXT.damage("proof-altered", at=headings)
def alter_a_headings_level(heading: Span, _: Random) -> Words:
    words = heading.words
    heading.value = re.sub(r"\d", lambda found: str(int(found[0]) % 6 + 1), heading.value, count=1)
    return words


@TEXT.damage("proof-added", "proof-altered", at=lines(r"^\w[^:]*$"))
def make_a_paragraph_a_heading(line: Span, _: Random) -> Words:
    words = line.words
    line.value = f"Heading 2: {line.value}"
    return words


@TEXT.damage("proof-missing", at=ends)
def lose_the_end_of_something(end: Span, _: Random) -> Words:
    words = end.words
    end.lines = []
    return words


@TEXT.damage("proof-altered", at=numbered_items)
def alter_an_items_number(item: Span, random: Random) -> Words:
    words = item.words
    item.replace(r"\d+(?=\. )", str(random.randint(11, 19)))
    return words


@TEXT.damage("proof-altered", at=lines(r"^ *\(?[a-zA-Z]{1,4}[.)] +\S"))
def number_a_lettered_item(item: Span, _: Random) -> Words:
    words = item.words
    item.replace(r"\(?[a-zA-Z]{1,4}[.)](?= )", "1.")
    return words


@TEXT.damage("proof-altered", at=items)
def turn_number_and_bullet(item: Span, _: Random) -> Words:
    words = item.words
    numbered = re.match(r" *\d", item.value)
    item.replace(r"(?:\d+\.|[•–])(?= )", "•" if numbered else "1.")
    return words


@TEXT.damage("proof-altered", at=items)
def lose_an_items_marker(item: Span, _: Random) -> Words:
    words = item.words
    item.replace(r"(?:\d+\.|[•–]) ", "")
    return words


@TEXT.damage("proof-indentation", at=nested_items)
def lose_an_items_nesting(item: Span, _: Random) -> Words:
    item.value = item.value.lstrip(" ")
    return item.words


# Tables, pictures, links, notes -----------------------------------------------------------------


@TEXT.damage("proof-altered", at=cells)
def alter_the_header_before_a_cell(cell: Span, _: Random) -> Words:
    words = cell.words
    cell.replace(r"(?=: )", "s")
    return words


@TEXT.damage(*_ALTERED, at=lines(r"^ *[^:\[]+, [^:\[]+: (?<!Columns: )\S"))
def drop_one_of_the_headers_before_a_cell(cell: Span, _: Random) -> Words:
    words = cell.words
    cell.replace(r", [^:]*(?=: )", "")
    return words


@TEXT.damage("proof-altered", at=lines(r"^ *Columns: .*; "))
def drop_a_column(columns: Span, _: Random) -> Words:
    words = columns.words
    columns.replace(r"; [^;]*$", "")
    return words


@TEXT.damage(*_ALTERED, at=cells)
def empty_a_cell(cell: Span, _: Random) -> Words:
    words = cell.words
    cell.replace(": .*", ": (empty)")
    return words if cell.words != words else None


def _alter(name: str, places: Places, pattern: str, instead: str) -> None:
    @TEXT.damage(*_ALTERED, at=places, name=name)
    def alter(line: Span, _: Random) -> Words:
        words = line.words
        line.replace(pattern, instead)
        return words


def _raise(name: str, places: Places, before: str) -> None:
    """Raise the first number after `before`."""

    @TEXT.damage(*_ALTERED, at=places, name=name)
    def raised(line: Span, _: Random) -> Words:
        words = line.words
        line.value = re.sub(
            rf"({before})(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", line.value, count=1
        )
        return words


def in_charts(file: Lines) -> list[Span]:
    """Numbers of the tables below charts."""
    found: list[Span] = []
    charted = False
    for span in every_line(file):
        charted = span.value.startswith("[Image: ") or (
            charted and "[End of table]" not in span.value
        )
        if charted and re.match(r"[^:\[]+: [£–\d]", span.value):
            found.append(span)
    return found


_LABEL = r"(?:Table|Figure|[Ss]ection) "
_KINDS = "Note|Tip|Important|Warning|Caution"
_raise("alter a sections number", lines(r"^Heading \d: \d"), r"^Heading \d: ")
_raise("alter a captions number", lines(r"^(?:Table|Figure) \d+: "), r"^(?:Table|Figure) ")
_raise("alter what a reference says", lines(rf"\S {_LABEL}\d"), rf"(?<=\S ){_LABEL}")
_raise("alter a number of a chart", in_charts, r": \D?")
_alter("alter a callouts kind", lines(rf"^ *(?:{_KINDS})(?:: |$)"), rf"\b(?:{_KINDS})", "Alert")
_alter("lose what raises or lowers", lines(r"[²³₂⁶]|[\^_]\("), r"[²³₂⁶]|[\^_]\(", "2")
_alter("lose an alternative text", pictures, r"\[Image: [^\]]*", "[Image")
_alter("alter an alternative text", pictures, r"(?<=\[Image: )", "X")
_alter("drop a picture", pictures, r"\[Image: [^\]]*\]", "")
_alter("alter a links address", links, r"(?<= <)[^<>]+", r"\g<0>x")
_alter("lose a links address", links, r" <[^<>]*>", "")
_alter("say a links address twice", links, r" <[^<>]*>", r"\g<0>\g<0>")
_alter("lead a link to another heading", to_headings, r"\(see [^()]*\)", "(see Nothing)")
_alter("lose where a link leads", to_headings, r" \(see [^()]*\)", "")
_alter("drop a notes call", calls, r"\[Note \d+\]", "")
_alter("call another note", calls, r"\[Note \d+\]", "[Note 99]")
_alter("lose a deletion", deletions, r"\[deleted: ([^\]]*)\]", r"\1")
_alter("drop an expansion", lines(r"[A-Z]{3} \([A-Z]"), r"(?<=[A-Z]{3}) \([A-Z][^)]*\)", "")


@TEXT.damage(*_ALTERED, at=labelled(r"Note \d+"))
def alter_a_notes_number(note: Span, _: Random) -> Words:
    words = note.words
    note.replace(r"(?<=Note )\d+", "99")
    return words


@TEXT.damage("proof-altered", at=lines(r"^ *\S+ {2,}\S"))
def alter_the_spaces_of_code(code: Span, _: Random) -> Words:
    words = code.words
    code.replace(r"(?<=\S) {2,}(?=\S)", " ")
    return words
