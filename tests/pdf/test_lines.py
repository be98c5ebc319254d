"""What is in one line and what is not: before the layout, and where WeasyPrint goes wrong."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from generator.building.build import build
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.document.markers import roman
from generator.packagers.pdf import make, weasy
from generator.packagers.pdf.kept_together import keep_together
from generator.packagers.pdf.long_texts import LONGEST, cut_long_texts
from generator.packagers.pdf.unbroken import Kind, stretches
from generator.readback.pdf import read_back_own
from generator.readback.pdf.interpreter import Interpreter
from generator.source import read_source
from tests.pdf.support import made

NARROW = "p { width: 4em; overflow-wrap: anywhere } .whole { white-space: nowrap }"


def shown(body: str) -> str:
    """The markup of a body, with what is kept together."""
    root = ElementTree.fromstring(f"<body>{body}</body>")  # noqa: S314 (ours)
    keep_together(root)
    return ElementTree.tostring(root, encoding="unicode")[6:-7]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It cost -£1,250,000, or £ 5 and 12 %.", ["-£1,250,000,", "£ 5", "12 %."]),
        ("(27/11/2026) 9:00–17:00 2026 5", ["(27/11/2026)", "9:00–17:00"]),
        (
            "01632 960999 / 01632 960888, +44 20 7946 0000",
            ["01632 960999", "01632 960888,", "+44 20 7946 0000"],
        ),
        ("in COVID-19 and well-known", ["COVID-19"]),
        ("https://example.org/2026/11/27", []),
    ],
)
def test_numbers_are_whole(text: str, whole: list[str]) -> None:
    assert [part for part, kind in stretches(text) if kind is Kind.WHOLE] == whole


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("<p>on 9:00–17:00.</p>", '<p>on <span class="whole">9:00–17:00.</span></p>'),
        (
            "<p>the <abbr>GDPR</abbr>–2018 rules</p>",
            '<p>the <span class="whole"><abbr>GDPR</abbr>–2018</span> rules</p>',
        ),
        (
            "<p><b>at 9:00–</b>17:00</p>",
            '<p><b>at <span class="whole">9:00–</span></b><span class="whole">17:00</span></p>',
        ),
        ("<p>0800  326 \n 264</p>", '<p><span class="whole">0800 326 264</span></p>'),
        ("<p><code>0  1</code>  2</p>", "<p><code>0  1</code> 2</p>"),
        ("<p>5–<sup>1</sup>6</p>", '<p><span class="whole">5–<sup>1</sup>6</span></p>'),
        (
            '<p>5–<sup><a role="doc-noteref">1</a></sup>6</p>',
            '<p><span class="whole">5–</span><sup><a role="doc-noteref">1</a></sup>6</p>',
        ),
        ("<pre>9:00–17:00</pre>", "<pre>9:00–17:00</pre>"),
        ("<p>1</p><p>–2</p>", '<p>1</p><p><span class="whole">–2</span></p>'),
    ],
)
def test_what_is_one_is_kept_together(body: str, together: str) -> None:
    assert shown(body) == together


def test_long_texts_go_on_in_parts() -> None:
    text = f"<p>{'word ' * 2000}<b>b</b>{'x' * 5000}</p>"
    root = ElementTree.fromstring(text)  # noqa: S314 (ours)
    cut_long_texts(root)
    assert all(len(text) <= LONGEST for text in root.itertext())
    assert "".join(root.itertext()).replace("\u200b", "") == "word " * 2000 + "b" + "x" * 5000


def lines(body: str) -> list[str]:
    """The lines of the one page that a body makes."""
    with pikepdf.open(BytesIO(made(body, css=NARROW).data)) as pdf:
        pieces = Interpreter().page(pdf.pages[0], 1).pieces
    found: dict[float, str] = {}
    for piece in pieces:
        found[piece.box[1]] = found.get(piece.box[1], "") + piece.text
    return [line.strip() for line in found.values()][:-1]


def test_a_short_word_within_elements_goes_to_the_next_line() -> None:
    assert lines("<p><em>a lot <b>known</b></em></p>") == ["a lot", "known"]


def test_no_line_begins_with_the_call_of_a_note() -> None:
    """On lines of many widths, so that on one the call alone has no room."""
    widths = [f"<p style='width: {width}px'>ab cd,<b>1</b></p>" for width in range(36, 64)]
    assert "1" not in lines("".join(widths))


@pytest.mark.parametrize("stop", [".", ",", "?", "!", "。", "؟"])
def test_a_line_does_not_end_between_a_stop_and_a_figure(stop: str) -> None:
    assert not weasy.inline.can_break_text(f"{stop}1", "en-GB")  # type: ignore[attr-defined]


def test_what_runs_through_elements_is_broken_where_nothing_else_can_be() -> None:
    body = "<p><em>abcdef</em><b>ghijkl</b><i>mnopqr</i></p>"
    assert lines(body) == ["abcdef", "ghijkl", "mnopqr"]


def test_numbers_of_a_list_stand_beside_what_is_before_them(tmp_path: Path) -> None:
    source = tmp_path / "numbers.md"
    items = "".join(f"{number}. 9999. a\n      10000. b\n" for number in range(9998, 10_000))
    lists = f"{items}\n(viii) no list\n\n" + "".join(f"> ({each}) c\n" for each in ROMAN)
    source.write_text(f"---\ntitle: Numbers\nlang: en-GB\n---\n\n{lists}", encoding="utf-8")
    assert build(source, ["pdf"], Options(epoch=0)).files


ROMAN = tuple(map(roman, range(1, 40)))


KINDS = {
    "a word": ("", "x" * 2000, ""),
    "a paragraph": ("", "word " * 400, ""),
    "a cell": ("| A | B |\n|---|---|\n| b | ", "word " * 400, "|"),
    "a word in a cell": ("| A | B |\n|---|---|\n| b | ", "x" * 2000, "|"),
    "code": ("```\n", "some code\n" * 200, "```"),
}


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_text_and_no_faster(kind: str, tmp_path: Path) -> None:
    """At 20 and 40 times the length; WeasyPrint alone takes the square."""
    before, text, after = KINDS[kind]
    spent = []
    for times in (20, 40):
        source = tmp_path / f"{times}.md"
        words = f"{before}{text * times}{after}"
        source.write_text(f"---\ntitle: Long\nlang: en\n---\n\n{words}\n", encoding="utf-8")
        document, _ = read_source(source)
        begun = time.process_time()
        data = make(Job(document, add_text(document), Options())).data
        assert read_back_own(data).faults == ()
        spent.append(time.process_time() - begun)
    assert spent[1] < 2.4 * spent[0]


def test_a_line_may_begin_with_a_sign_that_no_font_draws(tmp_path: Path) -> None:
    """The square drawn in its place is no space that the line before has swallowed."""
    source = tmp_path / "signs.md"
    signs = "\N{TELEPHONE RECEIVER} " * 80
    source.write_text(f"---\ntitle: Signs\nlang: en-GB\n---\n\nCall {signs}\n", encoding="utf-8")
    assert build(source, ["pdf"], Options(epoch=0)).files
