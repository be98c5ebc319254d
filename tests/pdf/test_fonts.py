"""Only declared fonts are used; what none of them can draw is said."""

from __future__ import annotations

import hashlib
import sys
from io import BytesIO
from pathlib import Path

import fontpkg
import pikepdf
import pypdfium2 as pdfium
import pytest
import uharfbuzz as harfbuzz

from generator.content.job import FontFile
from generator.packagers import fonts
from generator.packagers.typefaces import (
    FontFace,
    FontPackage,
    cure_for,
    declared_faces,
    families,
    is_font,
    missing_characters,
    needed_faces,
)
from tests.pdf.support import made, tags


def embedded(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        return {str(fonts[name].BaseFont).partition("+")[2] for name in fonts.keys()}  # noqa: SIM118


def test_every_face_used_is_declared_and_embedded() -> None:
    data = made("<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <code>e <i>f</i></code></p>").data
    assert all(name.startswith(("Source-Sans-3", "Source-Code-Pro")) for name in embedded(data))
    assert len(embedded(data)) == 6


def test_a_family_of_the_system_is_never_picked() -> None:
    data = made("<p style='font-family: DejaVu Sans, Liberation Serif'>words</p>").data
    assert all(name.startswith("Source") for name in embedded(data))


def test_a_missing_character_is_told_and_read_but_drawn_as_a_square() -> None:
    result = made('<p data-line="7">so 👍 it is</p>')
    assert result.missing == {"👍": 7}
    assert "so 👍 it is" in tags(result.data)
    assert result.complaints == ()


def test_invisible_characters_need_no_glyph() -> None:
    assert missing_characters(["a\u00ad\u200b\u2060\ufe0f"], declared_faces()) == ()


@pytest.mark.parametrize(
    ("letter", "package"),
    [
        ("א", "fontpkg-heebo"),
        ("م", "fontpkg-noto-sans-arabic"),
        ("क", "fontpkg-noto-sans-devanagari"),
        ("ক", "manimgx-fonts"),
        ("ሀ", "manimgx-fonts"),
        ("漢", "noto-cjk-sans-otc"),
        ("か", "noto-cjk-sans-otc"),
        ("ｶ", "noto-cjk-sans-otc"),
        ("한", "noto-cjk-sans-otc"),
        ("「", "noto-cjk-sans-otc"),
    ],
)
def test_a_letter_names_the_command_that_brings_its_typeface(
    letter: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FontPackage, "installed", False)
    monkeypatch.chdir(Path(sys.executable).parents[2])
    command = f"{Path('.venv/bin') / Path(sys.executable).name} -m pip install {package}; "
    assert command in (cure_for(letter) or "")
    assert "--formats html,docx,epub,txt" in (cure_for(letter) or "")


def test_a_letter_without_a_typeface_of_ours_asks_for_a_file() -> None:
    cure = cure_for("\N{TIBETAN LETTER KA}") or ""
    assert "--font FILE" in cure
    assert "--formats html,docx,epub,txt" in cure


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("বাংলা", "Noto Sans Bengali"),
        ("தமிழ்", "Noto Sans Tamil"),
        ("తెలుగు", "Noto Sans Telugu"),
        ("ગુજરાતી", "Noto Sans Gujarati"),
        ("ਪੰਜਾਬੀ", "Noto Sans Gurmukhi"),
        ("ไทย", "Noto Sans Thai"),
        ("ខ្មែរ", "Noto Sans Khmer"),
        ("ትግርኛ", "Noto Sans Ethiopic"),
        ("ქართული", "Noto Sans Georgian"),
        ("☎ ✉ ★ ∈", "DejaVu Sans"),
        ("𝑥", "STIX Two Math"),
    ],
)
def test_a_script_has_its_typeface_and_no_other_is_read(words: str, family: str) -> None:
    faces = needed_faces(declared_faces((), words), words)
    assert [face.family for face in faces if not face.ours] == [family]
    assert missing_characters([words], faces) == ()


