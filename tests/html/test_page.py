"""The page as a whole: self-contained, described truly, the same every time."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest

from generator.building.drawing import drawn
from generator.content.added_text import Sibling, add_text, page_title
from generator.content.job import Job, Options
from generator.document.model import Cell, Document, Heading, Position, Text
from generator.document.walk import plain_text
from generator.packagers import fonts, html
from generator.packagers.html import table_room
from generator.packagers.markup.template_variables import own_prefix
from generator.source import read_source
from tests.html.test_markup import job_of

FULL = Path(__file__).parents[1] / "samples" / "front-matter-full.md"
PICTURES, ARABIC, DECORATIVE = (
    FULL.with_name(f"{name}.md") for name in ("pictures", "arabic", "decorative")
)


def page_of(path: Path, siblings: tuple[Sibling, ...] = ()) -> str:
    document = drawn(read_source(path)[0])
    return html.pack(Job(document, add_text(document, siblings), Options())).data.decode()


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def test_nothing_in_the_page_is_fetched_from_anywhere() -> None:
    page = page_of(PICTURES)
    assert not re.findall(r'(?:src|srcset)="(?!data:)', page)
    assert not re.findall(r"url\((?!data:)", page)


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    page = page_of(FULL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in page
    assert "unsafe" not in page


def test_no_element_carries_a_style_that_the_policy_would_drop() -> None:
    assert " style=" not in page_of(FULL)


def test_a_cell_is_measured_once_with_spacing_and_once_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[tuple[int, float]] = []
    measure = table_room._longest  # noqa: SLF001 (counted)

    def counted(cell: Cell, spacing: float, faces: tuple[fonts.Face, fonts.Face]) -> float:
        measured.append((id(cell), spacing))
        return measure(cell, spacing, faces)

    monkeypatch.setattr(table_room, "_longest", counted)
    html.pack(job_of(tmp_path, "- | Wide | Broad |\n  |---|---|\n  | one | two |"))
    assert len(measured) == len(set(measured)) == 2 * 4


def test_the_same_document_gives_the_same_bytes() -> None:
    assert page_of(FULL) == page_of(FULL)


def test_the_head_says_what_the_front_matter_says() -> None:
    page = page_of(FULL)
    document, _ = read_source(FULL)
    metadata = document.metadata
    assert f'<link rel="canonical" href="{metadata.url}">' in page
    for translation in metadata.translations:
        assert f'hreflang="{translation.language}" href="{translation.url}"' in page
    assert data_of(page)["inLanguage"] == metadata.language


def test_a_bare_document_makes_no_claims(tmp_path: Path) -> None:
    page = html.pack(job_of(tmp_path, "Words.")).data.decode()
    data = data_of(page)
    assert data["accessMode"] == ["textual"]
    assert data["accessibilityHazard"] == ["none"]
    said = data["accessibilityFeature"]
    assert isinstance(said, list)
    assert not {"alternativeText", "tableOfContents", "structuralNavigation"} & set(said)
    assert not {"canonical", "description", "og:url"} & set(re.findall(r'="([\w:]+)"', page))


def test_words_of_the_document_cannot_end_the_data_block(tmp_path: Path) -> None:
    job = job_of(tmp_path, "Words.")
    title = (Text("</script><b> & “x”"),)
    metadata = dataclasses.replace(job.document.metadata, title=title)
    changed = dataclasses.replace(job.document, metadata=metadata)
    page = html.pack(dataclasses.replace(job, document=changed)).data.decode()
    assert data_of(page)["headline"] == "</script><b> & “x”"


def test_dates_are_told_to_machines() -> None:
    assert re.search(r'Published <time datetime="\d{4}-\d\d-\d\d">', page_of(FULL))


def test_siblings_are_listed_by_type_and_size() -> None:
    page = page_of(FULL, (Sibling("PDF", "", "full.pdf", "application/pdf", 84_000, 2),))
    assert re.search(
        r'<a href="full\.pdf" type="application/pdf" download>PDF, 84 kB, 2 pages</a>',
        page,
    )
    assert '<h2 id="_formats"' in page


def test_ids_of_ours_are_not_those_of_headings(tmp_path: Path) -> None:
    document: Document = job_of(tmp_path, "Words.").document
    heading = Heading(2, (Text("x"),), "_main", Position(1))
    assert own_prefix(document) == "_"
    assert own_prefix(dataclasses.replace(document, blocks=(heading,))) == "__"


@pytest.mark.parametrize("landmark", ["<main ", "<header>", "<footer>", '<a class="skip"'])
def test_landmarks_are_there(landmark: str) -> None:
    assert page_of(FULL).count(landmark) == 1


def test_the_title_of_the_window_says_whose_page_it_is() -> None:
    metadata = read_source(FULL)[0].metadata
    written = page_of(FULL).partition("<title>")[2].partition("</title>")[0]
    assert unescape(written) == f"{plain_text(metadata.title)} – {metadata.organisation}"


def test_a_title_that_names_the_organisation_is_left_as_it_is() -> None:
    metadata = read_source(FULL)[0].metadata
    title = (Text("What Exampletown Council decided"),)
    named = dataclasses.replace(metadata, title=title, organisation="Exampletown Council")
    assert page_title(named) == "What Exampletown Council decided"


def test_a_link_to_a_translation_says_its_language() -> None:
    page = page_of(FULL)
    for translation in read_source(FULL)[0].metadata.translations:
        assert f'<a href="{translation.url}" hreflang="{translation.language}" lang="' in page


def test_a_list_in_an_arabic_line_has_arabic_commas() -> None:
    pdf = Sibling("PDF", "", "a.pdf", "application/pdf", 84_000, 2)
    links = re.findall(r'<a href="a\.pdf"[^>]*>([^<]*)</a>', page_of(ARABIC, (pdf,)))
    assert [link.count("،") for link in links] == [2]


def test_decoration_is_no_figure_and_a_picture_among_words_is_as_high_as_the_line() -> None:
    page = re.sub(r'src="[^"]*" ', "", page_of(DECORATIVE))
    assert '<div class="picture"><img alt=""' in page
    assert "<figure" not in page
    assert 'so is <img class="line" alt=""' in page
    assert '<li><div class="picture"><img alt=""' in page


def test_one_heading_of_level_one() -> None:
    assert page_of(FULL).count("<h1") == 1


def test_the_announcement_weighs_little() -> None:
    source = Path(__file__).parents[2] / "source" / "announcement.md"
    assert len(page_of(source).encode()) < 150_000
