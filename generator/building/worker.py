"""A worker: a process that runs functions of ours, one after the other.

Spawned, not forked: on macOS the frameworks that draw text do not survive a fork. Little is
imported here, so that a worker is soon at work.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType

from generator.building.limited import WorkerEndedError, let_the_system_end_this_process
from generator.findings.errors import AnnounceError, UsageError
from generator.interpreter import RECURSION_LIMIT

_OWNERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that are the owner's to handle: a terminal, or a service's, sends them to all."""


class WorkerError(Exception):
    """An internal error in a worker, with its traceback."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a task returned or yielded."""

    value: object


@dataclass(frozen=True, slots=True)
class Raised:
    """What ended a task."""

    error: Exception


class Worker:
    """A process, and the connection to it."""

    sound = True
    """False once it has ended, or can no longer be understood."""

    def __init__(self) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        _STARTED.add(self._process)
        with _nothing_of_the_owner(), _signals_blocked():
            self._process.start()
        theirs.close()

    def send(self, task: bytes) -> None:
        """Give it a task; it must be idle."""
        try:
            self._connection.send_bytes(task)
        except OSError:  # `receive` says so
            self.sound = False

    def receive(self, patience: float | None = None) -> object:
        """The next result of its task; raises what the task raised.

        After `patience` in seconds it is ended, as the system ends it when its time is over.
        """
        if not self._connection.poll(patience):
            self.kill()
            raise WorkerEndedError(-signal.SIGXCPU)
        try:
            answer = self._connection.recv()
        except (EOFError, OSError):
            self.sound = False
            self._process.join()
            _STARTED.discard(self._process)
            status = self._process.exitcode
            raise WorkerEndedError(status) from None
        except Exception:
            self.kill()
            raise
        match answer:
            case Result(value):
                return value
            case Raised(error):
                if isinstance(error, WorkerError):
                    self.kill()  # who knows what it still holds
                raise error
        raise TypeError(answer)

    def kill(self) -> None:
        """End it."""
        self.sound = False
        self._process.kill()
        self._process.join()
        _STARTED.discard(self._process)


_STARTED: set[BaseProcess] = set()


@atexit.register
def _kill_the_rest() -> None:
    """End workers that an interrupt let nobody know of; SIGTERM, as Python would, is blocked."""
    for process in _STARTED:
        if process.is_alive():
            process.kill()


@contextmanager
def _nothing_of_the_owner() -> Iterator[None]:
    """Start processes that find our modules where the owner finds them, and do nothing but that.

    Without this, `multiprocessing` would run the owner's script a second time for what it defines,
    and Python would import modules from a folder that happens to be current.
    """
    main, safe_path = sys.modules["__main__"], os.environ.get("PYTHONSAFEPATH")
    sys.modules["__main__"] = ModuleType("__main__")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if safe_path is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = safe_path


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Start processes that never see the owner's signals, not even while Python starts.

    Blocked signals are inherited (POSIX.1-2017, `exec`); what comes for the owner meanwhile waits.
    """
    resource_tracker.ensure_running()  # which would unblock them when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OWNERS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In a worker ------------------------------------------------------------------------------------


def serve(owner: Connection[Result | Raised, object]) -> None:
    """Run one task after the other."""
    let_the_system_end_this_process()
    sys.setrecursionlimit(RECURSION_LIMIT)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no output of ours
    threading.Thread(target=_end_with_owner, daemon=True).start()
    while True:
        _run(owner.recv_bytes(), owner)


def _end_with_owner() -> None:
    """End this process as soon as its owner has ended, whatever it is doing."""
    owner = multiprocessing.parent_process()
    if owner is not None:
        wait([owner.sentinel])
    os._exit(1)


def _run(task: bytes, owner: Connection[Result | Raised, object]) -> None:
    try:
        function, given = pickle.loads(task)  # noqa: S301 (from our own process)
        for value in function(*given):
            owner.send(Result(value))
    except (AnnounceError, UsageError, OSError) as error:  # about a source, or a disk
        owner.send(Raised(error))
    except Exception:  # noqa: BLE001 (reported where it can be handled)
        owner.send(Raised(WorkerError(traceback.format_exc())))


def call(
    function: Callable[..., object], given: Sequence[object], named: dict[str, object]
) -> Iterator[object]:
    """What a function returns, as the one thing that a task yields."""
    yield function(*given, **named)
