"""A theme: templates in the place of ours. Its faults are told with file and line as its own.

files     its files, and ours of the same names
look      the colours, and whether words and lines stand out
judging   what in a theme would fail a reader, before anything is built
style     what its styles may not do to words
lacking   what its templates no longer define
blame     the theme's file in which, or by which, an error arose
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.findings.errors import AnnounceError, PackError
from generator.rendering import watched


@contextlib.contextmanager
def theme_faults(theme: Path | None) -> Iterator[None]:
    """Turn an error in a template of `theme`, or by one, into a PackError; errors of ours pass."""
    if theme is None:
        yield
        return
    from generator.theme.style import watch_of

    try:
        with watched(watch_of(theme)):
            yield
    except AnnounceError:
        raise
    except Exception as error:
        from generator.theme.faults import blamed

        finding = blamed(error, theme)
        if finding is None:
            raise
        raise PackError([finding]) from error
