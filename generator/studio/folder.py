"""The sources of a folder: found, read, and saved so that nobody's text is lost."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import sqlite3
import stat
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.building.checking import Source, sources_in
from generator.building.manifest import sha256
from generator.document.walk import folded
from generator.findings.errors import UsageError
from generator.source.example import example
from generator.source.text import FORBIDDEN
from generator.studio.history import History, Kind

_LONGEST_NAME = 60
"""Characters of a file's name that is made from a title."""


class UnreadableTextError(Exception):
    """A source that no text field can show without changing it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A source as a text field has it, its lines ended by LF; `version` stands for its bytes."""

    words: str
    version: str
    line_end: str = "\n"
    marked: bool = False

    @classmethod
    def of(cls, data: bytes) -> Text:
        """The text of a file's bytes; raises UnreadableTextError."""
        try:
            words = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise UnreadableTextError(f"line {line} is not in UTF-8") from None
        if "\0" in words:
            raise UnreadableTextError("it holds signs that no browser sends back")
        line_end = "\r\n" if "\r\n" in words else "\n"
        return cls(unified(words), sha256(data), line_end, data.startswith(BOM_UTF8))

    def changed_to(self, words: str) -> bytes:
        """The bytes of other words, with the line ends and the mark of this text."""
        mark = BOM_UTF8 if self.marked else b""
        return mark + words.replace("\n", self.line_end).encode()


def unified(words: str) -> str:
    """A text whose lines end as a text field's value has them (HTML, 4.10.11)."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save of what somebody else has changed meanwhile; `current` is what they saved."""

    current: Text


class Folder:
    """The sources below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.history = History(root)

    def sources(self) -> list[Source]:
        """Every source, in the order of their places."""
        try:
            return sources_in([self.root])
        except UsageError:
            return []

    def name(self, source: Source) -> str:
        """What a source is called in addresses: its place below the folder."""
        return (source.below / source.path.name).as_posix()

    def find(self, name: str) -> Source | None:
        """The source of that name: one of those that are there, or none."""
        return next((each for each in self.sources() if self.name(each) == name), None)

    def load(self, source: Source) -> Text:
        """A source's text; raises UnreadableTextError, or OSError."""
        if source.refused:
            raise UnreadableTextError(source.refused.rstrip("."))
        return Text.of(source.path.read_bytes())

    def save(
        self, source: Source, words: str, version: str, kind: Kind = Kind.SAVED
    ) -> Text | Conflict:
        """Write a text in the place of the `version` that its author began with.

        What is as it was is not written again. Raises UnreadableTextError, OSError, or
        sqlite3.Error: then the earlier text stands.
        """
        words = unified(words)
        with self.locked():
            current = self.load(source)
            if words == current.words:
                return current
            if version != current.version:
                return Conflict(current)
            name, data = self.name(source), current.changed_to(words)
            self.history.keep(name, source.path.read_bytes(), Kind.FOUND)
            _replace(source.path.resolve(), data)
            with contextlib.suppress(sqlite3.Error):  # the next save keeps what it finds
                self.history.keep(name, data, kind)
            return Text.of(data)

    def create(self, title: str, language: str) -> Source:
        """A new source to begin with, named after its title; raises UsageError."""
        words = folded(title)
        if not words:
            raise UsageError("A document needs a title: a few words that say what it is about.")
        if FORBIDDEN.search(words):
            raise UsageError("The title holds a sign that no document may hold; type it again.")
        for stem in _stems(words):
            path = self.root / f"{stem}.md"
            try:
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(example(words, language))
            except FileExistsError:
                continue
            return Source(path, Path())
        raise UsageError("There are too many documents of that title; give it another one.")

    def free_stem(self, words: str) -> str:
        """The name of a new source that neither a source nor a folder of pictures has yet."""
        for stem in _stems(words):
            if not any((self.root / f"{stem}{rest}").exists() for rest in (".md", "-pictures")):
                return stem
        raise UsageError("There are too many documents of that name; give the file another one.")

    def bring(self, stem: str, words: str, pictures: Mapping[str, bytes]) -> Source:
        """A new source with its pictures; nothing stays where it fails (OSError)."""
        written: list[Path] = []
        try:
            for place, data in ((f"{stem}.md", words.encode()), *pictures.items()):
                file = self.root / place
                file.parent.mkdir(exist_ok=True)
                with file.open("xb") as new:
                    written.append(file)
                    new.write(data)
        except OSError:
            for file in written:
                file.unlink(missing_ok=True)
            raise
        return Source(self.root / f"{stem}.md", Path())

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let one save happen at a time, in this process and in others; the lock goes with it."""
        handle = os.open(self.root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _stems(title: str) -> Iterator[str]:
    """Names for the file of a document with that title, the plainest first."""
    stem = plain_name(title) or "document"
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 1000))


def plain_name(words: str) -> str:
    """Words as the name of a file that every system and every address can hold; may be empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-")


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another in one step, with its permissions."""
    new = path.with_name(f".{path.name}.saving")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()  # of a save that was killed
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
