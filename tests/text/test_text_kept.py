"""What random documents broke once, and other documents that must be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.job import TextOptions
from generator.document import model
from generator.document.facts import Contact
from generator.document.kinds import Alignment, Scope
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
from generator.document.pictures import AlternativeText
from generator.source import read_source
from tests.text.documents import AT, of
from tests.text.round_trip import LAYOUTS, is_published, is_published_in_every_layout, packed


def paragraph(*content: model.Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content), AT)


def heading(text: str) -> model.Heading:
    return model.Heading(2, (Text(text),), "there", AT)


def header_only(*content: model.Inline) -> model.Table:
    cell = model.Cell(content, Scope.COLUMN, Alignment.START)
    return model.Table(None, (model.Row((cell,), AT),), (), AT)


def items(*content: model.Blocks, start: int | None = None, tight: bool = True) -> List:
    return List(start, tight, tuple(ListItem(blocks, AT) for blocks in content), AT)


def link(target: str, *content: model.Inline | str) -> Link:
    return Link(target, paragraph(*content).content, None, AT)


def image(text: str) -> Image:
    return Image("dot.png", AlternativeText(text), AT)


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
def test_it_is_published_in_every_layout(document: model.Document) -> None:
    is_published_in_every_layout(document)


def nested(depth: int, around: str) -> model.Document:
    block: model.Block = paragraph("deep")
    for level in range(depth):
        inside = (paragraph(f"level {level}"), block)
        block = items(inside) if around == "lists" else model.BlockQuote(inside, AT)
    return of(block)


@pytest.mark.parametrize("around", ["lists", "quotations"])
def test_twenty_levels_are_published(around: str) -> None:
    is_published_in_every_layout(nested(20, around))


@pytest.mark.slow
@pytest.mark.parametrize("words", ["lorem [1] ", "[" * 10, "x"])
def test_a_paragraph_of_ten_million_characters_is_published(words: str) -> None:
    is_published(of(paragraph(words * (10_000_000 // len(words)))), LAYOUTS[0])


@pytest.mark.slow
def test_time_to_wrap_grows_with_the_length_of_a_paragraph_and_not_faster() -> None:
    is_published(of(paragraph("lorem [1] " * 100_000)), TextOptions(width=40))


def test_no_line_ends_in_white_space_and_the_file_in_one_line_end() -> None:
    text = packed(of(paragraph("a", BREAK, Code(" ")), items((), (paragraph("b"),))))
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert text.endswith("b\n")


def test_a_paragraph_is_one_line() -> None:
    text = packed(of(paragraph("word " * 500)))
    assert len(text.rstrip("\n").split("\n")) == 3


def test_a_long_document_has_a_list_of_its_contents(samples: dict[str, Path]) -> None:
    document, _ = read_source(samples["sixty-pages"])
    text = packed(document)
    first = text.index("Heading 2: ")
    assert text[first:].startswith("Heading 2: Contents\n\n• ")
    assert "\n  – " in text
    assert "(see " not in text[first : text.index("\n\n\n", first)]


def test_what_says_where_a_line_may_end_is_left_out_and_other_marks_stay() -> None:
    joined = "می\u200cخواهم \u2067שלום\u2069 \U0001f469\u200d\U0001f467"
    text = packed(of(paragraph(f"Bridge\u00ad street\u200b \u2060{joined}", Code("a\u00adb"))))
    assert text == f"Title: A title\n\nBridge street {joined}ab\n"


def test_a_contact_from_right_to_left_has_no_mark_of_ours() -> None:
    contact = Contact(telephone="020 7946 0000", email="a@example.org")
    metadata = model.Metadata((Text("T"),), "he", contact=contact)
    lines = packed(of(metadata=metadata)).splitlines()
    assert [line.rpartition(": ")[2] for line in lines[-2:]] == ["a@example.org", "020 7946 0000"]
