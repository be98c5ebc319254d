"""Faults at a chosen file-system call: a kill, half a write and then a kill, or an error.

Every function of `os` by which publishing touches the disk counts; so does `flock`.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn, Self

CALLS = (
    "open", "close", "write", "fsync", "mkdir", "rename", "replace", "unlink", "remove", "rmdir",
    "stat", "lstat", "scandir", "listdir",
)  # fmt: skip

Fault = Callable[[str, tuple[Any, ...]], None]


def kill(name: str, arguments: tuple[Any, ...]) -> NoReturn:
    """End this process at once, in the middle of the call if it writes."""
    if name == "write":
        handle, data = arguments
        os.pwrite(handle, bytes(data)[: len(data) // 2], os.fstat(handle).st_size)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def full_disk(name: str, arguments: tuple[Any, ...]) -> None:
    """Fail as on a full disk, where a call needs room there."""
    _no_room(errno.ENOSPC, name, arguments)


def over_quota(name: str, arguments: tuple[Any, ...]) -> None:
    """Fail as where a user has no more room of his own."""
    _no_room(errno.EDQUOT, name, arguments)


def _no_room(number: int, name: str, arguments: tuple[Any, ...]) -> None:
    if name in {"write", "fsync", "mkdir", "rename", "replace"}:
        raise OSError(number, os.strerror(number))
    if name == "open" and arguments[1] & os.O_CREAT:
        raise OSError(number, os.strerror(number), str(arguments[0]))


def broken_disk(_: str, __: tuple[Any, ...]) -> None:
    """Fail as on a disk that is worn out."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


class Faulty:
    """Lets calls count, and does `fault` at the one of the number `at`."""

    def __init__(self, at: int, fault: Fault) -> None:
        self.calls = 0
        self._at = at
        self._fault = fault
        self._originals: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> Self:
        for owner, name in [*((os, name) for name in CALLS), (fcntl, "flock")]:
            self._originals.append((owner, name, getattr(owner, name)))
            setattr(owner, name, self._counted(name, getattr(owner, name)))
        return self

    def __exit__(self, *_: object) -> None:
        for owner, name, original in self._originals:
            setattr(owner, name, original)

    def _counted(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            self.calls += 1
            if self.calls == self._at:
                self._fault(name, arguments)
            return original(*arguments, **keywords)

        return call
