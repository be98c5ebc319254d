"""A desktop of its own for Orca: a screen that nobody sees, a session bus, a window manager.

Nothing here waits for a fixed time: each part says when it is ready, and `Desktop.settled` asks
Orca itself whether anything is left to do.
"""

from __future__ import annotations

import json
import os
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import speech

PATIENCE = 120
"""Seconds that a step may take on a busy machine before it counts as failed."""

FIRST_WORDS = 60
"""Seconds until Orca's first words; now and then it does not start, and is started anew."""

SILENCE = 8
"""Seconds without a word or a report after which an idle Orca counts as silent."""

TRIES = 5
"""How often reading all may be begun anew."""

CALM = 3
"""How often in a row a program must have had nothing to say."""

NEEDED = ("Xvfb", "orca", "openbox", "xdotool", "dbus-daemon", "gdbus", "chromium", "soffice")


class SilentError(Exception):
    """A program did not get ready, or Orca fell silent."""


def missing() -> list[str]:
    """The programs that are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Desktop:
    """Orca and what it needs; `start` runs a program on its screen."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home = home
        self._stack = stack
        self._changed = threading.Condition()
        self._reports: list[str] = []
        self._questions = 0
        runtime = home / "run"
        runtime.mkdir(mode=0o700)
        self.environment = _environment(home, runtime)
        self.speech = speech.Server(runtime / "speech-dispatcher" / "speechd.sock")
        stack.callback(self.speech.close)
        self._listen(runtime / "reports")
        self._orca: socketserver.StreamRequestHandler | None = None

    def guard(self) -> None:
        """Let nothing of what this desktop starts outlive it, even if these tests are killed."""
        name = "SCREEN_READER_REPORTS"
        program = Path(__file__).with_name("guard.py")
        command = (sys.executable, program, f"{name}={self.environment[name]}", self.home)
        given = {"stdin": subprocess.PIPE, "start_new_session": True}
        process = subprocess.Popen([str(part) for part in command], **given)  # type: ignore[call-overload]

        def end() -> None:
            process.stdin.close()
            process.wait()

        self._stack.callback(end)

    # Programs --------------------------------------------------------------------------------

    def start(self, *command: object, **options: object) -> subprocess.Popen[bytes]:
        """Start a program that ends with the desktop."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            [str(part) for part in command],
            env=self.environment,
            start_new_session=True,
            **{**quiet, **options},
        )
        self._stack.callback(_end, process)
        return process

    def run(self, *command: object) -> str:
        """Run a program to its end and return what it writes."""
        words = [str(part) for part in command]
        done = subprocess.run(
            words,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def boot(self, *, braille: bool) -> None:
        """Start screen, bus, accessibility, window manager and Orca, each when it can."""
        reading, writing = os.pipe()
        screen = ("-screen", "0", "1280x2400x24", "-nolisten", "tcp")
        self.start("Xvfb", "-displayfd", writing, *screen, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as display:
            self.environment["DISPLAY"] = f":{display.readline().strip()}"
        address = f"unix:path={self.home}/run/bus"
        bus = self.start(
            *("dbus-daemon", "--session", "--nofork", "--print-address", "--address", address),
            stdout=subprocess.PIPE,
        )
        assert bus.stdout is not None
        self._stack.callback(bus.stdout.close)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        manager = self.home / "openbox.xml"
        manager.write_text(_NO_KEYS, encoding="utf-8")
        self.start("openbox", "--config-file", manager)
        self.run("gdbus", "wait", "--session", "--timeout", PATIENCE, "org.a11y.Bus")
        self.run(*_ACCESSIBILITY, "org.a11y.Bus.GetAddress")
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            self.run(*_SET_STATUS, name, "<true>")
        _write_settings(self.home, braille=braille)
        errors = self._stack.enter_context((self.home / "orca.txt").open("wb"))
        reader = Path(__file__).with_name("screen_reader.py")
        self.start("/usr/bin/python3", "-X", "faulthandler", reader, stderr=errors)
        self.wait_for(lambda: bool(self.speech.said), "Orca's first words", FIRST_WORDS)

    # What Orca reports -----------------------------------------------------------------------

    def mark(self) -> tuple[int, int]:
        """Where reports and utterances stand now."""
        return len(self._reports), len(self.speech.said)

    def reports(self, since: tuple[int, int]) -> list[str]:
        """What Orca reported since `since`."""
        return self._reports[since[0] :]

    def said(self, since: tuple[int, int]) -> list[speech.Utterance]:
        """What was said since `since`."""
        return self.speech.said[since[1] :]

    def wait_for(self, happened: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something has happened; raise SilentError if it does not."""
        with self._changed:
            end = time.monotonic() + seconds
            while not happened():
                if not self._changed.wait(min(0.5, max(0.0, end - time.monotonic()))) and (
                    time.monotonic() >= end
                ):
                    last = [each.text for each in self.speech.said[-3:]]
                    raise SilentError(f"no sign of {what} in {seconds} s; last said: {last}")

    def settled(self) -> None:
        """Wait until Orca has dealt with all that it knows of."""
        self.ask("IDLE")

    def ask(self, what: str, about: str = "") -> None:
        """Ask something of Orca (see `screen_reader`) and wait until it is so."""
        self._questions += 1
        question = f"{what} {self._questions} {about}".strip()
        assert self._orca is not None
        self._orca.wfile.write(f"{question}\n".encode())
        self.wait_for(lambda: question in self._reports, f"an answer to {question}")

    def calm(self, roundtrip: Callable[[], object]) -> None:
        """Wait until a program has nothing more to say to Orca: `roundtrip` goes to it and back."""
        quiet = 0
        while quiet < CALM:
            before = self.mark()
            roundtrip()
            self.settled()
            quiet = quiet + 1 if self.mark() == (before[0] + 1, before[1]) else 0

    def has_read(self, since: tuple[int, int]) -> bool:
        """Wait until Orca has read all; false if it has fallen silent before the end.

        An event that comes late, such as a window's, interrupts it, and then nothing follows.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            before = self.mark()
            with self._changed:
                self._changed.wait(SILENCE)
            if "READ" in self.reports(since):
                self.settled()
                return True
            if self.mark() == before:
                self.settled()
                if self.mark() == (before[0] + 1, before[1]):
                    return False
        raise SilentError(f"Orca reads for more than {PATIENCE} s")

    def press(self, key: str) -> list[speech.Utterance]:
        """Press a key and return what Orca says to it."""
        since = self.mark()
        self.run("xdotool", "key", "--clearmodifiers", key)
        self.wait_for(lambda: any(map(_is_key_up, self.reports(since))), f"the key {key}")
        self.settled()
        return self.said(since)

    def _listen(self, path: Path) -> None:
        desktop = self

        class Reports(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                desktop._orca = self
                for raw in self.rfile:
                    desktop._note(raw.decode().strip())

        server = socketserver.ThreadingUnixStreamServer(str(path), Reports)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._stack.callback(server.server_close)
        self._stack.callback(server.shutdown)

    def _note(self, report: str) -> None:
        with self._changed:
            if report.startswith("ANSWER "):
                self.speech.answer(int(report.split()[1]))
            else:
                self._reports.append(report)
            self._changed.notify_all()


@contextmanager
def desktop(*, braille: bool = False) -> Iterator[Desktop]:
    """A running desktop with Orca, alone on its screen and bus, perhaps with a braille display."""
    with ExitStack() as stack:
        for last in (False, False, True):
            folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            running = Desktop(Path(stack.enter_context(folder)), stack)
            running.guard()
            try:
                running.boot(braille=braille)
                break
            except SilentError as silent:
                if last:
                    errors = (running.home / "orca.txt").read_text(errors="replace")
                    raise SilentError(f"{silent}; Orca wrote: {errors[-2000:]}") from silent
                stack.close()
        yield running


_ACCESSIBILITY = (
    *("gdbus", "call", "--session", "--dest", "org.a11y.Bus"),
    *("--object-path", "/org/a11y/bus", "--method"),
)
_SET_STATUS = (*_ACCESSIBILITY, "org.freedesktop.DBus.Properties.Set", "org.a11y.Status")


_NO_KEYS = '<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>'
"""The window manager's own keys would take some of Orca's."""


def _environment(home: Path, runtime: Path) -> dict[str, str]:
    known = {name: os.environ[name] for name in ("PATH",)}
    return known | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "LANG": "C.UTF-8",
        "GTK_MODULES": "gail:atk-bridge",
        "GNOME_ACCESSIBILITY": "1",
        "SAL_USE_VCLPLUGIN": "gtk3",
        "SCREEN_READER_REPORTS": str(runtime / "reports"),
    }


def _write_settings(home: Path, *, braille: bool) -> None:
    """Orca's settings: roles in a voice of their own, punctuation left to the synthesiser."""
    words, roles = {"established": True, "average-pitch": 5}, {"average-pitch": 9}
    voices = {
        "default": words,
        "hyperlink": words,
        "uppercase": words,
        "system": {"established": True, **roles},
    }
    profile = {
        "profile": ["Default", "default"],
        "pronunciations": {},
        "keybindings": {},
        "voices": voices,
        "verbalizePunctuationStyle": 3,
        "enableBraille": braille,
        "enableKeyEcho": False,
        "sayAllOnLoad": False,
        "enableEchoByWord": False,
    }
    settings = {
        "general": {"startingProfile": ["Default", "default"]},
        "pronunciations": {},
        "keybindings": {},
        "profiles": {"default": profile},
    }
    folder = home / ".local" / "share" / "orca"
    folder.mkdir(parents=True)
    (folder / "user-settings.conf").write_text(json.dumps(settings), encoding="utf-8")


def _is_key_up(report: str) -> bool:
    modifiers = ("Control", "Shift", "Alt", "Meta", "Super", "ISO")
    return report.startswith("KEY up") and not report.removeprefix("KEY up ").startswith(modifiers)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
