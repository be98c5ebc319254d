"""Programs on a desktop with Orca, and a second try.

Orca, Chromium and LibreOffice run beside each other, and each reports when it comes to it: on a
busy machine a late report now and then interrupts a reading. So a test that fails is tried again
on a new desktop, twice at most. What is wrong with a file is wrong each time: the tests that a
fault is found say so at their first try, and are tried again only where Orca fell silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Generic, TypeVar

import pytest

from tests.listening.browser import Browser
from tests.listening.desktop import Desktop, desktop, missing
from tests.listening.word_processor import WordProcessor

Program = TypeVar("Program")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that listens be tried again."""
    for item in items:
        if {"_browsers", "_writers"} & set(getattr(item, "fixturenames", ())):
            finds_faults = item.get_closest_marker("finds_faults") is not None
            only = {"only_rerun": ["SilentError"]} if finds_faults else {}
            item.add_marker(pytest.mark.flaky(reruns=2, **only))


class Seat(Generic[Program]):
    """A program on a desktop with Orca, started when it is first asked for."""

    def __init__(self, start: Callable[[Desktop], Program], *, braille: bool = False) -> None:
        self._start, self._braille = start, braille
        self._stack = ExitStack()
        self._program: Program | None = None

    def program(self, request: pytest.FixtureRequest) -> Program:
        """The program; a new one on a new desktop for a test that failed before."""
        if getattr(request.node, "execution_count", 1) > 1:
            self.leave()
        if self._program is None:
            running = self._stack.enter_context(desktop(braille=self._braille))
            self._program = self._start(running)
        return self._program

    def leave(self) -> None:
        """End the program and its desktop."""
        self._program = None
        self._stack.close()


def _seats(start: Callable[[Desktop], Program], *, braille: bool) -> Iterator[Seat[Program]]:
    if lacking := missing():
        pytest.fail(f"not installed: {', '.join(lacking)}; run tests/conformance/setup")
    seat = Seat(start, braille=braille)
    yield seat
    seat.leave()


@pytest.fixture(scope="module")
def _browsers(request: pytest.FixtureRequest) -> Iterator[Seat[Browser]]:
    yield from _seats(Browser, braille=getattr(request.module, "BRAILLE_DISPLAY", False))


@pytest.fixture(scope="module")
def _writers() -> Iterator[Seat[WordProcessor]]:
    yield from _seats(WordProcessor, braille=False)


@pytest.fixture
def browser(request: pytest.FixtureRequest, _browsers: Seat[Browser]) -> Browser:
    """Chromium on a desktop with Orca."""
    return _browsers.program(request)


@pytest.fixture
def writer(request: pytest.FixtureRequest, _writers: Seat[WordProcessor]) -> WordProcessor:
    """LibreOffice Writer on a desktop with Orca."""
    return _writers.program(request)
