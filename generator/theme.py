"""Faults of a theme: told with the template and the line, for they are not ours."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path

from generator.errors import AnnounceError, PackError
from generator.findings import Finding, Severity


@contextlib.contextmanager
def theme_faults(theme: Path | None) -> Iterator[None]:
    """Turn an error in a template of `theme` into a PackError; errors of ours pass."""
    try:
        yield
    except AnnounceError:
        raise
    except Exception as error:
        place = None if theme is None else _place(error, theme)
        if place is None:
            raise
        raise PackError([_finding(error, *place)]) from error


def _place(error: Exception, theme: Path) -> tuple[str, int | None] | None:
    """The theme's template and line in which an error arose; Jinja puts both into the trace."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None)))
    return next((each for each in reversed(frames) if Path(each[0]).is_relative_to(theme)), None)


def _finding(error: Exception, file: str, line: int | None) -> Finding:
    from jinja2 import TemplateNotFound
    from jinja2.exceptions import SecurityError

    if isinstance(error, SecurityError):
        problem = f"the template reaches for what no template may touch ({error})"
    elif isinstance(error, TemplateNotFound):
        problem = f"there is no template “{error}” in the theme or among ours"
    else:
        problem = f"the template cannot be rendered ({type(error).__name__}: {error})"
    hint = "templates show what they are given; they read no other files and run no programs"
    return Finding(file, line, "theme-template", Severity.ERROR, f"{problem}.", hint)
