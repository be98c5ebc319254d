"""What a brand adds stands in every format, once, and nothing of it can be lost or changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import reading_order as order
from generator.brand.dressing import branded
from generator.brand.reading import read_brand
from generator.building.build import Built
from generator.building.format_modules import read_back
from generator.building.format_stages import as_read_in, prove_output
from generator.content.added_text import Sibling, add_text
from generator.content.announced import announced_page
from generator.content.formats import FORMATS
from generator.document.model import Document
from generator.source import read_source
from tests.brand.brands import NAMES
from tests.brand.notices import notice

Dressed = Callable[..., Built]
NAME = "Aberwylan County Council"
FOOTER = "Aberwylan County Council – for the coast and its people"
DRAWN = ("html", "pdf", "docx", "epub")

pytestmark = pytest.mark.slow


def read(built: Built, name: str) -> order.ReadingOrder:
    return read_back(FORMATS[name], built.files[f"notice.{name}"])


def words_of(found: order.ReadingOrder) -> list[str]:
    """The words of each block at the top, of a figure its alternative text."""
    said = []
    for block in found.blocks:
        if isinstance(block, order.Figure):
            said.append(f"[{block.alternative}]")
        elif isinstance(block, order.Heading | order.Paragraph):
            said.append(block.words.text)
    return said


@pytest.mark.parametrize("name", DRAWN)
def test_the_logo_comes_first_and_is_announced_once(dressed: Dressed, name: str) -> None:
    said = words_of(read(dressed("council"), name))
    assert said[int(name == "html")] == f"[{NAME}]"  # after the link that skips it
    assert said.count(f"[{NAME}]") == 1
    assert sum(NAME in each for each in said) == 2  # and in the footer, at the end


@pytest.mark.parametrize("name", DRAWN)
def test_address_website_and_footer_come_last(dressed: Dressed, name: str) -> None:
    said = words_of(read(dressed("council"), name))
    address = "Harbour Hall, Quay Street" + order.BREAK + "Aberwylan LL99 1AA"
    assert said[-3:] == [address, "www.aberwylan.example", FOOTER]


def test_text_begins_with_the_words_of_the_logo(dressed: Dressed) -> None:
    lines = dressed("council").files["notice.txt"].decode().splitlines()
    assert lines[0] == NAME
    assert lines[-6:] == [
        "Harbour Hall, Quay Street",
        "Aberwylan LL99 1AA",
        "",
        "www.aberwylan.example",
        "",
        FOOTER,
    ]


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_the_footer_stands_on_each_page_of_paper(dressed: Dressed, name: str) -> None:
    assert any(each.startswith(FOOTER) for each in read(dressed("council"), name).artifacts)


def test_a_brand_without_a_logo_shows_its_name(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("name: The Parish\n", encoding="utf-8")
    brand, _ = read_brand(tmp_path)
    document = branded(document_in(tmp_path, "en-GB"), brand)
    (block,) = add_text(document).masthead
    found = announced_page(document, add_text(document))
    assert type(block).__name__ == "Paragraph"
    assert [each.text for each in found][1:3] == ["[banner]", "The Parish"]


def test_what_is_announced_of_the_page(brands: dict[str, Path], tmp_path: Path) -> None:
    brand, _ = read_brand(brands["council"])
    document = branded(document_in(tmp_path, "en-GB"), brand)
    said = [each.text for each in announced_page(document, add_text(document))]
    assert said[1:6] == [
        "[banner]",
        "[figure]",
        f"{NAME} [image]",
        "[leaving figure.]",
        "[main content]",
    ]
    assert said[-1] == FOOTER


# Other languages ---------------------------------------------------------------------------------


def test_welsh_documents_have_the_welsh_brand(dressed: Dressed) -> None:
    built = dressed("council", "cy", ("html", "txt"))
    page = built.files["notice.html"].decode()
    assert page.count("Cyngor Sir Aberwylan") == 2
    assert NAME not in page
    assert 'alt="Cyngor Sir Aberwylan"' in page
    assert "<figure>" in page.partition("<main")[0]
    assert built.files["notice.txt"].decode().startswith("Cyngor Sir Aberwylan\n")


def test_words_in_another_language_than_the_document_say_so(dressed: Dressed) -> None:
    page = dressed("council", "de", ("html", "txt")).files["notice.html"].decode()
    assert '<figure lang="en-GB" dir="ltr">' in page
    assert f'<p lang="en-GB" dir="ltr">{FOOTER}</p>' in page
    assert '<p class="lines" lang="en-GB" dir="ltr">Harbour Hall' in page


# The proof ---------------------------------------------------------------------------------------


def document_in(folder: Path, language: str) -> Document:
    source = folder / "notice.md"
    source.write_text(notice(language), encoding="utf-8")
    return read_source(source)[0]


@pytest.fixture
def document(brands: dict[str, Path], tmp_path: Path) -> Document:
    brand, _ = read_brand(brands["council"])
    return branded(document_in(tmp_path, "en-GB"), brand)


def rules(document: Document, built: Built, name: str, data: bytes) -> set[str]:
    row = FORMATS[name]
    others = tuple(
        Sibling(
            FORMATS[each.format].title,
            FORMATS[each.format].named_by,
            each.path,
            each.media_type,
            each.bytes,
            each.pages,
        )
        for each in built.manifest.outputs
        if each.format in row.after and name == "html"
    )
    given = as_read_in(document, row)
    proof = prove_output(given, add_text(given, others), row, data, f"notice.{name}")
    return {finding.rule for finding in proof.findings}


def edited(data: bytes, member: str, edit: Callable[[str], str]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == member:
                changed = edit(text.decode()).encode()
                assert changed != text
                text = changed
            new.writestr(entry, text)
    return result.getvalue()


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.DOTALL)


PAGE_DAMAGES = {
    "no masthead": (without('<header class="masthead">.*?</header>'), "proof-missing"),
    "no drawing for dark screens": (without("<source [^>]*>"), "proof-picture"),
    "another drawing for dark screens": (
        lambda text: re.sub(r'(srcset="data:image/svg\+xml;base64,.{40})..', r"\1QQ", text),
        "proof-picture",
    ),
    "for all screens": (
        lambda text: text.replace("screen and (prefers-color-scheme: dark)", "all"),
        "proof-unknown-markup",
    ),
    "no footer": (without(f"<p>{FOOTER}</p>"), "proof-missing"),
    "a logo of another name": (
        lambda text: text.replace(f'alt="{NAME}"', 'alt="Another"'),
        "proof-missing",
    ),
}


@pytest.mark.parametrize("damage", PAGE_DAMAGES)
def test_a_damaged_page_is_noticed(dressed: Dressed, document: Document, damage: str) -> None:
    built = dressed("council")
    edit, rule = PAGE_DAMAGES[damage]
    text = built.files["notice.html"].decode()
    assert rules(document, built, "html", text.encode()) == set()
    assert edit(text) != text
    assert rule in rules(document, built, "html", edit(text).encode())


ARCHIVE_DAMAGES = {
    "docx: no logo": ("docx", "word/document.xml", without("<w:drawing>.*?</w:drawing>")),
    "docx: no footer on pages": ("docx", "word/footer.xml", without("for the coast")),
    "docx: no footer at the end": ("docx", "word/document.xml", without("for the coast")),
    "epub: no logo": ("epub", "EPUB/text/1.xhtml", without('<div class="masthead">.*?</div>')),
    "epub: no address": ("epub", "EPUB/text/1.xhtml", without("Harbour Hall")),
}


@pytest.mark.parametrize("damage", ARCHIVE_DAMAGES)
def test_a_damaged_file_is_noticed(dressed: Dressed, document: Document, damage: str) -> None:
    built = dressed("council")
    name, member, edit = ARCHIVE_DAMAGES[damage]
    data = built.files[f"notice.{name}"]
    assert rules(document, built, name, data) == set()
    assert rules(document, built, name, edited(data, member, edit)) != set()


@pytest.mark.parametrize("name", ["pdf", "txt"])
def test_the_file_of_another_brand_is_noticed(
    dressed: Dressed, document: Document, name: str
) -> None:
    built = dressed("council")
    assert rules(document, built, name, built.files[f"notice.{name}"]) == set()
    other = dressed("hospital").files[f"notice.{name}"]
    assert rules(document, built, name, other) != set()


@pytest.mark.parametrize("brand", NAMES)
def test_a_logo_is_named_apart_from_pictures_of_the_source(
    brands: dict[str, Path], tmp_path: Path, brand: str
) -> None:
    found, _ = read_brand(brands[brand])
    assert found is not None
    assert found.usual.logo is not None
    picture = found.usual.logo.picture
    document = document_in(tmp_path, "en-GB")
    document = replace(document, pictures={picture.name: replace(picture, data=b"")})
    assert {*branded(document, found).pictures} == {picture.name, f"brand-{picture.name}"}
