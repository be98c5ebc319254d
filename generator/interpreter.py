"""Two settings of the Python interpreter: garbage collection, and how deep calls may nest."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

RECURSION_LIMIT = 20_000
"""Frames: for each level of nesting WeasyPrint needs some twenty, a reader of PDF ten."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow calls for content that is nested hundreds of levels deep."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """No garbage collection meanwhile: a fifth of a long layout, and it finds next to nothing."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
