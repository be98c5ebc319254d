"""How deep Python may go: lists, quotations and emphasis stand in each other, and so do calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

DEEPEST = 20_000
"""Frames: for each level of nesting WeasyPrint needs some twenty, a reader of PDF ten."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Room for what is nested hundreds of levels deep."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
