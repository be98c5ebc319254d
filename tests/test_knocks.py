"""What a user's machine and folders may do to a command: each is answered, none stops the rest."""

from __future__ import annotations

import datetime
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.building.build import build
from generator.commands.cli import main
from generator.content.job import Options
from tests.conftest import ROOT

NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\nSome words.\n"
QUICK = ("--formats", "txt", "--jobs", "1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two good sources, the working folder above it."""
    monkeypatch.chdir(tmp_path)
    for name in ("first", "last"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.md").write_text(NOTICE, encoding="utf-8")
    return tmp_path / "in"


def built(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, set[str]]:
    """How a build of the folder ends, what it says, and what is published."""
    code = main(["build", str(folder), *QUICK])
    there = {each.name for each in Path("output").rglob("*.txt")}
    return code, capsys.readouterr().err, there


def test_a_link_to_another_folder_is_not_published(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor are its lines printed in findings."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.md").write_text("SECRET without front matter", encoding="utf-8")
    (folder / "key.md").symlink_to(tmp_path / "secret" / "key.md")
    (folder / "all").symlink_to(tmp_path / "secret")
    (folder / "nowhere.md").symlink_to(tmp_path / "none.md")
    code, said, there = built(folder, capsys)
    assert (code, there) == (1, {"first.txt", "last.txt"})
    assert "in/key.md: error[file-unreadable]: the file is a symbolic link to another" in said
    assert "in/nowhere.md: error[file-unreadable]" in said
    assert "SECRET" not in said
    assert main(["check", str(folder)]) == 1
    assert "SECRET" not in capsys.readouterr().err


def test_a_link_within_the_folder_is_a_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "again.md").symlink_to(folder / "first.md")
    code, _, there = built(folder, capsys)
    assert (code, there) == (0, {"first.txt", "last.txt", "again.txt"})


def test_a_name_that_is_not_utf_8_stops_no_other_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/n\xff.md")).write_text(NOTICE, encoding="utf-8")
    code, said, there = built(folder, capsys)
    assert (code, there) == (1, {"first.txt", "last.txt"})
    assert "error[file-unreadable]: the file's name is not UTF-8" in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_reported_with_its_line_and_stops_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "picture.png").write_bytes(b"none")
    (folder / "picture.png").chmod(0)
    (folder / "bad.md").write_text(NOTICE + "\n![A](picture.png)\n", encoding="utf-8")
    (folder / "shut").mkdir(mode=0)
    code, said, there = built(folder, capsys)
    assert (code, there) == (1, {"first.txt", "last.txt"})
    assert "in/bad.md:8: error[picture-missing]" in said
    assert "in/shut: error[file-unreadable]" in said


def test_a_picture_that_cannot_be_read_is_a_finding_with_its_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "tests" / "samples" / "pictures" / "dot.png", folder / "picture.png")
    (folder / "bad.md").write_text(NOTICE + "\n![A](picture.png)\n", encoding="utf-8")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "picture.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    code, said, there = built(folder, capsys)
    assert (code, there) == (1, {"first.txt", "last.txt"})
    assert "in/bad.md:8: error[picture-missing]" in said
    assert "cannot be read (Permission denied)" in said


def test_outputs_of_a_source_that_was_renamed_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(folder), *QUICK]) == 0
    assert "no source" not in capsys.readouterr().out
    (folder / "first.md").rename(folder / "other.md")
    assert main(["build", str(folder), *QUICK]) == 0
    said = capsys.readouterr().out
    assert "output/first.manifest.json: no source of this build is called so" in said
    assert "rm output/first.*" in said
    assert Path("output/first.txt").exists()


# Streams, clocks and names ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_stops_nothing(closed: str, folder: Path) -> None:
    command = (
        f"{shlex.quote(sys.executable)} -m generator build in/first.md {' '.join(QUICK)} {closed}"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, env=environment, check=False, capture_output=True)  # noqa: S602
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    text = Path("output/first.txt").read_text(encoding="utf-8")
    assert "Some words." in text
    assert "proven" not in text


@pytest.mark.parametrize("year", [1971, 1979, 2108, 2400])
def test_no_clock_stops_a_zip_file_or_changes_its_bytes(
    year: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    source = folder / "first.md"
    now = build(source, ["epub", "docx"], Options(epoch=0)).files
    moment = datetime.datetime(year, 6, 1, tzinfo=datetime.UTC).timestamp()
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "localtime", lambda _=0: (year, 6, 1, 0, 0, 0, 0, 0, 0))
    assert build(source, ["epub", "docx"], Options(epoch=0)).files == now


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("x" * 300, "File name too long"),
        ("dangling", "a symbolic link that leads nowhere"),
        ("dangling/below", "a symbolic link that leads nowhere"),
    ],
)
def test_a_folder_for_outputs_that_cannot_be_is_wrong_use(
    given: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("dangling").symlink_to("none")
    with pytest.raises(SystemExit) as stop:
        main(["build", str(folder), "-o", given, *QUICK])
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


FONT = "{}/fontpkg_source_sans_3"


def fonts() -> list[bytes]:
    """A font, damaged in its head, in the middle, in every table, cut, and one that is none."""
    from generator.packagers import fonts

    data = fonts.TEXT.path.read_bytes()
    middle = len(data) // 2
    return [
        data[:40],
        data[:middle],
        data[:12] + b"\xff" * 400 + data[412:],
        data[:-1000] + b"\0" * 1000 if data[-1000:].strip(b"\0") else data[:1000],
        b"\0\1\0\0" + b"\0" * 100,
        b"OTTO" + os.urandom(2000),
        b"",
    ]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("number", range(7))
def test_a_damaged_font_is_wrong_use_or_never_a_fault_of_ours(
    number: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("font.ttf").write_bytes(fonts()[number])
    given = ["build", "in/first.md", "--formats", "pdf", "--jobs", "1", "--font", "font.ttf"]
    try:
        code = main(given)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code in {0, 2}
    assert "internal error" not in capsys.readouterr().err


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_what_is_no_file_is_no_font(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo("pipe")
    with pytest.raises(SystemExit) as stop:
        main(["build", "in/first.md", *QUICK, "--font", name])
    assert stop.value.code == 2
    assert "no font file" in capsys.readouterr().err


def test_a_theme_that_is_not_utf_8_is_reported_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("theme/html").mkdir(parents=True)
    Path("theme/html/style.css.jinja").write_bytes(b"h1 { color: #123456 }\n/* \xff */")
    given = ["build", "in/first.md", "--formats", "html", "--jobs", "1", "--theme", "theme"]
    assert main(given) == 1
    err = capsys.readouterr().err
    assert "theme/html/style.css.jinja:2: error[theme-template]" in err
    assert "not UTF-8" in err


def test_wrong_use_is_json_where_json_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "none.md", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert "none.md: no such file" in told["error"]
    assert told["findings"] == []
    with pytest.raises(SystemExit):
        main(["build", "in/first.md", "--pdf", "none", "--json"])
    assert "--pdf" in json.loads(capsys.readouterr().out)["error"]
