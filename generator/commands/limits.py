"""The file of limits that a service gives with `--limits`: TOML, a number for each."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

from generator.document.limits import LIMITS, Limits
from generator.findings.errors import UsageError

LARGEST = 100_000
"""Bytes of such a file; a pipe may never end."""


def read_limits(path: Path) -> Limits:
    """The limits in a file; what it does not name is as by default. Raises UsageError."""
    known = {each.name: each for each in LIMITS}
    given: dict[str, int] = {}
    for name, value in _table(path).items():
        limit = known.get(name)
        if limit is None:
            near = difflib.get_close_matches(name, known, 1, 0)[0]
            raise UsageError(f"{path}: there is no limit “{name}”; do you mean “{near}”?")
        if not isinstance(value, int) or isinstance(value, bool):
            raise UsageError(f"{path}: {name} is no whole number")
        if not limit.least <= value <= limit.most:
            raise UsageError(
                f"{path}: {name} is {value:,}; give a number from {limit.least:,} to "
                f"{limit.most:,}, which is what holds without a file of limits"
            )
        given[name.replace("-", "_")] = value
    return Limits(**given)


def _table(path: Path) -> dict[str, object]:
    try:
        if not path.is_file():
            raise UsageError(f"{path}: no file of limits")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UsageError(f"{path}: more than {LARGEST:,} bytes, which no file of limits has")
        return tomllib.loads(data.decode())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from None
