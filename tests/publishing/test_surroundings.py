"""Odd surroundings: the same bytes, or the earlier set and one sentence that says why not."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build
from generator.building.manifest import load, sha256
from generator.commands.cli import main
from generator.content.formats import FORMATS
from generator.content.job import Options
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

NOTICE = "---\ntitle: A notice\nlang: en-GB\n---\n\nWords – “of it”.\n\n## Part\n\n- Item ✓\n"
NOBODY = 65534
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)
"""Another user, who may write nothing of ours, but read it: this checkout may be out of reach."""


@dataclasses.dataclass(frozen=True)
class Surroundings:
    """In what a process finds itself; a value of None takes a variable away."""

    environment: Mapping[str, str | None] = dataclasses.field(default_factory=dict)
    python: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    process: Mapping[str, Any] = dataclasses.field(default_factory=dict)


ODD: Mapping[str, Surroundings] = {
    "no HOME, no user, no caches": Surroundings(
        dict.fromkeys(("HOME", "USER", "LOGNAME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"))
    ),
    "a HOME that is not there, a TMPDIR neither": Surroundings(
        {"HOME": "/nonexistent/home", "XDG_CACHE_HOME": "/nonexistent/x", "TMPDIR": "/nonexistent"}
    ),
    "umask 077": Surroundings(process={"umask": 0o077}),
    "python -O": Surroundings(python=("-O",)),
    "PYTHONPATH of nothing": Surroundings({"PYTHONPATH": f":/nonexistent::x:/dev/null:{ROOT}::"}),
    "every PYTHON variable": Surroundings(
        {
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "4294967295",
            "PYTHONIOENCODING": "ascii",
            "PYTHONNOUSERSITE": "1",
            "PYTHONOPTIMIZE": "2",
            "PYTHONSTARTUP": "/nonexistent",
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "0",
            "PYTHONWARNINGS": "ignore",
            "LC_ALL": "C",
        }
    ),
    "warnings are errors": Surroundings({"PYTHONWARNINGS": "error"}),
    "a clock that jumps": Surroundings(
        {"PYTHONPATH": f"{Path(__file__).with_name('jumping')}:{ROOT}"}
    ),
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of the notice, as this process makes them."""
    source = tmp_path_factory.mktemp("expected") / "notice.md"
    source.write_text(NOTICE, encoding="utf-8")
    return build(source, tuple(FORMATS), Options(epoch=0)).files


