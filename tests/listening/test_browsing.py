"""A page read as people read: by headings, links, landmarks and tables, held to the Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from generator.content.added_text import add_text
from generator.content.announced import Announcement
from generator.document.model import Cell, Table, Text
from generator.document.walk import blocks, plain_text
from tests.listening.browser import Browser, stops
from tests.listening.comparison import words_of
from tests.listening.pages import Page, page
from tests.listening.speech import Utterance

pytestmark = pytest.mark.slow

DOCUMENTS = ("consultation", "table-row-headers", "welsh-english")


@pytest.fixture(params=DOCUMENTS)
def given(
    request: pytest.FixtureRequest, samples: dict[str, Path], browser: Browser, tmp_path: Path
) -> Page:
    """A document whose page is open."""
    found = page(samples[request.param])
    file = tmp_path / f"{request.param}.html"
    file.write_text(found.markup, encoding="utf-8")
    browser.open(file)
    return found


def spoken(said: Iterable[Utterance]) -> list[str]:
    """The words of utterances, without Orca's full stops."""
    return [word for each in said if not each.role for word in words_of(each.text) if word != "."]


def written(text: str) -> list[str]:
    """The words of a text, as `spoken`."""
    return [word for word in words_of(text) if word != "."]


# By tables -------------------------------------------------------------------------------------

REGION = re.compile(r' role="region"[^>]*')
"""Orca 43 goes to a table, and then to the scroll region around it, which takes the focus: its
commands for tables may say “Not in a table” there. What is tested here is the table."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_by_tables(name: str, samples: dict[str, Path], browser: Browser, tmp_path: Path) -> None:
    given = page(samples[name])
    file = tmp_path / f"{name}.html"
    file.write_text(REGION.sub("", given.markup), encoding="utf-8")
    browser.listen(file)
    table = next(block for block in blocks(given.document) if isinstance(block, Table))
    browser.press("ctrl+Home")
    entered = [each.text for each in browser.press("t") if each.role]
    rows = table.all_rows
    columns = table.columns
    assert f"table with {len(rows)} rows {columns} columns" in entered
    if table.head[0].cells[0].scope is None:
        browser.press("alt+shift+Right")
        browser.press("alt+shift+Left")
    for (before, _), (place, key) in pairwise(_steps(len(rows), columns)):
        said = browser.press(f"alt+shift+{key}")
        _check_cell(table, before, place, said)


def _steps(rows: int, columns: int) -> Iterator[tuple[tuple[int, int], str]]:
    """Every cell, row by row, to and fro, with the key that leads to it."""
    for row in range(rows):
        across = range(columns) if row % 2 == 0 else range(columns - 1, -1, -1)
        for number, column in enumerate(across):
            key = "Down" if number == 0 else "Right" if row % 2 == 0 else "Left"
            yield (row, column), key


def _check_cell(
    table: Table, before: tuple[int, int], place: tuple[int, int], said: list[Utterance]
) -> None:
    rows = table.all_rows
    row, column = place
    cell = rows[row].cells[column]
    assert f"Row {row + 1}, column {column + 1}." in {each.text for each in said if each.role}
    words = spoken(said)
    own, headers = written(plain_text(cell.content)), _headers(table, before, place)
    assert words == [*headers, *own], (place, said)
    if cell.scope is not None and isinstance(cell.content[0], Text):
        assert any("header" in each.text for each in said if each.role)


def _headers(table: Table, before: tuple[int, int], place: tuple[int, int]) -> list[str]:
    """What Orca says of the headers that change between two data cells."""
    rows = table.all_rows

    def at(where: tuple[int, int]) -> Cell:
        return rows[where[0]].cells[where[1]]

    if at(before).scope is not None or at(place).scope is not None:
        return []
    if place[1] != before[1]:
        return written(plain_text(table.head[-1].cells[place[1]].content))
    first = rows[place[0]].cells[0]
    return written(plain_text(first.content)) if first.scope is not None else []


# By headings, links and landmarks ----------------------------------------------------------------


def test_by_headings(given: Page, browser: Browser) -> None:
    expected = [
        (role, written(_words(each)))
        for each in given.announcements
        for role in _roles(each)
        if role.startswith("heading level")
    ]
    found = [
        (next(each.text.rstrip(".") for each in said if each.role), spoken(said))
        for said in stops(browser, "h")
    ]
    assert found == expected


def test_by_links(given: Page, browser: Browser) -> None:
    expected = [
        written(one.text)
        for each in given.announcements
        for one, other in pairwise(each.said)
        if other.role and other.text == "link"
    ]
    found = [spoken(said) for said in stops(browser, "k")]
    assert found == expected[1:]  # the page is entered at the first, which skips to its content


def test_by_landmarks(given: Page, browser: Browser) -> None:
    found = [" ".join(each.text for each in said) for said in stops(browser, "m")]
    expected = list(_landmarks(given))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert written(one)[: len(written(other))] == written(other)


def _landmarks(given: Page) -> Iterator[str]:
    """The first words of each landmark: main part, scroll regions by name, notes, closing."""
    announced = list(given.announcements)
    scrolling = iter(re.findall(r'<div class="scroll[^"]*"( role="region")?', given.markup))
    for number, (one, other) in enumerate(pairwise(announced)):
        if "main content" in _roles(one):
            yield _words(other)
        elif "information" in _roles(one):
            yield _words(announced[number + 1])
        elif any(role.startswith("table with") for role in _roles(one)):
            if next(scrolling):
                yield _words(one) or given.added_text.words.table
        elif _words(one) == add_text(given.document).words.notes:
            yield _words(one)


def _roles(announcement: Announcement) -> list[str]:
    return [each.text for each in announcement.said if each.role]


def _words(announcement: Announcement) -> str:
    return " ".join(each.text for each in announcement.said if not each.role)
