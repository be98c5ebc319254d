"""A picture that arrives is asked for its words, and put beside the document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.studio.pictures import with_line
from tests.conftest import ROOT
from tests.studio.conftest import MOST_BYTES, NOTICE, Desk

PNG = next((ROOT / "tests").rglob("*.png")).read_bytes()


def add(desk: Desk, name: str = "Map of Mill Lane.PNG", data: bytes = PNG, **fields: Any) -> int:
    files = {"picture": (name, data)}
    return desk.post("/picture/road.md", files=files, **fields).status_code


def pictures(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.suffix not in {".md", ".sqlite"})


def test_a_picture_comes_with_its_words(desk: Desk) -> None:
    words: dict[str, Any] = {
        "description": 'Cars turn [left] at "Mill"',
        "caption": "The *way* round",
    }
    assert add(desk, **words) == 303
    assert pictures(desk.folder) == ["map-of-mill-lane.png"]
    assert (desk.folder / "map-of-mill-lane.png").read_bytes() == PNG
    text = (desk.folder / "road.md").read_text("utf-8")
    line = r'![Cars turn \[left\] at \"Mill\"](map-of-mill-lane.png "The \*way\* round")'
    assert text == f"{NOTICE}\n{line}\n"
    assert '<span id="summary">nothing to fix</span>' in desk.get("/edit/road.md")
    preview = desk.get("/preview/road.md")
    assert 'alt="Cars turn [left] at &#34;Mill&#34;"' in preview
    assert add(desk, **words) == 303
    assert pictures(desk.folder) == ["map-of-mill-lane-2.png", "map-of-mill-lane.png"]


def test_a_decoration_has_no_words(desk: Desk) -> None:
    assert add(desk, decorative="yes", after="6") == 303
    text = (desk.folder / "road.md").read_text("utf-8")
    assert "Monday.\n\n![](map-of-mill-lane.png)\n\n## What" in text


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "needs words for people who cannot see it"),
        ({"description": "A", "decorative": "yes"}, "has no description"),
        ({"description": "A", "name": "a.exe"}, "ends in one of .png"),
        ({"description": "A", "name": ""}, "Choose a file"),
    ],
)
def test_what_is_not_taken_is_said(desk: Desk, fields: dict[str, str], wrong: str) -> None:
    given: dict[str, Any] = {**fields}
    files = {"picture": (given.pop("name", "a.png"), PNG if wrong != "Choose a file" else b"")}
    answer = desk.post("/picture/road.md", files=files, **given)
    assert answer.status_code == 422
    assert wrong in answer.text
    assert pictures(desk.folder) == []
    assert (desk.folder / "road.md").read_text("utf-8") == NOTICE


@pytest.mark.parametrize("name", ["../../evil.png", "/etc/evil.png", "..\\evil.png", ".evil.png"])
def test_a_name_leads_nowhere_else(desk: Desk, name: str) -> None:
    assert add(desk, name=name, description="A map") == 303
    assert pictures(desk.folder) == ["evil.png"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        PNG[:16] + b"\x00\x01\x86\xa0\x00\x01\x86\xa0" + PNG[24:],  # 100,000 pixels each way
    ],
)
def test_what_is_no_picture_is_found_and_shown_to_nobody(desk: Desk, data: bytes) -> None:
    assert add(desk, data=data, description="A map") == 303
    assert not desk.studio.workshop.check(desk.studio.folder.sources()[0]).publishable
    assert re.search(r'<span id="summary">\d errors?', desk.get("/edit/road.md"))
    assert "alert(1)" not in desk.get("/look/road.md")


def test_a_large_picture_is_refused(desk: Desk) -> None:
    assert add(desk, data=b"x" * MOST_BYTES, description="A map") == 413
    assert pictures(desk.folder) == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [(None, "a\n\nb\n\nP\n"), (0, "\nP\n\na\n\nb\n"), (1, "a\n\nP\n\nb\n"), (99, "a\n\nb\n\nP\n")],
)
def test_a_line_stands_by_itself(after: int | None, expected: str) -> None:
    assert with_line("a\n\nb\n", "P", after) == expected
