"""Loading WeasyPrint without its search for libraries.

Each name that does not fit the system lets it ask `ctypes.util.find_library`, which starts
compilers and linkers: some fifty processes, a quarter of what a short PDF takes. On Linux the last
names that it tries are those by which the system's loader finds the libraries without any search.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import sys
from collections.abc import Iterator


def load() -> None:
    """Import WeasyPrint; with the search after all, where the names alone did not do."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError), _by_name_alone():
            importlib.import_module("weasyprint")
            return
    importlib.import_module("weasyprint")


def _not_searched(name: str) -> str | None:  # noqa: ARG001 (as that which it replaces)
    return None


@contextlib.contextmanager
def _by_name_alone() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = _not_searched
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # where it would say what it lacks
            yield
    finally:
        ctypes.util.find_library = search
