"""Work on what strangers send, in a process of its own, which the system ends at the limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from generator.building.limited import WorkerEndedError, as_finding, limited
from generator.building.workers import Workers
from generator.document.limits import Limits

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 10
"""On a busy machine, and while others work for a process, so many times longer by the clock."""


def workers_within(limits: Limits, count: int) -> Workers:
    """Workers whose tasks keep limits of their own, and none longer than our patience."""
    return Workers(count, patience=limits.seconds * PATIENCE)


def apart(
    path: Path, limits: Limits, function: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    """What a function of a module gives; raises SourceError about `path` at a limit."""
    with workers_within(limits, 1) as workers:
        return done_by(workers, path, limits, function, *given, **named)


def done_by(
    workers: Workers,
    path: Path,
    limits: Limits,
    function: Callable[P, T],
    *given: P.args,
    **named: P.kwargs,
) -> T:
    """What a function of a module gives in one of the `workers`, which stay ready for the next.

    Raises SourceError about `path` at a limit.
    """
    try:
        return workers.submit(_limited, str(path), limits, function, given, named).result()
    except WorkerEndedError as end:
        raise as_finding(str(path), limits, end) from None


def _limited(
    path: str,
    limits: Limits,
    function: Callable[..., T],
    given: tuple[object, ...],
    named: dict[str, object],
) -> T:
    with limited(path, limits):
        return function(*given, **named)
