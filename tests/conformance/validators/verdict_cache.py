"""Verdicts remembered between runs, so that the same bytes are not judged twice."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from .finding import Remark, Severity
from .validator import Validator

_FORMAT = "1"  # raise it when what is stored changes its shape


@dataclass(frozen=True, slots=True)
class VerdictCache:
    """One JSON file for each (validator, its options and version, bytes of the file)."""

    directory: Path

    def get(self, validator: Validator, file: Path) -> list[Remark] | None:
        """The remembered remarks, or None if these bytes were not judged yet."""
        try:
            stored = json.loads(self._entry(validator, file).read_text(encoding="utf-8"))
            return [Remark(**{**one, "severity": Severity(one["severity"])}) for one in stored]
        except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
            return None

    def put(self, validator: Validator, file: Path, remarks: Sequence[Remark]) -> None:
        """Remember a verdict; another process may write the same one at the same time."""
        entry = self._entry(validator, file)
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump([asdict(remark) for remark in remarks], stream)
        Path(name).replace(entry)

    def _entry(self, validator: Validator, file: Path) -> Path:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        return self.directory / validator.name / _judge_digest(validator) / f"{content}.json"


@cache
def _judge_digest(validator: Validator) -> str:
    """What decides a verdict besides the file: version, options and our own runner."""
    runner = Path(inspect.getfile(type(validator)))
    digest = hashlib.sha256()
    digest.update(f"{_FORMAT}\n{validator.version()}\n{validator!r}\n".encode())
    for source in sorted(runner.parent.glob("*.*")):
        if source.is_file():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
