"""Random charts: a table with numbers, and what is drawn of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from generator.document import model
from generator.document.chart_words import in_words
from generator.document.charts import Chart, ChartKind, Series
from generator.document.kinds import Alignment, Scope
from generator.document.numerals import written
from generator.document.pictures import AlternativeText
from generator.document.walk import folded

AT = model.Position(1)
LANGUAGE = "en-GB"
UNITS = (("", ""), ("£", ""), ("", "%"), ("", " km"))
_Numbers = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class RandomChart:
    """A chart, the table that it draws, and what replaces the drawing."""

    chart: Chart
    table: model.Table
    alternative: AlternativeText

    def figure(self, name: str) -> model.Figure:
        """The drawing, as the picture of that name."""
        return model.Figure(model.Image(name, self.alternative, AT), None, None, AT)


@st.composite
def charts(draw: st.DrawFn, words: st.SearchStrategy[str]) -> RandomChart:
    """A chart of at most three series in five categories, whose names are `words`."""
    names = tuple(folded(draw(words)) for _ in range(draw(st.integers(1, 3))))
    categories = tuple(folded(draw(words)) for _ in range(draw(st.integers(1, 5))))
    decimals = draw(st.sampled_from([0, 0, 1, 2]))
    value = st.one_of(st.none(), st.integers(-2000, 20000))
    numbers = [tuple(draw(value) for _ in categories) for _ in names]
    numbers[0] = (draw(st.integers(0, 99)), *numbers[0][1:])
    before, after = draw(st.sampled_from(UNITS))
    series = tuple(
        Series(name, tuple(None if n is None else Decimal(n).scaleb(-decimals) for n in column))
        for name, column in zip(names, numbers, strict=True)
    )
    caption, kind = folded(draw(words)), draw(st.sampled_from(list(ChartKind)))
    described = draw(st.booleans())
    chart = Chart(
        kind, caption, categories, series, LANGUAGE, before, after, decimals, "0", described
    )
    return RandomChart(
        chart,
        _table(chart, row_headers=draw(st.booleans())),
        AlternativeText(folded(draw(words)) if described else in_words(chart)),
    )


def _table(chart: Chart, *, row_headers: bool) -> model.Table:
    names = [each.name for each in chart.series]
    corner = model.Cell((), None, Alignment.START) if row_headers else _cell("Place", Scope.COLUMN)
    head = model.Row((corner, *(_cell(each, Scope.COLUMN) for each in names)), AT)
    rows = tuple(
        model.Row(
            (
                _cell(category, Scope.ROW if row_headers else None),
                *(_cell(_number(chart, each.values[place])) for each in chart.series),
            ),
            AT,
        )
        for place, category in enumerate(chart.categories)
    )
    return model.Table((model.Text(chart.caption),), (head,), rows, AT)


def _cell(words: str, scope: Scope | None = None) -> model.Cell:
    content = (model.Text(words),) if words else ()
    return model.Cell(content, scope, Alignment.START if scope else Alignment.RIGHT)


def _number(chart: Chart, value: Decimal | None) -> str:
    """A number as the author of a table writes it."""
    if value is None:
        return "–"
    amount = written(abs(value), chart.decimals, LANGUAGE)
    return f"{'−' if value < 0 else ''}{chart.before}{amount}{chart.after}"
