"""What is said of a chart to those who do not see it, made from its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.document.charts import Chart, Series
from generator.document.languages import subtag
from generator.document.numerals import written
from generator.document.words import Words, words_for

_MOST_EXTREMES = 2
"""Series of which ends and extremes are said; of more, it would be too long to follow by ear."""


def number(chart: Chart, value: Decimal, decimals: int | None = None) -> str:
    """A value with its unit, as the chart's language writes it."""
    given = chart.decimals if decimals is None else decimals
    amount = written(abs(value), given, chart.language, chart.zero)
    return f"{'−' if value < 0 else ''}{chart.before}{amount}{chart.after}"


def in_words(chart: Chart) -> str:
    """What a chart shows, for those who do not see it: its kind, its caption, how numbers run."""
    words = words_for(chart.language)
    kind = f"chart_{chart.kind.name.lower()}"
    foreign = subtag(words.language) != subtag(chart.language)
    named = [chart.caption] if foreign else [words.saying(kind)[kind], chart.caption]
    head = words.separator.join((*named, *_span(chart, words)))
    run = _Run(chart, words, foreign=foreign)
    clauses = [
        run.of(each) if len(chart.series) == 1 else _titled(words, each.name, run.of(each))
        for each in chart.series
        if each.known
    ]
    return _titled(words, head, _between(words).join(clauses))


def _titled(words: Words, label: str, title: str) -> str:
    return words.titled.format(label=label, title=title)


def _between(words: Words) -> str:
    """What stands between the clauses of a sentence."""
    return {"، ": "؛ ", "、": "；"}.get(words.separator, "; ")


def _span(chart: Chart, words: Words) -> Iterator[str]:
    """From which category to which a chart runs, unless its caption says so."""
    first, last = chart.categories[0], chart.categories[-1]
    if chart.ordered and not (first in chart.caption and last in chart.caption):
        yield words.saying("chart_span").chart_span.format(first=first, last=last)


@dataclass(frozen=True, slots=True)
class _Run:
    """Says how the numbers of a series run; with signs alone where our words are `foreign`."""

    chart: Chart
    words: Words
    foreign: bool

    def of(self, series: Series) -> str:
        """The run of a series that has a number."""
        values = [value for _, value in series.known]
        first, last = number(self.chart, values[0]), number(self.chart, values[-1])
        if min(values) == max(values):
            return first
        if not self.chart.ordered:
            return self._extremes(series)
        if self.foreign:
            return f"{first} → {last}"
        name = "chart_changes"
        if values == sorted(values):
            name = "chart_rises"
        elif values == sorted(values, reverse=True):
            name = "chart_falls"
        words = self.words.saying(name)
        said = words[name].format(first=first, last=last)
        if name != "chart_changes" or len(self.chart.series) > _MOST_EXTREMES:
            return said
        return f"{said}{words.separator}{self._extremes(series)}"

    def _extremes(self, series: Series) -> str:
        """The highest and the lowest number, and where they are."""
        top, most = max(series.known, key=lambda known: (known[1], -known[0]))
        bottom, least = min(series.known, key=lambda known: (known[1], known[0]))
        categories = self.chart.categories
        high, low = number(self.chart, most), number(self.chart, least)
        if self.foreign:
            return f"{low} ({categories[bottom]}) → {high} ({categories[top]})"
        return self.words.saying("chart_extremes").chart_extremes.format(
            most=high, top=categories[top], least=low, bottom=categories[bottom]
        )
