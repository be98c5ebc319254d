"""The files of a theme, and the generator's own templates of the same names."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, meta

from generator.content.formats import FORMATS
from generator.rendering import environment, templates_folder

SHARED = "shared"
TEMPLATE = ".jinja"
ROOMS = tuple(row.room or row.name for row in FORMATS.values())
"""The folders of templates that are read for one format each."""


def own_names() -> list[str]:
    """The generator's own templates, as in "html/style.css.jinja"."""
    folder = templates_folder()
    found = (path for room in (*ROOMS, SHARED) for path in (folder / room).rglob(f"*{TEMPLATE}"))
    return sorted(path.relative_to(folder).as_posix() for path in found)


def names(theme: Path) -> list[str]:
    """The files of a theme, but for hidden ones."""
    below = (path.relative_to(theme) for path in theme.rglob("*") if path.is_file())
    return sorted(
        path.as_posix() for path in below if not any(part[0] == "." for part in path.parts)
    )


def readers(name: str) -> Iterator[tuple[str, str]]:
    """The rooms that would read the file of that name in a theme, and how they call it."""
    first, _, rest = name.partition("/")
    if first in ROOMS:
        yield first, rest
    else:
        yield from ((room, name) for room in ROOMS)


def called(path: Path) -> Iterator[str]:
    """The names of the templates that a template includes or imports."""
    with contextlib.suppress(TemplateError, UnicodeDecodeError):
        parsed = environment(ROOMS[0]).parse(path.read_text(encoding="utf-8"))
        yield from filter(None, meta.find_referenced_templates(parsed))


def line_of(file: Path, name: str, key: str = "") -> int | None:
    """The line of a template that sets `name` or, in what it sets, names `key`."""
    lines = file.read_text(encoding="utf-8").splitlines()
    begins = re.compile(rf"\{{%-?\s*(set|macro)\s+{re.escape(name)}\b")
    start = next((index for index, line in enumerate(lines) if begins.search(line)), None)
    if start is None or not key:
        return None if start is None else start + 1
    named = (index for index in range(start, len(lines)) if f'"{key}"' in lines[index])
    return next(named, start) + 1
