"""Watching: what a save has changed is built again, by a process that has everything loaded.

The system reports which files change; whether that changes any output, the fingerprints say.
Watched are the folders of the sources, of their pictures and of the theme, each without what is
below it: editors put a new file in the place of the old one, and no more is looked at than matters.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import watchfiles

from generator.brand.places import NAME
from generator.building import brands, fingerprint
from generator.building.batch import (
    Outcome,
    Published,
    Request,
    brand_findings,
    bring_up_to_date,
    refuse_clashes,
    theme_findings,
)
from generator.building.checking import SUFFIXES, Source, sources_in
from generator.building.format_worker import FormatWorker
from generator.building.manifest import load, manifest_path
from generator.document.model import Figure, Image
from generator.document.walk import blocks, inlines
from generator.findings.errors import AnnounceError, SourceError, UsageError
from generator.findings.finding import Finding
from generator.source import read

_TICK = 100
"""Milliseconds after which a watch that has begun says so, where nothing changes."""


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
    stop: threading.Event | None = None,
) -> Iterator[Event]:
    """Bring sources up to date whenever they, their pictures or the theme change.

    It ends by KeyboardInterrupt, or once `stop` is set. Sources that come later are found; a source
    that is up to date is an event only once.
    """
    refuse_clashes(sources_in(given), request.folder)
    watched = _Watched(given, request)
    reported: set[Source] = set()
    theme: tuple[Finding, ...] = ()
    usable = True
    for change in _changes(watched, stop or threading.Event()):
        events = 0
        if change.theme:
            fingerprint.forget()
            before, (theme, usable) = theme, _theme(request, change.sources)
            if theme != before:
                events += 1
                yield ThemeChecked(theme)
        for source in change.sources if usable else ():
            outcome = bring_up_to_date(source, request, worker)
            watched.note_pictures(outcome)
            unchanged = isinstance(outcome, Published) and outcome.unchanged
            if source not in reported or not unchanged:
                events += 1
                yield outcome
            reported.add(source)
        if events:
            yield Waiting()


def _theme(request: Request, sources: Sequence[Source]) -> tuple[tuple[Finding, ...], bool]:
    """What is wrong with the theme and the brands, and whether anything can be built with them."""
    try:
        return (*theme_findings(request, sources), *brand_findings(sources, request)), True
    except AnnounceError as error:
        return error.findings, False


@dataclass(frozen=True, slots=True)
class _Change:
    """The sources that a change may concern; `theme` where it may concern the theme."""

    sources: tuple[Source, ...]
    theme: bool


def _changes(watched: _Watched, stop: threading.Event) -> Iterator[_Change]:
    """First everything, then what changes.

    Everything is looked at again where other folders have to be watched than before: it may have
    changed when nobody watched.
    """
    while not stop.is_set():
        folders, begun = watched.folders(), False
        for paths in watchfiles.watch(
            *folders,
            watch_filter=None,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=False,
        ):
            if not begun:
                begun = True
                yield watched.everything()
            elif paths:
                yield watched.concerned({Path(path) for _, path in paths})
            else:
                continue
            if watched.folders() != folders:
                break


class _Watched:
    """The sources that there are, and the files that decide the outputs of each."""

    def __init__(self, given: Sequence[Path], request: Request) -> None:
        self._given = given
        self._outputs = request.folder
        self._theme = request.options.theme and request.options.theme.resolve()
        self._brand = request.brand
        self._sources: list[Source] = []
        self._pictures: dict[Source, frozenset[str]] = {}
        self._find_sources()

    def _find_sources(self) -> None:
        """Some editors remove a file for a moment: what is not there is no source now."""
        try:
            self._sources = sources_in([path for path in self._given if path.exists()])
        except UsageError:
            self._sources = []

    def everything(self) -> _Change:
        """A change of all that is watched."""
        self._find_sources()
        return _Change(tuple(self._sources), theme=True)

    def concerned(self, changed: AbstractSet[Path]) -> _Change:
        """What the change of these files concerns."""
        if any(self._is_of_theme(path) for path in changed):
            return self.everything()
        before = {*self._sources}
        if any(path.suffix.lower() in SUFFIXES or path.is_dir() for path in changed):
            self._find_sources()
        concerned = (
            source
            for source in self._sources
            if source not in before or not changed.isdisjoint(self._files(source))
        )
        return _Change(tuple(concerned), theme=False)

    def note_pictures(self, outcome: Outcome) -> None:
        """Remember which pictures a source names, also those that are not there yet."""
        source = outcome.source
        if isinstance(outcome, Published):
            folder = self._outputs / source.below
            manifest = load(manifest_path(folder, source.path.stem))
            self._pictures[source] = frozenset(manifest.pictures if manifest else ())
        else:
            with contextlib.suppress(SourceError):  # what cannot be read names what it did before
                self._pictures[source] = frozenset(_named_pictures(source.path))

    def folders(self) -> set[Path]:
        """The folders to watch, each without those below it."""
        files = {file for source in self._sources for file in self._files(source)}
        found = {_folder_of(file) for file in files}
        trees = [path for path in self._given if path.is_dir()]
        trees += [self._theme] if self._theme else []
        trees += self._brands()
        return found.union(*(_tree(path, self._outputs.resolve()) for path in trees))

    def _is_of_theme(self, path: Path) -> bool:
        """True for a file of the theme or of a brand, and for one that makes a folder a brand."""
        if self._theme is not None and path.is_relative_to(self._theme):
            return True
        if path.name == NAME:
            return True
        return any(path in self._files_of_brand(folder) for folder in self._brands())

    def _brands(self) -> list[Path]:
        if self._brand is not None:
            return [self._brand]
        return [*dict.fromkeys(source.brand for source in self._sources if source.brand)]

    @staticmethod
    def _files_of_brand(folder: Path) -> set[Path]:
        """The files that a brand names, those that are not there yet too."""
        return {folder.resolve() / name for name in brands.files_named(folder)}

    def _files(self, source: Source) -> set[Path]:
        """The source, its pictures, the folders of these below it, and where links lead."""
        folder = source.path.parent.resolve()
        found = {folder / source.path.name, source.path.resolve()}
        for name in self._pictures.get(source, ()):
            picture = folder / name
            found |= {picture, picture.resolve()}
            found |= {path for path in picture.parents if folder in path.parents}
        return found


def _named_pictures(source: Path) -> Iterator[str]:
    """The pictures of a source, by their places below its folder."""
    document = read(source).document
    yield from document.picture_hashes
    figures = (block.image for block in blocks(document) if isinstance(block, Figure))
    images = (inline for inline in inlines(document) if isinstance(inline, Image))
    for image in (*figures, *images):
        if image.picture not in document.pictures and image.picture not in document.charts:
            yield unquote(image.picture)


def _folder_of(file: Path) -> Path:
    """The nearest folder above a file that there is."""
    return next(path for path in file.parents if path.is_dir())


def _tree(folder: Path, outputs: Path) -> Iterator[Path]:
    """A folder and all below it, but for hidden ones and the one that we write into."""
    for place, names, _ in os.walk(folder.resolve()):
        below = Path(place)
        names[:] = [name for name in names if name[0] != "." and below / name != outputs]
        yield below
