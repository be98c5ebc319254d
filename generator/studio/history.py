"""The history of a folder's documents: every save and publication, in a SQLite file beside them.

What is found on disk and is not in it, as after an edit by another program, is kept before it is
replaced. So a save that was killed half-way, or a history that was deleted, loses no text.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.building.manifest import sha256

FILE = ".announce-history.sqlite"
_SECONDS_TO_WAIT = 10
_SECONDS_OF_ONE = 300
"""Saves of a script, which follow each other closely, are one version for so long."""

_TABLE = """
create table if not exists versions (
    id integer primary key, name text not null, kind text not null, version text not null,
    begun real not null, at real not null, data blob not null
);
create index if not exists by_name on versions (name, id);
"""
_INSERT = "insert into versions (name, kind, version, begun, at, data) values (?, ?, ?, ?, ?, ?)"


class Kind(StrEnum):
    """How a version came to be."""

    FOUND = "found"
    SAVED = "saved"
    AUTOMATIC = "automatic"
    RESTORED = "restored"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document: its number, how and when it came to be, in seconds since 1970."""

    number: int
    kind: Kind
    version: str
    at: float


class History:
    """The versions of the documents in one folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def keep(self, name: str, data: bytes, kind: Kind) -> None:
        """Keep a version, unless it is the latest already; raises sqlite3.Error."""
        version, now = sha256(data), time.time()
        with self._open() as file:
            last = file.execute(
                "select id, kind, version, begun from versions where name = ? order by id desc",
                [name],
            ).fetchone()
            if last and last[2] == version and kind is not Kind.PUBLISHED:
                return
            given = [name, kind, version, now, now, zlib.compress(data)]
            young = last and last[1] == kind and now - last[3] < _SECONDS_OF_ONE
            if young and kind is Kind.AUTOMATIC:
                file.execute("delete from versions where id = ?", [last[0]])
                given[3] = last[3]
            file.execute(_INSERT, given)

    def versions(self, name: str) -> tuple[Version, ...]:
        """The versions of a document, the latest first."""
        if not self._file.is_file():
            return ()
        with self._open() as file:
            rows = file.execute(
                "select id, kind, version, at from versions where name = ? order by id desc", [name]
            ).fetchall()
        return tuple(Version(row[0], Kind(row[1]), row[2], row[3]) for row in rows)

    def data(self, name: str, number: int) -> bytes | None:
        """The bytes of a version of a document, or None where there is none of that number."""
        if not self._file.is_file():
            return None
        with self._open() as file:
            row = file.execute(
                "select data from versions where name = ? and id = ?", [name, number]
            ).fetchone()
        return zlib.decompress(row[0]) if row else None

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, all of whose changes are written at the end, or none."""
        if self._file.is_symlink():
            raise sqlite3.OperationalError(f"{FILE} is a symbolic link")
        file = sqlite3.connect(self._file, timeout=_SECONDS_TO_WAIT)
        try:
            file.executescript(_TABLE)
            with file:
                yield file
        finally:
            file.close()
