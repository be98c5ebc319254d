"""Verification of files that lie elsewhere, without the manifest of their set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from generator.building.build import build
from generator.building.publish import publish
from generator.building.verify import verify
from generator.commands.cli import main
from generator.content.formats import FORMATS
from generator.findings.finding import Finding
from tests.conftest import ROOT
from tests.mutation.test_mutation import BENCHES

SAMPLES = ("notice-of-works", "consultation")

MOST = 20
"""So many findings and more tell that most of a document is gone."""

NOTICE = "---\ntitle: A notice\nlang: en-GB\ndate: 2026-03-02\n---\n\nSome words.\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five outputs of each sample, beside their manifests."""
    folder = tmp_path_factory.mktemp("published")
    for name in SAMPLES:
        built = build(_source(name))
        publish(folder, name, built.files, built.manifest)
    return folder


def _source(name: str) -> Path:
    return ROOT / "tests" / "samples" / f"{name}.md"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_an_untouched_copy_is_clean(
    name: str, suffix: str, published: Path, tmp_path: Path
) -> None:
    copy = tmp_path / f"download (1).{suffix}"
    shutil.copy(published / f"{name}.{suffix}", copy)
    [finding] = verify(_source(name), [copy])
    assert (finding.rule, finding.severity) == ("bytes", "warning")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_of_a_damaged_copy_the_damage_is_told_and_nothing_else(
    name: str, suffix: str, published: Path, tmp_path: Path
) -> None:
    """Of each damage that we know, in a place: what is told beside the manifest.

    Where most of the document is gone, it may be taken for another program's, with fewer faults.
    """
    known, copy = published / f"{name}.{suffix}", tmp_path / f"{name}.{suffix}"
    whole, bench = known.read_bytes(), BENCHES[suffix]
    places, done = bench.places(whole), 0
    try:
        for damage in bench.damages:
            if not places[damage.name]:
                continue
            data, _ = bench.inflicted(damage, whole, places[damage.name] // 2)
            for file in (known, copy):
                file.write_bytes(data)
            told, wanted = (list(_content(verify(_source(name), [file]))) for file in (copy, known))
            if len(wanted) < MOST:
                assert told == wanted, damage.name
            assert 0 < len(told) <= len(wanted) or told == wanted, damage.name
            done += bool(told)
    finally:
        known.write_bytes(whole)
    assert done > 20


def _content(findings: tuple[Finding, ...]) -> Iterator[str]:
    return (f"{each.rule}: {each.message}" for each in findings if each.rule != "bytes")


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source that was built, in the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("notice.md").write_text(NOTICE, encoding="utf-8")
    assert main(["build", "notice.md", "--formats", "html,txt", "--jobs", "1"]) == 0
    return Path("notice.md")


def test_a_manifest_among_the_outputs_is_what_they_are_held_against(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a shell gives them for `output/notice.*`."""
    capsys.readouterr()
    assert main(["verify", str(notice), *map(str, sorted(Path("output").iterdir()))]) == 0
    assert "2 files: bytes as published" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("output", "output: a folder; name the files in it, as in output/notice.*"),
        ("output/none.html", "output/none.html: no such file"),
        ("notice.md", "notice.md: not one of html, pdf, docx, epub, txt"),
        ("output/notice.manifest.json", "give the outputs too"),
    ],
)
def test_what_is_no_output_is_told_with_what_to_give(
    given: str, told: str, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(notice), given]) == 2
    assert told in capsys.readouterr().err


def test_of_a_copy_without_its_download_list_nothing_is_told(notice: Path, tmp_path: Path) -> None:
    """It may have been built alone."""
    text = Path("output/notice.html").read_text(encoding="utf-8")
    before, _, rest = text.partition("<footer")
    copy = tmp_path / "copy.html"
    copy.write_text(before + rest.partition("</footer>")[2], encoding="utf-8")
    assert [finding.rule for finding in verify(notice, [copy])] == ["bytes"]


def test_a_lie_in_the_download_list_is_told(notice: Path, tmp_path: Path) -> None:
    text = Path("output/notice.html").read_text(encoding="utf-8")
    copy = tmp_path / "copy.html"
    copy.write_text(text.replace("Plain text, 1 kB", "Plain text, 1 kB, better"), encoding="utf-8")
    assert any("better" in finding.message for finding in verify(notice, [copy]))


def test_a_file_that_another_program_laid_beside_the_manifest_is_anothers(notice: Path) -> None:
    """It is told as such, and not held to the text that we add."""
    foreign = Path("output/notice.docx")
    word = docx.Document()
    word.core_properties.title, word.core_properties.language = "A notice", "en-GB"
    for text, style in (
        ("A notice", "Title"),
        ("2 March 2026", "Normal"),
        ("Some words.", "Normal"),
    ):
        word.add_paragraph(text, style)
    word.save(str(foreign))
    said = [finding.message for finding in verify(notice, [foreign])]
    assert "notice.docx is not in the manifest" in said
    assert not any("Published" in each for each in said)
