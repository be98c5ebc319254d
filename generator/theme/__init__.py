"""A theme: templates in the place of ours. What is wrong is reported with its file and line.

files            its files, and ours of the same names
contrast         the colours, and whether words and lines stand out
checks           what in a theme would fail a reader, before anything is built
style            what its styles may not do to words
missing_macros   what its templates no longer define
faults           the theme's file in which, or by which, an error arose
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.findings.errors import AnnounceError, PackError
from generator.findings.finding import Finding
from generator.rendering import recorded


@contextlib.contextmanager
def theme_faults(theme: Path | None) -> Iterator[None]:
    """Turn an error in a template of `theme`, or by one, into a PackError; errors of ours pass."""
    if theme is None:
        yield
        return
    from generator.theme.style import refuse_style

    with recorded() as record:
        try:
            yield
        except Exception as error:
            refuse_style(theme, record)  # which may be why there is an error
            finding = _finding_for(error, theme)
            if finding is None:
                raise
            raise PackError([finding]) from error
    refuse_style(theme, record)


def _finding_for(error: Exception, theme: Path) -> Finding | None:
    """What is wrong with the theme; None where it is not at fault, or the error says so itself."""
    if isinstance(error, AnnounceError):
        return None
    from generator.theme.faults import finding_for

    return finding_for(error, theme)
