"""Pages that one would print: none nearly empty, nothing parted that belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import build
from generator.readback.pdf.interpreter import Interpreter
from generator.readback.pdf.page_text import PageContent, Piece

LEAST_LINES = 4
LINE, EDGE = 18, 62.3
"""Points: of a line, and above and below the text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands between head and foot of a page, line by line from the top."""

    lines: tuple[str, ...]
    filled: float
    """Points from the top of the text to its last line, or picture."""
    size: tuple[float, float]

    def __contains__(self, words: str) -> bool:
        return any(words in line for line in self.lines)


def pages_of(data: bytes) -> list[Page]:
    with pikepdf.open(BytesIO(data)) as pdf:
        interpreter = Interpreter()
        return [
            page_of(interpreter.page(page, number), [float(edge) for edge in page.mediabox])
            for number, page in enumerate(pdf.pages, start=1)
        ]


def page_of(content: PageContent, box: list[float]) -> Page:
    width, height = box[2], box[3]
    within = [each for each in content.pieces if EDGE < each.box[1] < height - EDGE]
    bottoms = [each.box[1] for each in within] + [each.box[1] for each in content.paints]
    inside = [bottom for bottom in bottoms if bottom > EDGE]
    filled = height - EDGE - min(inside, default=height - EDGE)
    return Page(tuple(lines_of(within)), filled, (width, height))


def lines_of(pieces: list[Piece]) -> Iterator[str]:
    ordered = sorted(pieces, key=lambda each: (-round(each.box[1] / 6), each.box[0]))
    last: Piece | None = None
    line = ""
    for piece in ordered:
        if last is not None and abs(piece.box[1] - last.box[1]) > 6:
            yield line
            line = ""
        line += piece.text
        last = piece
    if line:
        yield line


def nearly_empty(pages: list[Page]) -> list[str]:
    """Pages with less than four lines, or a picture as high."""
    return [
        f"page {number} of {len(pages)}: {page.lines}"
        for number, page in enumerate(pages, start=1)
        if len(page.lines) < LEAST_LINES and page.filled < LEAST_LINES * LINE
    ]


def printed(tmp_path: Path, body: str, front: str = "") -> list[Page]:
    source = tmp_path / "notice.md"
    source.write_text(f"---\ntitle: A notice\nlang: en-GB\n{front}---\n\n{body}\n", "utf-8")
    return pages_of(build(source, ["pdf"]).files["notice.pdf"])


def lines(count: int) -> str:
    """Paragraphs of one line."""
    return "\n\n".join(f"Line {number}." for number in range(count))


CONTACT = """contact:
  email: office@example.org
  telephone: 020 7946 0000
  address: 1 High Street
licence: Open Government Licence
"""
QUICK = 21
FULL = [
    count if count == QUICK else pytest.param(count, marks=pytest.mark.slow)
    for count in range(16, 28)
]
"""Paragraphs of one line that fill a page, give or take some."""


@pytest.mark.parametrize("count", FULL)
@pytest.mark.parametrize("front", ["", CONTACT])
def test_no_page_is_nearly_empty(count: int, front: str, tmp_path: Path) -> None:
    pages = printed(tmp_path, lines(count), front)
    assert not nearly_empty(pages)
    if front and len(pages) > 1:
        assert "Line" in pages[-1]  # not "Other formats" alone
        assert "Other formats" in pages[-1]
        assert "Licence" in pages[-1]


TIGHT = "- one\n- two\n  - three\n  - four\n    - five\n    - six\n"


@pytest.mark.parametrize("count", FULL)
@pytest.mark.parametrize("lists", [TIGHT, TIGHT.replace("\n", "\n\n"), f"1. begin\n\n{TIGHT}"])
def test_lists_in_lists_leave_no_page_nearly_empty(count: int, lists: str, tmp_path: Path) -> None:
    assert not nearly_empty(printed(tmp_path, f"{lines(count - 3)}\n\n{lists}"))


TABLE = "| Office | Telephone |\n|---|---|\n" + "".join(
    f"| Office {number} | {number} |\n" for number in range(12)
)


@pytest.mark.parametrize("count", FULL)
def test_a_small_table_and_its_caption_stay_on_one_page(count: int, tmp_path: Path) -> None:
    pages = printed(tmp_path, f"{lines(count)}\n\n{TABLE}\nTable: Where to call\n\n{lines(6)}")
    [page] = [page for page in pages if "Where to call" in page]
    for number in range(12):
        assert f"Office {number}" in page
    assert not nearly_empty(pages)


@pytest.mark.parametrize("count", FULL)
@pytest.mark.parametrize(
    "below", ["One line.\n\nAnother.\n\nA third.", "- one\n- two\n- three", "> quoted\n>\n> more"]
)
def test_a_heading_has_two_lines_below_it(count: int, below: str, tmp_path: Path) -> None:
    pages = printed(tmp_path, f"{lines(count)}\n\n## A heading\n\n{below}\n\n{lines(6)}")
    [page] = [page for page in pages if "A heading" in page]
    at = next(index for index, line in enumerate(page.lines) if "A heading" in line)
    assert len(page.lines) - at > 2


ASK = "::: contact\n" + "\n\n".join(
    "\n".join(f"Office {office}, line {line}" for line in range(5)) for office in range(2)
)


@pytest.mark.parametrize("count", FULL)
def test_a_contact_stays_on_one_page_with_its_heading(count: int, tmp_path: Path) -> None:
    pages = printed(tmp_path, f"{lines(count - 3)}\n\n## Ask us\n\n{ASK}\n:::\n\n{lines(6)}")
    [page] = [page for page in pages if "Ask us" in page]
    for office in range(2):
        for line in range(5):
            assert f"Office {office}, line {line}" in page
    assert not nearly_empty(pages)


WIDE = "| " + " | ".join(f"Quarter {n}" for n in range(9)) + " |\n" + "|---" * 9 + "|\n"
WIDE += ("| " + " | ".join(["£1,250,000"] * 9) + " |\n") * 3


@pytest.mark.parametrize("count", FULL)
@pytest.mark.parametrize("after", ["", "The end."])
def test_a_wide_table_turns_its_page_and_back(count: int, after: str, tmp_path: Path) -> None:
    body = f"{lines(count)}\n\n## Costs\n\n{WIDE}\n{after}"
    pages = printed(tmp_path, body, CONTACT)
    turned = [page for page in pages if page.size[0] > page.size[1]]
    assert [page for page in turned if "Quarter 0" in page and "Costs" in page]
    if after:
        assert pages[-1].size[0] < pages[-1].size[1]


def test_a_portrait_picture_takes_half_a_page_at_most(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1200, 2000), "red").save(tmp_path / "tall.png")
    source = tmp_path / "notice.md"
    text = "---\ntitle: A notice\nlang: en-GB\n---\n\n![A tall wall](tall.png)\n"
    source.write_text(text, encoding="utf-8")
    with pikepdf.open(BytesIO(build(source, ["pdf"]).files["notice.pdf"])) as pdf:
        [raster] = Interpreter().page(pdf.pages[0], 1).rasters
        height = float(pdf.pages[0].mediabox[3])
    assert height / 3 < raster.height <= (height - 2 * EDGE) / 2 + 1


@pytest.mark.slow
def test_no_page_of_a_sample_is_nearly_empty(built_samples: dict[str, list[Path]]) -> None:
    found = {
        path.name: empty
        for paths in built_samples.values()
        for path in paths
        if path.suffix == ".pdf" and len(pages := pages_of(path.read_bytes())) > 1
        if (empty := nearly_empty(pages))
    }
    assert found == {}
