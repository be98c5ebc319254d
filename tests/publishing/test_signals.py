"""Signals that end a build: one sentence, an exit code, a whole set, and nothing left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publishing.sets import litter, published
from tests.test_batch import ends
from tests.test_watch import start_watch, wait_until_all_is_built

NOTICE = "---\ntitle: Notice {0}\nlang: en-GB\n---\n\nEdition {0} of it.\n\n## Part\n\n- Item {0}\n"
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
MOMENTS = (0.02, 0.4, 0.8)
"""Parts of the time that the whole build takes, once it has begun."""


@pytest.fixture(autouse=True)
def _hang_ups_count() -> Iterator[None]:
    """SIGHUP does what it usually does, also where the tests themselves run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


class Bench:
    """A folder of sources, one for outputs, and one for temporary files."""

    def __init__(self, place: Path, count: int) -> None:
        self.sources, self.out, self.temporary = place / "in", place / "out", place / "tmp"
        self.names = [f"notice-{number}" for number in range(count)]
        for folder in (self.sources, self.temporary):
            folder.mkdir()

    def write(self, edition: int) -> None:
        """Put an edition of each source in the place of the one before."""
        for name in self.names:
            (self.sources / f"{name}.md").write_text(NOTICE.format(edition), encoding="utf-8")

    def build(self) -> subprocess.Popen[str]:
        """Start a build of all, in a process group of its own, and let Python begin with it."""
        command = [sys.executable, "-m", "generator", "build", str(self.sources), "-j", "2"]
        started = subprocess.Popen(
            [*command, "-o", str(self.out), "--formats", "html,pdf,txt"],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while not any(self.temporary.iterdir()) and started.poll() is None:
            time.sleep(0.005)
        return started

    def assert_sound(self) -> None:
        """Whole sets, nothing of ours beside them: nothing left to the next command either."""
        assert list(self.temporary.iterdir()) == []
        if self.out.exists():
            assert not litter(self.out)
            for name in self.names:
                published(self.out, name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "count"),
    [(signal.SIGINT, 2), (signal.SIGTERM, 1), (signal.SIGHUP, 2)],
)
def test_a_signal_ends_a_build_in_one_sentence(
    number: signal.Signals, count: int, tmp_path: Path
) -> None:
    """Sent to the process alone, as by a service, or to all of them, as by a terminal."""
    bench = Bench(tmp_path, count)
    bench.write(0)
    first = bench.build()
    start = time.monotonic()
    assert first.communicate(timeout=60)[1] == ""
    assert first.returncode == 0
    whole = time.monotonic() - start
    ended = 0
    for edition, moment in enumerate(MOMENTS, start=1):
        bench.write(edition)
        build = bench.build()
        time.sleep(moment * whole)
        (os.killpg if edition % 2 else os.kill)(build.pid, number)
        _, said = build.communicate(timeout=60)
        assert "Traceback" not in said, said
        assert ends(-build.pid), "a worker goes on"
        if build.returncode == SIGNALS[number]:
            ended += 1
            assert "Each document is published whole or not at all" in said
            assert said.count("\n") == 1
        else:  # after all was done
            assert (build.returncode, said) == (0, "")
        bench.assert_sound()
    assert ended


@pytest.mark.slow
def test_a_terminal_that_is_closed_does_not_end_a_build_under_nohup(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 1)
    bench.write(0)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # inherited, as nohup does it
    try:
        build = bench.build()
    finally:
        signal.signal(signal.SIGHUP, before)
    time.sleep(0.5)
    os.killpg(build.pid, signal.SIGHUP)
    _, said = build.communicate(timeout=60)
    assert (build.returncode, said) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_watch_as_ctrl_c_does(number: signal.Signals, tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.format(0), encoding="utf-8")
    watch = start_watch(notice)
    wait_until_all_is_built(watch)
    watch.send_signal(number)
    _, said = watch.communicate(timeout=60)
    assert (watch.returncode, said) == (0, "")
    assert ends(-watch.pid)
