"""The same input gives the same bytes on different machines, and none of them goes online.

Another folder and source dates, home, user, time zone, language, umask, hash seed, number of
workers, year, order of files, fonts; no caches, no network.
"""

from __future__ import annotations

import dataclasses
import datetime
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import declared_fonts

ROOT = Path(__file__).resolve().parents[2]
ANOTHER = Path(__file__).resolve().parent / "another"
SOME = ("figures", "languages")


@dataclasses.dataclass(frozen=True)
class Machine:
    """In what a machine differs from another."""

    folder: str
    mask: int
    jobs: int
    environment: Mapping[str, str]
    mtime: int
    offline: bool = False
    """True for a network namespace without interfaces, where the system lets us have one."""


MACHINES = {
    "plain": Machine("a", 0o022, 1, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}, 0),
    "Kiribati, Turkish": Machine(
        "Şirin ğ folder 'with' spaces",
        0o077,
        2,
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "tr_TR.UTF-8",
            "LANGUAGE": "tr",
            "PYTHONHASHSEED": "4711",
            "PYTHONPATH": str(ANOTHER),
            "USER": "ayşe",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        2_000_000_000,
        offline=True,
    ),
    "Marquesas, Egyptian": Machine(
        "b/c/d/e",
        0o002,
        3,
        {
            "TZ": "Pacific/Marquesas",
            "LC_ALL": "ar_EG.UTF-8",
            "PYTHONHASHSEED": "random",
            "PYTHONPATH": str(ANOTHER),
            "OMP_NUM_THREADS": "7",
        },
        1,
    ),
}


def built_on(machine: Machine, sources: list[Path], place: Path) -> dict[str, bytes]:
    """Every file that a machine makes of the sources."""
    folder, home = place / machine.folder, place / "home"
    out = folder / "out"
    folder.mkdir(parents=True)
    fonts = home / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    for name in copied(sources, folder):
        os.utime(folder / name, (machine.mtime, machine.mtime))
    if machine.jobs > 1:
        other_fonts(fonts)
    done = subprocess.run(
        [
            *(unshared() if machine.offline else []),
            *(sys.executable, "-m", "generator", "build", str(folder / "sources"), "-o", str(out)),
            *("--jobs", str(machine.jobs)),
            *(part for font in fonts_of(sources) for part in ("--font", str(font))),
        ],
        cwd=ROOT,
        env={
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            **machine.environment,
            "PYTHONPATH": f"{machine.environment.get('PYTHONPATH', '')}{os.pathsep}{ROOT}",
        },
        capture_output=True,
        text=True,
        check=False,
        umask=machine.mask,
    )
    assert done.returncode == 0, done.stderr
    assert "REACHED OUT" not in done.stderr
    files = {path.name: path for path in out.iterdir()}
    assert {path.stat().st_mode & 0o777 for path in files.values()} == {0o666 & ~machine.mask}
    return {name: path.read_bytes() for name, path in files.items()}


KEPT = ("PATH", "LOCPATH", "DYLD_FALLBACK_LIBRARY_PATH")


def fonts_of(sources: list[Path]) -> list[Path]:
    """The font files that some of the sources declare."""
    return list(dict.fromkeys(font for source in sources for font in declared_fonts(source)))


def copied(sources: list[Path], folder: Path) -> list[str]:
    """Copy sources and their pictures; their names."""
    (folder / "sources").mkdir()
    for source in sources:
        shutil.copy(source, folder / "sources")
    shutil.copytree(ROOT / "tests" / "samples" / "pictures", folder / "sources" / "pictures")
    return [f"sources/{source.name}" for source in sources]


def other_fonts(folder: Path) -> None:
    """Install fonts for a user: ours under wrong names, and whatever the packages hold."""
    package = importlib.util.find_spec("fontpkg_source_code_pro")
    assert package is not None
    [place] = package.submodule_search_locations or []
    for number, font in enumerate(sorted(Path(place).rglob("*.[ot]tf"))[:3]):
        shutil.copy(font, folder / f"SourceSans3-{number}{font.suffix}")


def unshared() -> list[str]:
    """What starts a command without network interfaces; nothing where that is not allowed."""
    for prefix in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode
        ):
            return prefix
    return []


def same_everywhere(sources: list[Path], place: Path) -> int:
    """Build on each machine and compare; the number of files that were the same."""
    base: dict[str, bytes] = {}
    for number, machine in enumerate(MACHINES.values()):
        files = built_on(machine, sources, place / str(number))
        base = base or files
        assert files.keys() == base.keys()
        assert [name for name in files if files[name] != base[name]] == []
    return len(base)


def test_another_machine_is_later_in_another_order_and_offline(tmp_path: Path) -> None:
    for name in ("ab", "ba", "cc"):
        (tmp_path / name).touch()
    told, *_ = another(
        "import datetime, os, sys; print(datetime.datetime.now().year, *os.listdir())", tmp_path
    )
    year, *names = told.split()
    assert int(year) >= datetime.datetime.now(datetime.UTC).year + 8
    assert names == ["cc", "ab", "ba"]
    for reach in ("create_connection(('127.0.0.1', 9))", "getaddrinfo('example.org', 80)"):
        _, status, complaint = another(f"import socket; socket.{reach}", tmp_path)
        assert status == -signal.SIGABRT
        assert "REACHED OUT" in complaint


def another(code: str, folder: Path) -> tuple[str, int, str]:
    """What some code says there, how it ends, and its complaints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(ANOTHER)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, done.returncode, done.stderr


@pytest.mark.slow
def test_some_samples_are_the_same_everywhere(samples: dict[str, Path], tmp_path: Path) -> None:
    assert same_everywhere([samples[name] for name in SOME], tmp_path) == len(SOME) * 6


@pytest.mark.soak
def test_all_samples_are_the_same_everywhere(samples: dict[str, Path], tmp_path: Path) -> None:
    assert same_everywhere([*samples.values()], tmp_path) == len(samples) * 6
