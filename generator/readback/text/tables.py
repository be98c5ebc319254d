"""Tables as records: the header row once, then for each row its cells, each after its header.

And tables as a grid: the header row, a rule, then the other rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.readback.text import conventions as signs
from generator.readback.text.pages import Line
from generator.readback.text.passages import read_passage, read_plain, unguarded
from generator.reading_order import BREAK, OBJECT, Cell, Fault, Passage, Row, Table, fold


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and what is wrong with its records."""

    table: Table
    faults: tuple[Fault, ...]


def read_table(caption: str | None, lines: Sequence[Line], begin: Line) -> Found | None:
    """The table of the lines between its first and its end; None if it has no header row."""
    above, head, records = _divided(lines)
    if not head:
        return None
    if head[0].text.startswith(signs.BAR):
        header, rows = _grid(head)
    else:
        header = _header(head)
        rows = [_row(record, header) for record in records]
    words = [caption or "", *(line.text for line in above)]
    known = caption is not None or above
    table = Table(
        caption=_passage(words) if known else None,
        rows=(header.row, *(row for row, _ in rows)),
        place=begin.place,
    )
    return Found(table, tuple(fault for _, faults in rows for fault in faults))


def _divided(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[list[Line]]]:
    """The rest of the caption, the header row's lines, and the lines of each record."""
    starts = (at for at, line in enumerate(lines) if not line.text or _begins(line))
    start = next(starts, len(lines))
    if start == len(lines) or not lines[start].text:
        return [], [], []
    groups: list[list[Line]] = [[]]
    for line in lines[start:]:
        if line.text:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return list(lines[:start]), groups[0], [group for group in groups[1:] if group]


def _begins(line: Line) -> bool:
    return bool(_columns(line)) or line.text.startswith(signs.BAR)


def _columns(line: Line) -> re.Match[str] | None:
    return signs.COLUMNS.match(line.text)


def _passage(lines: list[str]) -> Passage:
    return read_passage(BREAK.join(unguarded(line) for line in lines))


# The header row --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Header:
    row: Row
    names: tuple[str, ...]
    """The words of each header, "" of an empty one."""
    names_rows: bool


_SEPARATOR = re.compile(rf"{signs.GUARD}.|(; )", re.DOTALL)


def _header(lines: list[Line]) -> _Header:
    found = _columns(lines[0])
    first = found["words"] if found else None
    said = BREAK.join(map(unguarded, [first or "", *(line.text for line in lines[1:])]))
    return _named(list(_split(said, _SEPARATOR)), lines[0].place)


def _named(cells: list[str], place: str) -> _Header:
    """The header row whose cells say this."""
    names_rows = bool(signs.NAMES_ROWS.search(cells[0]))
    cells[0] = signs.NAMES_ROWS.sub("", cells[0])
    passages = [Passage("") if signs.EMPTY.match(cell) else read_passage(cell) for cell in cells]
    row = Row(
        cells=tuple(Cell(words, scope="col" if words.text else None) for words in passages),
        heading=True,
        place=place,
    )
    return _Header(row, tuple(map(_name, passages)), names_rows)


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    start = 0
    for found in separator.finditer(text):
        if found[1]:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _name(header: Passage) -> str:
    return fold(header.text.replace(OBJECT, "").replace(BREAK, " "))


# Grids -----------------------------------------------------------------------------------------

_BAR = re.compile(rf"{signs.GUARD}.|(\|)", re.DOTALL)
_ISOLATED = re.compile(rf"[\u2066\u2067](?P<words>.*)(?<!{signs.GUARD})\u2069\Z", re.DOTALL)


def _grid(lines: list[Line]) -> tuple[_Header, list[tuple[Row, list[Fault]]]]:
    """The header row, and the rows below the rule: each line, or all between two rules."""
    head, *groups = _between_rules(lines)
    if len(groups) == 1:
        groups = [[line] for line in groups[0]]
    header = _named(_cells(head), head[0].place)
    return header, [_grid_row(group, header) for group in groups if group]


def _between_rules(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if signs.RULE.match(line.text) and groups[0]:
            groups.append([])
        else:
            groups[-1].append(line)
    return groups


def _grid_row(lines: list[Line], header: _Header) -> tuple[Row, list[Fault]]:
    cells = _cells(lines)
    names = [*header.names, *[""] * len(cells)]
    entries = [_Entry(name, [said]) for name, said in zip(names, cells, strict=False)]
    return _tied(entries, header, lines[0].place)


def _cells(lines: list[Line]) -> list[str]:
    """What the cells of a row say, each with its lines one below the other."""
    split = [[*_split(line.text, _BAR)][1:-1] for line in lines]
    return [
        BREAK.join(_cell_line(said) for line in column if (said := line.strip(" ")))
        for column in itertools.zip_longest(*split, fillvalue="")
    ]


def _cell_line(said: str) -> str:
    """The words of a cell's line, without what keeps them apart from other cells."""
    found = _ISOLATED.match(said)
    return found["words"] if found else unguarded(said)


# Records ---------------------------------------------------------------------------------------

_RECORD = re.compile(
    rf"(?P<label>(?:{signs.GUARD}.|:(?=[^ ])|[^:{signs.GUARD}])*):(?: (?P<words>.*))?\Z"
)


@dataclass(slots=True)
class _Entry:
    label: str
    lines: list[str]


def _row(record: list[Line], header: _Header) -> tuple[Row, list[Fault]]:
    return _tied(_entries(record), header, record[0].place)


def _tied(entries: list[_Entry], header: _Header, place: str) -> tuple[Row, list[Fault]]:
    """The row of these cells, each tied to the header it names and to the row's name."""
    faults: list[Fault] = []
    if len(entries) != len(header.names):
        message = f"a row has {len(entries)} cells and should have {len(header.names)}"
        faults.append(Fault(place, "record", message))
    cells: list[Cell] = []
    for column, entry in enumerate(entries):
        row_words = cells[0].words.text if header.names_rows and cells else ""
        tie = _tie(entry.label, column, header)
        heads = header.names_rows and column == 0
        if heads and tie != header.row.cells[0].words.text:
            message = f"the name of a row stands after “{tie}”, which is not its header"
            faults.append(Fault(place, "record", message))
        cells.append(_cell(entry, tie, row_words, heads=heads))
    return Row(tuple(cells), place=place), faults


def _entries(record: list[Line]) -> list[_Entry]:
    """Pairs of header and cell; a line further in goes on with the cell before."""
    entries: list[_Entry] = []
    for line in record:
        if entries and line.indent > record[0].indent:
            entries[-1].lines.append(unguarded(line.text))
            continue
        found = _RECORD.match(line.text)
        label, words = (found["label"], found["words"]) if found else ("", line.text)
        entries.append(_Entry(read_plain(label), [unguarded(words or "")]))
    return entries


def _tie(label: str, column: int, header: _Header) -> str:
    """The words of the header that a cell's label names."""
    if column < len(header.names):
        name = header.names[column]
        if label == name or (not name and label in signs.names_without_words(column + 1)):
            return header.row.cells[column].words.text
    return label


def _cell(entry: _Entry, tie: str, row_words: str, *, heads: bool) -> Cell:
    said = BREAK.join(entry.lines)
    words = Passage("") if signs.EMPTY.match(said) else read_passage(said)
    if heads and words.text:
        return Cell(words, scope="row")
    return Cell(words, headers=tuple(name for name in (tie, row_words) if name))
