"""Many notices, and workers: in order, whole, and gone when they should be."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from generator.building import batch
from generator.building.batch import Failed, Published, Refused, Request, build_all
from generator.building.build import build
from generator.building.checking import Source, sources_in
from generator.building.format_worker import FormatWorker
from generator.building.limited import WorkerEndedError
from generator.building.worker import WorkerError
from generator.building.workers import Workers
from generator.commands.cli import main
from generator.content.job import Options
from generator.findings.errors import SourceError
from generator.findings.finding import Finding, Severity

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "---\ntitle: Notice {0}\nlang: en-GB\n---\n\nThe words of notice {0}.\n"


# Tasks, which workers find in this module -------------------------------------------------------


def failing(kind: str) -> int:
    if kind == "source":
        raise SourceError([Finding("a.md", 3, "rule", Severity.ERROR, "message", "hint")])
    if kind == "disk":
        raise OSError(28, "No space left on device", "a.pdf")
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdout.write("this is no output of the command\n")
    raise RuntimeError("boom") if kind == "fault" else ValueError("odd")


def process(number: int) -> int:
    return os.getpid() + 0 * number


def asleep() -> Iterator[int]:
    yield os.getpid()
    time.sleep(600)


def stages(end: str) -> Iterator[str]:
    yield "first"
    time.sleep(0.3)
    if end == "fault":
        raise RuntimeError("boom")
    yield end


def depth(nested: list[Any]) -> int:
    count = 0
    while nested:
        nested, count = nested[0], count + 1
    return count


# Workers ----------------------------------------------------------------------------------------


def alive(number: int) -> bool:
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, 0)
        return True
    return False


def ends(number: int) -> bool:
    """True if a process that is no child of ours, or a group of them (-number), ends in seconds."""
    until = time.monotonic() + 10
    while alive(number) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(number)


@pytest.mark.slow
def test_workers_are_used_again_and_end_with_their_block() -> None:
    with Workers(2) as workers:
        found = {future.result() for future in [workers.submit(process, n) for n in range(8)]}
    assert len(found) <= 2
    assert not any(alive(each) for each in found)


@pytest.mark.slow
def test_one_failure_does_not_stop_the_others() -> None:
    kinds = ("source", "disk", "fault", "killed", "odd")
    with Workers(2) as workers:
        futures = [workers.submit(failing, kind) for kind in kinds]
        source, disk, fault, killed, odd = [future.exception() for future in futures]
    assert isinstance(source, SourceError)
    assert str(source.findings[0]) == "a.md:3: error[rule]: message\n  hint: hint"
    assert isinstance(disk, OSError)
    assert disk.filename == "a.pdf"
    assert isinstance(fault, WorkerError)
    assert "RuntimeError: boom" in str(fault)
    assert "in failing" in str(fault)
    assert isinstance(killed, WorkerEndedError)
    assert "status -9" in str(killed)
    assert isinstance(odd, WorkerError)


@pytest.mark.slow
def test_a_block_that_is_left_waits_for_no_task() -> None:
    with Workers(1) as workers:
        first, _ = workers.submit_stages(asleep, 2)
        number = first.result()
        waiting = workers.submit(process, 0)
    assert not alive(number)
    assert waiting.cancelled()


@pytest.mark.slow
def test_a_shut_down_executor_has_done_its_tasks() -> None:
    workers = Workers(1)
    future = workers.submit(process, 0)
    workers.shutdown()
    assert not alive(future.result(timeout=0))


@pytest.mark.slow
def test_a_stage_is_there_before_the_next() -> None:
    with Workers(1) as workers:
        first, second = workers.submit_stages(stages, 2, "second")
        assert first.result() == "first"
        assert not second.done()
        assert second.result() == "second"
        first, second = workers.submit_stages(stages, 2, "fault")
        assert first.result() == "first"
        assert isinstance(second.exception(), WorkerError)
        assert workers.submit(process, 0).result()


@pytest.mark.slow
def test_what_is_nested_deeply_gets_there() -> None:
    nested: list[Any] = []
    for _ in range(2000):
        nested = [nested]
    with Workers(1) as workers:
        assert workers.submit(depth, nested).result() == 2000


@pytest.mark.slow
def test_a_worker_does_not_outlive_a_killed_owner() -> None:
    code = (
        "import time\nfrom generator.building.workers import Workers\n"
        "from tests.test_batch import asleep\n"
        "first, _ = Workers(1).submit_stages(asleep, 2)\n"
        "print(first.result(), flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert owner.stdout is not None
    number = int(owner.stdout.readline())
    assert alive(number)
    owner.kill()
    owner.communicate()
    assert ends(number)


@pytest.mark.slow
def test_a_worker_is_started_anywhere_and_does_not_run_its_owner_again(tmp_path: Path) -> None:
    """Not even where the script has no guard, and the current folder has modules of our names."""
    elsewhere, current = tmp_path / "elsewhere", tmp_path / "current"
    elsewhere.mkdir()
    current.mkdir()
    for name in ("pickle", "multiprocessing", "threading", "generator", "signal"):
        (current / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    script = elsewhere / "script.py"
    script.write_text(
        "import sys; from generator.commands.cli import main; print('started', flush=True)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.format(1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, "build", notice, "-o", "output", "--formats", "html,txt", "-j2"],
        cwd=current,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("started") == 1
    assert done.stdout.count("proven complete") == 2


@pytest.mark.slow
def test_a_build_needs_no_current_folder(tmp_path: Path) -> None:
    notice, current = tmp_path / "notice.md", tmp_path / "current"
    notice.write_text(NOTICE.format(1), encoding="utf-8")
    current.mkdir()
    build = [sys.executable, "-m", "generator", "build", str(notice), "-o", str(tmp_path / "out")]
    done = subprocess.run(
        ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', current, *build, "--formats", "txt"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


class Recorded(FormatWorker):
    """A worker that only records what it is to load."""

    def __init__(self) -> None:
        self.loaded: list[tuple[str, ...]] = []

    def preload(self, formats: Iterable[str], *, proven: bool = True) -> None:
        del proven
        self.loaded.append((*formats,))


def test_a_worker_loads_beforehand_for_one_source_that_must_be_made(tmp_path: Path) -> None:
    notice, output = tmp_path / "notice.md", tmp_path / "output"
    notice.write_text(NOTICE.format(1), encoding="utf-8")

    def loads(*given: Path, force: bool = False) -> bool:
        worker = Recorded()
        worker.preload_for(sources_in(given), output, ("txt",), force=force)
        assert worker.loaded in ([], [("txt",)])
        return bool(worker.loaded)

    assert loads(notice)
    assert loads(tmp_path)
    assert main(["build", str(notice), "-o", str(output), "--formats", "txt"]) == 0
    assert not loads(notice)
    assert loads(notice, force=True)
    notice.write_text(NOTICE.format(2), encoding="utf-8")
    assert loads(notice)
    (tmp_path / "other.md").write_text(NOTICE.format(3), encoding="utf-8")
    assert not loads(tmp_path)


def test_formats_are_made_ready_only_where_they_wait_for_others(tmp_path: Path) -> None:
    """While a worker makes the first format, this process gets ready for those that wait for it."""
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.format(1), encoding="utf-8")
    with FormatWorker() as worker:
        for count in range(1, 5):
            for formats in combinations(("html", "docx", "epub", "txt"), count):
                assert len(build(notice, formats, worker=worker).files) == count


# Batches, by any executor -----------------------------------------------------------------------


@pytest.fixture
def request_for(tmp_path: Path) -> Request:
    return Request(tmp_path / "output", ("txt",), Options())


def sources(folder: Path, count: int) -> list[Source]:
    for number in range(count):
        (folder / f"{number}.md").write_text(NOTICE.format(number), encoding="utf-8")
    (folder / "1.md").write_text("Words.\n", encoding="utf-8")
    return sources_in([folder])


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(3)])
def test_outcomes_come_in_the_order_of_the_sources(
    executor: Executor | None, tmp_path: Path, request_for: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = sources(tmp_path, 5)
    original = batch.bring_up_to_date

    def bring_up_to_date(source: Source, *rest: Any) -> Published | Refused:
        number = int(source.path.stem)
        time.sleep(0.02 * (5 - number))  # the later, the sooner
        if number == 3:
            raise RuntimeError("boom")
        return original(source, *rest)

    monkeypatch.setattr(batch, "bring_up_to_date", bring_up_to_date)
    monkeypatch.setattr(batch, "MOST_WAITING", 3)
    outcomes = [*build_all(given, request_for, executor)]
    assert [outcome.source for outcome in outcomes] == given
    kinds = [Published, Refused, Published, Failed, Published]
    assert [type(outcome) for outcome in outcomes] == kinds


class Late(Executor):
    """An executor that does nothing until it is asked for a result."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]


