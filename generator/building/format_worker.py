"""A worker that makes one format of a document, while this process makes the others.

It gets a head start: what draws pages takes longer to load than all the rest of a short build, so
the worker loads it while this process still reads the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.building.manifest import load, manifest_path, sha256_of
from generator.interpreter import garbage_collection_paused

if TYPE_CHECKING:
    from generator.building.checking import Source
    from generator.building.workers import Workers


class FormatWorker:
    """The worker; it is started when it is first needed, and ends with the `with` block."""

    _workers: Workers | None = None

    @property
    def executor(self) -> Workers:
        """The one process."""
        if self._workers is None:
            from generator.building.worker import Worker  # what changes nothing pays nothing

            first = Worker()  # which starts while this process loads the rest
            from generator.building.workers import Workers

            self._workers = Workers(1, [first])
        return self._workers

    def preload(self, formats: Iterable[str], *, proven: bool = True) -> None:
        """Let it load what makes the first of `formats`, and proves it."""
        self.executor.submit(load_first, (*formats,), proven=proven)

    def preload_for(
        self, sources: Sequence[Source], folder: Path, formats: Iterable[str], *, force: bool
    ) -> None:
        """Preload where there is one source, and it has surely changed since it was published."""
        if len(sources) == 1 and (force or _has_changed(sources[0], folder)):
            self.preload(formats)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._workers is not None:
            self._workers.kill_workers()


def _has_changed(source: Source, folder: Path) -> bool:
    manifest = load(manifest_path(folder / source.below, source.path.stem))
    return manifest is None or manifest.source_sha256 != sha256_of(source.path)


def load_first(formats: Iterable[str], *, proven: bool) -> None:
    """Load what makes the first of `formats`, and proves it."""
    with garbage_collection_paused():
        from generator.building.format_modules import packager, reader
        from generator.content.formats import in_order

        for row in in_order(formats)[:1]:
            packager(row)
            if proven:
                reader(row)
