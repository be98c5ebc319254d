"""A damage, and the ways in which the tables write one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

Change = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage to a file of a format; `change` gives other bytes, or the same where it cannot."""

    format: str
    name: str
    change: Change


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """Text in which the first `old`, a regular expression, gives way to `new`."""
    return lambda text: re.sub(
        old, lambda match: match.expand(new), text, count=count, flags=re.DOTALL
    )


def in_text(change: Callable[[str], str]) -> Change:
    """A change of a text file."""
    return lambda data: change(data.decode()).encode()


Members = list[tuple[str, bytes]]


def members(data: bytes) -> Members:
    """The files of an archive, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(each.filename, archive.read(each)) for each in archive.infolist()]


def archived(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of files; the first of an e-book is not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.compress_type = kind
            archive.writestr(info, data)
    return packed.getvalue()


def in_member(name: str, change: Callable[[str], str]) -> Change:
    """A change of one file of an archive."""

    def act(data: bytes) -> bytes:
        files = [
            (each, change(content.decode()).encode() if each == name else content)
            for each, content in members(data)
        ]
        return archived(files) if files != members(data) else data

    return act


def among_members(change: Callable[[Members], Members]) -> Change:
    """A change of the files of an archive."""
    return lambda data: archived(change(members(data)))


def rows(
    format_: str,
    table: Mapping[str, tuple[str, str]],
    way: Callable[[Callable[[str], str]], Change],
) -> Iterator[Damage]:
    """The damages of a table of what is put in the place of what."""
    for name, (old, new) in table.items():
        yield Damage(format_, name, way(replaced(old, new)))