def environment_of(surroundings: Surroundings) -> dict[str, str]:
    """All its variables."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"}
    changed = {**given, **surroundings.environment}
    return {name: value for name, value in changed.items() if value is not None}


def announce(
    surroundings: Surroundings, *given: object, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """A command in some surroundings."""
    python = [*surroundings.before, sys.executable, *surroundings.python]
    command = [*python, "-m", "generator", *map(str, given)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment_of(surroundings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **surroundings.process,
    )


def assert_published(out: Path, expected: Mapping[str, bytes]) -> None:
    """The set is there, byte for byte, and nothing else."""
    found = {path.name: path.read_bytes() for path in out.iterdir()}
    found.pop("notice.manifest.json")
    assert found == expected


@pytest.mark.parametrize("name", ODD)
def test_odd_surroundings_change_no_byte(
    name: str, expected: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    done = announce(ODD[name], "build", "notice.md", "-j", "2", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert_published(tmp_path / "output", expected)


def test_the_clock_jumps_indeed() -> None:
    """Python has loaded what `ODD` names, and this alone: two looks are days apart."""
    environment = environment_of(ODD["a clock that jumps"])
    looks = "import time; print(abs(time.time() - time.time()) > 86_400)"
    command = [sys.executable, "-c", looks]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_a_path_of_odd_letters(expected: Mapping[str, bytes], tmp_path: Path) -> None:
    """Each that a file system allows, and more of them than anyone would type."""
    odd = "".join(map(chr, range(1, 127))).replace("/", "").replace(".", "")
    place = tmp_path / f"ü😀é\u0301 {odd}" / ("x" * 200) / "%2e%2e" / "-o"
    place.mkdir(parents=True)
    assert len(os.fsencode(place)) > 400
    (place / "notice.md").write_text(NOTICE, encoding="utf-8")
    out = place / "o\nut"
    given = ("build", place / "notice.md", "-o", out, "-j", "2")
    done = announce(Surroundings(), *given, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert_published(out, expected)


def test_no_place_for_temporary_files_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nonexistent"])
    given = ["build", str(tmp_path / "notice.md"), "-o", str(tmp_path / "out")]
    assert main([*given, "--formats", "txt", "-j", "1"]) == 2
    said = capsys.readouterr().err
    assert "temporary" in said
    assert "TMPDIR" in said
    assert not (tmp_path / "out").exists()


# Other users ------------------------------------------------------------------------------------


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder into which everybody may go."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_another_user_keeps_what_is_not_his(
    expected: Mapping[str, bytes], open_folder: Path
) -> None:
    other = Surroundings({"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}, before=AS_NOBODY)
    tried = announce(other, "--version", cwd=open_folder)
    if tried.returncode:
        pytest.skip(f"another user may not run this checkout: {tried.stderr[-200:]}")
    (open_folder / "notice.md").write_text(NOTICE, encoding="utf-8")
    ours, his = open_folder / "ours", open_folder / "his"
    his.mkdir()
    os.chown(his, NOBODY, NOBODY)
    assert announce(other, "build", "notice.md", "-o", his, cwd=open_folder).returncode == 0
    assert_published(his, expected)
    announce(Surroundings(), "build", "notice.md", "-o", ours, cwd=open_folder)
    (open_folder / "notice.md").write_text(NOTICE + "\nMore.\n", encoding="utf-8")
    refused = announce(other, "build", "notice.md", "-o", ours, cwd=open_folder)
    assert refused.returncode == 2
    assert "Permission denied" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert_published(ours, expected)
    assert not [*Path(tempfile.gettempdir()).glob(f"announce-{NOBODY}-*")]


# Disks ------------------------------------------------------------------------------------------

FULL = 'dd if=/dev/zero of="$OUT/filler" bs=1k 2>/dev/null; truncate -s -8k "$OUT/filler"; {}'
DISKS = {
    "a full disk": (FULL, "No space left on device"),
    "a read-only disk": ('mount -o remount,ro "$OUT"; {}', "Read-only file system"),
    "a disk for temporary files that is full": (
        'mkdir "$OUT/tmp"; mount -t tmpfs -o size=4k,nr_inodes=1 tmpfs "$OUT/tmp" && '
        'TMPDIR="$OUT/tmp" {}; code=$?; umount "$OUT/tmp"; rmdir "$OUT/tmp"; exit $code',
        "",  # there is another
    ),
    "a limit of file sizes": ("ulimit -f 8; {}", "File too large"),
}


@pytest.mark.parametrize("name", DISKS)
def test_a_disk_that_takes_no_more_keeps_the_earlier_set(
    name: str, expected: Mapping[str, bytes], tmp_path: Path
) -> None:
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "-r"]
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount here")
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "out").mkdir()
    script, reason = DISKS[name]
    command = f'"{sys.executable}" -m generator build notice.md -o "$OUT" -j 2'
    inside = (
        'mount -t tmpfs -o size=2m tmpfs "$OUT" && '
        f"{command} >/dev/null && echo More. >> notice.md && ( {script.format(command)} ); "
        'code=$?; rm -f "$OUT/filler"; cp -r "$OUT/." "$KEPT"; exit $code'
    )
    done = subprocess.run(
        [*apart, "sh", "-c", inside],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": "0",
            "OUT": str(tmp_path / "out"),
            "KEPT": str(tmp_path / "kept"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    if not reason:
        assert (done.returncode, done.stderr) == (0, "")
        assert "More." in (tmp_path / "kept" / "notice.txt").read_text(encoding="utf-8")
        return
    assert done.returncode == 2
    assert reason in done.stderr
    assert str(tmp_path / "out") in done.stderr or "TMPDIR" in done.stderr
    assert_published(tmp_path / "kept", expected)


# Sources ----------------------------------------------------------------------------------------


def test_a_source_that_changes_meanwhile_is_published_as_it_was_read(tmp_path: Path) -> None:
    source, out = tmp_path / "notice.md", tmp_path / "out"
    editions = [NOTICE + f"\nEdition {number}.\n" for number in range(5)]
    known = {sha256(text.encode()): text for text in editions}
    source.write_text(editions[0], encoding="utf-8")
    done = threading.Event()

    def change() -> None:
        for number in count():
            new = tmp_path / "new"
            new.write_text(editions[number % 5], encoding="utf-8")
            new.replace(source)
            if done.wait(0.01):
                return

    changing = threading.Thread(target=change)
    changing.start()
    try:
        for _ in range(2):
            given = ("build", source, "-o", out, "-j", "2", "--force")
            built = announce(Surroundings(), *given, cwd=tmp_path)
            assert (built.returncode, built.stderr) == (0, "")
            made = load(out / "notice.manifest.json")
            assert made is not None
            (tmp_path / "same").mkdir(exist_ok=True)
            same = tmp_path / "same" / "notice.md"
            same.write_text(known[made.source_sha256], encoding="utf-8")
            files = {path.name: path.read_bytes() for path in out.iterdir()}
            files.pop("notice.manifest.json")
            assert files == build(same, tuple(FORMATS), Options(epoch=0)).files
    finally:
        done.set()
        changing.join()
