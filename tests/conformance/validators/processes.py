"""Starting programs, and finding them first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from tests.conformance.pins import INSTALL_COMMAND, toolbox

from .validator import MissingValidatorError, NoVerdictError

TIMEOUT_SECONDS = 900


def run(
    command: Sequence[str | Path],
    accepted: Sequence[int] = (0,),
    extra: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; too long a run or an unaccepted exit code is no verdict."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            env={**os.environ, "LC_ALL": "C.UTF-8", **(extra or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoVerdictError(str(error)) from error
    if done.returncode not in accepted:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise NoVerdictError(f"{Path(command[0]).name} ended with {done.returncode}: {said}")
    return done


def java(*arguments: str | Path) -> list[str | Path]:
    """A headless Java command that leaves the other core alone: it runs too briefly to optimise."""
    quick = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    return ["java", "-Djava.awt.headless=true", *quick, *arguments]


def program(validator: str, command: str, override: str | None = None) -> str:
    """The path of an installed program; an environment variable may point elsewhere."""
    found = os.environ.get(override or "") or shutil.which(command)
    if found is None:
        raise MissingValidatorError(validator, INSTALL_COMMAND)
    return found


def pinned(validator: str, path: Path) -> Path:
    """A file of the toolbox, if the set-up has put it there."""
    if not path.exists():
        raise MissingValidatorError(validator, INSTALL_COMMAND)
    return path


def python_package(validator: str, distribution: str) -> str:
    """The version of an installed Python distribution."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        raise MissingValidatorError(validator, "make install") from None


def chromium(validator: str) -> str:
    """The path of the browser, `CHROMIUM` if that is set."""
    return program(validator, "chromium", override="CHROMIUM")


def node(validator: str, script: Path, *arguments: str | Path) -> list[str | Path]:
    """A command that runs one of our scripts with the pinned Node.js."""
    return [pinned(validator, toolbox().node), script, *arguments]


def node_environment(validator: str) -> dict[str, str]:
    """What our scripts need to find their packages and the browser."""
    return {
        "NODE_PATH": str(pinned(validator, toolbox().node_modules)),
        "PUPPETEER_EXECUTABLE_PATH": chromium(validator),
    }
