"""Which brand a source has: the one that is given, else the nearest; each is read once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.brand.reading import read_brand
from generator.building.checking import Source, strictly
from generator.content.job import Options
from generator.document.brand import BrandFolder
from generator.findings.errors import PackError
from generator.findings.finding import Finding, has_errors


@functools.cache
def _read(folder: Path) -> tuple[BrandFolder | None, tuple[Finding, ...]]:
    return read_brand(folder)


def forget() -> None:
    """Read brands anew: they may have changed since this process began."""
    _read.cache_clear()


def files_named(folder: Path) -> frozenset[str]:
    """The files that a brand reads, by their places below its folder; all if it has errors."""
    brand, _ = _read(folder)
    if brand is not None:
        return frozenset(name for name, _ in brand.files)
    below = (each.relative_to(folder) for each in folder.rglob("*") if each.is_file())
    return frozenset(each.as_posix() for each in below)


def with_brand(options: Options, folder: Path | None) -> Options:
    """The options with the brand of a folder; PackError where it has errors."""
    if folder is None:
        return options
    brand, findings = _read(folder)
    if brand is None:
        raise PackError(findings)
    return replace(options, brand=brand)


def brand_findings(
    sources: Iterable[Source], given: Path | None, *, strict: bool = False
) -> tuple[Finding, ...]:
    """What is wrong with the brands of some sources; PackError where one cannot be used.

    They are read anew: a run begins here.
    """
    forget()
    folders = [given] if given else [source.brand for source in sources]
    every = dict.fromkeys(filter(None, folders))
    found = tuple(each for folder in every for each in _read(folder)[1])
    found = strictly(found) if strict else found
    if has_errors(found):
        raise PackError(found)
    return found
