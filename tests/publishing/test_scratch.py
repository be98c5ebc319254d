"""Temporary files lie in one folder, and nobody leaves one behind for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.building.temporary_files import scratch

HOLDING = """
import tempfile, time
from generator.building.temporary_files import scratch
with scratch() as folder:
    tempfile.mkdtemp(prefix="weasyprint-")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def holder(outside: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "TMPDIR": str(outside)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_is_made_within_goes_with_it(outside: Path) -> None:
    with scratch() as folder:
        made = Path(tempfile.mkdtemp())
        assert made.parent == folder
        assert os.environ["TMPDIR"] == str(folder)
    assert list(outside.iterdir()) == []
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == str(outside)


@pytest.mark.slow
def test_the_next_command_sweeps_what_a_killed_one_left_and_nothing_in_use(outside: Path) -> None:
    killed, left = holder(outside)
    living, used = holder(outside)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (outside / "announce-of-another").mkdir()
    with scratch() as own:
        assert {path.name for path in outside.iterdir()} == {
            own.name,
            used.name,
            "announce-of-another",
        }
        assert not left.exists()
        assert list(used.iterdir())
    living.kill()
    living.communicate()


def test_a_link_in_the_place_of_a_folder_is_not_followed(outside: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (outside / f"announce-{os.getuid()}-link").symlink_to(precious)
    with scratch():
        assert precious.exists()
