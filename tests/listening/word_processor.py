"""LibreOffice Writer under Orca: documents opened in one window each, read from top to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

from .desktop import PATIENCE, TRIES, Desktop, SilentError
from .speech import Utterance

COMMAND = ("soffice", "--norestore", "--nologo", "--nofirststartwizard", "--writer", "-o")


class WordProcessor:
    """Writer on a desktop; one document is open at a time."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    def listen(self, document: Path) -> list[Utterance]:
        """Open a document and return what Orca says when it reads all of it."""
        name = f"{len(list(self.desktop.home.glob('*.docx')))}-{document.name}"
        copy = shutil.copy(document, self.desktop.home / name)
        since = self.desktop.mark()
        self.desktop.start(*COMMAND, copy)
        self.desktop.wait_for(
            lambda: (
                bool(said := self.desktop.said(since))
                and (any(name in each.text for each in said) or name in self._title())
            ),
            f"the window of {name}",
        )
        self.desktop.settled()
        for _ in range(TRIES):
            self._go_to_top(name)
            since = self.desktop.mark()
            self.desktop.press("KP_Add")
            if self.desktop.has_read(since):
                return self.desktop.said(since)
        raise SilentError(f"Orca does not read {name} to its end")

    def _go_to_top(self, name: str) -> None:
        """Move within the document until Orca says where: then it has the focus."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            since = self.desktop.mark()
            self.desktop.press("Down")
            self.desktop.press("ctrl+Home")
            if self.desktop.said(since):
                return
            time.sleep(0.5)
        raise SilentError(f"Orca does not follow the caret in {name}")

    def _title(self) -> str:
        """The title of the window in front."""
        asked = ("xdotool", "getactivewindow", "getwindowname")
        environment = self.desktop.environment
        done = subprocess.run(
            asked, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return done.stdout

    def headings(self) -> list[tuple[int, str]]:
        """The headings in the accessibility tree of what the window shows: levels and words."""
        tree = Path(__file__).with_name("tree.py")
        written = self.desktop.run("/usr/bin/python3", tree, "headings")
        return [(level, words) for level, words in json.loads(written)]
