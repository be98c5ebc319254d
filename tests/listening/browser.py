"""Chromium under Orca: pages opened in one window, and what Orca says of each."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from .desktop import PATIENCE, TRIES, Desktop, SilentError
from .dev_tools import connected
from .speech import Utterance

COMMAND = (
    *("chromium", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions"),
    *(
        "--force-renderer-accessibility",
        "--remote-debugging-port=0",
        "--disable-features=Translate",
    ),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Browser:
    """A browser on a desktop; one page is open at a time."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._page = self._address = ""
        profile = desktop.home / "chromium"
        since = desktop.mark()
        desktop.start(*COMMAND, f"--user-data-dir={profile}", "about:blank")
        self._port = _port(profile / "DevToolsActivePort")
        desktop.wait_for(lambda: bool(desktop.said(since)), "Chromium's window")
        desktop.settled()

    def listen(self, page: Path) -> list[Utterance]:
        """Open a page and return what Orca says of it: what it holds, then all of it."""
        self.open(page)
        for _ in range(TRIES):
            since = self.desktop.mark()
            self.desktop.ask("READ")
            if self.desktop.has_read(since):
                return self.desktop.said(since)
        raise SilentError(f"Orca does not read {page.name} to its end")

    def open(self, page: Path) -> None:
        """Open a page in place of the one before, and wait until nothing changes any more."""
        address = page.resolve().as_uri()
        opened = json.loads(self._ask(f"new?{address}", "PUT"))
        if self._page:
            self._ask(f"close/{self._page}")
        self._page, self._address = opened["id"], address
        self.desktop.ask("LOADED", address)
        self.desktop.calm(self._drawn)

    def press(self, key: str) -> list[Utterance]:
        """Press a key and return what Orca says to it, once the page has answered.

        Orca moves the caret, and the page reports that: a report that comes when the next keys are
        already down is taken for a move by the person: it is said, and the next step goes astray.
        """
        since = self.desktop.mark()
        self.desktop.press(key)
        self.desktop.calm(self._drawn)
        return self.desktop.said(since)

    def _drawn(self) -> None:
        """Wait until the page has been drawn once more, and its accessibility with it."""
        address = f"/devtools/page/{self._page}"
        with connected(self._port, address, PATIENCE) as page:
            page(
                "Runtime.evaluate",
                expression="new Promise(done => requestAnimationFrame(() => setTimeout(done)))",
                awaitPromise=True,
            )

    def languages(self) -> list[tuple[str, str]]:
        """The words of the page in its accessibility tree, each stretch with its language."""
        tree = Path(__file__).with_name("tree.py")
        written = self.desktop.run("/usr/bin/python3", tree, self._address)
        return [(words, language) for words, language in json.loads(written)]

    def _ask(self, path: str, method: str = "GET") -> bytes:
        address = f"http://127.0.0.1:{self._port}/json/{path}"
        request = urllib.request.Request(address, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content


def _port(file: Path) -> int:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if file.exists() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.05)
    raise SilentError("Chromium does not start")


WRAPPED = "Wrapping to top."


def stops(browser: Browser, key: str, most: int = 100) -> list[list[Utterance]]:
    """What Orca says at each place to which a key leads, once through the page from its top."""
    browser.press("ctrl+Home")
    found: list[list[Utterance]] = []
    for _ in range(most):
        said = browser.press(key)
        if any(each.text == WRAPPED for each in said):
            return found
        found.append(said)
    raise SilentError(f"the key {key} leads to more than {most} places")
