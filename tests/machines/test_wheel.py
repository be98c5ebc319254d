"""The wheel, in an environment of its own, outside the checkout, offline: all verbs, all formats.

The libraries are those of this environment, lent by a path file; nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from generator import __version__
from generator.building.build import build
from generator.building.manifest import load
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.packagers import typefaces
from tests.conftest import CJK, ROOT
from tests.machines.test_same_bytes import unshared

pytestmark = pytest.mark.slow

PARTS = ("generator", "templates", "pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class Installed:
    """An environment that has the program, and a folder to work in."""

    environment: Path
    folder: Path

    def start(self, *given: object) -> subprocess.Popen[str]:
        """Start a command there, without network and without the checkout."""
        kept = ("PATH", "LANG", "LOCPATH", "DYLD_FALLBACK_LIBRARY_PATH")
        return subprocess.Popen(
            [*unshared(), str(self.environment / "bin" / "announce"), *map(str, given)],
            cwd=self.folder,
            env={
                **{name: os.environ[name] for name in kept if name in os.environ},
                "HOME": str(self.folder),
                "SOURCE_DATE_EPOCH": "0",
                "PYTHONUNBUFFERED": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *given: object, code: int = 0) -> str:
        """What a command says; it must end with that exit code."""
        started = self.start(*given)
        said, complained = started.communicate(timeout=300)
        assert started.returncode == code, complained
        assert "Traceback" not in complained
        return said + complained


def installed(version: str, place: Path) -> Installed:
    """The wheel of this checkout, under some version, installed into an empty environment."""
    tree, environment, folder = place / "tree", place / "environment", place / "folder"
    for name in PARTS:
        (shutil.copytree if (ROOT / name).is_dir() else copied)(ROOT / name, tree / name)
    module = tree / "generator" / "__init__.py"
    module.write_text(module.read_text("utf-8").replace(__version__, version), encoding="utf-8")
    wheels = place / "wheels"
    hatch = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(hatch, cwd=tree, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--no-index"]
    [wheel] = wheels.iterdir()
    subprocess.run([*install, "--python", python, wheel], check=True, capture_output=True)
    shutil.rmtree(tree)
    [packages] = environment.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    folder.mkdir()
    return Installed(environment, folder)


def copied(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    shutil.copy(source, target)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of this checkout."""
    return installed(__version__, tmp_path_factory.mktemp("wheel"))


def files(folder: Path, stem: str) -> dict[str, bytes]:
    """The five files of a source."""
    return {f"{stem}.{name}": (folder / f"{stem}.{name}").read_bytes() for name in FORMATS}


def test_every_verb_works(program: Installed) -> None:
    folder = program.folder
    assert program.run("--version") == f"announce {__version__}\n"
    program.run("doctor")
    assert "| title | `h1`" in program.run("formats")
    assert "`heading-level-skipped`" in program.run("rules")
    program.run("new", "notice.md", "--title", "A notice")
    program.run("check", "notice.md")
    program.run("build", "notice.md", "--strict")
    outputs = [f"output/notice.{name}" for name in FORMATS]
    for output in ("notice.md", *outputs):
        assert "A notice" in program.run("outline", output)
    assert "exactly what is built from" in program.run("verify", "notice.md", *outputs)
    assert "nothing changed" in program.run("build", "notice.md")
    program.run("init", "notices")
    program.run("build", "notices/source", "-o", "notices/output", "--theme", "notices/theme")
    watching = program.start("watch", "notice.md")
    assert watching.stdout is not None
    while "watching" not in (line := watching.stdout.readline()):
        assert line
    watching.send_signal(signal.SIGINT)
    assert watching.communicate(timeout=60)[1] == ""
    assert {path.name for path in folder.iterdir()} >= {"notice.md", "notices", "output"}
    where = "import generator; print(generator.__file__)"
    python = program.environment / "bin" / "python"
    told = subprocess.run([python, "-c", where], cwd=folder, capture_output=True, check=True)
    assert Path(os.fsdecode(told.stdout).strip()).is_relative_to(program.environment)


def letters() -> str:
    """A source with letters that each typeface alone draws, code, and a picture."""
    found = [
        f"- {script.title()}: {''.join(some_letters(script))}\n"
        for package in typefaces.SCRIPTS
        if package.installed
        for script in package.scripts[:1]
    ]
    picture = "![A dot](pictures/dot.png)"
    signs = "*Slanted*, **strong**, `code`, ☎ and 𝑥."
    return f"---\ntitle: Letters\nlang: en-GB\n---\n\n{signs}\n\n{''.join(found)}\n{picture}\n"


def some_letters(script: str) -> Iterator[str]:
    """The first letters whose names in Unicode begin with that of a script."""
    named = (chr(each) for each in range(0x500, 0xA000) if unicodedata.category(chr(each)) == "Lo")
    return islice((each for each in named if unicodedata.name(each).startswith(f"{script} ")), 5)


def test_every_typeface_gives_the_same_bytes_as_the_checkout(program: Installed) -> None:
    place = program.folder / "samples"
    shutil.copytree(ROOT / "tests" / "samples" / "pictures", place / "pictures")
    (place / "letters.md").write_text(letters(), encoding="utf-8")
    fonts = tuple(font for font in CJK if font.exists())
    given = [part for font in fonts for part in ("--font", font)]
    program.run("build", "samples", "-o", "made", "-j", "2", *given)
    here = build(place / "letters.md", options=Options(epoch=0, fonts=fonts)).files
    assert files(program.folder / "made", "letters") == here
    manifest = load(program.folder / "made" / "letters.manifest.json")
    assert manifest is not None
    [pdf] = [each for each in manifest.outputs if each.format == "pdf"]
    wanted = sum(1 for each in typefaces.SCRIPTS if each.installed and each.scripts)
    assert len(pdf.fonts) >= wanted


def test_two_versions_live_beside_each_other(
    program: Installed, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each makes again what the other made, and neither calls the other's files its own."""
    later = installed("99.1", tmp_path_factory.mktemp("later"))
    source, out = program.folder / "both.md", program.folder / "both"
    source.write_text("---\ntitle: Both\nlang: en-GB\n---\n\nWords.\n", encoding="utf-8")
    given = ("build", source, "-o", out)
    program.run(*given)
    first = files(out, "both")
    assert "nothing changed" not in later.run(*given)
    made = load(out / "both.manifest.json")
    assert made is not None
    assert made.generator == "99.1"
    outputs = [out / name for name in first]
    later.run("verify", source, *outputs)
    assert "nothing changed" not in program.run(*given)
    assert files(out, "both") == first
    program.run("verify", source, *outputs)
    assert program.run("--version") != later.run("--version")
