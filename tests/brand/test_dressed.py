"""A notice with a brand: proven in every format, in the brand's colours and typefaces."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.brand.reading import read_brand
from generator.building.build import Built
from generator.commands.cli import CLEAN, ERRORS, USAGE, main
from generator.content.formats import FORMATS
from generator.readback import epub, html
from tests.brand.brands import NAMES
from tests.brand.notices import NOTICE
from tests.test_watch import WAITING, watched

Dressed = Callable[..., Built]

pytestmark = pytest.mark.slow


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_built_and_proven(dressed: Dressed, name: str) -> None:
    assert {*dressed(name).files} == {f"notice.{each}" for each in FORMATS}


@pytest.mark.parametrize("name", NAMES)
def test_its_styles_keep_to_the_closed_list(dressed: Dressed, name: str) -> None:
    built = dressed(name, formats=("html", "epub"))
    assert html.read_back_own(built.files["notice.html"], style=True).faults == ()
    found = epub.read_back_own(built.files["notice.epub"], style=True).faults
    assert [fault for fault in found if fault.rule == "unknown-style"] == []


def test_a_page_has_its_colours_and_typefaces(dressed: Dressed) -> None:
    page = dressed("council", formats=("html", "epub")).files["notice.html"].decode()
    assert "--accent: #7a1f4b" in page
    faces = re.findall(r"@font-face \{ font-family: ([^;]+); [^}]*?font-weight: ([^;]+);", page)
    assert faces == [
        ("Announcement Text", "400"),
        ("Announcement Text", "700"),
        ("Announcement Text", "400 700"),
        ("Announcement Headings", "400 700"),
        ("Announcement Headings", "400 700"),
        ("Announcement Code", "400 700"),
    ]


def test_an_e_book_has_its_typefaces(dressed: Dressed) -> None:
    data = dressed("council", formats=("html", "epub")).files["notice.epub"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if "/fonts/" in name]
    assert names == [
        "EPUB/fonts/AnnouncementText-normal-400.woff2",
        "EPUB/fonts/AnnouncementText-normal-700.woff2",
        "EPUB/fonts/AnnouncementText-italic.woff2",
        "EPUB/fonts/AnnouncementHeadings-normal.woff2",
        "EPUB/fonts/AnnouncementHeadings-italic.woff2",
        "EPUB/fonts/AnnouncementCode-normal.woff2",
    ]


@pytest.mark.parametrize("name", ["council", "hospital"])
def test_a_pdf_is_set_in_its_typefaces_alone(dressed: Dressed, name: str) -> None:
    with pikepdf.open(io.BytesIO(dressed(name).files["notice.pdf"])) as pdf:
        fonts = {
            str(each["/FontName"]).partition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        }
    assert {each.split("-")[0] for each in fonts} == {"Announcement", "Source"}
    assert {each for each in fonts if "Source" in each} == {"Source-Code-Pro"}


def test_word_is_told_its_typefaces(dressed: Dressed) -> None:
    data = dressed("council").files["notice.docx"]
    theme = member(data, "word/theme.xml")
    assert '<a:majorFont><a:latin typeface="Heebo"/>' in theme
    assert '<a:minorFont><a:latin typeface="Noto Sans"/>' in theme
    assert '<w:font w:name="Heebo"><w:altName w:val="Arial"/>' in member(data, "word/fontTable.xml")


def test_a_letter_that_the_typeface_lacks_comes_from_ours(
    brands: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Chinese is not in the typeface, and not in ours either: only the second is an error."""
    source = tmp_path / "notice.md"
    source.write_text("---\ntitle: ∫ and words\nlang: en\n---\n\nŴords α ẞ.\n", encoding="utf-8")
    command = ["build", str(source), "-o", str(tmp_path / "out"), "--formats", "html,pdf"]
    assert main([*command, "--brand", str(brands["hospital"])]) == CLEAN
    page = (tmp_path / "out" / "notice.html").read_text(encoding="utf-8")
    assert "font-family: Announcement Sans;" in page
    capsys.readouterr()


# Which brand it has ------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path, brands: dict[str, Path]) -> Path:
    """Sources at two depths, the deeper with a brand of its own."""
    (tmp_path / "all" / "deep" / "deeper").mkdir(parents=True)
    words = NOTICE.format(title="A notice", language="en-GB", summary="Words.")
    for place in ("all/one.md", "all/deep/deeper/two.md"):
        (tmp_path / place).write_text(words, encoding="utf-8")
    for name, place in (("charity", "all"), ("hospital", "all/deep")):
        shutil.copytree(brands[name], tmp_path / place, dirs_exist_ok=True)
    return tmp_path


