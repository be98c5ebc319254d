"""What takes time: checking, previews and builds, in processes that may end without harm.

A source that hangs, or takes all memory, ends its worker at a limit, and nothing else. What is
quick has a worker of its own, so that nobody's preview waits for somebody's build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from generator.building import brands
from generator.building.apart import done_by, workers_within
from generator.building.batch import Published, Refused, Request, bring_up_to_date
from generator.building.checking import Source, check
from generator.building.limited import WorkerEndedError, as_finding
from generator.building.manifest import Manifest, load, manifest_path
from generator.building.publish import publish
from generator.content.formats import FORMATS
from generator.content.job import Options
from generator.findings.errors import AnnounceError, SourceError
from generator.findings.finding import Finding, has_errors
from generator.interpreter import garbage_collection_paused
from generator.studio.imports import Brought, brought, pasted
from generator.studio.settings import Settings

if TYPE_CHECKING:
    from generator.content.announced import Announcement
    from generator.document.model import Document
    from generator.importing import Pasted

T = TypeVar("T")

_MOST_SECONDS_FOR_A_PREVIEW = 30
"""Of processor time. Whoever writes is waiting; a build may take what a build may take."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is found in a source, and whether it can be published as it stands."""

    findings: tuple[Finding, ...]
    publishable: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of what a screen reader announces: words in a language, or a role."""

    text: str
    role: bool
    language: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What a screen reader announces of a document, line by line."""

    language: str
    lines: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A set that is built and proven, and not yet published; `files` by their names."""

    manifest: Manifest
    folder: Path
    findings: tuple[Finding, ...] = ()

    def file(self, name: str) -> bytes | None:
        """The bytes of one of its files."""
        known = {output.path for output in self.manifest.outputs}
        return (self.folder / name).read_bytes() if name in known else None

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of all files, by their names."""
        return {each.path: (self.folder / each.path).read_bytes() for each in self.manifest.outputs}


class Workshop:
    """The workers, and the folder where drafts of builds lie."""

    def __init__(self, settings: Settings, drafts: Path) -> None:
        self._settings = settings
        self._drafts = drafts
        limits = settings.options.limits
        seconds = min(limits.seconds, _MOST_SECONDS_FOR_A_PREVIEW)
        self._short = dataclasses.replace(limits, seconds=seconds)
        self._quick = workers_within(self._short, settings.workers)
        self._builders = workers_within(limits, settings.workers)
        formats = (*FORMATS,)
        self._request = Request(
            drafts / "drafts", formats, settings.options, brand=settings.brand, own_editions=True
        )

    def preload(self) -> None:
        """Let workers load what they need before the first page is asked for."""
        self._quick.submit(preload, ("html",))
        self._builders.submit(preload, self._request.formats)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._quick.kill_workers()
        self._builders.kill_workers()

    def check(self, source: Source) -> Checked:
        """What is found in a source."""
        try:
            return self._quickly(source, checked)
        except AnnounceError as error:
            return Checked(error.findings, publishable=False)

    def preview(self, source: Source, name: str) -> bytes:
        """A format of a source, as far as it can be shown; raises AnnounceError."""
        return self._quickly(source, packed, name)

    def announced(self, source: Source) -> Announced:
        """What a screen reader announces of a source; raises AnnounceError."""
        return self._quickly(source, announced)

    def imported(self, stem: str, name: str, data: bytes) -> Brought:
        """Another program's file as a source called `stem`; raises AnnounceError."""
        suffix = Path(name).suffix.lower()
        asked = stem, suffix, data, self._drafts
        return done_by(self._quick, Path(name), self._short, brought, *asked)

    def pasted(self, markup: str, language: str, notes: int) -> Pasted:
        """What a clipboard holds, as lines of a source; raises AnnounceError."""
        asked = markup, language, notes
        return done_by(self._quick, Path("clipboard"), self._short, pasted, *asked)

    def _quickly(self, source: Source, function: Callable[..., T], *given: object) -> T:
        """What a function gives of a source; raises AnnounceError where it may not be read."""
        if source.refused:
            raise SourceError(source.problems())
        asked = source, self._request, *given
        return done_by(self._quick, source.path, self._short, function, *asked)

    def build(self, source: Source) -> Draft | Refused:
        """Make and prove all formats, without publishing them."""
        try:
            outcome = self._builders.submit(brought_up_to_date, source, self._request).result()
        except WorkerEndedError as end:
            ended = as_finding(str(source.path), self._settings.options.limits, end)
            return Refused(source, ended.findings)
        if isinstance(outcome, Refused):
            return outcome
        draft = self.draft(source)
        if draft is None:
            raise FileNotFoundError(str(source.path))
        return dataclasses.replace(draft, findings=outcome.findings)

    def draft(self, source: Source) -> Draft | None:
        """The set that was built last, if there is one; the source may have changed since."""
        folder = self._request.folder / source.below
        manifest = load(manifest_path(folder, source.path.stem))
        return Draft(manifest, folder) if manifest else None

    def published(self, source: Source) -> Draft | None:
        """The set that is published, if there is one."""
        folder = self._settings.output / source.below
        manifest = load(manifest_path(folder, source.path.stem))
        return Draft(manifest, folder) if manifest else None

    def publish(self, source: Source) -> Draft | Refused:
        """Put all files where outputs go, or none; those of the draft where nothing has changed."""
        built = self.build(source)
        if isinstance(built, Draft):
            folder = self._settings.output / source.below
            publish(folder, source.path.stem, built.files, built.manifest)
        return built


