"""Poppler, the reader behind most PDF viewers of Linux and behind many scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .finding import Remark, Severity
from .processes import program, run
from .rules import slug
from .staging import staged
from .validator import Validator, has_suffix, is_first_pdf

_COMMANDS = (("pdftoppm", "-r", "18", "-gray"), ("pdfinfo", "-dests"))
"""What together reads pages, fonts, pictures and targets."""

_TAGS = ("pdfinfo", "-struct")
"""For the first kind only: Poppler 22 knows no structure type of PDF 2.0."""

_FAILED = (0, 1, 2, 3, 99)  # Poppler's exit codes; what it said tells what was wrong
_COMPLAINT = re.compile(r"^(?P<kind>[\w ]+?)(?: \(\d+\))?: (?P<message>.*)$")


@dataclass(frozen=True)
class Poppler(Validator):
    """Poppler's own programs must read and draw all of a file without a word of complaint."""

    @property
    def name(self) -> str:
        return "poppler"

    def accepts(self, file: Path) -> bool:
        return has_suffix(file, ".pdf")

    def version(self) -> str:
        return _version(program(self.name, "pdfinfo"))

    def judge(self, files: Sequence[Path]) -> Mapping[Path, Sequence[Remark]]:
        with staged(files) as stage:
            return {
                original: list(_remarks(copy, _commands(original)))
                for original, copy in stage.pairs()
            }


def _commands(file: Path) -> Sequence[Sequence[str]]:
    return (*_COMMANDS, _TAGS) if is_first_pdf(file) else _COMMANDS


@cache
def _version(command: str) -> str:
    return run([command, "-v"]).stderr.split("\n", 1)[0].rsplit(" ", 1)[-1]


def _remarks(copy: Path, commands: Sequence[Sequence[str]]) -> Iterator[Remark]:
    said: dict[str, None] = {}
    for command in commands:
        done = run([*command, copy], accepted=_FAILED)
        said |= dict.fromkeys(done.stderr.splitlines())
        if done.returncode and not done.stderr:
            said[f"Failure: {command[0]} ended with {done.returncode}"] = None
    for line in said:
        yield _remark(line)


def _remark(line: str) -> Remark:
    found = _COMPLAINT.match(line)
    kind, message = (found["kind"], found["message"]) if found else ("", line)
    grade = Severity.WARNING if kind.endswith("Warning") else Severity.ERROR
    return Remark(grade, slug(message), message)
