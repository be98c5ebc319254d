"""LibreOffice, where it is installed: it makes known kinds of OpenDocument files and drawings."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.reading_order import UnreadableError

_SECONDS = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""No macro runs, and nothing that a file links to is fetched."""


def office() -> str | None:
    """The program, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, kind: str, wanted: str) -> bytes:
    """A file of one kind as one of another. Raises UnreadableError where that fails."""
    program = office()
    if program is None:
        raise UnreadableError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="announce-") as made:
        folder = Path(made)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        given, result = folder / f"given.{kind}", folder / "made" / f"given.{wanted}"
        given.write_bytes(data)
        profile = f"-env:UserInstallation={settings.parent.parent.as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", wanted]
        try:
            subprocess.run(  # noqa: S603 (a program by its full path, files of our own)
                [*command, "--outdir", result.parent, given],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            return result.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableError("LibreOffice cannot read it") from error
