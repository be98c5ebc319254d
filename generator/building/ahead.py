"""A head start: a helper loads what makes the first format, while this process still begins.

What draws pages takes longer to load than all the rest of a short build.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.building.checking import Source, sources_in
from generator.building.helper import Helper
from generator.building.manifest import load, manifest_path, sha256_of
from generator.interpreter import garbage_collection_paused


def head_start(
    helper: Helper, given: Sequence[Path], folder: Path, formats: Sequence[str], *, force: bool
) -> None:
    """Let `helper` load what will be needed, if `given` is one source that has surely changed.

    Raises UsageError as `sources_in` does.
    """
    sources = sources_in(given)
    if len(sources) == 1 and (force or _changed(sources[0], folder)):
        helper.ask(loaded, formats)


def _changed(source: Source, folder: Path) -> bool:
    manifest = load(manifest_path(folder / source.below, source.path.stem))
    return manifest is None or manifest.source_sha256 != sha256_of(source.path)


def loaded(formats: Sequence[str]) -> Iterator[None]:
    """Load what makes the first of `formats`, as a task of a helper; yields nothing."""
    with garbage_collection_paused():
        from generator.content.formats import in_order

        for row in in_order(formats)[:1]:
            _ = row.pack, row.read_back
    yield from ()
