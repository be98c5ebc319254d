"""The publication as a whole: its package, what it claims, and how it is cut into files."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from generator.content.added_text import add_text
from generator.content.job import Facts, Job, Options, PageStart
from generator.document.facts import Contact
from generator.document.model import Document
from generator.packagers import epub
from generator.packagers.epub.cover import cover
from generator.source import read_source
from tests.html.test_markup import job_of

SAMPLES = Path(__file__).parents[1] / "samples"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SECTION = "## Part {0}\n\n" + "Many words say little. " * 80 + "\n\n### Sub {0}\n\n"
LONG = "".join(SECTION.format(number) for number in range(1, 5))


def archive_of(job: Job) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub.pack(job).data))


def job_from(path: Path) -> Job:
    document, _ = read_source(path)
    return Job(document, add_text(document), Options())


def package_of(job: Job) -> etree._Element:
    return etree.fromstring(archive_of(job).read("EPUB/content.opf"))


def said(package: etree._Element, name: str) -> list[str]:
    return [m.text or "" for m in package.iter(f"{OPF}meta") if m.get("property") == name]


def changed(job: Job, **metadata: object) -> Job:
    new = dataclasses.replace(job.document.metadata, **metadata)  # type: ignore[arg-type]
    document: Document = dataclasses.replace(job.document, metadata=new)
    return dataclasses.replace(job, document=document, added_text=add_text(document))


# The container


def test_mimetype_comes_first_and_is_stored(tmp_path: Path) -> None:
    archive = archive_of(job_of(tmp_path, "Words."))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert archive.read(first) == b"application/epub+zip"


def test_the_same_document_gives_the_same_bytes() -> None:
    job = job_from(SAMPLES / "pictures.md")
    assert epub.pack(job).data == epub.pack(job).data


def test_every_file_is_well_formed_and_in_the_manifest() -> None:
    job = job_from(SAMPLES / "pictures.md")
    archive = archive_of(job)
    listed = {item.get("href") for item in package_of(job).iter(f"{OPF}item")}
    held = {name.removeprefix("EPUB/") for name in archive.namelist() if name.startswith("EPUB/")}
    assert held - {"content.opf"} == listed
    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            etree.fromstring(archive.read(name))


# Identity

DATED: dict[str, object] = {"date": datetime.date(2019, 5, 3)}


def test_the_package_knows_its_language_and_direction(tmp_path: Path) -> None:
    package = package_of(changed(job_of(tmp_path, "Words."), language="ar"))
    assert (package.get(f"{XML}lang"), package.get("dir")) == ("ar", "rtl")
    spine = package.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


def test_the_identifier_stays_when_the_text_is_corrected(tmp_path: Path) -> None:
    one, other = (changed(job_of(tmp_path, text), **DATED) for text in ("Words.", "Corrected."))
    identifiers = [package_of(job).findtext(f".//{DC}identifier") for job in (one, other)]
    assert identifiers[0] == identifiers[1]
    assert identifiers[0]
    assert identifiers[0].startswith("urn:uuid:")
    given = package_of(changed(one, identifier="isbn:1"))
    assert given.findtext(f".//{DC}identifier") == "isbn:1"


@pytest.mark.parametrize(
    ("metadata", "epoch", "moment"),
    [
        (DATED, 0, "2019-05-03T00:00:00Z"),
        (DATED | {"updated": datetime.date(2020, 1, 2)}, 0, "2020-01-02T00:00:00Z"),
        ({}, 86400, "1970-01-02T00:00:00Z"),
    ],
)
def test_the_last_change_is_said_by_the_source_and_not_by_the_clock(
    metadata: dict[str, object], epoch: int | None, moment: str, tmp_path: Path
) -> None:
    job = changed(job_of(tmp_path, "Words."), **metadata)
    job = dataclasses.replace(job, options=Options(epoch=epoch))
    assert said(package_of(job), "dcterms:modified") == [moment]


def test_without_a_date_identifier_and_moment_change_with_the_text(tmp_path: Path) -> None:
    """A reading system shows the file that it has where both are as before."""
    packages = [package_of(job_of(tmp_path, text)) for text in ("Words.", "Corrected.", "Words.")]
    identifiers = [package.findtext(f".//{DC}identifier") for package in packages]
    [moments] = zip(*(said(package, "dcterms:modified") for package in packages), strict=True)
    for first, second, again in (identifiers, moments):
        assert first != second
        assert first == again
    assert {moment[:5] for moment in moments} == {"2000-"}


def test_each_language_of_the_parts_is_a_language_of_the_book(tmp_path: Path) -> None:
    package = package_of(job_of(tmp_path, "[Croeso]{lang=cy} and\n\n{lang=fr}\nBonjour."))
    assert [e.text for e in package.iter(f"{DC}language")] == ["en-GB", "fr", "cy"]


# What a reader finds


def page_of(job: Job, name: str) -> etree._Element:
    return etree.fromstring(archive_of(job).read(f"EPUB/{name}"))


EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def test_other_formats_and_contents_can_be_gone_to(tmp_path: Path) -> None:
    job = changed(job_of(tmp_path, "## One[^1]\n\n[^1]: A note."), contact=Contact("Ask us."))
    nav = page_of(job, "nav.xhtml")
    listed, landmarks = (list(each.iter("{*}a")) for each in list(nav.iter("{*}nav"))[:2])
    assert [each.text for each in listed][-2:] == ["Notes", "Other formats"]
    assert listed[-1].get("href") == "text/1.xhtml#_formats"
    assert [(each.get(EPUB_TYPE), each.get("href")) for each in landmarks] == [
        ("cover", "text/cover.xhtml"),
        ("toc", "#toc"),
        ("bodymatter", "text/1.xhtml"),
        ("footnotes", "text/1.xhtml#_notes"),
    ]


def test_footnotes_stand_in_no_section_of_endnotes(tmp_path: Path) -> None:
    page = page_of(job_of(tmp_path, "One[^1]\n\n[^1]: A note."), "text/1.xhtml")
    [note] = [each for each in page.iter("{*}div") if each.get("role") == "doc-footnote"]
    around = [each for each in note.iterancestors() if each.get("role") or each.get(EPUB_TYPE)]
    assert [(each.get("role"), each.get(EPUB_TYPE)) for each in around] == [
        (None, "footnotes"),
        ("main", None),
    ]
    assert around[0].get("aria-labelledby") == "_notes"


def test_a_picture_has_a_ground_at_night() -> None:
    style = archive_of(job_from(SAMPLES / "pictures.md")).read("EPUB/style.css").decode()
    assert "img { background: #fff }" in style


def test_a_page_that_begins_in_a_table_is_marked_in_its_row(tmp_path: Path) -> None:
    text = "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nWords[^1].\n\n[^1]: A note."
    job = job_of(tmp_path, text)
    line = job.document.blocks[0].position.line
    starts = (PageStart(1, line), PageStart(2, line + 3), PageStart(3, line + 7))
    job = dataclasses.replace(job, siblings={"pdf": Facts(3, starts)})
    page = page_of(job, "text/1.xhtml")
    second, third = list(page.iter("{*}span"))[1:]
    cell, notes = second.getparent(), third.getnext()
    assert cell is not None
    assert notes is not None
    assert (etree.QName(cell).localname, "".join(cell.itertext())) == ("td", "3")
    assert notes.get("class") == "notes"


# Files


def test_a_short_document_is_one_file(tmp_path: Path) -> None:
    names = archive_of(job_of(tmp_path, "## One\n\nWords.\n\n## Two")).namelist()
    assert [name for name in names if name.startswith("EPUB/text/")] == [
        "EPUB/text/cover.xhtml",
        "EPUB/text/1.xhtml",
    ]


def test_a_long_document_is_cut_at_its_sections(tmp_path: Path) -> None:
    job = job_of(tmp_path, f"Before.\n\n{LONG}\n\nSee [one](#part-1)[^n].\n\n[^n]: Note.")
    archive = archive_of(job)
    names = [name for name in archive.namelist() if re.match(r"EPUB/text/\d", name)]
    assert len(names) == 5
    assert sum(archive.read(name).count(b"<h1") for name in names) == 1
    last = archive.read("EPUB/text/5.xhtml").decode()
    assert 'href="2.xhtml#part-1"' in last
    assert 'href="notes.xhtml#_note-1"' in last
    assert 'href="5.xhtml#_call-1"' in archive.read("EPUB/text/notes.xhtml").decode()


def test_every_link_arrives(tmp_path: Path) -> None:
    job = job_of(tmp_path, f"{LONG}\n\nSee [one](#part-1)[^n].\n\n[^n]: Note.")
    archive = archive_of(job)
    for name in archive.namelist():
        if not name.endswith((".xhtml", ".ncx")):
            continue
        text = archive.read(name).decode()
        for address in re.findall(r'(?:href|src)="(?!http|mailto)([^"]+)"', text):
            path, _, fragment = address.partition("#")
            target = (Path("/", name).parent / path).resolve().as_posix()[1:] if path else name
            assert target in archive.namelist(), address
            if fragment:
                assert f'id="{fragment}"' in archive.read(target).decode(), address


def test_a_heading_in_a_container_of_another_language_is_listed_in_that_language(
    tmp_path: Path,
) -> None:
    archive = archive_of(job_of(tmp_path, "::: {lang=cy}\n## Sut\u00a0i ymateb\n:::\n"))
    nav, ncx = (archive.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "toc.ncx"))
    assert 'lang="cy" xml:lang="cy" dir="ltr">Sut\u00a0i ymateb</a>' in nav
    assert '<navLabel xml:lang="cy"><text>Sut\u00a0i ymateb</text>' in ncx


# Pages


def with_pages(job: Job, *starts: tuple[int, int]) -> Job:
    pages = tuple(PageStart(page, line) for page, line in starts)
    last = max(page for page, _ in starts)
    return dataclasses.replace(job, siblings={"pdf": Facts(last, pages)})


def test_no_page_list_without_a_pdf(tmp_path: Path) -> None:
    archive = archive_of(job_of(tmp_path, "Words."))
    assert b"page-list" not in archive.read("EPUB/nav.xhtml")


def test_the_page_list_follows_the_pdf(tmp_path: Path) -> None:
    job = with_pages(job_of(tmp_path, "One.\n\nTwo.\n\nThree."), (1, 6), (2, 8), (3, 10))
    archive = archive_of(job)
    text = archive.read("EPUB/text/1.xhtml").decode()
    assert re.findall(r'title="(\d)"></span>\s*<p>(\w+)', text) == [
        ("2", "Two"),
        ("3", "Three"),
    ]
    nav = archive.read("EPUB/nav.xhtml").decode()
    assert re.findall(r"_page-(\d)", nav) == ["1", "2", "3"]
    package = package_of(job)
    assert {"pageNavigation", "pageBreakMarkers"} <= set(
        said(package, "schema:accessibilityFeature")
    )
    assert said(package, "pageBreakSource") == ["Case (PDF)"]
    assert epub.pack(job).data == epub.pack(job).data


def test_a_page_without_words_of_the_source_begins_with_the_next(tmp_path: Path) -> None:
    job = with_pages(job_of(tmp_path, "One.\n\nTwo."), (1, 6), (3, 8))
    text = archive_of(job).read("EPUB/text/1.xhtml").decode()
    order = re.findall(r'title="(\d)"|(One|Two)\b', text)
    assert [page or word for page, word in order] == ["1", "One", "2", "3", "Two"]


def test_pages_of_notes_stand_at_the_notes_wherever_these_are_written(tmp_path: Path) -> None:
    body = "One[^a].\n\n[^a]: First.\n\nTwo[^b].\n\n[^b]: Second.\n\nThree."
    job = with_pages(job_of(tmp_path, body), (1, 6), (2, 10), (3, 8), (4, 12))
    text = archive_of(job).read("EPUB/text/1.xhtml").decode()
    order = re.findall(r'title="(\d)"|(Two|Three|First|Second)\b', text)
    assert [page or word for page, word in order] == [
        "1", "2", "Two", "Three", "3", "First", "4", "Second",
    ]  # fmt: skip


# The cover


@pytest.mark.parametrize("title", ["A", "word " * 120, "W" * 90, "مرحبا", "漢字"])
def test_a_cover_can_be_made_of_any_title(title: str) -> None:
    data = cover(title, "Office", "#0b4f71", "#ffffff")
    assert data.startswith(b"\x89PNG")
    assert data == cover(title, "Office", "#0b4f71", "#ffffff")
