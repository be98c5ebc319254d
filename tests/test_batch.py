"""Many notices, and helpers: in order, whole, and gone when they should be."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.building.ahead import head_start, loaded
from generator.building.helper import Helper, HelperError, spread
from generator.commands.cli import main
from generator.findings.errors import SourceError, UsageError
from generator.findings.finding import Finding, Severity

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "---\ntitle: Notice {0}\nlang: en-GB\n---\n\nThe words of notice {0}.\n"


def doubled(number: int) -> Iterator[int]:
    time.sleep(0.05 / (number + 1))  # the later, the sooner
    yield number * 2


def failing(kind: str) -> Iterator[int]:
    if kind == "source":
        raise SourceError([Finding("a.md", 3, "rule", Severity.ERROR, "message", "hint")])
    if kind == "disk":
        raise OSError(28, "No space left on device", "a.pdf")
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdout.write("this is no answer\n")
    raise RuntimeError("boom") if kind == "fault" else ValueError("odd")
    yield 0


def process(number: int) -> Iterator[int]:
    yield os.getpid() + 0 * number


def asleep() -> Iterator[int]:
    yield os.getpid()
    time.sleep(600)


def napping() -> Iterator[str]:
    time.sleep(0.2)
    yield "first"
    yield "second"


def alive(number: int) -> bool:
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, 0)
        return True
    return False


def ends(number: int) -> bool:
    """True if a process that is no child of ours ends within seconds."""
    until = time.monotonic() + 10
    while alive(number) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(number)


@pytest.mark.slow
def test_answers_come_in_the_order_of_the_tasks() -> None:
    assert [*spread(doubled, ((number,) for number in range(7)), 3)] == [*range(0, 14, 2)]


@pytest.mark.slow
def test_helpers_are_used_again() -> None:
    found = [*spread(process, ((number,) for number in range(8)), 2)]
    assert len({*found}) <= 2
    assert not any(alive(each) for each in found)


@pytest.mark.slow
def test_one_failure_does_not_stop_the_others() -> None:
    kinds = ("source", "disk", "fault", "killed", "odd")
    source, disk, fault, killed, odd = spread(failing, ((kind,) for kind in kinds), 2)
    assert isinstance(source, SourceError)
    assert str(source.findings[0]) == "a.md:3: error[rule]: message\n  hint: hint"
    assert isinstance(disk, OSError)
    assert disk.filename == "a.pdf"
    assert isinstance(fault, HelperError)
    assert "RuntimeError: boom" in str(fault)
    assert "in failing" in str(fault)
    assert isinstance(killed, HelperError)
    assert "status -9" in str(killed)
    assert isinstance(odd, HelperError)


@pytest.mark.slow
def test_a_closed_helper_ends_at_once_and_another_follows() -> None:
    helper = Helper()
    helper.ask(asleep)
    first = helper.answer()
    helper.close()
    assert not alive(first)
    helper.ask(process, 0)
    assert helper.answer() != first
    helper.close()


@pytest.mark.slow
def test_a_helper_is_busy_until_it_has_an_answer() -> None:
    helper = Helper()
    helper.ask(napping)
    assert helper.busy
    assert helper.answer() == "first"
    while helper.busy:  # the second comes by itself
        time.sleep(0.02)
    assert helper.answer() == "second"
    helper.close()


class Asked(Helper):
    """A helper that only remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[tuple[object, ...]] = []

    def ask(self, function: object, *arguments: object) -> None:
        self.tasks.append((function, *arguments))


def test_a_head_start_is_for_one_source_that_must_be_made(tmp_path: Path) -> None:
    notice, output = tmp_path / "notice.md", tmp_path / "output"
    notice.write_text(NOTICE.format(1), encoding="utf-8")

    def begun(*given: Path, force: bool = False) -> bool:
        helper = Asked()
        head_start(helper, given, output, ("txt",), force=force)
        assert helper.tasks in ([], [(loaded, ("txt",))])
        return bool(helper.tasks)

    assert begun(notice)
    assert begun(tmp_path)
    assert main(["build", str(notice), "-o", str(output), "--formats", "txt"]) == 0
    assert not begun(notice)
    assert begun(notice, force=True)
    notice.write_text(NOTICE.format(2), encoding="utf-8")
    assert begun(notice)
    (tmp_path / "other.md").write_text(NOTICE.format(3), encoding="utf-8")
    assert not begun(tmp_path)
    with pytest.raises(UsageError):
        begun(tmp_path / "none.md")


def test_a_helper_that_was_not_asked_has_no_answer() -> None:
    helper = Helper()
    helper.close()
    with pytest.raises(HelperError):
        helper.answer()


@pytest.mark.slow
def test_a_helper_does_not_outlive_a_killed_owner() -> None:
    code = (
        "import time\nfrom generator.building.helper import Helper\n"
        "from tests.test_batch import asleep\n"
        "helper = Helper(); helper.ask(asleep); print(helper.answer(), flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert owner.stdout is not None
    number = int(owner.stdout.readline())
    assert alive(number)
    owner.kill()
    owner.communicate()
    assert ends(number)


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
    os.killpg(batch.pid, signal.SIGINT)  # as a terminal does: to the helpers too
    _, told = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "Traceback" not in told
    assert "the same command goes on from here" in told
    with pytest.raises(ProcessLookupError):
        os.killpg(batch.pid, 0)
    rest = run(notices, "--formats", "html,txt", "-j", "2")
    assert rest.stdout.count("nothing changed") >= 1
    assert rest.stdout.count("nothing changed") + rest.stdout.count(".html") == 11
    assert not [*(notices / "output").rglob(".announce-stage-*")]


@pytest.mark.slow
def test_a_helper_makes_the_same_bytes(notices: Path) -> None:
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
    assert first <= kept <= first + 4  # those that the helpers had finished and nobody told
    assert whole(None) == (0, 0, count)
