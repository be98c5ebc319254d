"""The contents list: its lines end in the numbers of their pages, which are read and seen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from generator import reading_order as order
from generator.building.build import build
from generator.readback.pdf import read_back
from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.page_text import Piece
from tests.pdf.support import made
from tests.pdf.tree import Tag, tags_in

LONG_TITLE = "A title so long that it needs more than one line of the contents, " * 2 + "ends in 7"
WORDS = "Words of the usual length fill a line of the page until it turns. " * 25
SOURCE = f"""---
title: A report
lang: en-GB
---

## First

{WORDS}

### Second level

{WORDS}

#### Third level

{WORDS}

## {LONG_TITLE}

{WORDS}
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    source = tmp_path_factory.mktemp("contents") / "report.md"
    source.write_text(SOURCE, encoding="utf-8")
    return build(source, ["pdf"]).files["report.pdf"]


def lines(tag: Tag) -> list[str]:
    """The words of each link of the contents, which is all that their entries hold."""
    if tag.role == "Link":
        return ["".join(kid for kid in tag.kids if isinstance(kid, str))]
    return [line for kid in tag.kids if isinstance(kid, Tag) for line in lines(kid)]


def contents(data: bytes) -> Tag:
    return next(kid for kid in tags_in(data).kids if isinstance(kid, Tag) and kid.role == "TOC")


def test_page_numbers_are_within_the_links_of_the_contents(report: bytes) -> None:
    assert lines(contents(report)) == [
        "First 1",
        "Second level 2",
        "Third level 2",
        f"{LONG_TITLE} 3",
    ]


def pieces(data: bytes) -> list[Piece]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(Interpreter().page(pdf.pages[0], 1).pieces)


def test_titles_do_not_run_into_numbers_which_stand_in_a_column(report: bytes) -> None:
    found = pieces(report)
    numbers = [piece for piece in found if piece.text.startswith(" ") and piece.text[1:].isdigit()]
    assert len({round(piece.box[2]) for piece in numbers}) == 1
    column = min(piece.box[0] for piece in numbers)
    before = found[: found.index(numbers[-1])]
    assert max(piece.box[2] for piece in before if piece not in numbers) < column


def test_lines_of_the_third_level_have_no_bullet(report: bytes) -> None:
    assert not [piece.text for piece in pieces(report) if piece.text.strip() in {"▪", "◦", "•"}]


def test_lines_of_the_third_level_have_no_bullet_on_web_pages(tmp_path: Path) -> None:
    source = tmp_path / "report.md"
    source.write_text(SOURCE, encoding="utf-8")
    page = build(source, ["html"]).files["report.html"].decode()
    navigation = page[page.index("<style>") : page.index("</style>") + 8]
    navigation += page[page.index("<nav>") : page.index("</nav>")]
    document = weasyprint.HTML(string=navigation, media_type="screen").render()
    stack, markers = [page._page_box for page in document.pages], []  # noqa: SLF001
    while stack:
        box = stack.pop()
        markers += (
            [box.text] if "marker" in (box.element_tag or "") and hasattr(box, "text") else []
        )
        stack.extend(box.children)
    assert markers == []


def test_a_number_that_is_not_its_pages_is_read_as_words() -> None:
    line = (
        '<ul data-role="TOC"><li data-role="TOCI"><a data-role="Reference" href="#x">Part'
        "<span>&ensp;{}</span></a></li></ul><h2 id=x>Part</h2>"
    )
    for number, marked in (("1", True), ("2", False)):
        block = read_back(made(line.format(number)).data).blocks[0]
        assert isinstance(block, order.List)
        [words] = block.items[0].blocks
        assert isinstance(words, order.Paragraph)
        assert (order.PageNumber() in {each.mark for each in words.words.marks}) is marked


def test_the_proof_asks_for_each_number(tmp_path: Path) -> None:
    """A template without them is found out."""
    from generator.content.added_text import add_text
    from generator.content.expected_order import expected_order
    from generator.content.formats import FORMATS
    from generator.source import read_source

    source = tmp_path / "report.md"
    source.write_text(SOURCE, encoding="utf-8")
    document, _ = read_source(source)
    wanted = expected_order(document, add_text(document), FORMATS["pdf"])
    [listed] = [block for block in wanted.blocks if isinstance(block, order.List)]
    [first, _] = listed.items
    assert isinstance(first.blocks[0], order.Paragraph)
    assert first.blocks[0].words.text == f"First {order.OBJECT}"
