"""The commands that publish: `build`, which ends, and `watch`, which goes on."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.checking import Source, sources_in, with_brands
from generator.commands.options import processes
from generator.commands.reports import Report
from generator.interpreter import garbage_collection_paused

if TYPE_CHECKING:
    from generator.building.batch import Outcome, Request
    from generator.building.format_worker import FormatWorker
    from generator.content.job import Options
    from generator.document.limits import Limits


def build(given: argparse.Namespace, report: Report) -> None:
    """Bring all sources up to date; those with errors are reported, and the others go on.

    An internal error is raised when all others are done.
    """
    from generator.building.format_worker import FormatWorker
    from generator.building.temporary_files import scratch

    sources = with_brands(sources_in(given.sources), trusted=given.limits is None)
    jobs = processes(given.jobs)
    with scratch(), FormatWorker() as worker:
        if jobs > 1 and given.limits is None:
            worker.preload_for(sources, given.output, given.formats, force=given.force)
        with garbage_collection_paused():
            from generator.building.batch import (
                Failed,
                brand_findings,
                refuse_clashes,
                theme_findings,
            )

        refuse_clashes(sources, given.output)
        request = _request(given)
        report.add((*theme_findings(request, sources), *brand_findings(sources, request)))
        errors: list[Exception] = []
        with contextlib.closing(
            _outcomes(sources, request, jobs, worker, given.limits)
        ) as outcomes:
            for outcome in _with_progress(sources, outcomes, report):
                report.outcome(outcome, request.folder)
                errors += [outcome.error] if isinstance(outcome, Failed) else []
        for line in _without_source(given.sources, sources, request.folder):
            report.say(line)
        if errors:
            raise errors[0]


_MOST_NAMED = 10


def _without_source(
    given: Sequence[Path], sources: Sequence[Source], folder: Path
) -> Iterator[str]:
    """Sets below `folder` that no source of this build is of, and how to withdraw them.

    Asked of a build of one folder alone: a source may have been renamed or deleted.
    """
    if len(given) != 1 or not given[0].is_dir() or folder.resolve() == given[0].resolve():
        return
    from generator.building.manifest import SUFFIX

    known = {folder / source.below / f"{source.path.stem}{SUFFIX}" for source in sources}
    others = sorted(each for each in folder.rglob(f"*{SUFFIX}") if each not in known)
    for manifest in others[:_MOST_NAMED]:
        stem = shlex.quote(str(manifest).removesuffix(SUFFIX))
        yield f"{manifest}: no source of this build is called so; to withdraw it: rm {stem}.*"
    if len(others) > _MOST_NAMED:
        yield f"{len(others) - _MOST_NAMED} more sets have no source in this build"


def _outcomes(
    sources: Sequence[Source],
    request: Request,
    jobs: int,
    worker: FormatWorker,
    limits: Limits | None,
) -> Generator[Outcome, None, None]:
    """Several sources at a time, or the formats of one source shared with the worker.

    Where strangers' sources have `limits`, each is built in a process that can be ended.
    """
    from generator.building.batch import build_all

    if limits is None and (jobs == 1 or len(sources) == 1):
        yield from build_all(sources, request, worker=worker if jobs > 1 else None)
        return
    from generator.building.apart import workers_within
    from generator.building.publish import recover

    count = min(jobs, len(sources))
    try:
        with workers_within(request.options.limits, count) as workers:
            yield from build_all(sources, request, workers)
    finally:
        for folder in {request.folder / source.below for source in sources}:
            recover(folder)  # a worker may have been ended while it published


def _with_progress(
    sources: Sequence[Source], outcomes: Iterator[Outcome], report: Report
) -> Iterator[Outcome]:
    """The outcomes; on a terminal, a line says which one is waited for."""
    clock = _Clock(len(sources))
    for source in sources:
        report.progress(f"{clock.next_place()} {source.path}")
        outcome = next(outcomes)
        report.progress("")
        yield outcome


@dataclass(slots=True)
class _Clock:
    """How far a batch has come, and how long it will still take if all goes on as it did."""

    count: int
    number: int = 0
    begun: float = field(default_factory=time.monotonic)

    def next_place(self) -> str:
        """Where the next source stands in the batch, and the time left once there is a measure."""
        self.number += 1
        done, passed = self.number - 1, time.monotonic() - self.begun
        left = round(passed / done * (self.count - done)) if done else 0
        return f"[{self.number}/{self.count}{f', {_duration(left)} left' if left else ''}]"


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def watch(given: argparse.Namespace, report: Report) -> None:
    """Bring sources up to date at every save, until Ctrl-C."""
    from generator.building import watch as watching
    from generator.building.format_worker import FormatWorker
    from generator.building.temporary_files import scratch

    with (
        scratch(),
        FormatWorker() as worker,
        contextlib.suppress(KeyboardInterrupt),  # the way to end it
    ):
        request = _request(given)
        events = watching.watch(
            given.sources, request, worker if processes(given.jobs) > 1 else None
        )
        for event in events:
            match event:
                case watching.ThemeChecked(findings):
                    report.add(findings)
                case watching.Waiting():
                    report.say("watching; Ctrl-C ends it")
                case outcome:
                    report.outcome(outcome, request.folder)
    report.forget()


def _request(given: argparse.Namespace) -> Request:
    from generator.building.batch import Request

    options = options_of(given)
    return Request(
        given.output,
        given.formats,
        options,
        strict=given.strict,
        force=given.force,
        brand=given.brand,
        own_editions=given.edition is None and given.limits is None,
    )


def options_of(given: argparse.Namespace) -> Options:
    """What decides what an output can hold, and every byte of it."""
    from generator.content.job import Options, TextOptions, source_date_epoch
    from generator.document.limits import USUAL

    text = TextOptions(
        width=given.text_width,
        tables=given.text_tables,
        line_ends=given.text_line_ends,
        headings=given.text_headings,
        byte_order_mark=given.text_byte_order_mark,
    )
    return Options(
        pdf=given.pdf,
        theme=given.theme,
        epoch=source_date_epoch(),
        text=text,
        fonts=tuple(given.font),
        limits=given.limits or USUAL,
    )
