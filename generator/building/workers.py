"""Workers: processes of this machine that run functions of ours, behind `concurrent.futures`.

Spawned, not forked: on macOS the frameworks that draw text do not survive a fork. `Workers` differs
from the standard library's `ProcessPoolExecutor` in three ways: a worker that crashes takes one
task with it and not all, an interrupt does not wait for tasks at work, and a task may have several
results, each there as soon as it is known.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import ModuleType, TracebackType
from typing import Any, ParamSpec, TypeVar

from generator.findings.errors import AnnounceError
from generator.interpreter import RECURSION_LIMIT, deep_recursion

P = ParamSpec("P")
T = TypeVar("T")


class WorkerError(Exception):
    """An internal error in a worker, with its traceback, or a worker's sudden end."""


class Workers(Executor):
    """At most `count` processes, started when they are needed and used again.

    At the end of a `with` block they are killed: all results that anybody wants are there by then.
    """

    def __init__(self, count: int) -> None:
        """Nothing is started yet."""
        self._threads = ThreadPoolExecutor(count)
        """One for each process; it waits for the results."""
        self._started: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, function: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        """Call a function of a module in a worker."""
        [result] = self._begin(_call, (function, given, named), 1)
        return result

    def submit_stages(
        self, function: Callable[..., Iterator[object]], count: int, /, *given: object
    ) -> list[Future[Any]]:
        """Run a generator function of a module, with a future for each of `count` things it yields.

        What it yields first can be had while it is still at work.
        """
        return self._begin(function, given, count)

    def _begin(
        self, function: Callable[..., Iterator[object]], given: Sequence[object], count: int
    ) -> list[Future[Any]]:
        with deep_recursion():  # a document may be nested hundreds of levels deep
            task = pickle.dumps((function, given), pickle.HIGHEST_PROTOCOL)
        if not self._started:  # at once, not when a thread's turn comes
            self._idle.append(self._start())
        earlier: list[Future[Any]] = [Future() for _ in range(count - 1)]
        return [*earlier, self._threads.submit(self._results, task, earlier)]

    def _results(self, task: bytes, earlier: Sequence[Future[Any]]) -> object:
        """Run a task, in a thread: what it yields goes to `earlier`, and the last is returned."""
        worker = self._free_worker()
        pending = [*earlier]
        try:
            worker.send(task)
            while pending:
                result = worker.receive()
                pending.pop(0).set_result(result)
            return worker.receive()
        except BaseException as error:
            for future in pending:
                future.set_exception(error)
            raise
        finally:
            self._idle += [worker] if worker.sound else []

    def _free_worker(self) -> _Worker:
        try:
            return self._idle.pop()
        except IndexError:
            return self._start()

    def _start(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise WorkerError("the workers were ended")
            worker = _Worker()
            self._started.add(worker)
            return worker

    def kill_workers(self) -> None:
        """End all workers, whatever they are doing, and cancel what was not begun."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for worker in self._started:
                worker.kill()
        self._threads.shutdown()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (as in Executor)
        """End the workers when their tasks are done."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self.kill_workers()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers."""
        self.kill_workers()


# One worker, seen from its owner ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Result:
    """What a task returned or yielded."""

    value: object


@dataclass(frozen=True, slots=True)
class _Raised:
    """What ended a task."""

    error: Exception


class _Worker:
    """A process, and the connection to it."""

    sound = True
    """False once it has ended, or can no longer be understood."""

    def __init__(self) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _nothing_of_the_owner():
            self._process.start()
        theirs.close()

    def send(self, task: bytes) -> None:
        """Give it a task; it must be idle."""
        try:
            self._connection.send_bytes(task)
        except OSError:  # `receive` says so
            self.sound = False

    def receive(self) -> object:
        """The next result of its task; raises what the task raised."""
        try:
            answer = self._connection.recv()
        except (EOFError, OSError):
            self.sound = False
            self._process.join()
            status = self._process.exitcode
            raise WorkerError(f"a worker ended with status {status}") from None
        except Exception:
            self.kill()
            raise
        match answer:
            case _Result(value):
                return value
            case _Raised(error):
                raise error
        raise TypeError(answer)

    def kill(self) -> None:
        """End it."""
        self.sound = False
        self._process.kill()
        self._process.join()


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


# In a worker ------------------------------------------------------------------------------------


def _serve(owner: Connection[_Result | _Raised, object]) -> None:
    """Run one task after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to handle
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


def _run(task: bytes, owner: Connection[_Result | _Raised, object]) -> None:
    try:
        function, given = pickle.loads(task)  # noqa: S301 (from our own process)
        for value in function(*given):
            owner.send(_Result(value))
    except (AnnounceError, OSError) as error:  # about a source, or a disk: no internal error
        owner.send(_Raised(error))
    except Exception:  # noqa: BLE001 (reported where it can be handled)
        owner.send(_Raised(WorkerError(traceback.format_exc())))


def _call(
    function: Callable[..., object], given: Sequence[object], named: dict[str, object]
) -> Iterator[object]:
    yield function(*given, **named)
