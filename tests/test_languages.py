"""Documents in any language and script: complete, in their direction, marked as what they are."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.building.build import build
from generator.document.languages import Writing
from generator.document.walk import languages
from generator.findings.errors import SourceError
from generator.source import read_source

pytestmark = pytest.mark.slow

EVERY_OTHER = ("html", "docx", "epub", "txt")
"""The formats that leave the drawing of letters to the reader's device."""

FALLEN_BACK = """\
---
title: Zubia itxita
lang: {language}
organisation: Udala
date: 2026-05-04
contact:
  email: zubia@example.org
  telephone: +34 940 00 00 00
licence: CC BY 4.0
---

Zubia itxita dago.[^1]

[^1]: Oharra.
"""


def source(folder: Path, text: str) -> Path:
    """A source with this text."""
    path = folder / "notice.md"
    path.write_text(text, encoding="utf-8")
    return path


def part(data: bytes, name: str) -> str:
    """A file of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def fallen_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A Basque document, for which we have no words, in every format."""
    folder = tmp_path_factory.mktemp("basque")
    built = build(source(folder, FALLEN_BACK.format(language="eu-ES")))
    assert [finding.rule for finding in built.findings] == ["language-words"]
    return {Path(name).suffix: data for name, data in built.files.items()}


@pytest.mark.parametrize(
    "markup",
    [
        '<div lang="en-GB" dir="ltr"><a class="skip" href="#_main">Skip to main content</a></div>',
        '<p class="byline" lang="en-GB" dir="ltr">Published <time datetime="2026-05-04">4 May 2026',
        '<span lang="en-GB" dir="ltr">Email: </span><a href="mailto:zubia@example.org">zubia@',
        '<span lang="en-GB" dir="ltr">Licence: </span>CC BY 4.0',
        '<h2 id="_notes" lang="en-GB" dir="ltr">Notes</h2>',
    ],
)
def test_english_is_marked_as_english_on_the_page(
    markup: str, fallen_back: dict[str, bytes]
) -> None:
    assert markup in fallen_back[".html"].decode()


@pytest.mark.parametrize("words", ["Published 4 May 2026", "Email: ", "Licence: "])
def test_english_is_marked_as_english_in_word(words: str, fallen_back: dict[str, bytes]) -> None:
    runs = part(fallen_back[".docx"], "word/document.xml").split("<w:r>")
    [run] = [run for run in runs if words in run]
    assert '<w:lang w:val="en-GB"' in run


def test_english_is_marked_as_english_in_the_e_book(fallen_back: dict[str, bytes]) -> None:
    package = part(fallen_back[".epub"], "EPUB/content.opf")
    assert re.search(r'accessibilitySummary"[^>]*xml:lang="en-GB"', package)
    assert 'lang="en-GB"' in part(fallen_back[".epub"], "EPUB/nav.xhtml")


def test_english_is_marked_as_english_in_the_pdf(fallen_back: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(fallen_back[".pdf"])) as pdf:
        tagged = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and str(each.get("/Lang", "")) == "en-GB"
        ]
    assert len(tagged) >= len("date notes formats ask email telephone licence back".split())


@pytest.mark.parametrize("language", ["ur", "az-Arab"])
def test_english_among_words_from_right_to_left_is_proven_too(
    language: str, tmp_path: Path
) -> None:
    built = build(source(tmp_path, FALLEN_BACK.format(language=language)))
    assert 'dir="rtl"' in built.files["notice.html"].decode()


def test_numbers_keep_their_direction_among_words_of_the_other(tmp_path: Path) -> None:
    text = FALLEN_BACK.format(language="ar").replace("Zubia", "جسر")
    page = build(source(tmp_path, text), ("html", "pdf")).files["notice.html"].decode()
    assert '<p>الهاتف: <a href="tel:+34940000000">\u200e+34 940 00 00 00\u200e</a>' in page
    assert re.search(r"PDF\u200f، [0-9]+ كيلوبايت\u200f، صفحة واحدة</a>", page)


