"""Signals that end a command: all is tidied up, one sentence says so, and the exit code is theirs.

A second signal does not disturb the tidying up; SIGKILL ends a command whatever it does, and the
next one sweeps up after it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from types import FrameType

ENDING = {
    signal.SIGINT: "interrupted",
    signal.SIGTERM: "ended by SIGTERM",
    signal.SIGHUP: "ended by SIGHUP, as its terminal was closed",
}

_SOON = 0.01
"""Seconds until a signal is sent again that came where no error can be raised."""


class Ended(KeyboardInterrupt):
    """A signal that ends the command, as Ctrl-C does."""

    def __init__(self, number: signal.Signals) -> None:
        """The message is for the user."""
        self.number = number
        super().__init__(
            f"{ENDING[number]}. Each document is published whole or not at all; the same command "
            "goes on from here."
        )

    @property
    def exit_code(self) -> int:
        """As a shell reports a process that a signal ended (POSIX.1-2017, 2.8.2)."""
        return 128 + self.number


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise Ended where a signal comes that would end the process.

    A signal that the parent process ignores stays ignored: `nohup` does so with SIGHUP.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A signal to a whole group ends Python's own helper too, which would be reported.
    warnings.filterwarnings("ignore", "resource_tracker", UserWarning)
    before = {number: signal.getsignal(number) for number in ENDING}
    caught = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in caught:
        signal.signal(number, _end)
    unraisable, sys.unraisablehook = sys.unraisablehook, _end_later
    try:
        yield
    except Ended:
        raise
    except KeyboardInterrupt:
        raise Ended(signal.SIGINT) from None
    finally:
        sys.unraisablehook = unraisable
        for number in caught:
            signal.signal(number, before[number])


def _end_later(fault: sys.UnraisableHookArgs) -> None:
    """Send a signal again that came within a finalizer, where no error can be raised."""
    if not isinstance(fault.exc_value, Ended):
        sys.__unraisablehook__(fault)
        return
    number = fault.exc_value.number
    signal.signal(number, _end)
    threading.Timer(_SOON, os.kill, (os.getpid(), number)).start()


def _end(number: int, _: FrameType | None) -> None:
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise Ended(signal.Signals(number))
