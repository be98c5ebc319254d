"""Helpers: fresh interpreters that run functions of ours and hand back what these yield.

Started, not forked: on macOS the frameworks that draw text do not survive a fork. A helper lives
as long as the pipe to it is open, so none stays behind, however its owner ends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import SimpleQueue
from typing import IO, Any, cast

from generator.findings.errors import AnnounceError
from generator.interpreter import RECURSION_LIMIT, deep_recursion

_SERVE = (
    "import sys; sys.path[:] = sys.argv[1:]; from generator.building.helper import serve; serve()"
)
"""Modules are found where the owner finds them, not in a folder that happens to be current."""


_PATIENCE = 10
"""Seconds that a helper has to end when its pipe was closed."""


class HelperError(Exception):
    """A fault of ours in a helper, with its traceback, or a helper's sudden end."""


class Helper:
    """Another process, which answers one question after the other; it starts with the first."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, function: Callable[..., Iterable[object]], *arguments: object) -> None:
        """Let the helper run a function of a module; each thing it yields is one answer."""
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own code)
                [sys.executable, "-P", "-c", _SERVE, *sys.path],
                bufsize=0,  # so that `select` knows of every answer
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        to = cast("IO[bytes]", self._process.stdin)
        with deep_recursion(), contextlib.suppress(BrokenPipeError):  # it has no answer, then
            _send(to, (function, arguments))

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process; there is one once something was asked."""
        if self._process is None:
            raise HelperError("a helper was not asked anything")
        return self._process

    def answer(self) -> Any:  # noqa: ANN401 (whatever was yielded)
        """The next answer, once it is there; raises what the function raised."""
        with deep_recursion():
            message = _received(cast("IO[bytes]", self.process.stdout))
            if message is None:
                raise HelperError(f"a helper ended with status {self.process.wait()}")
            answer, error = pickle.loads(message)  # noqa: S301 (from our own process)
        if error is not None:
            raise error
        return answer

    @property
    def busy(self) -> bool:
        """True while no answer can be had without waiting."""
        return not select.select([self], [], [], 0)[0]

    def fileno(self) -> int:
        """What becomes readable when there is an answer."""
        return cast("IO[bytes]", self.process.stdout).fileno()

    def close(self) -> None:
        """End it, whatever it is doing; the next question starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                cast("IO[bytes]", pipe).close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def spread(
    function: Callable[..., Iterable[object]],
    tasks: Iterable[Sequence[object]],
    count: int,
) -> Iterator[Any]:
    """The one thing that `function` yields for each task, in their order, by `count` helpers.

    Where it raises, or its helper ends, the error itself is yielded and the rest goes on. Tasks
    are taken as helpers become free.
    """
    numbered = enumerate(tasks)
    idle: list[Helper] = []
    busy: dict[Helper, int] = {}
    done: dict[int, object] = {}
    following = 0
    try:
        while True:
            while len(busy) < count and (task := next(numbered, None)) is not None:
                helper = idle.pop() if idle else Helper()
                busy[helper] = task[0]
                helper.ask(function, *task[1])
            if not busy:
                return
            for helper in select.select([*busy], [], [])[0]:
                try:
                    done[busy[helper]] = helper.answer()
                    idle.append(helper)
                except HelperError as error:
                    done[busy[helper]] = error
                    helper.close()
                except Exception as error:  # noqa: BLE001 (whatever the function raised)
                    done[busy[helper]] = error
                    idle.append(helper)
                del busy[helper]
            while following in done:
                yield done.pop(following)
                following += 1
    finally:
        for helper in (*busy, *idle):
            helper.close()


# In the helper ----------------------------------------------------------------------------------


def serve() -> None:
    """Answer until the owner closes the pipe, or is gone: then end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to handle
    sys.setrecursionlimit(RECURSION_LIMIT)
    questions: SimpleQueue[bytearray] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, questions), daemon=True).start()
    _owner.append(os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    while True:
        _reply(questions.get())


_owner: list[IO[bytes]] = []
"""The pipe to the owner, in a helper."""


def tell(answer: object) -> None:
    """Give an answer from within a function that runs in a helper, before what it yields next."""
    _send(_owner[0], (answer, None))


def _listen(pipe: IO[bytes], questions: SimpleQueue[bytearray]) -> None:
    while (message := _received(pipe)) is not None:
        questions.put(message)
    os._exit(0)


def _reply(question: bytearray) -> None:
    try:
        function, arguments = pickle.loads(question)  # noqa: S301 (from our own process)
        for answer in function(*arguments):
            tell(answer)
    except (AnnounceError, OSError) as error:  # about a source, or a disk: no fault of ours
        _send(_owner[0], (None, error))
    except Exception:  # noqa: BLE001 (told where it can be handled)
        _send(_owner[0], (None, HelperError(traceback.format_exc())))


# Both ends ----------------------------------------------------------------------------------------

_LENGTH = 8


def _send(pipe: IO[bytes], content: object) -> None:
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
    while rest:
        rest = rest[pipe.write(rest) :]
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytearray | None:
    """A message, or None at the end of the pipe."""
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return _exactly(pipe, length) or None


def _exactly(pipe: IO[bytes], count: int) -> bytearray:
    """So many bytes, or none at the end of the pipe."""
    found = bytearray(count)
    rest = memoryview(found)
    while rest:
        read = pipe.readinto(rest)  # type: ignore[attr-defined]
        if not read:
            return bytearray()
        rest = rest[read:]
    return found
