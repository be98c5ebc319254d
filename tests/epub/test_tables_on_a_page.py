"""An e-book's words on a narrow page, in large type: there, rows of tables become records."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from generator.building.drawing import drawn
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import epub
from generator.packagers.epub.stacked_tables import STEPS, stack
from generator.readback.epub import read_back_own
from generator.readback.html.own_style import OWN
from generator.source import read_source
from tests.conformance.test_gate import installed
from tests.conformance.validators.processes import node, node_environment, run
from tests.html.test_markup import job_of

SAMPLES = Path(__file__).parents[1] / "samples"
SCRIPT = Path(__file__).with_name("tables_on_a_page.js")
TABLE = "| Region | Jan |\n|---|--:|\n| **North** | 1,201 |\n| **South** | 901 |\n"


def book(path: Path) -> bytes:
    document = drawn(read_source(path)[0])
    return epub.pack(Job(document, add_text(document), Options())).data


def member(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(f"EPUB/{name}").decode()


def test_each_cell_has_the_name_of_its_column(tmp_path: Path) -> None:
    page = member(epub.pack(job_of(tmp_path, TABLE)).data, "text/1.xhtml")
    assert re.findall(r"<t[hd]\b[^>]*>", page) == [
        '<th scope="col">',
        '<th scope="col" class="right">',
        '<th scope="row" data-label="Region">',
        '<td class="right" data-label="Jan">',
        '<th scope="row" data-label="Region">',
        '<td class="right" data-label="Jan">',
    ]


MISCALLED = (
    (b'data-label="Jan"', b'data-label="Feb"', "a cell is called “Feb”, which is not the name"),
    (b' data-label="Jan">9', b">9", "not each cell says that it is of the column “Jan”"),
    (b' data-label="Region">', b">", "not each cell says that it is of the column “Region”"),
    (b">Jan<", b'><img src="a.png" alt="Jan"/><', "a picture of a header is hidden"),
)


@pytest.mark.parametrize(("old", "new", "message"), MISCALLED)
def test_a_cell_that_is_called_otherwise_is_noticed(
    tmp_path: Path, old: bytes, new: bytes, message: str
) -> None:
    data = epub.pack(job_of(tmp_path, TABLE)).data
    assert read_back_own(data).faults == ()
    said = " ".join(fault.message for fault in read_back_own(replaced(data, old, new)).faults)
    assert message in said


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """The book with other bytes in place of some."""
    forged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(forged, "w") as written:
        for entry in read.infolist():
            written.writestr(entry, read.read(entry).replace(old, new))
    return forged.getvalue()


JOINED = """\
| Place | Day | Hours |
|---|---|---|
| **Abermoor** | Monday | 9 to 5, *daily*{hours} |
| **Westmoor** | Sunday | ^^ |
| **Eastmoor** | closed | << |
"""


def test_a_record_says_what_is_in_a_cell_that_it_shares_with_the_one_above(tmp_path: Path) -> None:
    data = epub.pack(job_of(tmp_path, JOINED.format(hours=""))).data
    rows = re.findall(r"<tr\b([^>]*)>", member(data, "text/1.xhtml"))
    assert rows == ["", "", ' data-joined="Hours, 9 to 5, daily"', ""]
    assert read_back_own(data).faults == ()


@pytest.mark.parametrize(
    "more", [" 1 \u212b[^1]\n\n[^1]: A note.\n\n", " ![a dot](dot.png)", " `x`"]
)
def test_a_shared_cell_may_hold_anything(tmp_path: Path, more: str) -> None:
    shutil.copy(SAMPLES / "pictures" / "dot.png", tmp_path)
    cell, _, notes = more.partition("\n")
    data = epub.pack(job_of(tmp_path, JOINED.format(hours=cell) + notes)).data
    assert read_back_own(data).faults == ()


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (b' data-joined="Hours, 9 to 6, daily"', "which is in no cell that reaches into it"),
        (b' data-joined="Hours"', "a row does not say what is in a cell that reaches into it"),
    ],
)
def test_a_record_that_says_something_else_is_noticed(
    tmp_path: Path, other: bytes, message: str
) -> None:
    plain = JOINED.format(hours="").replace("*", "")
    data = epub.pack(job_of(tmp_path, plain)).data
    forged = replaced(data, b' data-joined="Hours, 9 to 5, daily"', other)
    said = " ".join(fault.message for fault in read_back_own(forged).faults)
    assert message in said


def test_a_header_may_hold_a_character_that_is_another_composed(tmp_path: Path) -> None:
    """The sign of the ångström is read as the letter; found by random documents."""
    table = "| Wave | 1 \u212b |\n|---|---|\n| a | 2 |\n"
    assert read_back_own(epub.pack(job_of(tmp_path, table)).data).faults == ()


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        ("Jan", " named"),
        ("`Jan` and *Feb*", " named"),
        ("Jan[^1]", ""),
        ("[Jan](https://example.org)", ""),
        ("[Ionawr]{lang=cy}", ""),
        ("![January](dot.png)", ""),
        ("NECC", ""),
    ],
)
def test_a_header_row_is_hidden_only_if_the_cells_say_all_of_it(
    tmp_path: Path, header: str, hidden: str
) -> None:
    shutil.copy(SAMPLES / "pictures" / "dot.png", tmp_path)
    more = "\nThe NECC[^1]\n\n*[NECC]: National Economic Crime Centre\n\n[^1]: A note.\n"
    job = job_of(tmp_path, TABLE.replace("Jan", header) + more)
    page = member(epub.pack(job).data, "text/1.xhtml")
    assert re.findall(r'<table[^>]* class="stack-\d+( named)?"', page) == [hidden]


def test_a_table_without_rows_keeps_its_header(tmp_path: Path) -> None:
    job = job_of(tmp_path, "| Region | Jan |\n|---|---|\n")
    assert " named" not in member(epub.pack(job).data, "text/1.xhtml")


def test_the_style_speaks_of_the_widths_that_tables_ask_for() -> None:
    assert {f"@container (max-width: {step}em)" for step in STEPS} == {
        each for each in OWN if each.startswith("@container")
    }
    data = book(SAMPLES / "table-row-headers.md")
    asked = set(map(int, re.findall(r'class="stack-(\d+)[ "]', member(data, "text/1.xhtml"))))
    style = member(data, "style.css")
    assert asked == set(map(int, re.findall(r"@container \(max-width: (\d+)em", style)))
    assert "anywhere" not in re.sub(r"(?m)^(code|pre) .*$", "", style)


def test_a_table_asks_for_the_room_of_its_longest_words(tmp_path: Path) -> None:
    narrow, wide = job_of(tmp_path, TABLE), job_of(tmp_path, TABLE.replace("Jan", "J" * 500))
    tables = [job.document.blocks[0] for job in (narrow, wide)]
    assert [stack(table) for table in tables] == [10, STEPS[-1]]  # type: ignore[arg-type]


VARIED = (
    *("table-wide", "table-rich", "table-deep", "consultation", "arabic", "hebrew", "board-paper"),
    *("health-alert", "statistics-bulletin", "planning-notice", "press-release", "six-levels"),
)
"""Samples that differ from each other; all are measured by `make soak`."""


@pytest.mark.slow
def test_no_word_is_cut_off_and_none_of_tables_and_headings_broken(tmp_path: Path) -> None:
    """From 320 to 1280 pixels, with text of ordinary and double size, measured in Chromium."""
    results = laid_out(VARIED, tmp_path)
    assert [each for each in results if each["found"]] == []
    wide = [each["stacked"] for each in results if "table-wide" in each["path"]]
    assert wide == [[True]] * 8 + [[False], [True]]


@pytest.mark.soak
def test_no_word_of_any_sample_is_cut_off(tmp_path: Path) -> None:
    results = laid_out(sorted(path.stem for path in SAMPLES.glob("*.md")), tmp_path)
    assert [each for each in results if each["found"]] == []


def laid_out(names: Iterable[str], folder: Path) -> list[dict[str, Any]]:
    """What is wrong with the words of each chapter of the books, in each window and size."""
    pages = []
    for name in names:
        with zipfile.ZipFile(io.BytesIO(book(SAMPLES / f"{name}.md"))) as archive:
            archive.extractall(folder / name)
        pages += [str(page) for page in sorted((folder / name / "EPUB" / "text").glob("[0-9]*"))]
    task, report = folder / "task.json", folder / "report.json"
    task.write_text(json.dumps({"pages": pages}), encoding="utf-8")
    with installed():
        run(node("layout", SCRIPT, task, report), extra=node_environment("layout"))
    read: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    return read