# In a worker ------------------------------------------------------------------------------------


def preload(formats: Sequence[str]) -> None:
    """Load what makes and proves some formats."""
    with garbage_collection_paused():
        from generator.building import build, format_modules

        assert build  # noqa: S101 (loaded for what it loads)
        for name in formats:
            format_modules.packager(FORMATS[name])
            format_modules.reader(FORMATS[name])


def brought_up_to_date(source: Source, request: Request) -> Published | Refused:
    """Build of one source what is not up to date."""
    brands.forget()  # it may have changed since this process began
    return bring_up_to_date(source, request)


def checked(source: Source, request: Request) -> Checked:
    """What is found in a source; raises PackError where its brand has errors."""
    wanted = request.formats_for(source)
    document, findings = check(source.path, wanted, _options(source, request))
    return Checked(findings, publishable=document is not None)


def packed(source: Source, request: Request, name: str) -> bytes:
    """A source in one format, unproven, also where errors are found that its readers can see.

    Raises SourceError with all findings where it cannot be shown.
    """
    from generator.building.format_modules import packager
    from generator.content.added_text import add_text
    from generator.content.job import Job

    options = _options(source, request)
    document, findings = check(source.path, (name,), options)
    try:
        document = document or _provisional(source, options)
        job = Job(document, add_text(document), options)
        with garbage_collection_paused():
            return packager(FORMATS[name]).pack(job).data
    except Exception as error:
        if has_errors(findings):  # no wonder that it could not be made
            raise SourceError(findings) from error
        raise


def announced(source: Source, request: Request) -> Announced:
    """What a screen reader announces of a source; raises SourceError where it cannot be read."""
    from generator.content.added_text import add_text
    from generator.content.announced import announced_page

    document = _provisional(source, _options(source, request))
    language = document.metadata.language
    lines = announced_page(document, add_text(document))
    return Announced(language, tuple(_said(line, language) for line in lines))


def _options(source: Source, request: Request) -> Options:
    brands.forget()  # it may have changed since this process began
    return request.options_for(source)


def _provisional(source: Source, options: Options) -> Document:
    """A source as read, whatever is found in it."""
    from generator.brand.dressing import branded
    from generator.building.drawing import drawn
    from generator.source import read

    document = branded(read(source.path, options.limits).document, options.brand)
    return drawn(document, options.theme)


def _said(line: Announcement, language: str) -> tuple[Said, ...]:
    return tuple(
        Said(each.text, each.role, "en" if each.role else each.language or language)
        for each in line.said
    )
