"""Chromium under Orca: pages opened in one window, and what Orca says of each."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from .desktop import PATIENCE, TRIES, Desktop, SilentError
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
        """Open a page and return what Orca says when it reads all of it, which it does by itself.

        If it is interrupted, the page is opened anew: a reading begun by a key starts at the
        caret, which need not be at the top.
        """
        address = page.resolve().as_uri()
        for _ in range(TRIES):
            since = self.desktop.mark()
            opened = json.loads(self._ask(f"new?{address}", "PUT"))
            whole = self.desktop.has_read(since)
            if self._page:
                self._ask(f"close/{self._page}")
            self._page, self._address = opened["id"], address
            if whole:
                return _of_page(self.desktop.said(since))
        raise SilentError(f"Orca does not read {page.name} to its end")

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


def _of_page(said: list[Utterance]) -> list[Utterance]:
    """What was said from the page's summary on, which follows "Finished loading"."""
    starts = [
        index
        for index, each in enumerate(said)
        if each.role and each.text.startswith("Finished loading")
    ]
    if not starts:
        raise SilentError(f"the page was not announced as loaded: {said}")
    return said[starts[-1] + 1 :]


WRAPPED = "Wrapping to top."


def stops(browser: Browser, key: str, most: int = 100) -> list[list[Utterance]]:
    """What Orca says at each place to which a key leads, once through the page from its top."""
    browser.desktop.press("ctrl+Home")
    found: list[list[Utterance]] = []
    for _ in range(most):
        said = browser.desktop.press(key)
        if any(each.text == WRAPPED for each in said):
            return found
        found.append(said)
    raise SilentError(f"the key {key} leads to more than {most} places")