def named_by(manifest: Path) -> str:
    options = json.loads(manifest.read_text(encoding="utf-8"))["options"]
    return str(options.get("brand", "none"))


def test_the_nearest_brand_holds_up_to_the_folder_given(tree: Path) -> None:
    out = tree / "out"
    assert (
        main(["build", str(tree / "all"), "-o", str(out), "--formats", "txt", "-j", "1"]) == CLEAN
    )
    assert "lantern.png=" in named_by(out / "one.manifest.json")
    assert "Text.woff2=" in named_by(out / "deep" / "deeper" / "two.manifest.json")
    alone = tree / "all" / "deep" / "deeper" / "two.md"
    assert main(["build", str(alone), "-o", str(out), "--formats", "txt"]) == CLEAN
    assert named_by(out / "two.manifest.json") == "none"


def test_a_brand_that_is_named_holds_for_all(tree: Path, brands: dict[str, Path]) -> None:
    out = tree / "out"
    command = ["build", str(tree / "all"), "-o", str(out), "--formats", "txt", "-j", "1"]
    assert main([*command, "--brand", str(brands["council"])]) == CLEAN
    for place in ("one", "deep/deeper/two"):
        assert "Headings.ttf=" in named_by(out / f"{place}.manifest.json")
    with pytest.raises(SystemExit) as end:
        main([*command, "--brand", str(tree / "out")])
    assert end.value.code == USAGE


def test_a_stranger_s_brand_is_not_read(tree: Path) -> None:
    (tree / "limits").write_text("pages = 100\n", encoding="utf-8")
    out = tree / "out"
    command = ["build", str(tree / "all"), "-o", str(out), "--formats", "txt"]
    assert main([*command, "--limits", str(tree / "limits")]) == CLEAN
    assert named_by(out / "one.manifest.json") == "none"


def test_verify_builds_again_with_the_brand(
    tree: Path, brands: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tree / "all" / "one.md", tree / "out"
    assert main(["build", str(source), "-o", str(out), "--formats", "html,txt"]) == CLEAN
    verify = ["verify", str(source), str(out / "one.html")]
    assert main(verify) == CLEAN
    capsys.readouterr()
    assert main([*verify, "--brand", str(brands["council"])]) == ERRORS
    assert "--brand" in capsys.readouterr().err


def test_a_fault_of_a_brand_is_reported_once_and_nothing_is_built(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "all" / "brand.yaml").write_text("name: A\ncolour: red\n", encoding="utf-8")
    (tree / "all" / "three.md").write_text("---\ntitle: A\nlang: en\n---\n\nA.\n", encoding="utf-8")
    out = tree / "out"
    for command in (["build", str(tree / "all"), "-o", str(out)], ["check", str(tree / "all")]):
        assert main(command) == ERRORS
        assert capsys.readouterr().err.count("brand.yaml:2: error[brand-key]") == 1
    assert not out.exists()


def test_a_changed_brand_is_noticed(tree: Path) -> None:
    command = ["build", str(tree / "all" / "one.md"), "-o", str(tree / "out"), "--formats", "html"]
    assert main(command) == CLEAN
    before = (tree / "out" / "one.html").read_bytes()
    with (tree / "all" / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write('colours:\n  accent: "#0a4d2c"\n')
    assert main(command) == CLEAN
    after = (tree / "out" / "one.html").read_bytes()
    assert b"#0a4d2c" in after
    assert b"#0a4d2c" not in before


def test_watching_notices_a_new_and_a_changed_brand(
    tmp_path: Path, brands: dict[str, Path]
) -> None:
    source = tmp_path / "notice.md"
    source.write_text("---\ntitle: A\nlang: en\n---\n\nA.\n", encoding="utf-8")

    def dress() -> None:
        shutil.copytree(brands["charity"], tmp_path, dirs_exist_ok=True)

    def change() -> None:
        with (tmp_path / "brand.yaml").open("a", encoding="utf-8") as file:
            file.write("address: 1 Street\n")

    happened = watched(source, [dress, change], formats=("html",))
    assert happened[0] == ["notice.html", WAITING]
    assert [each for each in happened[1:] if "notice.html" not in each] == []


def test_the_same_brand_gives_the_same_bytes(brands: dict[str, Path]) -> None:
    for name in NAMES:
        assert read_brand(brands[name]) == read_brand(brands[name])
