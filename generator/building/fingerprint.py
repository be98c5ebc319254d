"""What decides a file, as one hash: where it has not changed, the file need not be made again.

Source, pictures, templates, theme, options, our own code, and the versions of Python and of all
packages beside us. Libraries of the system (Pango, HarfBuzz) tell no version without
being loaded: after an upgrade of these, build with `--force`.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.building.manifest import sha256_of
from generator.content.formats import FORMATS, Format
from generator.content.job import Options
from generator.rendering import templates_folder

_PACKAGE = Path(__file__).resolve().parent.parent


def fingerprint(
    row: Format, source: str, pictures: Mapping[str, str | None], options: Options
) -> str:
    """The hash of all that decides a file of a format, but for facts of other formats.

    `source` and `pictures` (by path, None where there is none) are SHA-256 of bytes.
    """
    chosen = {name: str(getattr(options, name)) for name in row.options}
    rooms = [row.room or row.name, *(["shared"] if row.shared else [])]
    templates = [*map(_templates, rooms), _theme(rooms[0], options.theme)]
    shown = {**pictures} if row.pictures else None
    brand = [options.brand.named()] if options.brand else []
    return digest([row.name, source, shown, chosen, program(), templates, *brand])


def digest(content: object) -> str:
    """The SHA-256 of what JSON can hold, the same for the same content."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@functools.cache
def program() -> str:
    """The hash of our code and of what it runs on."""
    return digest(
        [
            *_hashes(
                _PACKAGE, (path for path in _files(_PACKAGE) if not path.startswith("templates/"))
            ),
            *_packages(),
            *(platform.python_version(), platform.python_implementation()),
            *(sys.platform, platform.machine()),
        ]
    )


def _packages() -> Iterator[str]:
    """Every installed package with its version, as its folder of metadata is called."""
    for place in map(Path, sys.path):
        if place.is_dir():
            yield from sorted(each.name for each in place.glob("*.dist-info"))


def forget() -> None:
    """Look at templates anew: they may have changed since this process began."""
    _templates.cache_clear()
    _theme.cache_clear()


@functools.cache
def _templates(room: str) -> list[str]:
    """The hashes of a folder of templates."""
    return _hashes(templates_folder(), _files(templates_folder(), room))


@functools.cache
def _theme(room: str, theme: Path | None) -> list[str]:
    """The hashes of what a format may read in a theme: all but the folders of other formats."""
    if theme is None:
        return []
    others = {row.room or row.name for row in FORMATS.values()} - {room}
    return _hashes(theme, (each for each in _files(theme) if each.partition("/")[0] not in others))


def _files(folder: Path, below: str = "") -> list[str]:
    """The files of a folder, sorted, relative to it; not what Python compiles."""
    found: list[str] = []
    for place, folders, names in os.walk(folder / below):
        folders[:] = [name for name in folders if name != "__pycache__"]
        around = Path(place).relative_to(folder).as_posix()
        found += names if around == "." else (f"{around}/{name}" for name in names)
    return sorted(found)


def _hashes(folder: Path, files: Iterable[str]) -> list[str]:
    return [f"{name} {sha256_of(folder / name)}" for name in files]