# Scripts -----------------------------------------------------------------------------------------

SCRIPTS = {
    "emoji": "👍🏽 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇪🇺 ❤️ 1️⃣",
    "marks": "e\u0301 \u1e9b\u0323 a\u0308\u0304 Z\u0351\u036b\u0343",
    "joiners": "می‌خواهم क्‍ष क्‌ष ශ්‍රී",
    "rare": "ქართული አማርኛ ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ ⵜⴰⵎⴰⵣⵉⵖⵜ 𐌲𐌿𐍄𐌹𐍃𐌺 𞤆𞤵𞤤𞤢𞤪",
}
SAID = """\
---
title: Signs
lang: en-GB
---

Here they stand: {text} and the text goes on.

| Name    | Sign   |
|---------|--------|
| {text} | {text} |

![A picture of {text}](dot.png)
"""


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_is_complete_where_readers_bring_their_fonts(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "dot.png").write_bytes(DOT.read_bytes())
    built = build(source(tmp_path, SAID.format(text=text)), EVERY_OTHER)
    assert set(built.files) == {f"notice.{name}" for name in EVERY_OTHER}


def test_a_pdf_says_which_signs_it_cannot_draw(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(DOT.read_bytes())
    built = build(source(tmp_path, SAID.format(text="👍")), ("pdf",))
    [said] = [finding for finding in built.findings if finding.rule == "font-character"]
    assert "👍" in said.message


@pytest.mark.parametrize(
    ("text", "remedy"), [("བོད", "--font FILE"), ("图书馆", "noto-cjk-sans-otc")]
)
def test_a_pdf_without_a_font_for_letters_is_refused(
    text: str, remedy: str, tmp_path: Path
) -> None:
    (tmp_path / "dot.png").write_bytes(DOT.read_bytes())
    with pytest.raises(SourceError) as refused:
        build(source(tmp_path, SAID.format(text=text)), ("pdf",))
    hints = [each.hint for each in refused.value.findings if each.rule == "font-character"]
    assert hints
    assert all(remedy in (hint or "") for hint in hints)


DOT = Path(__file__).parent / "samples" / "pictures" / "dot.png"


# Styles ------------------------------------------------------------------------------------------


def test_a_style_knows_the_writing_of_the_languages_that_it_meets() -> None:
    writing = Writing.of(("cy", "ar", "he", "ja", "zh-Hans", "hi", "xx-no-such!"))
    assert writing.tall == ("ar", "ja", "zh-Hans", "hi")
    assert writing.upright == ("ar", "he", "ja", "zh-Hans", "hi")
    assert writing.dotted == ("ja", "zh-Hans")


def test_a_document_tells_its_languages(tmp_path: Path) -> None:
    text = "---\ntitle: T\nlang: cy\n---\n\n{lang=fr}\nBonjour [Hallo]{lang=de}\n"
    document, _ = read_source(source(tmp_path, text))
    assert languages(document) == ("cy", "fr", "de")


def test_other_languages_are_linked_by_their_own_names(tmp_path: Path) -> None:
    text = (
        "---\ntitle: T\nlang: en-GB\ntranslations:\n"
        "  - {lang: cy, url: https://example.org/cy}\n"
        "  - {lang: ar, url: https://example.org/ar}\n---\n\nWords.\n"
    )
    files = build(source(tmp_path, text), EVERY_OTHER).files
    page = files["notice.html"].decode()
    assert '<a href="https://example.org/cy" hreflang="cy" lang="cy" dir="ltr">Cymraeg</a>' in page
    assert '<a href="https://example.org/ar" hreflang="ar" lang="ar" dir="rtl">العربية</a>' in page
    assert "Cymraeg <https://example.org/cy>" in files["notice.txt"].decode()
    assert "العربية" in part(files["notice.docx"], "word/document.xml")
