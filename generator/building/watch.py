"""Watching: what a save has changed is built again, by a process that has everything loaded.

It looks at the dates of files ten times a second: that works on every system and network drive.
Dates only say where to look; whether anything has changed, the fingerprints say.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.building import fingerprint
from generator.building.batch import (
    Outcome,
    Published,
    Request,
    bring_up_to_date,
    refuse_clashes,
    theme_findings,
)
from generator.building.checking import Source, sources_in
from generator.building.format_worker import FormatWorker
from generator.findings.errors import AnnounceError, UsageError
from generator.findings.finding import Finding
from generator.rendering import templates_folder

_PAUSE = 0.1

_Stamps = tuple[tuple[str, int, int], ...]
"""Path, time of change and size of files."""


def _wait() -> None:
    time.sleep(_PAUSE)


@dataclass(frozen=True, slots=True)
class ThemeChecked:
    """The findings of the theme, which are others than before."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """All is up to date: the next change is waited for."""


Event = ThemeChecked | Outcome | Waiting


def watch(
    given: Sequence[Path],
    request: Request,
    worker: FormatWorker | None = None,
    wait: Callable[[], None] = _wait,
) -> Iterator[Event]:
    """Bring sources up to date whenever they, their pictures or the templates change.

    It ends by KeyboardInterrupt. Sources that come later are found; a source that is up to date is
    an event only once.
    """
    refuse_clashes(sources_in(given), request.folder)
    seen: set[Source] = set()
    theme: tuple[Finding, ...] = ()
    for sources in _changes(given, request, wait):
        before, (theme, usable) = theme, _theme(request)
        if theme != before:
            yield ThemeChecked(theme)
        for source in sources if usable else ():
            outcome = bring_up_to_date(source, request, worker)
            unchanged = isinstance(outcome, Published) and outcome.unchanged
            if source not in seen or not unchanged:
                yield outcome
            seen.add(source)
        yield Waiting()


def _theme(request: Request) -> tuple[tuple[Finding, ...], bool]:
    """What is wrong with the theme, and whether anything can be built with it."""
    try:
        return theme_findings(request), True
    except AnnounceError as error:
        return error.findings, False


def _changes(
    given: Sequence[Path], request: Request, wait: Callable[[], None]
) -> Iterator[list[Source]]:
    """The sources to look at, first all, then those that a change may concern."""
    seen: dict[Source, _Stamps] = {}
    around: _Stamps = ()
    now = _look(given, request)
    while True:
        wait()
        before, now = now, _look(given, request)
        if now != before:  # an editor may still be writing
            continue
        sources, others = now
        if others != around:
            fingerprint.forget()
            seen.clear()
        changed = [source for source, stamps in sources.items() if seen.get(source) != stamps]
        seen, around = sources, others
        if changed:
            yield changed


def _look(given: Sequence[Path], request: Request) -> tuple[dict[Source, _Stamps], _Stamps]:
    """Each source with its stamp, and the stamps of all else that may decide an output."""
    sources = {source: _stamps([source.path]) for source in _there(given)}
    own = {source.path for source in sources}
    folders = {path if path.is_dir() else path.parent for path in given}
    folders |= {templates_folder(), *([request.options.theme] if request.options.theme else [])}
    beside = (
        path
        for folder in sorted(folders)
        for path in _files(folder, request.folder.resolve())
        if path not in own
    )
    return sources, _stamps(beside)


def _there(given: Sequence[Path]) -> list[Source]:
    """The sources that there are now: some editors remove a file for a moment."""
    try:
        return sources_in([path for path in given if path.exists()])
    except UsageError:
        return []


def _files(folder: Path, outputs: Path) -> Iterator[Path]:
    """The files below a folder, but for hidden ones and for what we write."""
    for place, folders, names in os.walk(folder):
        below = Path(place)
        folders[:] = sorted(
            name for name in folders if name[0] != "." and (below / name).resolve() != outputs
        )
        yield from (below / name for name in sorted(names) if name[0] != ".")


def _stamps(files: Iterable[Path]) -> _Stamps:
    found = []
    for file in files:
        try:
            facts = file.stat()
        except OSError:  # removed since it was listed
            continue
        found.append((str(file), facts.st_mtime_ns, facts.st_size))
    return tuple(found)
