"""Limits of time and memory, which the system keeps.

In a worker the system ends the process, whatever it is doing, and its owner says why. The process
that the user started ends its own work, as soon as it runs code of Python.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from generator.document.limits import Limits
from generator.findings.errors import SourceError
from generator.findings.output_rules import LIMIT_MEMORY, LIMIT_TIME


class WorkerEndedError(Exception):
    """A worker's sudden end: its exit code, or the number of the signal that ended it, negative."""

    def __init__(self, status: int | None) -> None:
        """Keep the status."""
        self.status = status
        super().__init__(f"a worker ended with status {status}")


class _OutOfTimeError(BaseException):
    """The time is over; no library may catch this."""


@contextlib.contextmanager
def limited(path: str, limits: Limits) -> Iterator[None]:
    """Let the work on `path` take no more than the limits; raises SourceError where it would."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
    with (
        _handled(),
        _silent_finalizers(),
        _soft_limit(resource.RLIMIT_DATA, limits.memory_megabytes * 1_000_000),
        _soft_limit(resource.RLIMIT_CPU, until),
    ):
        try:
            yield
        except _OutOfTimeError:
            raise _out_of_time(path, limits) from None
        except (MemoryError, SystemError):  # as which CPython loses a MemoryError now and then
            if _ended_by_system:  # what it still holds would count against its next task
                os.kill(os.getpid(), signal.SIGKILL)
            raise _out_of_memory(path, limits) from None


@contextlib.contextmanager
def _silent_finalizers() -> Iterator[None]:
    """Let no finalizer that runs into a limit print a traceback before our finding."""
    before = sys.unraisablehook

    def report(fault: sys.UnraisableHookArgs) -> None:
        if not isinstance(fault.exc_value, MemoryError | _OutOfTimeError):
            before(fault)

    sys.unraisablehook = report
    try:
        yield
    finally:
        sys.unraisablehook = before


@contextlib.contextmanager
def _soft_limit(kind: int, amount: int) -> Iterator[None]:
    before, hard = resource.getrlimit(kind)
    lowest = min(each for each in (amount, before, hard) if each != resource.RLIM_INFINITY)
    with contextlib.suppress(ValueError, OSError):  # macOS does not know each
        resource.setrlimit(kind, (lowest, hard))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (before, hard))


def as_finding(path: str, limits: Limits, end: WorkerEndedError) -> SourceError:
    """Why the system ended the worker that worked on `path`; raises `end` if it did not."""
    if end.status is None or end.status >= 0:
        raise end
    if end.status == -signal.SIGXCPU:
        return _out_of_time(path, limits)
    return _out_of_memory(path, limits)


def _out_of_time(path: str, limits: Limits) -> SourceError:
    message = f"this takes more than {limits.seconds:,} seconds of processor time; nothing is made."
    hint = "split it into several documents, or give simpler tables and drawings"
    return SourceError([LIMIT_TIME.found(path, None, message, hint)])


def _out_of_memory(path: str, limits: Limits) -> SourceError:
    message = (
        "this takes more memory than there is, or than the limit of "
        f"{limits.memory_megabytes:,} MB allows; nothing is made."
    )
    hint = "split it into several documents, or give smaller pictures and tables"
    return SourceError([LIMIT_MEMORY.found(path, None, message, hint)])


# The end of the time ----------------------------------------------------------------------------

_ended_by_system = False


def let_the_system_end_this_process() -> None:
    """Let the time of this process, a worker, end it at once."""
    global _ended_by_system  # noqa: PLW0603 (what a process is never changes)
    _ended_by_system = True
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # such an end is no crash


@contextlib.contextmanager
def _handled() -> Iterator[None]:
    """Raise where the time is over, in a process that must go on."""
    if _ended_by_system or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGXCPU, _end_of_time)
    try:
        yield
    finally:
        signal.signal(signal.SIGXCPU, before)


def _end_of_time(_: int, __: FrameType | None) -> None:
    raise _OutOfTimeError
