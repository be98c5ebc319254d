"""What the toolbox holds from npm."""

from __future__ import annotations

import json
import re
from functools import cache

from tests.conformance.pins import toolbox

from .processes import chromium, pinned, run


@cache
def package_version(validator: str, package: str) -> str:
    """The version of a package and of the browser it works in, as one text."""
    version = manifest_version(validator, package)
    return f"{version} Chromium {browser_version(chromium(validator))}"


@cache
def manifest_version(validator: str, package: str) -> str:
    """The version of a package."""
    manifest = pinned(validator, toolbox().node_modules / package / "package.json")
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


@cache
def browser_version(browser: str) -> str:
    """The version a Chromium gives itself."""
    said = run([browser, "--version", "--no-sandbox"]).stdout
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found[0] if found else said.strip()
