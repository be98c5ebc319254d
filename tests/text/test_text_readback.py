"""The read-back of files that are not as our packager writes them."""

from __future__ import annotations

import pytest

from generator import reading_order as order
from generator.commands.outline import as_text
from generator.readback.text import read_back


def outline(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    told = [line.replace(", language no language", "") for line in as_text(read_back(data))]
    return [line.replace(" (language no language)", "") for line in told][1:]


def test_a_foreign_file_is_paragraphs_and_lists() -> None:
    told = outline(
        "A TITLE\n=======\n\nIt is\nwrapped.\n\n-  one\n   more\n-  two\n   1) deep\n\nEnd.\n"
    )
    assert told == [
        "paragraph: A TITLE =======",
        "paragraph: It is wrapped.",
        "list",
        "  list item",
        "    paragraph: one more",
        "  list item",
        "    paragraph: two",
        "    list (ordered yes)",
        "      list item (number 1)",
        "        paragraph: deep",
        "paragraph: End.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    assert outline("Été – “vrai”".encode(encoding)) == ["paragraph: Été – “vrai”"]


def test_line_ends_of_windows_are_read() -> None:
    assert outline("a\r\nb\r\n\r\nc\r\n") == ["paragraph: a b", "paragraph: c"]


def test_lines_are_read_as_they_are() -> None:
    read = read_back(b"\xef\xbb\xbfTitle: T\n\n  x  y \n")
    assert read.lines == (
        order.TextLine("Title: T", "line 1"),
        order.TextLine("", "line 2"),
        order.TextLine("  x  y ", "line 3"),
    )


def test_a_file_of_ours_has_items_in_items() -> None:
    told = outline("Title: T\n\n1. one\n  • two\n    – three\n2. four\n")
    assert told == [
        "heading (level 1): T",
        "list (ordered yes)",
        "  list item (number 1)",
        "    paragraph: one",
        "    list",
        "      list item",
        "        paragraph: two",
        "        list",
        "          list item",
        "            paragraph: three",
        "  list item (number 2)",
        "    paragraph: four",
    ]


@pytest.mark.parametrize("text", ["", "\n", "• ", "- \n-", "1.", "  \n a"])
def test_it_reads_anything(text: str) -> None:
    assert (
        "".join(line.text for line in read_back(text.encode()).lines or ()).split() == text.split()
    )
