"""Many sources: where their outputs go, and what becomes of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path

from generator.building.cached import cached_set, up_to_date
from generator.building.checking import Source, strictly
from generator.building.format_worker import FormatWorker
from generator.building.limited import WorkerEndedError, as_finding, limited
from generator.building.manifest import Manifest, Output
from generator.building.publish import publish, recover
from generator.content.formats import ROWS, named, with_editions
from generator.content.job import Options
from generator.document.facts import Edition
from generator.findings.errors import AnnounceError, PackError, UsageError
from generator.findings.finding import Finding, has_errors
from generator.interpreter import garbage_collection_paused
from generator.source.editions import editions_of

MOST_WAITING = 1000
"""Sources that an executor is given before the one that is reported next."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of each source. With `force`, files are made again that need not be."""

    folder: Path
    formats: tuple[str, ...]
    options: Options
    strict: bool = False
    force: bool = False
    brand: Path | None = None
    """The folder of the brand of all; where it is None, each source has the nearest."""
    own_editions: bool = False
    """True where a source's front matter may say in which editions it is made."""

    def formats_for(self, source: Source) -> tuple[str, ...]:
        """The formats of a source, in the editions that it asks for."""
        wanted = editions_of(source.path) if self.own_editions and not source.refused else ()
        return (wanted and with_editions(self.formats, wanted)) or self.formats

    def options_for(self, source: Source) -> Options:
        """The options with the brand of a source; PackError where that has errors."""
        folder = self.brand or source.brand
        if folder is None:
            return self.options
        from generator.building.brands import with_brand

        return with_brand(self.options, folder)


@dataclass(frozen=True, slots=True)
class Published:
    """A source whose outputs are published, of which some were `cached`.

    `removed` names files of the earlier set, in formats that are not requested this time;
    `silent` has the decorative pictures, each with its line.
    """

    source: Source
    findings: tuple[Finding, ...]
    outputs: tuple[Output, ...]
    cached: frozenset[str] = frozenset()
    removed: tuple[str, ...] = ()
    silent: tuple[tuple[int, str], ...] = ()

    @property
    def unchanged(self) -> bool:
        """True if there was nothing to make."""
        return len(self.cached) == len(self.outputs) and not self.removed


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that cannot be published as it stands; its earlier outputs stay as they are."""

    source: Source
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that is not published because of an internal error."""

    source: Source
    error: Exception


Outcome = Published | Refused | Failed


def build_all(
    sources: Sequence[Source],
    request: Request,
    executor: Executor | None = None,
    worker: FormatWorker | None = None,
) -> Iterator[Outcome]:
    """Bring every source up to date; the outcome of each, in their order, as soon as it is there.

    With an `executor`, each source is a task; without, sources are built here, one after the other,
    and a `worker` makes one format of each. Raises OSError where outputs cannot be written.
    """
    for folder in dict.fromkeys(request.folder / source.below for source in sources):
        recover(folder)
    if executor is not None:
        for source, future in _futures(sources, request, executor):
            yield _outcome(source, request, future)
        return
    for source in sources:
        try:
            yield bring_up_to_date(source, request, worker)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 (the others go on)
            yield Failed(source, error)


def _futures(
    sources: Sequence[Source], request: Request, executor: Executor
) -> Iterator[tuple[Source, Future[Published | Refused]]]:
    """Each source with what is to come of it, a bounded number of them ahead."""
    waiting: deque[tuple[Source, Future[Published | Refused]]] = deque()
    try:
        for source in sources:
            waiting.append((source, executor.submit(bring_up_to_date, source, request)))
            if len(waiting) > MOST_WAITING:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for _, future in waiting:
            future.cancel()


def _outcome(source: Source, request: Request, future: Future[Published | Refused]) -> Outcome:
    try:
        return _result(source, request, future)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (the others go on)
        return Failed(source, error)


def _result(
    source: Source, request: Request, future: Future[Published | Refused]
) -> Published | Refused:
    try:
        return future.result()
    except WorkerEndedError as end:
        return _refused_at_limit(source, request, end)


def _refused_at_limit(source: Source, request: Request, end: WorkerEndedError) -> Refused:
    return Refused(source, as_finding(str(source.path), request.options.limits, end).findings)


def bring_up_to_date(
    source: Source, request: Request, worker: FormatWorker | None = None
) -> Published | Refused:
    """Build and publish of one source what is not up to date."""
    if source.refused:
        return Refused(source, source.problems())
    folder = request.folder / source.below
    try:
        options = request.options_for(source)
    except AnnounceError as error:
        return Refused(source, error.findings)
    cached, formats = None, request.formats_for(source)
    if not request.force:
        cached = cached_set(source.path, folder, formats, options)
    if cached is not None and up_to_date(cached, formats, strict=request.strict):
        return _unchanged(source, cached.manifest)
    if worker is not None:
        done = cached.files if cached else ()
        worker.preload(name for name in formats if name not in done)
    try:
        with garbage_collection_paused(), limited(str(source.path), request.options.limits):
            from generator.building.build import build

            built = build(
                source.path,
                formats,
                options,
                strict=request.strict,
                cached=cached,
                worker=worker,
            )
    except AnnounceError as error:
        return Refused(source, error.findings)
    except WorkerEndedError as end:
        return _refused_at_limit(source, request, end)
    removed = publish(folder, source.path.stem, built.files, built.manifest)
    outputs = built.manifest.outputs
    return Published(source, built.findings, outputs, built.cached, removed, built.manifest.silent)


def _unchanged(source: Source, manifest: Manifest) -> Published:
    findings = (*manifest.findings, *(each for out in manifest.outputs for each in out.findings))
    return Published(
        source,
        tuple(replace(finding, path=str(source.path)) for finding in findings),
        manifest.outputs,
        frozenset(output.path for output in manifest.outputs),
        silent=manifest.silent,
    )


def theme_findings(request: Request, sources: Sequence[Source] = ()) -> tuple[Finding, ...]:
    """What is wrong with the theme; raises PackError where nothing can be built with it."""
    if request.options.theme is None:
        return ()
    from generator.theme.checks import checked

    names = {*request.formats, *(name for each in sources for name in request.formats_for(each))}
    editions = {ROWS[name].edition for name in names}
    found = checked(request.options.theme, large_print=Edition.LARGE_PRINT in editions)
    found = strictly(found) if request.strict else found
    if has_errors(found):
        raise PackError(found)
    return found


def brand_findings(sources: Sequence[Source], request: Request) -> tuple[Finding, ...]:
    """What is wrong with the brands; raises PackError where one cannot be used."""
    if request.brand is None and not any(source.brand for source in sources):
        return ()
    from generator.building.brands import brand_findings as found

    return found(sources, request.brand, strict=request.strict)


def refuse_clashes(sources: Sequence[Source], folder: Path) -> None:
    """Two sources that would write the same files are refused before anything is built."""
    seen: dict[str, Path] = {}
    for source in sources:
        stem, _ = named(f"{source.path.stem}.pdf")
        target = str(folder / source.below / stem).casefold()
        other = seen.setdefault(target, source.path)
        if other != source.path:
            raise UsageError(f"{other} and {source.path} would both write {target}.*")
