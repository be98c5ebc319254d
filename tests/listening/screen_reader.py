"""Orca, run by the system's Python; what it does is reported to the tests on a socket.

Orca itself is untouched but for four reports: that an utterance may be answered (python3-speechd
loses an answer that comes before its caller has noted the number), that reading the whole page has
come to its end, that a key has been dealt with, and what a braille display would show. It reads a
page when it is asked to.
"""

import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi
from gi.repository import GLib
from orca import (
    braille,
    event_manager,
    input_event,
    orca,
    orca_state,
    settings,
    speechdispatcherfactory,
)
from speechd import client

REPORTS = socket.socket(socket.AF_UNIX)


def report(line: str) -> None:
    """Tell the tests."""
    REPORTS.sendall(f"{line}\n".encode())


class Reading:
    """What is still to be read of a page; reports when nothing is."""

    def __init__(self, inner: Iterator[Any]) -> None:
        """Watch over `inner`."""
        self.inner = inner

    def __iter__(self) -> "Reading":
        """Itself."""
        return self

    def __next__(self) -> Any:
        """The next piece to read."""
        try:
            return next(self.inner)
        except StopIteration:
            report("READ")
            raise


def watch() -> None:
    """Put the reports into Orca's and the speech client's classes."""
    server = speechdispatcherfactory.SpeechServer
    say_all = server.sayAll

    def watched_say_all(self: Any, pieces: Iterator[Any], progress: Callable[..., Any]) -> Any:
        report("READING")
        return say_all(self, Reading(pieces), progress)

    server.sayAll = watched_say_all
    handler = client._CallbackHandler  # noqa: SLF001 - there is no other place that knows
    add = handler.add_callback

    def add_and_report(self: Any, number: int, callback: Any, kinds: Any) -> None:
        add(self, number, callback, kinds)
        report(f"ANSWER {number}")

    handler.add_callback = add_and_report
    braille.refresh = reporting_braille(braille.refresh)
    watch_keys(input_event.KeyboardEvent)


COMMANDS: list[Any] = []
"""Keys whose commands Orca has yet to carry out: it does so a moment after the key."""


def watch_keys(event: Any) -> None:
    """Report each key that has been dealt with, and know which commands are still to come."""
    process, consume = event.process, event._consume  # noqa: SLF001

    def process_and_report(self: Any) -> Any:
        try:
            consumed = process(self)
            if self._result_reason == "Will be consumed":
                COMMANDS.append(self)
            return consumed
        finally:
            report(f"KEY {'down' if self.isPressedKey() else 'up'} {self.event_string}")

    def consume_and_note(self: Any) -> Any:
        try:
            return consume(self)
        finally:
            COMMANDS.remove(self)

    event.process, event._consume = process_and_report, consume_and_note  # noqa: SLF001


def reporting_braille(refresh: Callable[..., Any]) -> Callable[..., Any]:
    """A refresh of the braille display that reports the line which it would show."""

    def refresh_and_report(*given: Any, **options: Any) -> Any:
        result = refresh(*given, **options)
        lines = braille._lines  # noqa: SLF001
        if lines and settings.enableBraille:
            report("BRAILLE " + json.dumps(lines[0].getLineInfo(False)[0]))  # noqa: FBT003
        return result

    return refresh_and_report


def answer_questions() -> None:
    """For each line, report the same when what it asks for is so, or has been done.

    "IDLE n": Orca has nothing left to do. "LOADED n address": that page is the one in front.
    "READ n": Orca begins to read all of it.
    """
    for line in REPORTS.makefile():
        asked, _, address = (
            line.strip().split(" ", 2) if line.count(" ") > 1 else (line[:4], "", "")
        )
        if asked == "LOADED":
            GLib.timeout_add(50, when_loaded, line.strip(), address)
        else:
            work = read_all if asked == "READ" else when_idle
            GLib.idle_add(work, line.strip(), priority=GLib.PRIORITY_LOW + 50)


def when_loaded(line: str, address: str) -> bool:
    """Report `line` if the page at `address` is in front and complete; else be asked again."""
    page = document()
    if page is None or page.getState().contains(pyatspi.STATE_BUSY):
        return True
    if orca_state.activeScript.utilities.documentFrameURI(page) != address:
        return True
    report(line)
    return False


def document() -> Any:
    """The page in front, or None."""
    try:
        return orca_state.activeScript.utilities.documentFrame()
    except (AttributeError, GLib.Error, RuntimeError):
        return None


def read_all(line: str) -> bool:
    """Do as Orca does by itself when a page has been loaded: say what it holds, then read it.

    By itself it would begin while the browser still reports what has changed on the screen.
    """
    script = orca_state.activeScript
    script.presentMessage(script.utilities.getPageSummary(document()))
    script.sayAll(None, *script.utilities.getTopOfFile())
    report(line)
    return False


def when_idle(line: str) -> bool:
    """Report `line` if no event and no command waits; else be asked again."""
    if COMMANDS or not event_manager.getManager()._eventQueue.empty():  # noqa: SLF001
        return True
    report(line)
    return False


if __name__ == "__main__":
    REPORTS.connect(os.environ["SCREEN_READER_REPORTS"])
    watch()
    threading.Thread(target=answer_questions, daemon=True).start()
    orca.getSettingsManager().activate(None, {})
    report("READY")
    sys.exit(orca.main())
