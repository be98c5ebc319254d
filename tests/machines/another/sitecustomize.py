"""Makes any Python process believe that it runs on another machine, years later, offline.

The clock is ahead, folders list their files in another order, and whoever touches the network
fails. Python imports this by its name; helpers of a build do so too.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Self

AHEAD = 9 * 365.25 * 86400 + 12345.678
NOT_THE_NETWORK = ("socket.__new__", "socket.gethostname")


class Later(datetime.datetime):
    """A date and time whose now is years ahead."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Self:
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Self:
        return cls.now()


def _of_now(original: Callable[..., Any], at: int) -> Callable[..., Any]:
    """A function of `time` whose argument at that place is the present, where it is left out."""

    def call(*arguments: Any) -> Any:
        given = arguments[at] if len(arguments) > at else None
        if given is None:
            moment = time.time() if at == 0 else time.localtime()
            arguments = (*arguments[:at], moment)
        return original(*arguments)

    return call


def _shuffled(names: list[str]) -> list[str]:
    """Another order, the same each time."""
    return sorted(names, key=lambda name: name[::-1], reverse=True)


def _offline(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith("socket.") and event not in NOT_THE_NETWORK:
        sys.stderr.write(f"REACHED OUT: {event} {arguments}\n")
        os.abort()


def _install() -> None:
    clock, nanoseconds, names = time.time, time.time_ns, os.listdir
    time.time = lambda: clock() + AHEAD
    time.time_ns = lambda: nanoseconds() + int(AHEAD * 1e9)
    for name, at in (("localtime", 0), ("gmtime", 0), ("ctime", 0), ("strftime", 1)):
        setattr(time, name, _of_now(getattr(time, name), at))
    datetime.datetime = Later  # type: ignore[misc]
    os.listdir = lambda *arguments: _shuffled(names(*arguments))  # type: ignore[assignment]
    sys.addaudithook(_offline)


_install()
