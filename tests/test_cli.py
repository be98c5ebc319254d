"""The command line: messages, exit codes, and what stays on disk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.cli import main
from generator.commands.options import NAMES
from generator.content.formats import FORMATS

NOTICE = (
    "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words, and [a link](https://example.org/).\n"
)
QUICK = ["--formats", "html,txt", "--jobs", "1"]


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source in a folder of its own, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "notice.md"
    source.write_text(NOTICE, encoding="utf-8")
    return source


def test_the_names_are_those_of_the_table_of_formats() -> None:
    assert tuple(FORMATS) == NAMES


def test_a_build_writes_what_was_asked_for_and_a_manifest(notice: Path) -> None:
    assert main(["build", "notice.md", *QUICK]) == 0
    names = {path.name for path in (notice.parent / "output").iterdir()}
    assert names == {"notice.html", "notice.txt", "notice.manifest.json"}


@pytest.mark.parametrize("epoch", ["abc", "-1", "1.5", "٣", "9" * 20])
def test_a_time_that_is_none_is_told(
    epoch: str,
    notice: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["build", "notice.md", *QUICK]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    assert not (notice.parent / "output").exists()


def test_a_source_named_twice_is_built_once(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (notice.parent / "link").symlink_to(notice.parent)
    named = ["notice.md", "./notice.md", str(notice), "link/notice.md"]
    assert main(["build", *named, *QUICK]) == 0
    assert capsys.readouterr().out.count("proven complete") == 2


BAD = {
    "missing title": (b"---\nlang: en-GB\n---\n\nWords.\n", "title"),
    "missing language": (b"---\ntitle: A notice\n---\n\nWords.\n", "lang"),
    "Latin-1": (b"---\ntitle: A notice\nlang: en-GB\n---\n\nCaf\xe9.\n", "UTF-8"),
    "empty file": (b"", "empty"),
    "unclosed front matter": (b"---\ntitle: A notice\nlang: en-GB\n\nWords.\n", "never ends"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_faulty_source_gets_one_clear_line_and_changes_nothing(
    fault: str, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", "notice.md", *QUICK])
    before = {path: path.read_bytes() for path in (notice.parent / "output").iterdir()}
    capsys.readouterr()
    content, named = BAD[fault]
    notice.write_bytes(content)
    assert main(["build", "notice.md", *QUICK]) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if ": error[" in line]
    assert len(errors) == 1, errors
    path, line, _ = errors[0].split(":", 2)
    assert path == "notice.md"
    assert line.isdecimal()
    assert named in errors[0]
    assert {path: path.read_bytes() for path in (notice.parent / "output").iterdir()} == before


def test_several_sources_publish_the_good_and_report_the_bad(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (notice.parent / "bad.md").write_text("Words.\n", encoding="utf-8")
    assert main(["build", "bad.md", "notice.md", *QUICK]) == 1
    assert (notice.parent / "output" / "notice.html").exists()
    assert not (notice.parent / "output" / "bad.html").exists()
    assert "bad.md:1: error[" in capsys.readouterr().err


def test_a_name_without_a_file_stops_a_batch_before_anything_is_built(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(notice), "none.md", "-o", "out", "--formats", "txt"]) == 2
    assert capsys.readouterr().err == "announce: none.md: no such file or folder\n"
    assert not Path("out").exists()


def test_folders_are_mirrored(notice: Path) -> None:
    inner = notice.parent / "news" / "2025"
    inner.mkdir(parents=True)
    (inner / "one.md").write_text(NOTICE, encoding="utf-8")
    assert main(["build", "news", *QUICK]) == 0
    assert (notice.parent / "output" / "2025" / "one.html").exists()


def test_two_sources_for_one_file_are_refused_before_anything_is_built(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (notice.parent / "other").mkdir()
    (notice.parent / "other" / "notice.md").write_text(NOTICE, encoding="utf-8")
    assert main(["build", "notice.md", "other/notice.md", *QUICK]) == 2
    assert "would both write" in capsys.readouterr().err
    assert not (notice.parent / "output").exists()


def test_check_writes_nothing(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "notice.md"]) == 0
    assert "nothing to fix" in capsys.readouterr().out
    assert not (notice.parent / "output").exists()


def test_json_is_one_object(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "notice.md", *QUICK, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"findings": [], "outputs": ["output/notice.html", "output/notice.txt"]}
    notice.write_text("", encoding="utf-8")
    assert main(["build", "notice.md", *QUICK, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["outputs"] == []
    assert set(told["findings"][0]) == {"path", "line", "rule", "severity", "message", "hint"}


def test_an_outline_tells_what_a_reader_meets(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", "notice.md", *QUICK])
    capsys.readouterr()
    for file in ("notice.md", "output/notice.html", "output/notice.txt"):
        assert main(["outline", file]) == 0
        told = capsys.readouterr().out
        assert "heading (level 1" in told
        assert "Some words, and a link" in told
        text = "a link <https://example.org/>."
        assert (text if file.endswith(".txt") else "“a link” links to https://example.org/") in told
    assert main(["outline", "notice.md", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outline"]["type"] == "ReadingOrder"


def test_an_outline_does_nothing_to_the_terminal(
    notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (notice.parent / "evil.html").write_bytes(b"<p>Words \x1b]0;title\x07 \x1b[31mred \xc2\x9b31m")
    assert main(["outline", str(notice.parent / "evil.html")]) == 0
    told = capsys.readouterr().out
    assert "<U+001B>]0;title<U+0007> <U+001B>[31mred <U+009B>" in told


def test_verify_tells_bytes_from_content(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "notice.md", *QUICK])
    output = notice.parent / "output" / "notice.html"
    assert main(["verify", "notice.md", "output/notice.html"]) == 0
    output.write_bytes(output.read_bytes() + b"\n")
    capsys.readouterr()
    assert main(["verify", "notice.md", "output/notice.html"]) == 1
    told = capsys.readouterr().err
    assert "error[bytes]" in told
    assert "error[not-as-built]" in told
    assert main(["verify", "notice.md", "output/notice.html", "--content"]) == 1
    assert capsys.readouterr().err.count("error[") == 1
    output.write_bytes(output.read_bytes().replace(b"Some words", b"Some"))
    assert main(["verify", "notice.md", "output/notice.html"]) == 1
    assert "“Some,” instead of “Some words,”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "notice.md", "-o", "notice.md"], "notice.md: a file; give a folder"),
        (["build", "notice.md", "-o", "notice.md/x"], "notice.md: a file; give a folder"),
        (["build", "notice.md", "--theme", "notice.md"], "a file, and a theme is a folder"),
        (["outline", "."], ".: a folder; name one file in it"),
        (["outline", "none.html"], "none.html: no such file"),
        (["outline", "none"], "none: no such file"),
        (["outline", "notice.xyz"], "cannot outline a .xyz file"),
        (["outline", "plain"], "does not end in its kind"),
        (["verify", ".", "plain"], ".: a folder; give the one source"),
        (["verify", "none.md", "output.html"], "none.md: no such file"),
    ],
)
def test_wrong_use_is_told_with_what_to_give(
    arguments: list[str], told: str, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("notice.xyz", "plain", "output.html"):
        notice.with_name(name).write_text("")
    try:
        code = main(arguments)
    except SystemExit as stop:  # argparse's own way out
        code = int(stop.code or 0)
    assert code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "none.md"],
        ["build", "notice.md", "--formats", "odt"],
        ["outline", "notice.xyz"],
        ["outline", "none.html"],
        ["frobnicate"],
        ["new", "other.md", "--lang", "en-UK"],
    ],
)
def test_wrong_use_is_exit_2_without_a_traceback(
    arguments: list[str], notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:  # argparse's own way out
        code = int(stop.code or 0)
    assert code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_ours_says_so(
    notice: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("generator.building.build.build", broken)
    assert main(["build", "notice.md"]) == 3
    assert "an internal error" in capsys.readouterr().err


def test_the_module_is_a_command(notice: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"], capture_output=True, text=True, check=True
    )
    assert "announce build source/announcement.md" in done.stdout
