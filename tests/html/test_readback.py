"""HTML as others write it, and what a reader of it meets."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.outline import as_text
from generator.readback.html import read_back
from tests.html.cases import Case, cases

CASES = list(cases(Path(__file__).parent / "readback"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_html_reads_as(case: Case) -> None:
    page = f'<!DOCTYPE html><html lang="en"><title>Case</title><body>{case.given}</body></html>'
    _, *told = as_text(read_back(page.encode()))
    assert "\n".join(told) + "\n" == case.expected["outline"]


def test_the_title_and_the_language_are_those_of_the_page() -> None:
    order = read_back(b"<html lang=cy><head><title> Un \n dau </title></head>")
    assert (order.title, order.language) == ("Un dau", "cy")


def test_a_page_that_says_nothing_of_itself_has_no_title_and_no_language() -> None:
    order = read_back(b"<p>Words")
    assert (order.title, order.language) == ("", None)


def test_depth_costs_no_stack() -> None:
    deep = "<ul><li>x" * 450  # the limit of depth is 1,000 elements
    assert len(read_back(deep.encode()).blocks) == 1


def test_the_encoding_is_the_one_that_the_page_declares() -> None:
    page = "<meta charset=iso-8859-15><p>Preis: 5 €".encode("iso-8859-15")
    assert [line.strip() for line in as_text(read_back(page))][1:] == [
        "paragraph (language no language): Preis: 5 €"
    ]


@pytest.mark.parametrize("junk", [b"", b"\0\xff\xfe", b"<", b"<table><tr><td>", b"</p></p><ol>"])
def test_junk_is_read_without_complaint(junk: bytes) -> None:
    read_back(junk)


@pytest.mark.slow
def test_time_grows_with_the_length_of_a_text_and_not_faster() -> None:
    words = "AT&amp;T &lt;b> “x” " * 60_000  # 20 seconds a megabyte if each entity were added alone
    order = read_back(f"<p>{words}".encode())
    assert len(order.blocks) == 1
