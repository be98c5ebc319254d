"""Charts for tests."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.document.charts import Chart, ChartKind, Series

YEARS = ("2024", "2025", "2026", "2027")


def chart(
    kind: str,
    *columns: Iterable[str | None],
    categories: tuple[str, ...] = YEARS,
    language: str = "en-GB",
    names: tuple[str, ...] = (),
    caption: str = "Budget gap in £ million",
) -> Chart:
    """A chart of columns of numbers; None where there is none."""
    series = tuple(
        Series(
            names[place] if names else f"Series {place + 1}",
            tuple(None if each is None else Decimal(each) for each in column),
        )
        for place, column in enumerate(columns)
    )
    return Chart(ChartKind(kind), caption, categories, series, language, decimals=1)


SEVEN = tuple(tuple(str(row * 3 + column + 1) for row in range(4)) for column in range(7))
GAPS = (("6.1", None, "-3", "14.2"), ("1", "2", None, "-4"))
CHARTS = {
    "bar": chart("bar", ("6.1", "8.9", "11.3", "14.2")),
    "bar, negative and missing": chart("bar", *GAPS),
    "bar, seven series": chart("bar", *SEVEN),
    "bar, long names": chart(
        "bar",
        ("41", "-12", "7"),
        categories=(
            "Adult social care, public health protection and services for disabled people",
            "Donaudampfschifffahrtsgesellschaftskapitänswitwenverein",
            "公共卫生与社会保障局及其下属机构",
        ),
    ),
    "bar, thirty": chart(
        "bar",
        *[tuple(map(str, range(30)))] * 3,
        categories=tuple(f"Place number {each}, which has a long name" for each in range(30)),
        names=tuple(f"A series with a long name, which is the {each}th" for each in range(3)),
        caption="A caption of many words, which takes up room in lines of its own " * 4,
    ),
    "bar, a hundred and five": chart(
        "bar",
        *[tuple(map(str, range(15)))] * 7,
        categories=tuple(f"Place number {each}, which has a long name" for each in range(15)),
        names=tuple(
            f"A series with a long name, which is the {each}th of them" for each in range(7)
        ),
        caption="A caption of many words, which takes up room in lines of its own " * 4,
    ),
    "bar, all zero": chart("bar", ("0", "0", "0", "0")),
    "bar, one": chart("bar", ("5",), categories=("All",)),
    "bar, tiny": chart("bar", ("0.0001", "0.0002", "0.00015", "0")),
    "bar, huge": chart("bar", ("1250000000", "980000000", "7", "0")),
    "stacked": chart("bar stacked", ("310", "280", "350", "410"), ("900", "1010", "870", "640")),
    "stacked, negative": chart("bar stacked", *GAPS),
    "stacked, lying": chart(
        "bar stacked", ("3", "4"), ("5", "6"), ("1", "0.2"), categories=("North", "South")
    ),
    "line": chart("line", ("92", "93", "91", "95"), ("71", None, "75", "80")),
    "line, one": chart("line", ("1", "2", "-3", "4")),
    "line, seven": chart("line", *SEVEN),
    "line, a series without numbers": chart("line", ("1", "2", "3", "4"), (None,) * 4),
    "bar, a series without numbers": chart("bar", ("1", "2", "3", "4"), (None,) * 4),
    "line, one point": chart("line", ("5",), categories=("2026",)),
    "line, same": chart("line", ("5", "5", "5", "5")),
    "line, far apart": chart(
        "line", ("3", "4", "4.5"), categories=("2010", "2015", "2016"), names=("Kosten",)
    ),
    "line, four hundred": chart(
        "line",
        (str(each % 37) for each in range(400)),
        categories=tuple(f"Day {each}" for each in range(400)),
    ),
    "right to left": chart(
        "bar", ("6.1", "8.9"), categories=("الشمال", "الجنوب"), language="ar", caption="العجز"
    ),
    "line, right to left": chart("line", ("6.1", "8.9", "3", "4"), language="he"),
}
