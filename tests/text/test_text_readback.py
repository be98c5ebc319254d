"""The read-back of files that are not as our packager writes them."""

from __future__ import annotations

import pytest

from generator import reading_order as order
from generator.commands.outline import as_text
from generator.document.words import Words, every_language
from generator.readback.text import read_back


def outline(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    told = [line.replace("language no language, ", "") for line in as_text(read_back(data))]
    return [line.replace(" (language no language)", "") for line in told][1:]


@pytest.mark.parametrize("words", every_language(), ids=lambda words: words.language)
def test_it_knows_our_words(words: Words) -> None:
    blocks = read_back(
        f"{words.title}: T\n\n{words.heading.format(level=3)}: H\n\n{words.quote}:\nq\n"
        f"[{words.end_of_quote}]\n\n\u2063a ({words.see.format(heading='H')})\n".encode()
    ).blocks
    title, heading, quote, link = blocks
    assert isinstance(title, order.Heading)
    assert isinstance(heading, order.Heading)
    assert (title.level, heading.level) == (1, 3)
    assert isinstance(quote, order.Group)
    assert isinstance(link, order.Paragraph)
    assert [marked.mark for marked in link.words.marks] == [order.LinkWithin("H")]


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


@pytest.mark.parametrize("text", ["", "\n", "Quote:\n", "Code:\nx", "Table:\nColumns: a\n", "[1]"])
def test_it_reads_anything(text: str) -> None:
    assert "".join(text.split()) == "".join(
        line.partition(": ")[2].replace(" ", "") for line in outline(text)
    )


@pytest.mark.parametrize(
    "text", ["Quote:\nx", "Code:\nx", "Table:\nColumns: a", "[deleted: x", "End"]
)
def test_what_has_no_end_is_words(text: str) -> None:
    assert outline(f"Title: T\n\n{text}")[1:] == [f"paragraph: {text.replace(chr(10), '⏎')}"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    assert outline("Été – “vrai”".encode(encoding)) == ["paragraph: Été – “vrai”"]


def test_line_ends_of_windows_are_read() -> None:
    assert outline("Title: T\r\n\r\na\r\nb\r\n")[1:] == ["paragraph: a⏎b"]


def table(*records: str) -> order.ReadingOrder:
    lines = ["Title: T", "", "Table:", "Columns: Fee; Amount", *records, "[End of table]", ""]
    return read_back("\n".join(lines).encode())


def test_a_record_that_lacks_a_cell_is_told() -> None:
    told = table("", "Fee: New")
    assert [fault.message for fault in told.faults] == ["a row has 1 cells and should have 2"]
    assert told.faults[0].place == "line 6"


def test_a_cell_after_another_header_is_tied_to_that() -> None:
    block = table("", "Fee: New", "Amonut: £10").blocks[1]
    assert isinstance(block, order.Table)
    assert [cell.headers for cell in block.rows[1].cells] == [("Fee",), ("Amonut",)]


def faults(text: str) -> list[str]:
    return [fault.message for fault in read_back(f"Title: T\n\n{text}\n".encode()).faults]


def test_an_item_whose_number_belies_its_depth_is_told() -> None:
    assert faults("2. a\n  •• b\n  2.• c\n    •1. d\n  2.1. e\n  3.2. f") == [
        "an item is numbered “2.•” and should be “••”",
        "an item is numbered “•1.” and should be “••1.”",
        "an item is numbered “3.2.” and should be “2.2.”",
    ]


def test_a_quotation_that_something_else_ends_is_told() -> None:
    assert faults("• Quote:\n  a\n• b\n  [End of quote]") == ["the end of a quotation is missing"]


def test_a_row_name_after_another_header_is_told() -> None:
    text = "Table:\nColumns: Office (names each row)\n\nOffce: North\n[End of table]"
    assert faults(text) == ["the name of a row stands after “Offce”, which is not its header"]


def test_an_item_whose_number_is_lost_is_not_in_the_list() -> None:
    assert "list item" not in "".join(outline("Title: T\n\n1 one\n")[1:])


def test_a_link_without_the_character_that_begins_it_is_words() -> None:
    assert outline("Title: T\n\nthe order <https://example.org/>\n")[1:] == [
        "paragraph: the order <https://example.org/>"
    ]
