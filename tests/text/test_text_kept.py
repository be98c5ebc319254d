"""What random documents broke once, and other documents that must come back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.content.job import TextOptions
from generator.document import model
from generator.document.model import (
    Code,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Strikethrough,
    Text,
)
from generator.source import read_source
from tests.text.documents import AT, of
from tests.text.round_trip import LAYOUTS, comes_back, comes_back_from_every_layout, packed


def paragraph(*content: model.Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content), AT)


def heading(text: str) -> model.Heading:
    return model.Heading(2, (Text(text),), "there", AT)


def header_only(*content: model.Inline) -> model.Table:
    cell = model.Cell(content, model.Scope.COLUMN, model.Alignment.START)
    return model.Table(None, model.Row((cell,), AT), (), AT)


def items(*content: model.Blocks, start: int | None = None, tight: bool = True) -> List:
    return List(start, tight, tuple(ListItem(blocks, AT) for blocks in content), AT)


def link(target: str, *content: model.Inline | str) -> Link:
    return Link(target, paragraph(*content).content, None, AT)


def image(text: str) -> Image:
    return Image("dot.png", model.AlternativeText(text), AT)


BREAK = model.LineBreak()
KEPT = {
    "a number of ten digits": of(items((), (), start=999999999)),
    "a semicolon in the alternative text of a header": of(header_only(image("; •"))),
    "a semicolon in where a header's link leads": of(
        header_only(link("#there", "•")), heading("; •")
    ),
    "an empty item between others": of(items((paragraph("a"),), (), (paragraph("b"),))),
    "two lists, and the same as a loose one": of(
        items((paragraph("a"),)), items((paragraph("b"),)), items((paragraph("c"),), tight=False)
    ),
    "a list of lists": of(items((items((paragraph("a"),), start=1), items((), start=1)))),
    "words in brackets within a deletion": of(
        paragraph(Strikethrough((Text("a [1] b]"), Strikethrough((Text("c"),)), Text("d [")))),
    ),
    "a deletion and a link around nothing": of(
        paragraph("a ", Strikethrough(()), link("u"), " b"), paragraph(link("u"))
    ),
    "a link that ends like one, and like a deletion": of(
        paragraph(Strikethrough((link("https://example.org/]", "a <b> (see c)]"),)), " (see d)")
    ),
    "a picture alone in a paragraph of two": of(
        paragraph(image("x"), BREAK), paragraph(link("u", image("[Image: y]")))
    ),
    "empty lines in a paragraph": of(paragraph("a", BREAK, BREAK, "b", BREAK), paragraph(BREAK)),
    "spaces at the ends of code": of(paragraph(Code("  "), BREAK, Code(" a\t"), " b ", Code(" "))),
    "a combining character after our bracket": of(
        paragraph(link("u", "a"), "\u0338b"), paragraph(image("x"), "\u0301")
    ),
    "guards of the author's": of(
        paragraph("\u2060\u2060[1]\u2060"), paragraph("\u2060"), paragraph("a\u2063b\u2064c\u200e")
    ),
    "a space at the beginning of a link to an address": of(
        paragraph("x", link("u", Code(" a@example.org")), Code(" a@example.org"))
    ),
    "a mark of direction alone, in a cell": of(header_only(Text("\u200f"))),
    "a link that begins with a space at the end of a line, from right to left": of(
        paragraph(
            "Some words before",
            model.Span(
                (
                    link("mailto:a@example.org", "a@example.org"),
                    link("https://example.org/", " (x)"),
                ),
                "he",
            ),
        )
    ),
    "a byte order mark": of(paragraph("\ufeffa")),
    "code that ends like code": of(
        model.CodeBlock("[End of code]\n\u2060[End of code]\n [End of code]\n\n", None, AT),
        items((model.CodeBlock("\n  \n[End of code]\n\u200f[End of code]", None, AT),)),
    ),
    "a heading that is quoted whole": of(
        heading("Costs (and fees) [1]"), paragraph(link("#there", "Costs (and fees) [1]"), ".")
    ),
    "an address that says more than the words": of(
        paragraph(link("tel:+442079460000", "020 7946 0000"), link("mailto:a@b?subject=c", "a@b"))
    ),
}


@pytest.mark.parametrize("document", KEPT.values(), ids=KEPT.keys())
def test_it_comes_back_from_every_layout(document: model.Document) -> None:
    comes_back_from_every_layout(document)


def nested(depth: int, around: str) -> model.Document:
    block: model.Block = paragraph("deep")
    for level in range(depth):
        inside = (paragraph(f"level {level}"), block)
        block = items(inside) if around == "lists" else model.BlockQuote(inside, AT)
    return of(block)


@pytest.mark.parametrize("around", ["lists", "quotations"])
def test_a_hundred_levels_come_back(around: str) -> None:
    comes_back_from_every_layout(nested(100, around))


@pytest.mark.slow
@pytest.mark.parametrize("words", ["lorem [1] ", "[" * 10, "x"])
def test_a_paragraph_of_ten_million_characters_comes_back(words: str) -> None:
    comes_back(of(paragraph(words * (10_000_000 // len(words)))), LAYOUTS[0])


@pytest.mark.slow
def test_time_to_wrap_grows_with_the_length_of_a_paragraph_and_not_faster() -> None:
    comes_back(of(paragraph("lorem [1] " * 100_000)), TextOptions(width=40))


def test_no_line_ends_in_white_space_and_the_file_in_one_line_end() -> None:
    text = packed(of(paragraph("a", BREAK, Code(" ")), items((), (paragraph("b"),))))
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert text.endswith("b\n")


def test_a_paragraph_is_one_line() -> None:
    text = packed(of(paragraph("word " * 500)))
    assert len(text.rstrip("\n").split("\n")) == 3


_INVISIBLE = "[\u2060\u2063\u2064\u200e\u200f\u2066-\u2069]"
_ADDRESS = (
    rf"[\w.]+@[\w.]+\w|(?<!<)(?<!<{_INVISIBLE})(?:https?://|www\.)[\w./-]*[\w/]|0\d[\d ]{{8,}}\d"
)


def test_no_address_is_touched_by_an_invisible_character(samples: dict[str, Path]) -> None:
    found = 0
    for path in samples.values():
        document, _ = read_source(path)
        for address in re.finditer(_ADDRESS, packed(document)):
            around = address.string[address.start() - 1 : address.end() + 1]
            if around.startswith("\u2060") and address.string[address.start() - 2] == "\n":
                continue  # no link, at the beginning of a line
            assert not re.match(_INVISIBLE, around), f"{path}: {around!r}"
            assert not re.search(f"{_INVISIBLE}$", around), f"{path}: {around!r}"
            found += 1
    assert found > 10
