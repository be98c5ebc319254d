"""The process that answers: an address of this machine alone, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from generator.building.publish import recover
from generator.studio.access import Gate
from generator.studio.app import application
from generator.studio.folder import Folder
from generator.studio.settings import Settings
from generator.studio.visit import Studio
from generator.studio.work import Workshop

ADDRESS = "127.0.0.1"
_SECONDS_TO_FINISH = 5


def serve(
    settings: Settings,
    drafts: Path,
    say: Callable[[str], None],
    *,
    port: int = 0,
    browser: bool = True,
) -> None:
    """Answer at a free port, or at `port`, until a signal comes; raises OSError if it is taken."""
    with socket.socket() as listening, Workshop(settings, drafts) as workshop:
        workshop.preload()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()  # whoever comes before the server is ready waits
        taken = listening.getsockname()[1]
        studio = Studio(settings, Gate(), Folder(settings.folder), workshop)
        for folder in {settings.output / each.below for each in studio.folder.sources()}:
            recover(folder)

        def address() -> str:
            return f"http://{ADDRESS}:{taken}/?token={studio.gate.token}"

        def shown(words: str) -> None:
            say(words)
            sys.stdout.flush()  # also where it is no terminal

        def renewed() -> None:
            shown(f"Another browser asked to come in. If that was you: {address()}")

        hosts = frozenset({f"{ADDRESS}:{taken}", f"localhost:{taken}"})
        config = uvicorn.Config(
            application(studio, hosts, renewed),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        shown(f"The studio is at {address()}\nCtrl-C ends it.")
        if browser and _has_a_screen():
            threading.Thread(target=webbrowser.open, args=[address()], daemon=True).start()
        uvicorn.Server(config).run([listening])


def _has_a_screen() -> bool:
    """False where a browser would open inside the terminal, in place of what it shows."""
    return sys.platform == "darwin" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & {*os.environ})
