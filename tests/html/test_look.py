"""The look: contrast of every pair of colours that meet (WCAG 2.2, 1.4.6 and 1.4.11)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.building.build import build
from generator.building.drawing import drawn
from generator.commands.cli import main
from generator.content.added_text import add_text
from generator.content.job import Job, Options
from generator.packagers.pdf.page_design import PageDesign, stylesheet
from generator.rendering import look, templates_folder
from generator.source import read_source
from generator.theme.contrast import WORDS, contrast, faults

LOOK: Any = SimpleNamespace(**look("html"))
PALETTES = {"light": LOOK.light, "dark": LOOK.dark}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("paper", ["paper", "shade"])
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_out(palette: str, paper: str, words: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours[words], colours[paper]) >= 7


@pytest.mark.parametrize("palette", PALETTES)
def test_lines_that_carry_meaning_stand_out(palette: str) -> None:
    colours = PALETTES[palette]
    assert contrast(colours["rule"], colours["paper"]) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_our_own_palettes_are_what_a_theme_is_held_to(palette: str) -> None:
    assert list(faults(PALETTES[palette])) == []


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_theme_changes_the_one_place_and_with_it_the_page_and_the_word_document(
    tmp_path: Path,
) -> None:
    """A theme of one file with another accent. An EPUB's words have the reader's colours."""
    theme, source = tmp_path / "theme", tmp_path / "notice.md"
    (theme / "shared").mkdir(parents=True)
    own = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    (theme / "shared" / "look.jinja").write_text(own.replace(LOOK.light["accent"], "#123abc"))
    source.write_text("---\ntitle: T\nlang: en-GB\n---\n\n[Words](https://example.org/).\n")
    folder = str(tmp_path / "out")
    formats = ["--formats", "html,docx"]
    assert main(["build", str(source), "-o", folder, "--theme", str(theme), *formats]) == 0
    page = (tmp_path / "out" / "notice.html").read_text(encoding="utf-8")
    assert "--accent: #123abc" in page
    assert LOOK.light["accent"] not in page
    assert "123ABC" in _member(tmp_path / "out" / "notice.docx", "word/styles.xml")


def test_a_theme_changes_text_size_lines_and_spaces_of_all_that_is_paper(tmp_path: Path) -> None:
    theme, source = tmp_path / "theme", tmp_path / "notice.md"
    (theme / "shared").mkdir(parents=True)
    own = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    mine = '{% set on_paper = {"pt": 16, "line": 1.625, "dense": 1.5, "space": 1} %}'
    changed = re.sub(r"{% set on_paper = .*", mine, own).replace('"heading": 2,', '"heading": 3,')
    (theme / "shared" / "look.jinja").write_text(changed, encoding="utf-8")
    source.write_text("---\ntitle: T\nlang: en-GB\n---\n\nWords.\n", encoding="utf-8")
    document, options = drawn(read_source(source)[0]), Options(theme=theme)
    job = Job(document, add_text(document), options)
    style = stylesheet(job, PageDesign(), ())
    assert "font-size: 16.0pt; line-height: 1.625;" in style
    assert "h6 { margin: 3rem 0 0.5rem;" in style
    assert "font-size: 18pt; line-height: 1.625;" in stylesheet(job, PageDesign("A5", 18), ())
    built = build(source, ["html", "docx"], options)
    page = built.files["notice.html"].decode()
    assert "html { font-size: 16pt }" in page
    word = zipfile.ZipFile(io.BytesIO(built.files["notice.docx"])).read("word/styles.xml").decode()
    assert '<w:sz w:val="32"/>' in word
    assert 'w:before="960" w:after="160"' in word


TABLE = """---
title: T
lang: en-GB
---

| Meadowland | Visitors |
|------------|----------|
| Cart       | Path     |
"""


def test_a_theme_with_larger_type_has_tables_that_make_room_for_it(tmp_path: Path) -> None:
    """What fits is reckoned with the sizes of the look, not with ours."""
    theme, source = tmp_path / "theme", tmp_path / "notice.md"
    (theme / "shared").mkdir(parents=True)
    own = (templates_folder() / "shared" / "look.jinja").read_text(encoding="utf-8")
    mine = own.replace("screen_px = 18", "screen_px = 24").replace('"small": 0.9', '"small": 1.8')
    (theme / "shared" / "look.jinja").write_text(mine, encoding="utf-8")
    source.write_text(TABLE, encoding="utf-8")

    def page_and_column(options: Options) -> tuple[str, int]:
        built = build(source, ["html", "docx"], options).files
        word = zipfile.ZipFile(io.BytesIO(built["notice.docx"])).read("word/document.xml").decode()
        return built["notice.html"].decode(), int(re.findall(r'gridCol w:w="(\d+)"', word)[0])

    page, column = page_and_column(Options())
    larger_page, larger_column = page_and_column(Options(theme=theme))
    assert ('role="region"' in page, 'role="region"' in larger_page) == (False, True)
    assert larger_column != column


def _member(file: Path, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        return archive.read(name).decode()


ROOMS = ("html", "pdf", "docx", "epub")
OUR_OWN = {"7A1F1F", "00594C", "6B4400", "000000", "FFFFFF"}
"""Of Word's colour picker, beside those of the look."""


@pytest.mark.parametrize("room", ROOMS)
def test_no_template_has_a_colour_of_its_own(room: str) -> None:
    for template in (templates_folder() / room).glob("*.jinja"):
        found = set(re.findall(r"#[0-9a-f]{3,6}\b|\"[0-9A-F]{6}\"", template.read_text("utf-8")))
        assert {colour.strip('"') for colour in found} <= OUR_OWN | {"#fff"}, template


def test_the_edges_of_a_table_that_moves_are_drawn_in_forced_colours() -> None:
    """Browsers take gradients away there, unless the colours are the system's own."""
    style = (templates_folder() / "html" / "style.css.jinja").read_text(encoding="utf-8")
    [forced] = re.findall(r"@media \(forced-colors: active\) \{\n(.*?)\n\}", style, re.DOTALL)
    assert ":root { --paper: Canvas; --rule: CanvasText; --shade: Canvas }" in forced
    assert ".scroll { forced-color-adjust: none }" in forced
    assert ".scroll > * { forced-color-adjust: auto }" in forced
