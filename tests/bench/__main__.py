"""How long we take, against bare WeasyPrint, pandoc and Typst: `make bench`.

Commands are run in turn, A B C A B C …, after a round that does not count; what is told are ratios
of medians, because seconds say more about a machine than about a program. Ours always include
reading every file back and proving it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypandoc

from tests.long_documents import sixty_pages

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
PANDOC = pypandoc.get_pandoc_path()
KEPT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = {**KEPT, "PATH": f"{Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}"}
FIVE = ("html", "docx", "epub", "plain", "pdf")
TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds passed, seconds of processors, the largest process in MiB."""

    wall: float
    cpu: float
    peak: float


Command = Sequence[str]
Runs = Mapping[str, list[Run]]


def run(command: Command) -> Run:
    """Run a command to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    passed = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(passed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def in_turn(commands: Mapping[str, Command], rounds: int, ready: Callable[[], None]) -> Runs:
    """Each command `rounds` times, in turn, after a round that does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            ready()
            done = run(command)
            if number:
                runs[name].append(done)
                tell(f"  {name}: {done.wall:.2f} s, of processors {done.cpu:.2f} s")
    return runs


def tell(text: str) -> None:
    """Say what is going on; not part of the result."""
    sys.stderr.write(f"{text}\n")


def wall(runs: Sequence[Run]) -> float:
    """The median of the seconds passed."""
    return statistics.median(each.wall for each in runs)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    against: str
    ratio: float
    goal: str

    def cells(self) -> str:
        """The line in Markdown."""
        return f"| {self.what} | {self.against} | {self.ratio:.2f} | {self.goal} |"


# Commands ---------------------------------------------------------------------------------------


def announce(source: Path, folder: Path, *options: str) -> Command:
    return [PYTHON, "-m", "generator", "build", str(source), "-o", str(folder), *options]


