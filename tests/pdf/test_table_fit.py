"""Tables that are too wide are told before the layout, and get columns that fit."""

from __future__ import annotations

import pytest

from generator.document.model import (
    Alignment,
    AlternativeText,
    Block,
    Cell,
    Document,
    Image,
    Inlines,
    List,
    ListItem,
    Metadata,
    Picture,
    Position,
    Row,
    Scope,
    Table,
    Text,
)
from generator.packagers.pdf.table_fit import Fit, table_fits

AT = Position(1)
DOT = (Image("dot.png", AlternativeText("A dot"), AT),)
WORD = (Text("Extinguishers"),)


def table(*cells: Inlines) -> Table:
    """A table of a header row and no other."""
    return Table(
        None, Row(tuple(Cell(c, Scope.COLUMN, Alignment.START) for c in cells), AT), (), AT
    )


def fit(given: Table, *, depth: int = 0, points: float = 12, shared: bool = False) -> Fit | None:
    """How a table fits that stands `depth` lists deep."""
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
    return table_fits(document, "A4", points, shared=shared).get(id(given))


def test_a_table_that_fits_is_left_to_the_layout() -> None:
    assert fit(table(WORD, WORD, WORD)) is None


@pytest.mark.parametrize("crowded", [{"depth": 8}, {"points": 20}])
def test_room_is_less_deep_in_lists_and_in_large_type(crowded: dict[str, int]) -> None:
    found = fit(
        table(WORD, WORD, WORD), depth=crowded.get("depth", 0), points=crowded.get("points", 12)
    )
    assert found is not None


def test_columns_share_the_width_where_pictures_must_shrink() -> None:
    found = fit(table((Text("Kind"),), *[DOT] * 7, WORD), depth=4)
    assert found is not None
    kind, first, *others, words = found.shares
    assert sum(found.shares) <= 100
    assert len({first, *others[:-1]}) == 1
    assert words > first
    assert kind >= 6  # four letters stay together


def test_in_a_second_layout_doubtful_tables_share_too() -> None:
    assert fit(table(WORD, WORD, WORD), shared=True) == Fit((33, 33, 33))
    assert fit(table(WORD), shared=True) is None
