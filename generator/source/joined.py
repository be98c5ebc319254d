"""Cells that are joined with the one on their left (`<<`) or above (`^^`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

LEFT, ABOVE = "<<", "^^"

Size = tuple[int, int]
"""Columns and rows of a cell."""


class Problem(NamedTuple):
    """What is wrong with joined cells, and what to do."""

    message: str
    hint: str


_EDGE = {
    LEFT: Problem(
        "“<<” joins a cell with the one on its left, and this one has none.",
        "delete it, or write “\\<<” for the signs themselves",
    ),
    ABOVE: Problem(
        "“^^” joins a cell with the one above, and there is none above this one: header rows and "
        "the rows below the line of dashes are not joined.",
        "write the words again, or “\\^^” for the signs themselves",
    ),
}
_SHAPE = Problem(
    "the cells joined here make no rectangle, so no program could say which rows and columns the "
    "cell belongs to.",
    "write “<<” or “^^” in every cell that belongs to it, and in no other",
)
_NOTHING = Problem(
    "no cell begins in this row: all of them are joined with those above, and readers meet a row "
    "of nothing.",
    "delete the row",
)
NO_COLUMN = Problem(
    "a column of this table holds nothing but “<<”, so readers meet a column of nothing.",
    "delete the column",
)


@dataclass(frozen=True, slots=True)
class _Joining:
    """The words of cells, row by row, and for each place the place where its cell begins."""

    words: Sequence[Sequence[str]]
    begins: dict[tuple[int, int], tuple[int, int]]

    def wrong(self) -> Iterator[tuple[int, Problem]]:
        """The rows of joins that go nowhere, and of shapes that are no rectangle."""
        for row, of_row in enumerate(self.words):
            for column, words in enumerate(of_row):
                if (words == LEFT and column == 0) or (words == ABOVE and row == 0):
                    yield row, _EDGE[words]
        for (row, column), (columns, rows) in self.sizes().items():
            places = product(range(row, row + rows), range(column, column + columns))
            if any(self.begins.get(place) != (row, column) for place in places):
                yield row, _SHAPE
        rows_begun = {row for row, _ in self.begins.values()}
        yield from ((row, _NOTHING) for row in range(len(self.words)) if row not in rows_begun)

    def sizes(self) -> dict[tuple[int, int], Size]:
        """How far each cell reaches, by the place where it begins."""
        found: dict[tuple[int, int], Size] = {}
        for (row, column), (top, first) in self.begins.items():
            columns, rows = found.get((top, first), (1, 1))
            found[top, first] = max(columns, column - first + 1), max(rows, row - top + 1)
        return found


def joined(
    words: Sequence[Sequence[str]],
) -> tuple[list[list[Size | None]], list[tuple[int, Problem]]]:
    """The size of each cell, None where another covers it, and what is wrong, by row.

    Where something is wrong, every cell is one of its own.
    """
    joins = Counter(cell for row in words for cell in row)
    if not joins[LEFT] and not joins[ABOVE]:
        return [[(1, 1) for _ in row] for row in words], []
    begins: dict[tuple[int, int], tuple[int, int]] = {}
    for row, of_row in enumerate(words):
        for column, said in enumerate(of_row):
            beside = {LEFT: (row, column - 1), ABOVE: (row - 1, column)}.get(said)
            begins[row, column] = begins.get(beside, (row, column)) if beside else (row, column)
    joining = _Joining(words, begins)
    problems = list(dict.fromkeys(joining.wrong()))
    if problems:
        return [[(1, 1) for _ in row] for row in words], problems
    sizes = joining.sizes()
    return [
        [sizes.get((row, column)) for column in range(len(of_row))]
        for row, of_row in enumerate(words)
    ], []