class Bench:
    """A folder with sources, what peers make of them, and where everybody writes."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.out = place / "out"
        self.peers = place / "peers"
        self.peers.mkdir()

    def empty(self) -> None:
        """No earlier outputs: everything is to be made."""
        shutil.rmtree(self.out, ignore_errors=True)

    def weasyprint(self, source: Path) -> Command:
        """Bare WeasyPrint on pandoc's HTML: the PDF alone, tagged, without any proof."""
        page = self.peers / f"{source.stem}.weasy.html"
        subprocess.run([PANDOC, "-s", source, "-o", page], check=True, cwd=ROOT)
        variant = ("--pdf-variant", "pdf/ua-1")
        return [
            PYTHON,
            "-m",
            "weasyprint",
            "-q",
            *variant,
            str(page),
            str(page.with_suffix(".pdf")),
        ]

    def pandoc(self, source: Path) -> Command:
        """Pandoc's five formats, one after the other, without any proof."""
        engine = "--pdf-engine=weasyprint"
        calls = (
            f'"{PANDOC}" -s --embed-resources {engine if kind == "pdf" else f"-t {kind}"} '
            f'"{source}" -o "{self.peers / source.stem}.{kind}"'
            for kind in FIVE
        )
        return ["sh", "-ec", "; ".join(calls)]

    def typst(self, source: Path) -> Command:
        """Typst's PDF alone, of pandoc's translation."""
        translated = self.peers / f"{source.stem}.typ"
        subprocess.run([PANDOC, "-s", source, "-o", translated], check=True, cwd=ROOT)
        return [PYTHON, "-c", TYPST, str(translated), str(translated.with_suffix(".typst.pdf"))]

    # What is measured --------------------------------------------------------------------------

    def one_notice(self, rounds: int) -> Iterator[Row]:
        """The announcement, cold and warm."""
        source = self.place / "announcement.md"
        shutil.copy(ROOT / "source" / "announcement.md", source)
        edited = self.place / "edited.md"
        shutil.copy(source, edited)
        kept = self.place / "kept"
        run(announce(source, kept))
        runs = in_turn(
            {
                "five": announce(source, self.out),
                "bare": self.weasyprint(source),
                "without PDF": announce(source, self.out, "--formats", "html,docx,epub,txt"),
                "pandoc": self.pandoc(source),
                "nothing changed": announce(source, kept),
                "typst": self.typst(source),
            },
            rounds,
            self.empty,
        )
        five, bare = wall(runs["five"]), wall(runs["bare"])
        warm = [PYTHON, "-m", "tests.bench.warm", str(edited), str(self.place / "warm"), "15"]
        told = subprocess.run(
            warm, check=True, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True
        ).stdout
        again = statistics.median(map(float, told.split()))
        self.cold = five
        yield Row("one notice, five formats", "WeasyPrint, PDF alone", five / bare, "≤ 1.15")
        yield Row("", "pandoc, five formats", five / wall(runs["pandoc"]), "≤ 1.00")
        yield Row("", "Typst, PDF alone", five / wall(runs["typst"]), "–")
        without = wall(runs["without PDF"])
        yield Row("the same without PDF", "WeasyPrint, PDF alone", without / bare, "≤ 0.35")
        yield Row("an edit while we watch, five formats", "one notice", again / five, "≤ 0.35")
        same = wall(runs["nothing changed"])
        yield Row("nothing changed", "one notice", same / five, "≤ 0.25")

    def long_document(self, rounds: int, chapters: int) -> Iterator[Row]:
        """A report of everything that a source may hold."""
        source = self._long(chapters)
        runs = in_turn(
            {
                "bare": self.weasyprint(source),
                "pandoc": self.pandoc(source),
                "five": announce(source, self.out),
            },
            rounds,
            self.empty,
        )
        five = wall(runs["five"])
        bare, pandoc = five / wall(runs["bare"]), five / wall(runs["pandoc"])
        what = f"{self._pages(source)} pages, five formats"
        yield Row(what, "WeasyPrint, PDF alone", bare, "≤ 1.15")
        yield Row("", "pandoc, five formats", pandoc, "≤ 0.75")

    def growth(self, sizes: Sequence[int]) -> Iterator[Row]:
        """Four times and fourteen times as many pages: what a page costs, against the first."""
        first: tuple[float, float] | None = None
        for chapters in sizes:
            source = self._long(chapters)
            self.empty()
            ours, bare = run(announce(source, self.out)), run(self.weasyprint(source))
            pages = self._pages(source)
            tell(f"  {pages} pages: {ours.wall:.1f} s, bare {bare.wall:.1f} s, {ours.peak:.0f} MiB")
            costs = ours.wall / pages, bare.wall / pages
            first = first or costs
            ratio = (costs[0] / first[0]) / (costs[1] / first[1])
            if costs != first:
                yield Row(f"a page of {pages}", "the same growth of WeasyPrint", ratio, "≤ 1.00")
        yield Row(f"memory for {pages} pages", "1 GiB", ours.peak / 1024, "≤ 1.00")

    def many(self, count: int, peers: int) -> Iterator[Row]:
        """Notices by the hundred."""
        folder = self.place / "notices"
        folder.mkdir()
        text = (ROOT / "source" / "announcement.md").read_text(encoding="utf-8")
        notices = [folder / f"notice-{number:03}.md" for number in range(count)]
        for number, notice in enumerate(notices):
            notice.write_text(f"{text}\nThis is notice {number}.\n", encoding="utf-8")
        each: dict[str, float] = {}
        for jobs in ("1", "2"):
            self.empty()
            each[jobs] = run(announce(folder, self.out, "-j", jobs)).wall / count
        begun = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, map(self.pandoc, notices[:peers])))
        pandoc = (time.perf_counter() - begun) / peers
        tell(f"  a notice: {each['1']:.3f} s, by two {each['2']:.3f} s, pandoc {pandoc:.3f} s")
        what = f"throughput of {count} notices, two at a time"
        yield Row(what, "one at a time", each["1"] / each["2"], "≥ 1.80")
        yield Row("", "pandoc, two at a time", pandoc / each["2"], "≥ 2.50")
        yield Row("each of these notices", "one notice", each["1"] / self.cold, "≤ 0.35")

    def _long(self, chapters: int) -> Path:
        source = self.place / f"long-{chapters}.md"
        source.write_text(sixty_pages(chapters), encoding="utf-8")
        return source

    def _pages(self, source: Path) -> int:
        manifest = (self.out / f"{source.stem}.manifest.json").read_text(encoding="utf-8")
        return int(re.findall(r'"pages": (\d+)', manifest)[0])


BEGIN, END = "<!-- bench -->\n", "<!-- end bench -->"


def write(rows: Sequence[Row]) -> None:
    """Put the table into docs/speed.md."""
    page = ROOT / "docs" / "speed.md"
    text = page.read_text(encoding="utf-8")
    head = "| what | against | ratio | goal |\n|---|---|--:|--:|\n"
    table = head + "".join(f"{row.cells()}\n" for row in rows)
    before, rest = text.split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    sys.stdout.write(table)


def main(*, quick: bool) -> None:
    """Measure how fast we are, and write the table of docs/speed.md: some ten minutes."""
    sizes = (1, 2, 3) if quick else (17, 67, 233)  # chapters, for some 72, 286 and 1,000 pages
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place))
        rows = [
            *bench.one_notice(1 if quick else 11),
            *bench.long_document(1 if quick else 3, 1 if quick else 14),
            *(bench.many(4, 2) if quick else bench.many(200, 40)),
            *bench.growth(sizes),
        ]
    for row in rows:
        tell(row.cells())
    if not quick:
        write(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="a little of it; the table stays")
    main(quick=parser.parse_args().quick)
