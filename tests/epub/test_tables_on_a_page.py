"""Tables in an e-book: on a narrow page, in large type, their rows become records."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers import epub
from generator.packagers.epub.stacked_tables import STEPS, stack
from generator.readback.epub import read_back_own
from generator.readback.html.own_style import OWN
from generator.source import read_source
from tests.conformance.validators.processes import node, node_environment, run
from tests.html.test_markup import job_of

SAMPLES = Path(__file__).parents[1] / "samples"
SCRIPT = Path(__file__).with_name("tables_on_a_page.js")
TABLE = "| Region | Jan |\n|---|--:|\n| **North** | 1,201 |\n| **South** | 901 |\n"


def book(path: Path) -> bytes:
    document, _ = read_source(path)
    return epub.pack(Job(document, add_text(document), Options())).data


def member(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(f"EPUB/{name}").decode()


def test_each_cell_has_the_name_of_its_column(tmp_path: Path) -> None:
    page = member(epub.pack(job_of(tmp_path, TABLE)).data, "text/1.xhtml")
    assert re.findall(r"<t[hd]\b[^>]*>", page) == [
        '<th scope="col">',
        '<th scope="col" class="right">',
        '<th scope="row">',
        '<td class="right" data-label="Jan">',
        '<th scope="row">',
        '<td class="right" data-label="Jan">',
    ]


def test_a_cell_that_is_called_otherwise_is_noticed(tmp_path: Path) -> None:
    data = epub.pack(job_of(tmp_path, TABLE)).data
    assert read_back_own(data).faults == ()
    forged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(forged, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace(b'data-label="Jan"', b'data-label="Feb"'))
    assert [fault.message for fault in read_back_own(forged.getvalue()).faults] == [
        "a cell is called “Feb”, which is not the name of its column"
    ] * 2


def test_the_style_speaks_of_the_widths_that_tables_ask_for() -> None:
    assert {f"@container (max-width: {step}em)" for step in STEPS} == {
        each for each in OWN if each.startswith("@container")
    }
    data = book(SAMPLES / "table-row-headers.md")
    asked = set(map(int, re.findall(r'class="stack-(\d+)"', member(data, "text/1.xhtml"))))
    style = member(data, "style.css")
    assert asked == set(map(int, re.findall(r"@container \(max-width: (\d+)em", style)))
    assert "anywhere" not in re.sub(r"(?m)^(code|pre) .*$", "", style)


def test_a_table_asks_for_the_room_of_its_longest_words(tmp_path: Path) -> None:
    narrow, wide = job_of(tmp_path, TABLE), job_of(tmp_path, TABLE.replace("Jan", "J" * 500))
    tables = [job.document.blocks[0] for job in (narrow, wide)]
    assert [stack(table) for table in tables] == [10, STEPS[-1]]  # type: ignore[arg-type]


@pytest.mark.slow
def test_no_word_of_a_table_is_cut_off_or_broken(tmp_path: Path) -> None:
    """From 360 to 1280 pixels, with text of ordinary and double size, measured in Chromium."""
    pages = []
    for name in ("table-wide", "table-rich", "consultation", "arabic"):
        with zipfile.ZipFile(io.BytesIO(book(SAMPLES / f"{name}.md"))) as archive:
            archive.extractall(tmp_path / name)
        pages += [str(page) for page in (tmp_path / name / "EPUB" / "text").glob("1.xhtml")]
    task, report = tmp_path / "task.json", tmp_path / "report.json"
    task.write_text(json.dumps({"pages": pages}), encoding="utf-8")
    run(node("layout", SCRIPT, task, report), extra=node_environment("layout"))
    results = json.loads(report.read_text(encoding="utf-8"))
    assert [each for each in results if each["found"]] == []
    wide = [each["stacked"] for each in results if "table-wide" in each["path"]]
    assert wide == [[True]] * 6 + [[False], [True]]
