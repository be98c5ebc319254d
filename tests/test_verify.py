"""Verification of files that lie elsewhere, without the manifest of their set."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from generator.building import verify as verifying
from generator.building.build import build
from generator.building.manifest import sha256
from generator.building.publish import publish
from generator.building.verify import verify
from generator.commands.cli import main
from generator.content.formats import FORMATS, Format
from generator.content.job import Options
from generator.findings.errors import UsageError
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
    [finding] = verify(_source(name), [copy], content=True)
    assert (finding.rule, finding.severity) == ("bytes", "warning")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_of_a_damaged_copy_the_damage_is_told_and_nothing_else(
    name: str, suffix: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each damage that we know, in a place: what is told beside the manifest.

    Where most of the document is gone, it may be taken for another program's, with fewer faults.
    """
    for each in ("read_source", "read_back", "read_back_own"):
        monkeypatch.setattr(verifying, each, once(getattr(verifying, each)))
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
            told, wanted = (
                list(_content(verify(_source(name), [file], content=True)))
                for file in (copy, known)
            )
            if len(wanted) < MOST:
                assert told == wanted, damage.name
            assert 0 < len(told) <= len(wanted) or told == wanted, damage.name
            done += bool(told)
    finally:
        known.write_bytes(whole)
    assert done > 20


