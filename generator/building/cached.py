"""Which files of an earlier build need not be made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.building.manifest import Manifest, Output, load, manifest_path, sha256, sha256_of
from generator.content.job import Options
from generator.findings.finding import Severity


@dataclass(frozen=True, slots=True)
class CachedSet:
    """An earlier set, and the bytes of those of its formats that nothing has changed.

    `same_pictures` says that neither have the pictures, whether a format holds them or not.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    same_pictures: bool

    def output(self, name: str) -> Output | None:
        """What the manifest says of a format that need not be made again."""
        found = (output for output in self.manifest.outputs if output.format == name)
        return next(found, None) if name in self.files else None


def cached_set(
    source: Path, folder: Path, formats: Iterable[str], options: Options
) -> CachedSet | None:
    """What `folder` holds of `source` that still is as it would be made, or None.

    A file is cached if its bytes are those that were published and proven, and its fingerprint is
    the same. Whether the facts about other formats are, is for the build to see.
    """
    manifest = load(manifest_path(folder, source.stem))
    if manifest is None or sha256_of(source) != manifest.source_sha256:
        return None
    pictures = {name: sha256_of(source.parent / name) for name in manifest.pictures}
    files = dict(_intact(manifest, pictures, folder, formats, options))
    return CachedSet(manifest, files, pictures == manifest.pictures) if files else None


def up_to_date(earlier: CachedSet, formats: Iterable[str], *, strict: bool) -> bool:
    """True if the earlier set is all that is requested, and nothing else."""
    manifest = earlier.manifest
    found = (*manifest.findings, *(each for output in manifest.outputs for each in output.findings))
    if strict and any(finding.severity is Severity.WARNING for finding in found):
        return False
    complete = {*formats} == {*earlier.files} == {output.format for output in manifest.outputs}
    return complete and earlier.same_pictures


def _intact(
    manifest: Manifest,
    pictures: Mapping[str, str | None],
    folder: Path,
    formats: Iterable[str],
    options: Options,
) -> Iterator[tuple[str, bytes]]:
    from generator.building.fingerprint import fingerprint
    from generator.content.formats import ROWS

    wanted = {*formats}
    for output in manifest.outputs:
        if output.format not in wanted:
            continue
        row = ROWS[output.format]
        now = fingerprint(row, manifest.source_sha256, pictures, options)
        file = folder / output.path
        if now == output.fingerprint and file.is_file():
            data = file.read_bytes()
            if sha256(data) == output.sha256:
                yield output.format, data
