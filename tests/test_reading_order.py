"""Passages: how words and marks are folded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading_order import (
    OBJECT,
    WHITE_SPACE,
    Call,
    LinkTo,
    Mark,
    Marked,
    PassageBuilder,
    Style,
    fold,
    landing_words,
)

STRESS: frozenset[Mark] = frozenset({Style.EMPHASISED})


def test_white_space_is_folded_across_additions() -> None:
    builder = PassageBuilder()
    builder.add("  one \n")
    builder.add("\ttwo ", STRESS)
    builder.add(" three  ")
    passage = builder.passage()
    assert passage.text == "one two three"
    assert passage.marks == (Marked(4, 7, Style.EMPHASISED),)


def test_code_spans_keep_every_space() -> None:
    builder = PassageBuilder()
    builder.add("type ")
    builder.add("a  b ", frozenset({Style.CODE}), exact=True)
    builder.add(" now")
    assert builder.passage().text == "type a  b  now"


def test_no_space_stays_beside_a_hard_break() -> None:
    builder = PassageBuilder()
    builder.add("one ")
    builder.add_break()
    builder.add(" two")
    assert builder.passage().text == "one\ntwo"


def test_equal_marks_with_a_space_between_are_one() -> None:
    builder = PassageBuilder()
    link: frozenset[Mark] = frozenset({LinkTo("https://example.org/")})
    builder.add("first line", link)
    builder.add(" ")
    builder.add("second line", link)
    assert [(m.start, m.end) for m in builder.passage().marks] == [(0, 22)]


def test_a_call_is_an_object_inside_its_marks() -> None:
    builder = PassageBuilder()
    builder.add("word", STRESS)
    builder.add_object(Call("1"), STRESS)
    passage = builder.passage()
    assert passage.text == f"word{OBJECT}"
    assert Marked(4, 5, Call("1")) in passage.marks
    assert Marked(0, 5, Style.EMPHASISED) in passage.marks


def test_an_accent_added_apart_joins_its_letter() -> None:
    builder = PassageBuilder()
    builder.add("e", STRESS)
    builder.add("\u0301tude")
    passage = builder.passage()
    assert passage.text == "étude"
    assert passage.marks == (Marked(0, 1, Style.EMPHASISED),)


def test_an_accent_that_joins_nothing_keeps_its_marks_whatever_joins_elsewhere() -> None:
    """Found in random documents: an accent after a line's end took the marks of that end."""
    builder = PassageBuilder()
    builder.add("one", frozenset({Style.STRONG}))
    builder.add_break(frozenset({Style.STRONG}))
    builder.add("\N{COMBINING ACUTE ACCENT} caf", STRESS)
    alone = builder.passage()
    builder.add("e")
    builder.add("\N{COMBINING ACUTE ACCENT}")
    joined = builder.passage()
    assert joined.text == alone.text + "\N{LATIN SMALL LETTER E WITH ACUTE}"
    assert joined.marks == alone.marks


def test_a_no_break_space_is_a_character() -> None:
    assert fold(" a\u00a0 b ") == "a\u00a0 b"


def test_landing_words_are_short_and_folded() -> None:
    assert (
        landing_words(f"Fees{OBJECT}\nand  more " + "x" * 80) == ("Fees and more " + "x" * 80)[:60]
    )


@given(st.lists(st.tuples(st.text(), st.booleans())))
def test_folding_in_parts_is_folding_the_whole(parts: list[tuple[str, bool]]) -> None:
    builder = PassageBuilder()
    for text, stressed in parts:
        builder.add(text.replace(OBJECT, ""), STRESS if stressed else frozenset())
    passage = builder.passage()
    assert passage.text == fold("".join(text.replace(OBJECT, "") for text, _ in parts))
    assert unicodedata.is_normalized("NFC", passage.text)
    for marked in passage.marks:
        assert passage.text[marked.start : marked.end].strip(WHITE_SPACE)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_is_nothing(text: str) -> None:
    builder = PassageBuilder()
    builder.add(text)
    assert builder.passage().text == ""


def test_a_break_at_either_end_parts_nothing() -> None:
    builder = PassageBuilder()
    builder.add_break()
    builder.add("one")
    builder.add_break()
    builder.add_break()
    builder.add("two ")
    builder.add_break()
    assert builder.passage().text == "one\n\ntwo"
