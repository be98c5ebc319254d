"""What the proof of a PDF sees beside what it is told: each damage to the page is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.building.build import build
from generator.content.job import Options
from generator.findings.errors import AnnounceError
from generator.packagers.pdf import page_design
from generator.packagers.pdf.unbroken import Kind, stretches
from generator.readback.pdf import read_back, read_back_own
from generator.readback.pdf.line_ends import fills_line, grouped_numbers, torn_word
from tests.pdf.support import made

NARROW = "p, td { width: 4em; overflow-wrap: anywhere }"
ANYWHERE = "p, td { width: 6em; overflow-wrap: anywhere } .line { white-space: nowrap }"
BELOW = "<span style='position: relative; top: 3em; left: -5em'>"
"""What no browser would do."""


def seen(body: str, css: str = "") -> list[tuple[str, str]]:
    """The faults that are seen in a page: their rules and messages."""
    order = read_back_own(made(body, css=css).data)
    return [(fault.rule, fault.message) for fault in order.faults]


@pytest.mark.parametrize(
    ("words", "torn"),
    [
        (f"<i class=line>on £1,2{BELOW}50</span></i>", "1,250"),
        ("seen on 27–11–2026 then", "27–11–2026"),
        ("from 9:00–17:00 daily", "9:00–17:00"),
        ("Ring up 01632 960999 now", "01632 960999"),
        ("about 1 250 000 people", "1 250 000"),
        (f"<i class=line>the exti{BELOW}nguisher</span> here</i>", "extinguisher"),
        (f"<em class=line>a <b>small exti{BELOW}nguisher</span></b></em>", "extinguisher"),
    ],
)
def test_what_a_line_tears_is_seen(words: str, torn: str) -> None:
    for body in (f"<p>{words}</p>", f"<table><tr><th>Name<tr><td>{words}</table>"):
        [(rule, message)] = seen(body, ANYWHERE)
        assert (rule, torn in message) == ("torn-word", True)


@pytest.mark.parametrize(
    "words",
    [
        "well-known and/or black—white",
        "ex\u00adtin\u00adguish\u00ader",
        "Donaudampfschifffahrtsgesellschaft",
        "https://example.org/2026/11/27/index.html",
        "someone@example.org",
        "123456789012345678901234567890",
        "消火器は消火器の消火器",
        "12 34 56 78 in 2026 2027",
        "It cost £1,250,000.00 then",
        "Ring 01632 960999 now",
        "the “extinguisher” here",
        "and 00000000000 or",
        "-‘[!|Aγα0z#5",
    ],
)
def test_what_may_go_on_in_the_next_line_is_not(words: str) -> None:
    """What is longer than a line has to, whatever it is."""
    assert seen(f"<p>{words}</p>", NARROW) == []


@pytest.mark.parametrize(
    ("before", "after", "torn"),
    [
        ("costs £1,25", "0,00", "1,250,00"),
        ("at (COVID-", "19), when", "COVID-19"),
        ("down by -", "£150,000.", "150,000"),
        ("(", "5)", None),
        ("it’s wor", "ds", "words"),
        ("well-be", "ing", "being"),
        ("words-", "words", None),
        ("words ", "words", None),
        ("(5) ", "(6)", None),
        ("a/", "b", None),
        ("www.exam", "ple.org", None),
        ("b–?", "a5=@{%", None),
        ("(!", "5)", None),
        ("}", "5", None),
        ("6062(tel:", "+442079466062)", None),
        ("6062\u200e\u200f", "\u200f(tel:5)", None),
        ("at 12:", "30", "12:30"),
        ("שָׁלוֹם", "עֲלֵיכֶם", None),
        ("1234567890-1234567890-", "1234567890", None),
        ("ประ", "เทศ", None),
        ("문의", "하세요", None),
        ("\u1106\u116e\u11ab\u110b\u1174", "\u1112\u1161\u1109\u1166", None),  # in parts
    ],
)
def test_ends_of_lines(before: str, after: str, torn: str | None) -> None:
    assert torn_word(before, after) == torn


@pytest.mark.parametrize(
    ("line", "word", "filled"),
    [
        ("exting", "extinguisher", True),
        (" (“exting", "extinguisher", True),
        ("the exting", "extinguisher", False),
        ("No.\u00a0123", "12345", True),
        ("+44 20", "+44 20 7946 0000", True),
        ("(+44 20", "+44 20 7946 0000", True),
        ("call +44 20", "+44 20 7946 0000", False),
        ("消火器12", "12345", False),
    ],
)
def test_a_word_that_fills_its_line_has_to_go_on_in_the_next(
    line: str,
    word: str,
    filled: bool,  # noqa: FBT001
) -> None:
    assert fills_line(line, word) is filled


def test_numbers_of_several_groups() -> None:
    text = "Ring +44 20 7946 0000, 01632 960999 or (020) 7946 0000; 1 250 000 in 2026 2027 at 9 30"
    found = [text[start:end] for start, end in grouped_numbers(text)]
    assert found == ["+44 20 7946 0000", "01632 960999", "1 250 000"]


LONG_TABLE = "<table><thead><tr><th>Head<tbody>" + "<tr><td>row" * 80 + "</table>"


@pytest.mark.parametrize(
    ("body", "css", "rule"),
    [
        ("<p>one<p id=x>two", "#x { position: relative; top: -2.2em }", "overlapping-text"),
        ("<p>one line", "p { margin-left: -3cm }", "cut-off-text"),
        (
            "<table><tr><th>A<th>B<tr><td>Extinguishers<td>Extinguishers</table>",
            "table { table-layout: fixed; width: 5em }",
            "outside-cell",
        ),
        (LONG_TABLE, "thead { display: table-row-group }", "header-row"),
    ],
)
def test_what_stands_wrongly_is_seen(body: str, css: str, rule: str) -> None:
    assert rule in {found for found, _ in seen(body, css)}
    assert rule not in {found for found, _ in seen(body)}
    assert rule not in {fault.rule for fault in read_back(made(body, css=css).data).faults}


def test_a_theme_that_tears_a_number_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stylesheet = page_design.stylesheet
    torn = ".whole { white-space: normal } p { width: 6em; max-width: 6em }"
    monkeypatch.setattr(page_design, "stylesheet", lambda *given: stylesheet(*given) + torn)
    source = tmp_path / "notice.md"
    words = "It is open.\n\nOpen 9:00–17:00 each day.\n"
    source.write_text(f"---\ntitle: A\nlang: en\n---\n\n{words}", encoding="utf-8")
    with pytest.raises(AnnounceError) as caught:
        build(source, ("pdf",), Options(epoch=0))
    [finding] = caught.value.findings
    assert finding.rule == "proof-torn-word"
    assert f"(from {source}:8)" in finding.message


def test_columns_of_pictures_and_of_words_that_run_on_fit_their_page(
    tmp_path: Path, samples: dict[str, Path]
) -> None:
    shutil.copy(samples["decorative"].parent / "pictures" / "dot.png", tmp_path)
    words = "Extinguisher`Extinguisher`" * 4
    picture = "![Dot](dot.png)"
    row = f"| {words} | {picture}{picture} | {words} | {picture} {words} |"
    source = tmp_path / "notice.md"
    table = f"{row}\n|{'---|' * 4}\n{row}\n"
    source.write_text(f"---\ntitle: A\nlang: en\n---\n\n{table}", encoding="utf-8")
    assert build(source, ("pdf",), Options(epoch=0)).files


def test_a_currency_with_a_full_stop_stays_with_its_amount() -> None:
    """“лв.12.50” of a Bulgarian notice: a line must not end after the first full stop."""
    assert ("лв.12.50", Kind.WHOLE) in list(stretches("Такса лв.12.50 днес"))


def test_code_in_what_is_kept_together_is_not_torn(tmp_path: Path) -> None:
    """A line must not end after “}}”, wherever it does: the code has a number."""
    words = "\n\n".join(f"{'w ' * count}xnone`}}}}+~,b4b` and so on" for count in range(24, 44))
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A\nlang: en\n---\n\n{words}\n", encoding="utf-8")
    assert build(source, ("pdf",), Options(epoch=0)).files


@pytest.mark.parametrize("words", ["x**1 250 000**", "**1 250**x", "}5 !5"])
def test_what_is_no_number_may_go_on_in_the_next_line(words: str, tmp_path: Path) -> None:
    """Wherever in a line it stands."""
    lines = "\n\n".join(f"{'w ' * count}{words} and so on" for count in range(24, 44))
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A\nlang: en\n---\n\n{lines}\n", encoding="utf-8")
    assert build(source, ("pdf",), Options(epoch=0)).files