def test_a_batch_gives_an_executor_a_bounded_number_of_tasks_and_takes_back_the_rest(
    tmp_path: Path, request_for: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, late = sources(tmp_path, 9), Late()
    monkeypatch.setattr(batch, "MOST_WAITING", 3)
    outcomes = build_all(given, request_for, late)
    monkeypatch.setattr(Future, "result", lambda future: future)
    assert next(outcomes) is late.futures[0]  # type: ignore[comparison-overlap]
    assert len(late.futures) == 4
    outcomes.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in late.futures] == [False, True, True, True]


def test_a_full_disk_ends_a_batch(
    tmp_path: Path, request_for: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch, "publish", full)
    with pytest.raises(OSError, match="No space"):
        [*build_all(sources(tmp_path, 3), request_for)]


# The command ------------------------------------------------------------------------------------


def announce(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "generator", "build", str(folder / "source"), *arguments]


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """Twelve notices, the fourth of which nobody may publish."""
    for number in range(12):
        file = tmp_path / "source" / f"part-{number % 2}" / f"{number:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTICE.format(number), encoding="utf-8")
    (tmp_path / "source" / "part-1" / "03.md").write_text("Words.\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = announce(folder, "-o", str(folder / "output"), *arguments)
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.slow
def test_a_batch_says_and_writes_the_same_by_one_and_by_many(notices: Path) -> None:
    formats = ("--formats", "html,txt")
    one = run(notices, *formats, "-j", "1")
    files = {path.name: path.read_bytes() for path in (notices / "output").rglob("*.*")}
    many = run(notices, *formats, "-j", "3", "--force")
    assert (one.returncode, one.stdout, one.stderr) == (1, many.stdout, many.stderr)
    assert many.returncode == 1
    assert "03.md:1: error[" in many.stderr
    assert "part-1/03.md: not published" in many.stdout
    assert many.stdout.count("proven complete") == 22
    again = {path.name: path.read_bytes() for path in (notices / "output").rglob("*.*")}
    assert files == again
    assert run(notices, *formats, "-j", "2").stdout.count("nothing changed") == 11


@pytest.mark.slow
def test_an_interrupt_is_clean_and_the_rest_follows(notices: Path) -> None:
    command = announce(notices, "-o", str(notices / "output"), "--formats", "html,txt", "-j", "2")
    batch = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert batch.stdout is not None
    assert "00.html" in batch.stdout.readline()
    os.killpg(batch.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, told = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "Traceback" not in told
    assert "the same command goes on from here" in told
    assert ends(-batch.pid)
    rest = run(notices, "--formats", "html,txt", "-j", "2")
    assert rest.stdout.count("nothing changed") >= 1
    assert rest.stdout.count("nothing changed") + rest.stdout.count(".html") == 11
    assert not [*(notices / "output").rglob(".announce-stage-*")]


@pytest.mark.slow
def test_a_worker_makes_the_same_bytes(notices: Path) -> None:
    source = str(notices / "source" / "part-0" / "00.md")
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "generator", "build", source, "-j", jobs]
        subprocess.run([*command, "-o", str(notices / jobs)], check=True, cwd=ROOT)
    files = [{path.name: path.read_bytes() for path in (notices / j).iterdir()} for j in "12"]
    assert files[0] == files[1]
    assert len(files[0]) == 6


@pytest.mark.soak
def test_ten_thousand_notices_in_little_memory(tmp_path: Path) -> None:
    """Nothing is lost and nothing repeated by an interrupt."""
    count = 10_000
    for number in range(count):
        file = tmp_path / "source" / f"{number // 500}" / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTICE.format(number), encoding="utf-8")
    command = announce(tmp_path, "-o", str(tmp_path / "output"), "--formats", "txt", "-j", "2")
    log = tmp_path / "log"

    def whole(interrupt_after: float | None) -> tuple[int, int, int]:
        """The exit code, how many were published, and how many were up to date."""
        with log.open("w", encoding="utf-8") as told:
            batch = subprocess.Popen(command, stdout=told, cwd=ROOT, start_new_session=True)
            if interrupt_after is not None:
                time.sleep(interrupt_after)
                os.killpg(batch.pid, signal.SIGINT)
            _, status, usage = os.wait4(batch.pid, 0)
        batch.returncode = os.waitstatus_to_exitcode(status)
        assert usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10) < 300
        said = log.read_text(encoding="utf-8")
        return batch.returncode, said.count("proven complete"), said.count("nothing changed")

    code, first, _ = whole(20)
    assert code == 130
    assert 0 < first < count
    code, rest, kept = whole(None)
    assert (code, rest + kept) == (0, count)
    assert first <= kept <= first + 4  # those that workers had finished and nobody had reported
    assert whole(None) == (0, 0, count)
