"""Zip files that know no clock (architecture, law 5)."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""


@contextlib.contextmanager
def at_the_epoch() -> Iterator[None]:
    """Let `zipfile` take no date from the clock: before 1980 and after 2107 it knows none."""
    library: Any = zipfile
    clock = library.time
    library.time = _Epoch()
    try:
        yield
    finally:
        library.time = clock


class _Epoch:
    """What `zipfile` asks of the module `time`."""

    @staticmethod
    def time() -> float:
        """The same moment always."""
        return 0.0

    @staticmethod
    def localtime(_: float) -> tuple[int, ...]:
        """The earliest day that a zip file can tell."""
        return EPOCH
