"""Whether a PNG holds all of its rows: Pillow shows what is missing as black, and says nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
           (0, 1, 1, 2))  # fmt: skip
"""First column and row of each pass of an interlaced picture, and their steps (PNG, 8.1)."""
_AT_ONCE = 1 << 20


def has_all_rows(data: bytes) -> bool:
    """True where a PNG's data unpack to as many bytes as its header announces."""
    header, pieces = b"", []
    for kind, content in _chunks(data):
        header = content if kind == b"IHDR" else header
        pieces += [content] if kind == b"IDAT" else []
    return _unpacks_to(_expected(header), pieces)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        yield kind, data[place + 8 : place + 8 + length]
        place += length + 12


def _expected(header: bytes) -> int:
    """Bytes of all rows, each with that of its filter (PNG, 7.2 and 9.2)."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * _CHANNELS[colour]
    sizes = [(width, height)]
    if interlaced:
        sizes = [
            (-((x - width) // across), -((y - height) // down)) for x, y, across, down in _PASSES
        ]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns > 0)


def _unpacks_to(size: int, pieces: list[bytes]) -> bool:
    """True where there are at least so many bytes; no more of them are ever in memory."""
    unpacking, found = zlib.decompressobj(), 0
    for piece in pieces:
        left = piece
        while left and found < size and not unpacking.eof:
            found += len(unpacking.decompress(left, _AT_ONCE))
            left = unpacking.unconsumed_tail
    return found + len(unpacking.flush() if found < size else b"") >= size