def once(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which reads the same source, or bytes, only once in a row."""
    known: dict[object, Any] = {}

    def reading(read: Path | Format, *data: bytes, **how: bool) -> Any:
        key = read.name, data, *how.items()
        if key not in known:
            known.clear()
            known[key] = function(read, *data, **how)
        return known[key]

    return reading


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
    assert "2 files: exactly what is built from" in capsys.readouterr().out


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
    assert [finding.rule for finding in verify(notice, [copy], content=True)] == ["bytes"]


def test_a_lie_in_the_download_list_is_told(notice: Path, tmp_path: Path) -> None:
    text = Path("output/notice.html").read_text(encoding="utf-8")
    copy = tmp_path / "copy.html"
    copy.write_text(text.replace("Plain text, 1 kB", "Plain text, 1 kB, better"), encoding="utf-8")
    assert any("better" in finding.message for finding in verify(notice, [copy], content=True))


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
    said = [finding.message for finding in verify(notice, [foreign], content=True)]
    assert "notice.docx is not in the manifest" in said
    assert not any("Published" in each for each in said)


# Exactly what the source gives -----------------------------------------------------------------


def test_a_command_that_reads_changes_nothing(notice: Path) -> None:
    """Not even what a killed build left, nor what somebody laid there in its name."""
    stage = Path("output/.announce-stage")
    stage.mkdir()
    (stage / "journal").write_text('{"files": ["notice.manifest.json"], "stale": ["notice.txt"]}')
    before = {each: each.read_bytes() for each in Path().rglob("*") if each.is_file()}
    verify(notice, [Path("output/notice.html")])
    main(["outline", "output/notice.html"])
    main(["check", "notice.md"])
    assert {each: each.read_bytes() for each in Path().rglob("*") if each.is_file()} == before


@pytest.mark.slow
def test_without_a_manifest_a_file_is_built_again_in_every_way(
    notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = (
        ["--text-width", "30"],
        ["--text-line-ends", "crlf", "--text-headings", "plain", "--text-byte-order-mark"],
        ["--pdf", "ua-2"],
    )
    for number, way in enumerate(ways):
        folder = tmp_path / f"{number}"
        assert main(["build", str(notice), "-o", str(folder), "--jobs", "1", *way]) == 0
        (folder / "notice.manifest.json").unlink()
        capsys.readouterr()
        assert main(["verify", str(notice), *map(str, folder.iterdir())]) == 0
        assert "exactly what is built from" in capsys.readouterr().out


CHANGED = {
    "html": (b"<p>Some", b"<p >Some", "“<p >Some words.”"),
}


@pytest.mark.parametrize("suffix", CHANGED)
def test_the_same_words_in_other_bytes_are_an_error_that_names_the_part(
    suffix: str, notice: Path
) -> None:
    old, new, part = CHANGED[suffix]
    output = Path(f"output/notice.{suffix}")
    data = output.read_bytes()
    assert old in data
    output.write_bytes(data.replace(old, new))
    output.with_name("notice.manifest.json").unlink()
    findings = verify(notice, [output])
    assert findings
    assert all(each.severity == "error" for each in findings)
    [told] = [each for each in findings if each.rule == "not-as-built"]
    assert part in told.message


def test_a_file_of_another_version_is_not_confirmed(notice: Path) -> None:
    """By its words it is the source's; of its bytes nobody can tell."""
    manifest = Path("output/notice.manifest.json")
    given = json.loads(manifest.read_text(encoding="utf-8"))
    output = Path("output/notice.html")
    data = output.read_bytes().replace(b"<p>Some", b"<p >Some")
    output.write_bytes(data)
    given["generator"] = "0.1"
    for each in given["outputs"]:
        each["fingerprint"] = "0" * 64
        if each["path"] == output.name:
            each |= {"bytes": len(data), "sha256": sha256(data)}
    manifest.write_text(json.dumps(given), encoding="utf-8")
    [finding] = verify(notice, [output])
    assert (finding.rule, finding.severity) == ("not-confirmed", "error")
    assert "another version of the program or of a library made the file (0.1)" in finding.message


def test_a_theme_that_a_file_was_built_with_is_asked_for(notice: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "html").mkdir(parents=True)
    (theme / "html" / "style.css.jinja").write_text("h1 { color: #123456 }")
    given = ["build", "notice.md", "--formats", "html", "--theme", str(theme), "--jobs", "1"]
    assert main(given) == 0
    output = Path("output/notice.html")
    [finding] = verify(notice, [output])
    assert (finding.rule, "--theme" in finding.message) == ("not-confirmed", True)
    assert verify(notice, [output], Options(theme=theme)) == ()
    output.with_name("notice.manifest.json").unlink()
    assert [each.rule for each in verify(notice, [output])] == ["not-as-built"]
    assert verify(notice, [output], Options(theme=theme)) == ()


def test_a_manifest_that_cannot_be_read_is_an_error(notice: Path) -> None:
    manifest = Path("output/notice.manifest.json")
    for text in ("", "{", "null"):
        manifest.write_text(text)
        [finding] = verify(notice, [Path("output/notice.html")])
        assert (finding.rule, finding.severity) == ("bytes", "error")
        assert "cannot be read" in finding.message


@pytest.mark.timeout(30)
def test_a_pipe_in_the_place_of_a_file_does_not_stop_anything(notice: Path) -> None:
    manifest = Path("output/notice.manifest.json")
    manifest.unlink()
    os.mkfifo(manifest)
    [finding] = verify(notice, [Path("output/notice.html")])
    assert finding.rule == "bytes"
    Path("output/notice.html").unlink()
    os.mkfifo("output/notice.html")
    with pytest.raises(UsageError, match="no file that could be read"):
        verify(notice, [Path("output/notice.html")])


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u00ad", "\ufeff", "\u2060"])
def test_an_unseen_sign_in_a_copy_of_a_text_is_reported(sign: str, notice: Path) -> None:
    """Without a manifest, too: the lines are ours but for that."""
    copy = Path("copy.txt")
    copy.write_text(
        Path("output/notice.txt").read_text(encoding="utf-8").replace("words", f"wo{sign}rds"),
        encoding="utf-8",
    )
    found = verify(notice, [copy], content=True)
    assert any("wo" in each.message and each.severity == "error" for each in found)


def test_a_text_that_another_program_made_may_be_laid_out_as_it_likes(notice: Path) -> None:
    text = "A notice\n\n2 March 2026\n\n\n\nSome wo\u00adrds."
    Path("copy.txt").write_text(text, encoding="utf-8")
    found = {each.rule for each in verify(notice, [Path("copy.txt")], content=True)}
    assert found == {"bytes", "proof-role"}  # the title is only words here


def test_a_text_that_another_program_made_may_raise_words_in_its_own_way(notice: Path) -> None:
    notice.write_text(
        "---\ntitle: A notice\nlang: en-GB\n---\n\n40 m^2^ of SO~4~^2-^ and x^n+m^, **H**2O.\n\n"
        "| Day | Hours |\n|---|---|\n| Monday | two |\n| Friday | four |\n",
        encoding="utf-8",
    )
    for words in ("40 m² of SO₄²⁻ and x^(n+m), H2O.", "40 m2 of SO4^(2-) and x^(n+m), H2O."):
        Path("copy.txt").write_text(
            f"A notice\n{words}\nDay Hours\nMonday two\nFriday four\n", encoding="utf-8"
        )
        found = {each.rule for each in verify(notice, [Path("copy.txt")], content=True)}
        assert found == {"bytes", "proof-role"}, words
