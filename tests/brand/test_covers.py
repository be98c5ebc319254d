"""Covers and paper: what stands on the first page, and how large a page is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator.brand.reading import read_brand
from generator.building.build import Built, build
from generator.content.job import Options
from generator.document.brand import Brand, Cover
from tests.brand.notices import NOTICE

Dressed = Callable[..., Built]

pytestmark = pytest.mark.slow


def pages_of(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in pdf.pages
        ]


def document_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_cover_is_a_page_of_its_own(dressed: Dressed) -> None:
    built = dressed("hospital")
    assert len(pages_of(built.files["notice.pdf"])) == 2
    xml = document_xml(built.files["notice.docx"])
    first, second = re.findall("<w:sectPr>.*?</w:sectPr>", xml)
    assert "<w:titlePg/>" in first
    assert "<w:titlePg/>" not in second
    assert xml.index("From Monday on") < xml.index(first) < xml.index("stressed")


def test_the_cover_of_an_e_book_has_the_logo_on_its_ground(dressed: Dressed) -> None:
    with zipfile.ZipFile(io.BytesIO(dressed("hospital").files["notice.epub"])) as archive:
        cover = Image.open(io.BytesIO(archive.read("EPUB/images/cover.png"))).convert("RGB")
        assert b'alt="Harbour road closed"' in archive.read("EPUB/text/cover.xhtml")
    assert cover.getpixel((5, 5)) == (0xF6, 0xFA, 0xFF)
    assert cover.getpixel((5, cover.height - 5)) != cover.getpixel((5, 5))
    logo = {cover.getpixel((x, 145)) for x in range(110, 280)}
    assert (0x00, 0x5E, 0xB8) in logo


def test_a_band_takes_no_page(dressed: Dressed) -> None:
    assert len(pages_of(dressed("council").files["notice.pdf"])) == 1
    assert document_xml(dressed("council").files["notice.docx"]).count("<w:sectPr>") == 1


def test_paper_is_the_brand_s(dressed: Dressed) -> None:
    """Word's margins are such that lines are as long as on A4."""
    assert {*pages_of(dressed("hospital").files["notice.pdf"])} == {(612, 792)}
    assert {*pages_of(dressed("council").files["notice.pdf"])} == {(595, 842)}
    sizes = {
        name: re.search('<w:pgSz w:w="(.*?)" w:h="(.*?)"/><w:pgMar.*?w:right="(.*?)"', text)
        for name in ("council", "hospital")
        if (text := document_xml(dressed(name).files["notice.docx"]))
    }
    found = {name: match.groups() for name, match in sizes.items() if match}
    assert found == {
        "council": ("11906", "16838", "1418"),
        "hospital": ("12240", "15840", "1585"),
    }


SHORT = "---\ntitle: A\nlang: en\n---\n\nA.\n"
WIDE = (
    SHORT
    + f"\nTable: Words\n\n| {' | '.join(f'Long heading {n}' for n in range(9))} |\n|{'---|' * 9}\n"
    + (f"| {' | '.join('internationalisation' for _ in range(9))} |\n\nAfter it.\n")
)


@pytest.mark.parametrize("cover", Cover)
@pytest.mark.parametrize("text", [SHORT, WIDE], ids=["short", "wide"])
def test_every_cover_is_proven_whatever_follows(tmp_path: Path, cover: Cover, text: str) -> None:
    (tmp_path / "brand.yaml").write_text(f"name: The Parish\ncover: {cover}\n", encoding="utf-8")
    (tmp_path / "notice.md").write_text(text, encoding="utf-8")
    brand, _ = read_brand(tmp_path)
    assert brand is not None
    assert brand.usual.cover is cover
    built = build(tmp_path / "notice.md", ("pdf", "docx", "epub"), Options(brand=brand))
    assert built.findings == ()


def test_a_brand_of_nothing_but_a_name_is_the_look_of_ours(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("name: The Parish\n", encoding="utf-8")
    words = NOTICE.format(title="A", language="en", summary="B.")
    (tmp_path / "notice.md").write_text(words, encoding="utf-8")
    brand, _ = read_brand(tmp_path)
    plain, named = (
        build(tmp_path / "notice.md", ("html",), Options(brand=each)).files["notice.html"].decode()
        for each in (None, brand)
    )
    root = re.compile(r":root \{.*?\}")
    assert root.findall(plain) == root.findall(named)
    assert brand is not None
    assert brand.usual == Brand(name=brand.usual.name)
