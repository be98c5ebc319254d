"""Where authors begin: what `new` and `init` write can be published as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands import doctor, invocation
from generator.commands.cli import main
from generator.packagers.fonts import PackagedFont


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("tag", ["en", "en-GB", "cy"])
@pytest.mark.parametrize("title", [None, 'Crime: "a" \\ #strategy', "A [b] *c & d>"])
def test_a_new_source_has_nothing_to_fix(
    tag: str, title: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [] if title is None else ["--title", title]
    file = "ffordd-ar-gau.md" if tag == "cy" else "road-closed.md"
    assert main(["new", file, "--lang", tag, *named]) == 0
    assert main(["check", file, "--strict", "--advice"]) == 0
    assert "nothing to fix" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "cy"])
def test_a_new_source_is_built_as_it_stands(tag: str) -> None:
    title = 'Crime: "a" \\ #strategy [b] *c & d>'
    assert main(["new", "road-closed.md", "--lang", tag, "--title", title]) == 0
    assert main(["build", "road-closed.md", "--formats", "html,txt", "--strict"]) == 0
    assert title in Path("output/road-closed.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["notice.txt", "none/notice.md", "there.md"])
def test_new_overwrites_nothing_and_says_why(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("there.md").write_text("mine", encoding="utf-8")
    assert main(["new", name]) == 2
    assert name.partition("/")[0].partition(".")[0] in capsys.readouterr().err
    assert Path("there.md").read_text(encoding="utf-8") == "mine"


def test_an_unknown_language_is_told_before_anything_is_written(folder: Path) -> None:
    with pytest.raises(SystemExit):
        main(["new", "notice.md", "--lang", "english"])
    assert not [*folder.iterdir()]


@pytest.mark.parametrize("title", ["a\x07b", "\ufffe"])
def test_a_title_that_no_document_may_have_is_refused(title: str, folder: Path) -> None:
    assert main(["new", "notice.md", "--title", title]) == 2
    assert not [*folder.iterdir()]


def test_an_empty_title_is_none() -> None:
    assert main(["new", "road-closed.md", "--title", " "]) == 0
    assert 'title: "Road closed"' in Path("road-closed.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({}, "en-GB"),
        ({"LANG": "C.UTF-8"}, "en-GB"),
        ({"LANG": "POSIX"}, "en-GB"),
        ({"LANG": "de_AT.UTF-8@euro"}, "de-AT"),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": "", "LC_MESSAGES": "ga_IE"}, "ga-IE"),
        ({"LANG": "cy_GB", "LC_ALL": "C"}, "en-GB"),
        ({"LANG": "nonsense locale"}, "en-GB"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], tag: str) -> None:
    assert invocation.language_of_locale(environment) == tag


@pytest.mark.parametrize("command", ["new notice.md", "init ."])
@pytest.mark.parametrize(("option", "tag"), [("", "fr-CA"), ("--lang cy", "cy")])
def test_new_sources_are_in_the_language_asked_for_or_the_locales(
    command: str, option: str, tag: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert main([*command.split(), *option.split()]) == 0
    [source] = folder.rglob("*.md")
    assert f"\nlang: {tag}\n" in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["en-GB", "cy", "ja"])
def test_a_new_project_has_nothing_to_fix(tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "project", "--lang", tag]) == 0
    without_pdf = ["--formats", "html,docx,epub,txt"] if tag == "ja" else []  # its font is declared
    assert main(["check", "project/source", "--strict", "--advice", *without_pdf]) == 0
    assert "nothing to fix" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("called", "typed"),
    [
        (".venv/bin/announce", ".venv/bin/announce"),
        ("../my tools/announce", "'../my tools/announce'"),
        ("{folder}/on the path/announce", "announce"),
        ("{folder}/generator/__main__.py", ".venv/bin/python -m generator"),
    ],
)
def test_what_to_run_next_can_be_pasted(
    called: str,
    typed: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = folder / "on the path" / "announce"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setattr("sys.argv", [called.format(folder=folder)])
    monkeypatch.setattr("sys.orig_argv", [".venv/bin/python", "-m", "generator"])
    assert main(["init", "my place"]) == 0
    assert "cd 'my place' && make" in capsys.readouterr().out
    assert main(["new", "my place/a b.md"]) == 0
    assert f"then: {typed} build 'my place/a b.md'\n" in capsys.readouterr().out


def test_init_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(folder)]) == 2
    assert "something already" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_a_new_project_builds_with_make(folder: Path) -> None:
    assert main(["init", "my project"]) == 0
    make = ["make", "-C", "my project"]
    checked = subprocess.run([*make, "check"], capture_output=True, text=True, check=True)
    assert "nothing to fix" in checked.stdout
    makefile = Path("my project/Makefile")
    text = makefile.read_text(encoding="utf-8")
    makefile.write_text(text.replace("--theme theme", "--theme theme --formats html"), "utf-8")
    look = Path("my project/theme/shared/look.jinja")
    look.write_text(look.read_text(encoding="utf-8").replace("#0b4f71", "#123456"), "utf-8")
    subprocess.run(make, capture_output=True, check=True)
    assert "#123456" in Path("my project/output/first-notice.html").read_text(encoding="utf-8")


def test_a_new_projects_makefile_finds_a_program_of_any_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = folder / "o'ur #1 $HOME tools" / "python"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@" >called\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    assert main(["init", "project"]) == 0
    subprocess.run(["make", "-C", "project"], capture_output=True, check=True)
    called = Path("project/called").read_text(encoding="utf-8")
    assert called == "-P -m generator build source -o output --theme theme\n"


@pytest.mark.slow
def test_the_doctor_finds_this_machine_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "Pango" in told
    assert "All that a build needs is here." in told


def test_the_doctor_says_what_is_missing_and_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("generator.commands.doctor._required", lambda: iter(["no-such-package"]))
    monkeypatch.setattr(
        "generator.packagers.fonts.TEXT", PackagedFont("No Such Font", "normal", "None")
    )
    monkeypatch.setattr("sys.version_info", (3, 10, 1))
    missing = [part for part in doctor.examine() if part.missing]
    assert [part.name.partition(" ")[0] for part in missing] == [
        "Python",
        "Python",
        "Pango",
        "Fonts",
    ]
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["doctor"]) == 1
    captured = capsys.readouterr()
    assert "apt-get install" in captured.out
    assert "Traceback" not in captured.err
