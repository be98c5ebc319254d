"""The command for the browser: `announce studio`."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util

from generator.commands.builds import options_of
from generator.commands.invocation import language_of_locale
from generator.commands.options import processes, processors
from generator.commands.reports import Report
from generator.findings.errors import UsageError

_NEEDED = ("starlette", "uvicorn", "python_multipart")
"""What the extra `studio` brings; nothing else of ours needs it."""


def studio(given: argparse.Namespace, report: Report) -> None:
    """Let sources be written and published in the browser, until Ctrl-C."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise UsageError(
            "the studio needs Starlette and uvicorn, which are not installed: "
            "pip install 'accessible-announcements[studio]', or “make studio” in a checkout"
        )
    if not given.folder.is_dir():
        what = (
            "a file; name the folder that it is in" if given.folder.exists() else "no such folder"
        )
        raise UsageError(f"{given.folder}: {what}")
    from generator.building.temporary_files import scratch
    from generator.studio.server import serve
    from generator.studio.settings import Settings

    settings = Settings(
        folder=given.folder,
        output=given.output,
        options=options_of(given),
        language=given.lang or language_of_locale(),
        brand=given.brand,
        workers=max(1, processes(processors())),
    )
    with scratch() as drafts, contextlib.suppress(KeyboardInterrupt):  # the way to end it
        serve(settings, drafts, report.say, port=given.port, browser=not given.no_browser)
