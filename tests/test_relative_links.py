"""Relative links: kept on a website, resolved or told elsewhere."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.building.build import build
from generator.building.drawing import drawn
from generator.building.format_modules import reader
from generator.commands.outline import as_text
from generator.content.formats import FORMATS
from generator.content.relative_links import is_relative, with_resolved_links
from generator.document.model import Document, Figure, Link
from generator.document.walk import blocks, inlines
from generator.source import read_source
from tests.conftest import ROOT
from tests.strategies import documents
from tests.test_round_trip import PICTURE

LINKS = "See [the team](../about/index.html#team), and [the **fees**](fees?year=1).\n"


def told(folder: Path, name: str, url: str, text: str = LINKS) -> str:
    """The outline of `text` in one format."""
    source = folder / "notice.md"
    given = f"url: {url}\n" if url else ""
    source.write_text(f"---\ntitle: A notice\nlang: en\n{given}---\n\n{text}", encoding="utf-8")
    data = build(source, [name]).files[f"notice.{name}"]
    return "\n".join(as_text(reader(FORMATS[name]).read_back(data)))


@pytest.mark.parametrize("name", FORMATS)
def test_with_an_address_links_are_absolute_wherever_a_file_travels(
    name: str, tmp_path: Path
) -> None:
    outline = told(tmp_path, name, "https://example.org/news/2025/")
    if name == "html":
        assert "“the team” links to ../about/index.html#team" in outline
    elif name == "txt":
        assert "See the team <https://example.org/news/about/index.html#team>, and" in outline
    else:
        assert "“the team” links to https://example.org/news/about/index.html#team" in outline
        assert "“the fees” links to https://example.org/news/2025/fees?year=1" in outline


def test_without_an_address_an_epub_tells_where_a_link_led(tmp_path: Path) -> None:
    outline = told(tmp_path, "epub", "")
    assert "See the team (../about/index.html#team), and the fees (fees?year=1)." in outline
    assert "links to" not in outline


def test_a_link_to_a_file_of_a_computer_is_told_in_an_epub(tmp_path: Path) -> None:
    outline = told(tmp_path, "epub", "https://example.org/", "See [it](file:///plan.html).\n")
    assert "See it (file:///plan.html)." in outline
    assert "links to" not in outline


def test_a_link_that_is_told_keeps_its_title(tmp_path: Path) -> None:
    outline = told(tmp_path, "epub", "", 'See [the plan](plan.html "Two pages").\n')
    assert "See the plan (Two pages, plan.html)." in outline


@pytest.mark.parametrize(
    ("target", "relative"),
    [("#here", False), ("https://a.example/", False), ("mailto:a@b.example", False), ("x/y", True),
     ("../x#y", True), ("/x", True), ("?x", True)],
)  # fmt: skip
def test_what_is_relative(target: str, relative: bool) -> None:  # noqa: FBT001
    assert is_relative(target) == relative


EVERYWHERE = """\
---
title: Links everywhere
lang: en-GB
---

## A [heading](a/heading.html)

A [paragraph](a/paragraph.html) with a *mark and [its link](a/mark.html)*, and a note.[^n]

- An [item](a/item.html)

  1. An [item in it](a/deep.html)

The [term](a/term.html)
:   Its [meaning](a/meaning.html).

Table: A [caption](a/caption.html)

| A [header](a/header.html) | b |
|---|---|
| A [cell](a/cell.html) | d |

![A dot](pictures/dot.png)

Figure: A [caption of a figure](a/figure.html)

[![A dot](pictures/dot.png)](a/picture.html)

> A [quotation](a/quotation.html).

> [!TIP] A [title](a/title.html)
> A [callout](a/callout.html).

::: {lang=cy}
Un [arall](a/division.html).
:::

[^n]: The [note](a/note.html).
"""
"""A relative link in each place where one may stand."""


def test_no_link_is_forgotten_in_any_place(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    shutil.copy(ROOT / "tests" / "samples" / "pictures" / "dot.png", tmp_path / "pictures")
    source = tmp_path / "everywhere.md"
    source.write_text(EVERYWHERE, encoding="utf-8")
    document = drawn(read_source(source)[0])
    assert len(targets(document)) == EVERYWHERE.count("](a/")
    assert_none_is_forgotten(document)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(PICTURE, covered=True))
def test_no_link_is_forgotten(document: Document) -> None:
    assert_none_is_forgotten(document)


def assert_none_is_forgotten(document: Document) -> None:
    """Wherever it stands: what `walk` meets is what has been made absolute, or words."""
    resolved = replace(document, metadata=replace(document.metadata, url="https://a.example/b/"))
    for given_, told_ in ((document, True), (resolved, False)):
        travelling = with_resolved_links(given_, in_words=told_)
        assert not [target for target in targets(travelling) if is_relative(target)]


def targets(document: Document) -> list[str]:
    """Where the links of a document lead, those of figures too."""
    links = [each.target for each in inlines(document) if isinstance(each, Link)]
    figures = (each for each in blocks(document) if isinstance(each, Figure))
    return [*links, *(each.link for each in figures if each.link)]


@pytest.mark.parametrize("url", ["", "https://example.org/news/"])
def test_a_caption_of_a_table_has_links_too(url: str, tmp_path: Path) -> None:
    caption = "Table: Costs, see [the budget](budget.html)\n\n| a | b |\n|---|---|\n| c | d |\n"
    outline = told(tmp_path, "epub", url, caption)
    if url:
        assert "“the budget” links to https://example.org/news/budget.html" in outline
    else:
        assert "Costs, see the budget (budget.html)" in outline
