"""`announce template`: a Word template of our styles, for letters that begin in Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.commands.cli import main
from generator.commands.template import SAMPLE, sample
from generator.content.added_text import add_text
from generator.content.expected_order import expected_order
from generator.content.formats import FORMATS
from generator.proof import prove
from generator.readback.docx import read_back
from generator.rendering import templates_folder
from tests.docx.documents import W, members, part
from tests.docx.office import Office

FILE = Path("letter.dotx")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(*options: str) -> bytes:
    assert main(["template", "-o", str(FILE), *options]) == 0
    return FILE.read_bytes()


def shown(data: bytes) -> set[str]:
    styles = part(data, "word/styles.xml").iter(W + "style")
    return {s.get(W + "styleId") or "" for s in styles if s.find(W + "semiHidden") is None}


def test_it_is_a_template_for_word() -> None:
    data = written("--lang", "en-GB")
    types = members(data)["[Content_Types].xml"]
    assert b"wordprocessingml.template.main+xml" in types
    assert b"wordprocessingml.document.main+xml" not in types
    assert written("--lang", "en-GB") == data


def test_our_own_importer_reads_every_style_as_what_it_is() -> None:
    found, document, docx = read_back(written("--lang", "en")), sample("en"), FORMATS["docx"]
    expected = expected_order(document, add_text(document), docx)
    proof = prove(expected, found, lacks=docx.lacks, source="sample", output="template")
    assert [str(finding) for finding in proof.findings] == []


def test_the_sample_has_nothing_to_fix(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(templates_folder() / SAMPLE), "--strict", "--advice"]) == 0
    assert "nothing to fix" in capsys.readouterr().out


@pytest.mark.parametrize("options", [("--lang", "cy"), ("--lang", "en", "--empty")])
def test_an_empty_one_has_all_styles_and_no_text_but_a_title(options: tuple[str, ...]) -> None:
    data = written(*options)
    words = [each.text for each in part(data).iter(W + "t")]
    assert words == ["…"]
    assert b"description" not in members(data)["docProps/core.xml"]
    assert "word/footnotes.xml" not in members(data)
    assert shown(data) == shown(written("--lang", "en"))
    assert {"ListBullet2", "ListNumber", "Callout", "Quote", "FootnoteText"} < shown(data)
    [language] = {each.get(W + "val") for each in part(data, "word/styles.xml").iter(W + "lang")}
    assert language == options[1]


def test_a_name_that_is_not_a_templates_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "-o", "letter.docx"]) == 2
    assert "ends in .dotx" in capsys.readouterr().err


@pytest.mark.slow
def test_a_title_given_in_one_place_is_given_in_all(office: Office) -> None:
    """LibreOffice fills the title and the running heads from the document's property Title."""
    data = written("--lang", "en")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, content in members(data).items():
            given = content.replace(b"Title: what this is about", b"Road closed")
            new.writestr(name, given if name == "docProps/core.xml" else content)
    Path("changed.dotx").write_bytes(stream.getvalue())
    made = office.converted([Path("changed.dotx")], "fodt", "template")
    text = (made / "changed.fodt").read_text(encoding="utf-8")
    assert "Title: what this is about" not in text
    assert text.count("Road closed") == 3, "property, title, running head"


def test_a_template_has_the_face_of_a_brand_and_no_cover() -> None:
    folder = Path("brand")
    folder.mkdir()
    facts = "name: Westmoor\nlang: en\ncolours: {accent: '#0b6e4f'}\ncover: page\npaper: Letter\n"
    (folder / "brand.yaml").write_text(facts, encoding="utf-8")
    data = written("--lang", "en", "--brand", str(folder))
    assert b"0B4F71" not in members(data)["word/theme.xml"], "our own accent"
    [section] = part(data).iter(W + "sectPr")
    assert [each.get(W + "w") for each in section.iter(W + "pgSz")] == ["12240"]


def test_an_empty_template_refers_to_nothing_that_its_text_did() -> None:
    relationships = members(written("--lang", "en", "--empty"))["word/_rels/document.xml.rels"]
    assert b"example.org" not in relationships
