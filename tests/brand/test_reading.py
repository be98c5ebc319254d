"""A brand's folder is read strictly: what is wrong is said with its line, and what to do."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.brand.example import files
from generator.brand.palette import derived, of_words
from generator.brand.places import nearest
from generator.brand.reading import read_brand
from generator.building.build import build
from generator.commands.cli import CLEAN, ERRORS, USAGE, main
from generator.content.job import Options
from generator.document.brand import Brand, Cover, Paper
from generator.findings.finding import Severity
from generator.packagers import fonts
from generator.rendering import look
from generator.theme import contrast
from tests.brand.brands import NAMES

LOGO = files("")["logo.svg"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    shutil.copy(fonts.TEXT.path, tmp_path / "Text.ttf")
    shutil.copy(fonts.TEXT_ITALIC.path, tmp_path / "Text-Italic.ttf")
    return tmp_path


def found_in(folder: Path, text: str) -> list[str]:
    """What is found in a brand, each as its line, rule and severity."""
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    _, findings = read_brand(folder)
    assert all(each.hint for each in findings)
    return [f"{each.line} {each.rule} {each.severity}" for each in findings]


def brand_in(folder: Path, text: str) -> Brand:
    assert found_in(folder, text) == []
    found, _ = read_brand(folder)
    assert found is not None
    return found.usual


FAULTS = {
    "name: A\ncolour:\n  accent: '#0b4f71'\n": "2 brand-key error",
    "name: A\nname: B\n": "2 brand-key error",
    "lang: en\nname: 'A\n": "2 brand-file error",
    "lang: en\n": "1 brand-file error",
    "": "1 brand-file error",
    "name:\n": "1 brand-file error",
    "name: [A]\n": "1 brand-value error",
    "name: A\nlang: english\n": "2 brand-value error",
    "name: A\nwebsite: example.org\n": "2 brand-value error",
    "name: A\ncover: large\n": "2 brand-value error",
    "name: A\npaper: A5\n": "2 brand-value error",
    f"name: A\nfooter: {'word ' * 30}\n": "2 brand-value error",
    "name: A\ncolours:\n  accent: #0b4f71\n": "3 brand-value error",
    "name: A\ncolours:\n  accent: blue\n": "3 brand-value error",
    "name: A\ncolours:\n  ground: '#123456'\n": "3 brand-contrast error",
    "name: A\ncolours:\n  accent: '#ffd500'\n": "3 brand-contrast warning",
    "name: A\nlogo:\n  file: logo.svg\n": "3 brand-logo error",
    "name: A\nlogo:\n  alternative: A\n": "2 brand-value error",
    "name: A\nlogo:\n  file: lost.svg\n  alternative: A\n": "3 brand-logo error",
    "name: A\nlogo:\n  file: ../logo.svg\n  alternative: A\n": "3 brand-logo error",
    "name: A\nlogo:\n  file: https://example.org/a.svg\n  alternative: A\n": "3 brand-logo error",
    "name: A\ntypefaces:\n  text: lost.ttf\n": "3 brand-typeface error",
    "name: A\ntypefaces:\n  text: ../Text.ttf\n": "3 brand-typeface error",
    "name: A\ntypefaces:\n  text: logo.svg\n": "3 brand-typeface error",
    "name: A\ntypefaces:\n  text: Text-Italic.ttf\n": "3 brand-value error",
    "name: A\ntypefaces:\n  text: Text.ttf\n": "3 brand-typeface warning",
    "---\nname: A\ncover: large\n": "3 brand-value error",
    "name: A\nlang: en\ncy:\n  nam: B\n": "4 brand-key error",
    "name: A\ncy:\n  name: B\n": "1 brand-value error",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_found_on_its_line(folder: Path, text: str) -> None:
    assert found_in(folder, text) == [FAULTS[text]]


def test_the_nearest_key_is_named(folder: Path) -> None:
    (folder / "brand.yaml").write_text("name: A\nadress: B\n", encoding="utf-8")
    _, (finding,) = read_brand(folder)
    assert "“address”" in finding.hint


def test_letters_that_the_typeface_lacks_are_named(folder: Path) -> None:
    font = TTFont(fonts.TEXT.path)
    for table in font["cmap"].tables:
        table.cmap.pop(ord("ŵ"), None)
    font.save(folder / "Text.ttf")
    text = "name: Llŵyn\ntypefaces:\n  text: [Text.ttf, Text-Italic.ttf]\n"
    assert found_in(folder, text) == ["2 brand-typeface warning"]
    _, (finding,) = read_brand(folder)
    assert "(ŵ)" in finding.message


def test_a_typeface_whose_licence_forbids_to_embed_it_is_refused(folder: Path) -> None:
    font = TTFont(fonts.TEXT.path)
    font["OS/2"].fsType = 2
    font.save(folder / "Text.ttf")
    assert found_in(folder, "name: A\ntypefaces:\n  text: Text.ttf\n") == ["3 brand-typeface error"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_typeface_is_refused_or_can_be_used(folder: Path, seed: int) -> None:
    data, chance = bytearray((folder / "Text.ttf").read_bytes()), random.Random(seed)  # noqa: S311
    for _ in range(400):
        data[chance.randrange(2000, len(data))] = chance.randrange(256)
    (folder / "Text.ttf").write_bytes(data)
    (folder / "brand.yaml").write_text("name: A\ntypefaces:\n  text: Text.ttf\n", encoding="utf-8")
    brand, findings = read_brand(folder)
    if brand is None:
        assert "brand-typeface" in {finding.rule for finding in findings}
    else:
        (folder / "notice.md").write_text("---\ntitle: A\nlang: en\n---\n\nB.\n", encoding="utf-8")
        build(folder / "notice.md", ("html", "pdf"), Options(brand=brand))


@pytest.mark.slow
def test_a_compressed_typeface_is_the_same_typeface(folder: Path) -> None:
    font = TTFont(fonts.TEXT.path, recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(folder / "Text.woff2")
    written = "name: A\ntypefaces:\n  text: [Text.{}, Text-Italic.ttf]\n"
    compressed, plain = (brand_in(folder, written.format(kind)) for kind in ("woff2", "ttf"))
    assert [each.family for each in compressed.text] == [each.family for each in plain.text]
    assert compressed.text[0].weights == plain.text[0].weights == (200, 900)
    assert compressed.text[0].data[:4] == plain.text[0].data[:4]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    below = folder / "below"
    below.mkdir()
    (below / "Text.ttf").symlink_to(folder / "Text.ttf")
    assert found_in(below, "name: A\ntypefaces:\n  text: Text.ttf\n") == ["3 brand-typeface error"]


def test_another_language_says_only_what_is_otherwise(folder: Path) -> None:
    text = "name: A\nlang: en\naddress: |\n  1 Street\n  Town\ncover: band\ncy:\n  name: B\n"
    assert found_in(folder, text) == []
    found, _ = read_brand(folder)
    assert found is not None
    english, welsh = found.of("en-GB"), found.of("cy-GB")
    assert [each.text for each in english.address] == ["1 Street", "Town"]
    assert (welsh.name.text, welsh.name.language) == ("B", "cy")
    assert (welsh.address, welsh.cover) == (english.address, Cover.BAND)
    assert found.of("de").name.text == "A"


ACCENTS = ["#0b4f71", "#ffd500", "#d4351c", "#00703c", "#000000", "#ffffff", "#808080", "#2a0845"]


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("ground", ["#ffffff", "#fff7e6", "#e8f1f8"])
def test_derived_colours_stand_out_in_light_and_dark(accent: str, ground: str) -> None:
    colours = derived(accent, ground)
    for palette in (colours.light, colours.dark):
        faults = [*contrast.faults(dict(palette))]
        assert faults == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_words_on_the_cover_of_a_report_stand_out_in_light_and_dark(
    brands: dict[str, Path], name: str
) -> None:
    """They have the colour of paper, on the accent: 7:1 (WCAG 2.2, 1.4.6)."""
    found, _ = read_brand(brands[name])
    assert found is not None
    given = look("html", None, found.usual.house_style)
    for palette in (given["light"], given["dark"]):
        assert contrast.contrast(palette["paper"], palette["accent"]) >= 7


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert of_words("#7a1f4b", "#ffffff") == "#7a1f4b"
    assert of_words("#005eb8", "#ffffff") == "#0052a1"


def test_the_nearest_brand_is_found_up_to_the_given_folder(tmp_path: Path) -> None:
    below = tmp_path / "top" / "middle" / "below"
    below.mkdir(parents=True)
    (tmp_path / "brand.yaml").touch()
    assert nearest(below, tmp_path / "top") is None
    assert nearest(below, tmp_path) == tmp_path
    (below.parent / "brand.yaml").touch()
    assert nearest(below, tmp_path) == below.parent


def test_the_example_has_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brand", "new", str(tmp_path / "ours")]) == CLEAN
    assert main(["brand", "check", str(tmp_path / "ours")]) == CLEAN
    assert "logo logo.svg, words in #0b4f71 on #ffffff" in capsys.readouterr().out
    found, findings = read_brand(tmp_path / "ours")
    assert found is not None
    assert (findings, found.usual.paper) == ((), Paper.A4)
    assert main(["brand", "new", str(tmp_path / "ours")]) == USAGE


def test_faults_of_a_brand_end_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brand.yaml").write_text("name: A\nlogo: x\n", encoding="utf-8")
    assert main(["brand", "check", str(tmp_path)]) == ERRORS
    assert "brand.yaml:2: error[brand-value]" in capsys.readouterr().err
    _, findings = read_brand(tmp_path / "nowhere")
    assert [each.severity for each in findings] == [Severity.ERROR]
