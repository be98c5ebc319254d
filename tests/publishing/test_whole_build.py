"""Whole builds, killed at any moment, alone or beside another: one set, proven, and no litter."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.building.manifest import load, manifest_path
from generator.building.publish import recover
from generator.building.verify import verify
from tests.publishing.sets import litter, published

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("notice", "second")
TEXT = "---\ntitle: Notice {0}\nlang: en-GB\n---\n\nEdition {0} of it.\n\n## Part\n\n- Item {0}\n"


class Bench:
    """Sources, a folder for outputs, and one for temporary files."""

    def __init__(self, place: Path, formats: str) -> None:
        self.out, self.temporary = place / "out", place / "tmp"
        self.sources, self._editions = place / "sources", place / "editions"
        for folder in (self.temporary, self.sources, self._editions):
            folder.mkdir()
        self._formats = formats
        self._standing = dict.fromkeys(NAMES, 0)

    def write(self, edition: int) -> None:
        """Put an edition of each source in the place of the one before."""
        for name in NAMES:
            text = TEXT.format(edition)
            (self.sources / f"{name}.md").write_text(text, encoding="utf-8")
            (self._editions / f"{edition}").mkdir(exist_ok=True)
            (self._editions / f"{edition}" / f"{name}.md").write_text(text, encoding="utf-8")

    def build(self) -> subprocess.Popen[bytes]:
        """Start a build of all sources, in a process group of its own."""
        command = [sys.executable, "-m", "generator", "build", str(self.sources)]
        return subprocess.Popen(
            [*command, "-o", str(self.out), "--formats", self._formats],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def assert_sound(self, edition: int, *, finished: bool = False) -> None:
        """Each source has the set that stood, or that of this edition, in bytes and content."""
        recover(self.out)
        assert not litter(self.out)
        for name in NAMES:
            assert published(self.out, name) is not None
            manifest = load(manifest_path(self.out, name))
            assert manifest is not None
            outputs = [self.out / output.path for output in manifest.outputs]
            possible = {edition} if finished else {edition, self._standing[name]}
            told = {
                e: verify(self._editions / f"{e}" / f"{name}.md", outputs, content=True)
                for e in possible
            }
            assert () in told.values(), told
            self._standing[name] = next(each for each, faults in told.items() if not faults)


def kill_builds(place: Path, formats: str, times: int) -> None:
    bench = Bench(place, formats)
    chance = random.Random(11)  # noqa: S311
    bench.write(0)
    start = time.monotonic()
    assert bench.build().wait() == 0
    whole = time.monotonic() - start
    killed = 0
    for edition in range(1, times + 1):
        bench.write(edition)
        victim = bench.build()
        neighbour = bench.build() if edition % 3 == 0 else None
        time.sleep(chance.uniform(0.1, 1.1) * whole)
        if victim.poll() is None:
            killed += 1
            # With all its helpers, as in a power cut; or alone, as by the system short of memory.
            (os.killpg if edition % 2 else os.kill)(victim.pid, signal.SIGKILL)
        victim.wait()
        if neighbour is not None:
            assert neighbour.wait() == 0
        bench.assert_sound(edition, finished=neighbour is not None)
    assert killed >= times / 2
    assert bench.build().wait() == 0
    bench.assert_sound(times, finished=True)
    assert list(bench.temporary.iterdir()) == []


@pytest.mark.slow
def test_builds_killed_at_random_moments_leave_one_set(tmp_path: Path) -> None:
    kill_builds(tmp_path, "html,txt", 4)


@pytest.mark.soak
def test_a_hundred_builds_killed_at_random_moments_leave_one_set(tmp_path: Path) -> None:
    kill_builds(tmp_path, "html,pdf,docx,epub,txt", 100)


@pytest.mark.parametrize(
    "times",
    [pytest.param(25, marks=pytest.mark.slow), pytest.param(900, marks=pytest.mark.soak)],
)
def test_builds_begun_where_all_is_loaded_leave_one_set(times: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.publishing.random_kills", str(times)]
    done = subprocess.run(
        [*command, str(tmp_path / "kills")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] >= times / 3, told
    assert min(told["new"], told["old"]) > 0, told
    assert [each.name for each in tmp_path.iterdir()] == ["kills"]