def test_a_sign_has_no_cure() -> None:
    assert cure_for("\N{THUMBS UP SIGN}") is None


def test_only_the_faces_that_draw_something_are_needed() -> None:
    def families(text: str) -> set[str]:
        return {face.family for face in needed_faces(declared_faces(), text)}

    ours = {"Source Sans 3", "Source Code Pro"}
    assert families("Ŵy\n Ж") == ours
    assert families("שלום") == {*ours, "Heebo"}
    assert families("كتاب क") == {*ours, "Noto Sans Arabic", "Noto Sans Devanagari"}


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("ja", "Noto Sans CJK JP"),
        ("zh", "Noto Sans CJK SC"),
        ("zh-TW", "Noto Sans CJK TC"),
        ("ko", "Noto Sans CJK KR"),
        ("cy", "Source Sans 3"),
    ],
)
def test_han_is_drawn_as_in_the_country_of_its_language(language: str, first: str) -> None:
    regions = [cjk(region) for region in ("JP", "KR", "SC", "TC")]
    text, code = families((*needed_faces(declared_faces(), "x"), *regions), language)
    assert text[0] == first
    assert code[0] == "Source Code Pro"


def cjk(region: str) -> FontFace:
    name = f"Noto Sans CJK {region}"
    return FontFace(name, "normal", name, b"", FontFile(name, ""), declared=True)


def test_a_declared_font_file_draws_what_packages_cannot() -> None:
    file = Path(fontpkg.path("Heebo"))
    [face] = [each for each in declared_faces((file,)) if each.declared]
    assert not [each for each in needed_faces((*OURS, face), "words") if each.declared]
    [cut] = [each for each in needed_faces((*OURS, face), "שלום") if each.declared]
    assert len(cut.data) < len(face.data) / 3
    assert cut.file.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_glyphs_of_a_declared_font_keep_their_numbers() -> None:
    [face] = [each for each in declared_faces((Path(fontpkg.path("Heebo")),)) if each.declared]
    [cut] = [each for each in needed_faces((*OURS, face), "שלום") if each.declared]
    numbers = [
        harfbuzz.Font(harfbuzz.Face(each.data)).get_nominal_glyph(ord("ש")) for each in (face, cut)
    ]
    assert numbers[0] == numbers[1]


OURS = tuple(face for face in declared_faces() if face.ours)


def test_what_is_no_font_is_told(tmp_path: Path) -> None:
    file = tmp_path / "no.ttf"
    assert not is_font(file)
    file.write_bytes(b"no font")
    assert not is_font(file)


def test_css_may_draw_what_nobody_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    greek = made("<ol><li>one<li>two</ol>", css="ol { list-style: lower-greek }")
    assert "β." in tags(greek.data)
    assert greek.missing == {}
    monkeypatch.setattr(fonts, "for_drawing", lambda data, _: data)
    assert tags(made("<ol><li>one<li>two</ol>", css="ol { list-style: lower-greek }").data) == tags(
        greek.data
    )


def test_a_font_with_fewer_characters_is_laid_out_as_the_whole_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = (
        "<p>Traffic of AVATAR, <b>To: 1/2 fi ffl</b>, <i>Wýŷ ŵ “Te”</i> <code>a != b</code>"
        "<p style='font-variant: small-caps'>Small <b style='font-weight: 437'>caps</b> 0123</p>"
    )
    cut = pixels(made(body).data)
    assert len({*cut}) > 2
    monkeypatch.setattr(fonts, "for_drawing", lambda data, _: data)
    assert pixels(made(body).data) == cut


def pixels(data: bytes) -> bytes:
    """The first page as it is seen, 150 pixels an inch."""
    with pdfium.PdfDocument(data) as pdf:
        return bytes(pdf[0].render(scale=150 / 72).to_pil().tobytes())
