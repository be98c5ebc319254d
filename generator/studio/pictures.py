"""A picture that is put beside a document, with the line that shows it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.findings.errors import UsageError
from generator.studio.folder import plain_name

KINDS = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")
_MARKUP = re.compile(r"[\\\[\]`*_<>!{}~^&\"]")
"""Signs that a description may hold and that would be more than words (CommonMark 2.4)."""

_NO_WORDS = (
    "A picture needs words for people who cannot see it. Say what it shows, or that it is mere "
    "decoration."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What was sent: a file, the words for people who cannot see it, a caption."""

    name: str
    data: bytes
    description: str
    caption: str
    decorative: bool

    def problem(self, most_bytes: int) -> str:
        """Why it is not taken; empty where it is."""
        if not self.data:
            return "Choose a file that holds a picture."
        if Path(self.name).suffix.lower() not in KINDS:
            return f"A picture's file ends in one of {', '.join(KINDS)}."
        if len(self.data) > most_bytes:
            return f"A picture may have {most_bytes:,} bytes at the most."
        if self.decorative and (self.description or self.caption):
            return "A decoration has no description and no caption: say which of both it is."
        return "" if self.decorative or self.description else _NO_WORDS

    def put_into(self, folder: Path) -> str:
        """Write the file under a name that is free, and return that; raises OSError."""
        for name in self._names():
            try:
                handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except FileExistsError:
                continue
            with os.fdopen(handle, "wb") as file:
                file.write(self.data)
            return name
        raise UsageError("There are too many pictures of that name; give it another one.")

    def _names(self) -> Iterator[str]:
        given = Path(self.name.replace("\\", "/"))
        stem, suffix = plain_name(given.stem) or "picture", given.suffix.lower()
        yield f"{stem}{suffix}"
        yield from (f"{stem}-{number}{suffix}" for number in range(2, 1000))

    def line(self, name: str) -> str:
        """The line of a source that shows the file of that name."""
        caption = f' "{_as_words(self.caption)}"' if self.caption else ""
        return f"![{_as_words(self.description)}]({name}{caption})"


def _as_words(given: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", " ".join(given.split()))


def with_line(words: str, line: str, after: int | None) -> str:
    """A text with a line of its own after another, or at its end."""
    lines = words.rstrip("\n").split("\n")
    place = len(lines) if after is None else max(0, min(after, len(lines)))
    rest = lines[place:]
    gap = [""] if rest and rest[0] else []
    return "\n".join([*lines[:place], "", line, *gap, *rest]) + "\n"
