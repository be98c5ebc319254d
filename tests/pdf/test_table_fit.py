"""Tables that are too wide are told before the layout, and get columns that fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.document.kinds import Alignment, Scope
from generator.document.model import (
    Block,
    Cell,
    Document,
    Image,
    Inlines,
    List,
    ListItem,
    Metadata,
    Position,
    Row,
    Table,
    Text,
)
from generator.document.pictures import AlternativeText, Picture
from generator.packagers.pdf.table_fit import MEASURE, Fit, Step, table_fits
from generator.rendering import templates_folder

AT = Position(1)
DOT = (Image("dot.png", AlternativeText("A dot"), AT),)
WORD = (Text("Extinguishers"),)


def table(*cells: Inlines) -> Table:
    """A table of a header row and no other."""
    header = Row(tuple(Cell(c, Scope.COLUMN, Alignment.START) for c in cells), AT)
    return Table(None, (header,), (), AT)


def fit(given: Table, *, depth: int = 0, points: float = 12, asked: Step = Step.USUAL) -> Fit:
    """How a table fits that stands `depth` lists deep, if the layout `asked` for a step."""
    block: Block = given
    for _ in range(depth):
        block = List(None, True, (ListItem((block,), AT),), AT)  # noqa: FBT003
    document = Document(
        metadata=Metadata(title=(Text("t"),), language="en"),
        blocks=(block,),
        notes=(),
        pictures={"dot.png": Picture("dot.png", "image/png", b"", 64, 64)},
        path="a.md",
        source_hash="",
    )
    return table_fits(document, "A4", points, {AT.line: asked})[AT.line]


def test_the_longest_line_is_that_of_the_style() -> None:
    style = (templates_folder() / "pdf" / "style.css.jinja").read_text(encoding="utf-8")
    assert re.findall(r"set measure = .*?(\d+) %}", style) == [str(MEASURE)]


def test_a_table_that_fits_is_left_to_the_layout() -> None:
    assert fit(table(WORD, WORD, WORD)) == Fit()


@pytest.mark.parametrize("crowded", [{"depth": 8}, {"points": 20}])
def test_room_is_less_deep_in_lists_and_in_large_type(crowded: dict[str, int]) -> None:
    found = fit(
        table(WORD, WORD, WORD), depth=crowded.get("depth", 0), points=crowded.get("points", 12)
    )
    assert found.step is not Step.USUAL


@pytest.mark.parametrize(
    ("columns", "step"),
    [
        (5, Step.USUAL),
        (6, Step.SMALLER),
        (8, Step.TURNED),
        (10, Step.TURNED_SMALLER),
        (13, Step.TURNED_SMALLEST),
        (30, Step.TURNED_SMALLEST),
    ],
)
def test_amounts_stay_whole_in_smaller_type_or_across_a_turned_page(
    columns: int, step: Step
) -> None:
    assert fit(table(*[(Text("£1,250,000"),)] * columns)).step is step


def test_the_layout_has_the_last_word() -> None:
    given = table(WORD, WORD)
    assert [fit(given, asked=step).step for step in Step] == [*Step]


def test_columns_share_the_width_where_pictures_must_shrink() -> None:
    found = fit(table((Text("Kind"),), *[DOT] * 7, WORD), depth=4, asked=Step.TURNED)
    kind, first, *others, words = found.shares
    assert sum(found.shares) <= 100
    assert len({first, *others}) == 1
    assert words >= kind
    assert kind >= 5  # four letters stay together


def test_long_rows_may_go_on_over_pages() -> None:
    long, short = (Text("word " * 500),), (Text("word"),)
    assert not fit(table(short, short)).tall
    row = Row(tuple(Cell(c, None, Alignment.START) for c in (short, long)), AT)
    assert fit(replace(table(short, short), rows=(row,))).tall
