"""Good files that the tree holds as text: a page, and packages that are zipped when needed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from .fault import Damage

GOOD = Path(__file__).parent / "good"
Parts = dict[str, bytes]
_EPOCH = (1980, 1, 1, 0, 0, 0)


def replace(part: str, old: str, new: str) -> Damage[Parts]:
    """The damage that puts one text for another, which must occur exactly once."""

    def damage(parts: Parts) -> None:
        text = parts[part].decode()
        if text.count(old) != 1:
            raise ValueError(f"{old!r} occurs {text.count(old)} times in {part}")
        parts[part] = text.replace(old, new).encode()

    return damage


def cut(part: str, start: str, end: str) -> Damage[Parts]:
    """The damage that takes away a passage, by its first and its last words."""

    def damage(parts: Parts) -> None:
        before, found, rest = parts[part].decode().partition(start)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"{start!r} … {end!r} does not occur in {part}")
        parts[part] = (before + after).encode()

    return damage


def both(one: Damage[Parts], other: Damage[Parts]) -> Damage[Parts]:
    """Two damages that only make sense together."""

    def damage(parts: Parts) -> None:
        one(parts)
        other(parts)

    return damage


def remove(part: str) -> Damage[Parts]:
    """The damage that takes a whole part away."""

    def damage(parts: Parts) -> None:
        del parts[part]

    return damage


def add(part: str, content: bytes) -> Damage[Parts]:
    """The damage that adds a part, or puts another in its place."""

    def damage(parts: Parts) -> None:
        parts[part] = content

    return damage


def read_parts(folder: str, binary: Mapping[str, bytes] | None = None) -> Parts:
    """The parts of a good package: the texts of its folder, and what cannot be text."""
    root = GOOD / folder
    texts = sorted(path for path in root.rglob("*") if path.is_file())
    return {
        **{path.relative_to(root).as_posix(): path.read_bytes() for path in texts},
        **(binary or {}),
    }


def write_package(path: Path, parts: Parts, first: str) -> None:
    """Zip the parts, the one that the format wants first uncompressed, with a fixed time."""
    names = sorted(parts, key=lambda name: (name != first, name))
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            kind = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _EPOCH), parts[name], kind)


def png(width: int = 60, height: int = 30) -> bytes:
    """A plain teal picture."""
    row = b"\0" + b"\x00\x80\x80" * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
