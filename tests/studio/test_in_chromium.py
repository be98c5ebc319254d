"""From a Word file to five proven files, by keyboard alone, with and without scripts.

On the way every page is judged by axe-core with every rule, in light, dark, forced colours and at
320 pixels.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from generator.content.formats import FORMATS
from tests.conformance.test_gate import installed
from tests.conformance.validators.processes import node, node_environment, run
from tests.studio.conftest import Started

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("journey.js")
PAGES = [
    *[
        "/",
        "/new",
        "/import",
        "/imported/road-closed.md",
        "/edit/road-closed.md",
        "/edit/bad.md",
        "/lines/bad.md",
        "/look/road-closed.md",
    ],
    *["/text/road-closed.md", "/announced/road-closed.md", "/files/road-closed.md"],
    *["/files/bad.md", "/look/empty.md", "/nowhere", "/history/road-closed.md"],
    *["/version/road-closed.md?number=1", "/picture/bad.md"],
]
BAD = '---\ntitle: مواعيد\nlang: ar\n---\n\n![](a.png "A")\n\n[click here](https://example.org)\n'


def road_closed() -> bytes:
    """A Word document as somebody writes it, with a table whose header row is not marked."""
    document = Document()
    document.add_heading("Road closed", 0)
    document.add_paragraph("Mill Lane is closed from Monday.")
    document.add_heading("When", 1)
    table = document.add_table(0, 2)
    for day, hours in [("Day", "Hours"), ("Monday", "9 to 5")]:
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = day, hours
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def journey(started: Started, place: Path, *, scripts: bool, width: int) -> dict[str, Any]:
    """What a person meets on the way."""
    task, report, downloads = place / "task.json", place / "report.json", place / "downloads"
    downloads.mkdir()
    word = place / "Road closed.docx"
    word.write_bytes(road_closed())
    asked = {
        "address": started.address,
        "scripts": scripts,
        "width": width,
        "downloads": str(downloads),
        "word": str(word),
        "pages": PAGES if scripts else [],
    }
    task.write_text(json.dumps(asked), encoding="utf-8")
    with installed():
        run(node("axe", SCRIPT, task, report), extra=node_environment("axe"))
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    files = {file.name: file.read_bytes() for file in downloads.iterdir()}
    assert_published(files, started.output)
    return found


def assert_published(downloaded: dict[str, bytes], output: Path) -> None:
    published = {file.name: file.read_bytes() for file in output.iterdir()}
    names = {f"road-closed.{name}" for name in FORMATS}
    assert {*published} == names | {"road-closed.manifest.json"}
    assert {*downloaded} == names | {"road-closed.zip"}
    assert all(downloaded[name] == published[name] for name in names)


def test_by_keyboard_at_320_pixels_without_scripts(started: Started, tmp_path: Path) -> None:
    found = journey(started, tmp_path, scripts=False, width=320)
    assert found["title"] == "Road closed, write – Studio"
    assert found["found"].startswith("3 errors")
    assert found["proof"].startswith("5 formats made.")
    assert "nothing lost, nothing added" in found["proof"]
    assert found["done"] == "Published."
    assert found["complaints"] == []


def test_by_keyboard_with_scripts(started: Started, tmp_path: Path) -> None:
    (started.folder / "bad.md").write_text(BAD, encoding="utf-8")
    (started.folder / "empty.md").touch()
    found = journey(started, tmp_path, scripts=True, width=1280)
    assert found["focus"]["words"] == "Text of road-closed.md"
    assert found["announced"].startswith("Saved. Found: 3 errors")
    assert found["selected"] == 'Until Friday. ![](no.png "Map")'
    assert found["heading"] == ['## Until Friday. ![](no.png "Map")', ""]
    assert found["kept"].endswith("\n\nUntil Friday. ")
    assert found["pasted"].endswith("\n\n## Buses\n\n- Bus **4**\n\n| A |\n| --- |\n")
    assert found["said"] == "Pasted. There is 1 thing to look at."
    assert "No row of table 1" in found["listed"]
    assert found["pasteFocus"] == found["focus"]
    assert found["undone"]
    assert found["done"] == "Published."
    assert {page: remarks for page, remarks in found["axe"].items() if remarks} == {}
    assert len(found["axe"]) == 4 * len(PAGES)
    assert [each for each in found["complaints"] if "404" not in each] == []
