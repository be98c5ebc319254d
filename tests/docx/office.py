"""LibreOffice, as a program that converts files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own, and a folder for what it makes."""

    folder: Path

    def converted(self, files: Iterable[Path], conversion: str, name: str) -> Path:
        """The folder with all files converted, in one start of the program."""
        office = shutil.which("soffice")
        assert office, "LibreOffice is missing: install libreoffice-writer"
        made = self.folder / name
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command: list[str | Path] = [
            office,
            profile,
            "--headless",
            "--convert-to",
            conversion,
            "--outdir",
            made,
        ]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=500)
        return made
