"""Workers behind `concurrent.futures`: an executor whose tasks run in processes of this machine.

It differs from the standard library's `ProcessPoolExecutor` in three ways: a worker that crashes
takes one task with it and not all, an interrupt does not wait for tasks at work, and a task may
have several results, each there as soon as it is known.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from generator.building.worker import Worker, WorkerError, call
from generator.interpreter import deep_recursion

P = ParamSpec("P")
T = TypeVar("T")


class Workers(Executor):
    """At most `count` processes, started when they are needed and used again.

    At the end of a `with` block they are killed: all results that anybody wants are there by then.
    """

    def __init__(
        self, count: int, started: Sequence[Worker] = (), *, patience: float | None = None
    ) -> None:
        """Processes that are `started` already are used first.

        A task that lets us wait longer than `patience`, in seconds, ends with its process.
        """
        self._patience = patience
        self._threads = ThreadPoolExecutor(count)
        """One for each process; it waits for the results."""
        self._started: set[Worker] = {*started}
        self._idle: list[Worker] = [*started]
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, function: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        """Call a function of a module in a worker."""
        [result] = self._begin(call, (function, given, named), 1)
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
                result = worker.receive(self._patience)
                pending.pop(0).set_result(result)
            return worker.receive(self._patience)
        except BaseException as error:
            for future in pending:
                future.set_exception(error)
            raise
        finally:
            self._idle += [worker] if worker.sound else []

    def _free_worker(self) -> Worker:
        try:
            return self._idle.pop()
        except IndexError:
            return self._start()

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise WorkerError("the workers were ended")
            worker = Worker()
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
