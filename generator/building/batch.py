"""Many sources: where their outputs go, and who builds which."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from generator.building.ahead import loaded
from generator.building.checking import Source, sources_in, strictly
from generator.building.helper import Helper, spread
from generator.building.manifest import Manifest, Output
from generator.building.publish import publish, recover
from generator.building.reuse import kept, up_to_date
from generator.content.job import Options
from generator.findings.errors import AnnounceError, PackError, UsageError
from generator.findings.finding import Finding, has_errors
from generator.findings.wording import counted, silence
from generator.interpreter import garbage_collection_paused


class Listener(Protocol):
    """Who is told what happens."""

    outputs: list[str]

    def add(self, findings: Sequence[Finding]) -> None:
        """Findings of one source."""

    def say(self, text: str) -> None:
        """A line for a person."""

    def fate(self, source: Path, told: str) -> None:
        """What became of a source, for the table at the end."""

    def progress(self, text: str) -> None:
        """What is being done now; "" when it is over."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of each source. With `force`, files are made again that need not be."""

    folder: Path
    formats: tuple[str, ...]
    options: Options
    strict: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the files published, of which some were `kept`, or none.

    `removed` names files of the earlier set, in formats that were not asked for this time.
    """

    source: Source
    findings: tuple[Finding, ...]
    outputs: tuple[Output, ...] = ()
    kept: frozenset[str] = frozenset()
    removed: tuple[str, ...] = ()
    silent: tuple[tuple[int, str], ...] = ()

    @property
    def unchanged(self) -> bool:
        """True if there was nothing to make."""
        everything = len(self.kept) == len(self.outputs)
        return bool(self.outputs) and everything and not self.removed


def build_all(
    given: Sequence[Path],
    order: Order,
    listener: Listener,
    jobs: int = 1,
    helper: Helper | None = None,
) -> None:
    """Bring every source up to date; a faulty one is reported and does not stop the others.

    `jobs` processes work at a time, on a source each; a single source has its formats shared with
    `helper`, if there is one. A fault of ours is raised when all others are done. Raises PackError
    where the theme's colours would fail readers.
    """
    sources = sources_in(given)
    refuse_clashes(sources, order.folder)
    listener.add(theme_findings(order))
    for folder in dict.fromkeys(order.folder / source.below for source in sources):
        recover(folder)
    tasks = ((source, order) for source in sources)
    if jobs > 1 and len(sources) > 1:
        outcomes = spread(bring, tasks, min(jobs, len(sources)))
    else:
        outcomes = _one_by_one(tasks, helper)
    faults: list[Exception] = []
    clock = _Clock(len(sources))
    for source in sources:
        listener.progress(f"{clock.told()} {source.path}")
        outcome = next(outcomes)
        listener.progress("")
        if isinstance(outcome, OSError):
            raise outcome
        if isinstance(outcome, Exception):
            listener.say(f"{source.path}: not published, by a fault of ours")
            listener.fate(source.path, "not published")
            faults.append(outcome)
        else:
            report(outcome, order.folder, listener)
    if faults:
        raise faults[0]


def theme_findings(order: Order) -> tuple[Finding, ...]:
    """What is wrong with the theme; raises PackError where nothing can be built with it."""
    if order.options.theme is None:
        return ()
    from generator.theme.checks import judged

    found = judged(order.options.theme)
    found = strictly(found) if order.strict else found
    if has_errors(found):
        raise PackError(found)
    return found


@dataclass(slots=True)
class _Clock:
    """How far a batch has come, and how long it will still take if all goes on as it did."""

    count: int
    number: int = 0
    begun: float = field(default_factory=time.monotonic)

    def told(self) -> str:
        """Where the next source stands in the batch; its time is told once there is a measure."""
        self.number += 1
        done, passed = self.number - 1, time.monotonic() - self.begun
        left = round(passed / done * (self.count - done)) if done else 0
        return f"[{self.number}/{self.count}{f', {_duration(left)} left' if left else ''}]"


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _one_by_one(
    tasks: Iterable[tuple[Source, Order]], helper: Helper | None
) -> Iterator[Outcome | Exception]:
    for source, order in tasks:
        try:
            yield from bring(source, order, helper)
        except Exception as error:  # noqa: BLE001 (told as in a batch)
            yield error


def bring(source: Source, order: Order, helper: Helper | None = None) -> Iterator[Outcome]:
    """Build and publish of one source what is not up to date; yields the one outcome."""
    folder = order.folder / source.below
    earlier = None if order.force else kept(source.path, folder, order.formats, order.options)
    if earlier is not None and up_to_date(earlier, order.formats, strict=order.strict):
        yield _unchanged(source, earlier.manifest)
        return
    if helper is not None:
        done = earlier.files if earlier else ()
        helper.ask(loaded, [name for name in order.formats if name not in done])
    try:
        with garbage_collection_paused():
            from generator.building.build import build

            built = build(
                source.path,
                order.formats,
                order.options,
                strict=order.strict,
                kept=earlier,
                aside=helper,
            )
    except AnnounceError as error:
        yield Outcome(source, error.findings)
        return
    removed = publish(folder, source.path.stem, built.files, built.manifest)
    outputs = built.manifest.outputs
    yield Outcome(source, built.findings, outputs, built.kept, removed, built.manifest.silent)


def _unchanged(source: Source, manifest: Manifest) -> Outcome:
    findings = (*manifest.findings, *(each for out in manifest.outputs for each in out.findings))
    return Outcome(
        source,
        tuple(replace(finding, path=str(source.path)) for finding in findings),
        manifest.outputs,
        frozenset(output.path for output in manifest.outputs),
        silent=manifest.silent,
    )


def report(outcome: Outcome, folder: Path, listener: Listener) -> None:
    """Tell what became of a source."""
    path, target = outcome.source.path, folder / outcome.source.below
    listener.add(outcome.findings)
    listener.fate(path, "published" if outcome.outputs else "not published")
    if not outcome.outputs:
        listener.say(f"{path}: not published; earlier outputs stay as they are")
    if outcome.unchanged:
        files = counted(len(outcome.outputs), "file")
        listener.say(f"{path}: nothing changed, up to date: {files}")
    for output in outcome.outputs:
        listener.outputs.append(str(target / output.path))
        if not outcome.unchanged:
            state = "unchanged" if output.path in outcome.kept else "proven complete"
            listener.say(f"{target / output.path}  {_facts(output)}, {state}")
    for name in outcome.removed:
        listener.say(f"{target / name}  removed: not among the formats asked for")
    if outcome.silent:
        listener.say(f"{path}: {silence(outcome.silent)}")


def _facts(output: Output) -> str:
    pages = "" if output.pages is None else f", {counted(output.pages, 'page')}"
    return f"{output.bytes:,} bytes{pages}"


def refuse_clashes(sources: Sequence[Source], folder: Path) -> None:
    """Two sources that would write the same files are refused before anything is built."""
    seen: dict[str, Path] = {}
    for source in sources:
        target = str(folder / source.below / source.path.stem).casefold()
        other = seen.setdefault(target, source.path)
        if other != source.path:
            raise UsageError(f"{other} and {source.path} would both write {target}.*")
