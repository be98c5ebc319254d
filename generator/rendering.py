"""The one Jinja environment: sandboxed, strict, autoescaping, one folder of templates a format."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""In an installed wheel, and in a checkout."""


def templates_folder() -> Path:
    """The folder with one folder of templates for each format, and `shared`."""
    return next(place for place in _PLACES if place.is_dir())


@functools.cache
def environment(format_name: str, theme: Path | None = None) -> SandboxedEnvironment:
    """The environment of a format: its own folder, then `shared/…`; a theme's files first.

    Markup formats escape; plain text does not. An undefined name is an error of ours.
    """
    folder = templates_folder()
    own = [folder / format_name, folder]
    if theme is not None:
        own = [theme / format_name, theme, *own]
    return SandboxedEnvironment(
        loader=FileSystemLoader(own),
        autoescape=format_name != "text",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
