"""Fonts as WOFF2 (W3C Recommendation, WOFF File Format 2.0), with a name table of our own.

Written here because fontTools takes longer to load than a notice to make. The tables are stored
as they are ("null transform", section 5.1): a tenth more bytes than with
transformed outlines, for a tenth of the time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

import brotli

QUALITY = 10
"""Of brotli: the highest takes three times as long for one byte in a hundred."""

_SIGNATURE = 0x774F4632
_KNOWN = (
    "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp "
    "hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL "
    "SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx "
    "opbd prop trak Zapf Silf Glat Gloc Feat Sill"
).split()
_NUMBERS = {tag.replace("_", " ").encode(): number for number, tag in enumerate(_KNOWN)}
"""Tags that the table directory writes as a number (section 5.2)."""

_ANY_TAG = 63
_UNTRANSFORMED = 3 << 6
"""For outlines and their places; for every other table 0 says the same."""


def tables_of(font: bytes) -> dict[bytes, bytes]:
    """The tables of an OpenType font by tag, in the order of its directory."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return {tag: font[offset : offset + length] for tag, _, offset, length in entries}


def name_table(names: Mapping[int, str]) -> bytes:
    """A name table (OpenType, `name`, version 0) in English, for Windows as everywhere."""
    records, texts = [], b""
    for number, text in sorted(names.items()):
        encoded = text.encode("utf-16-be")
        records.append(struct.pack(">6H", 3, 1, 0x409, number, len(encoded), len(texts)))
        texts += encoded
    return struct.pack(">3H", 0, len(records), 6 + 12 * len(records)) + b"".join(records) + texts


def names_of(table: bytes) -> dict[int, str]:
    """The names in a name table that are written in UTF-16, by number."""
    count, start = struct.unpack_from(">HH", table, 2)
    found = {}
    for record in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        platform, _, _, number, length, offset = record
        if platform in (0, 3):
            place = start + offset
            found[number] = table[place : place + length].decode("utf-16-be")
    return found


def pack(tables: Mapping[bytes, bytes], flavour: bytes = b"\0\1\0\0") -> bytes:
    """The font file of `tables`; the same tables give the same bytes."""
    ordered = _in_order({**tables, b"head": _marked_compressed(tables)})
    directory = b"".join(_entry(tag, len(data)) for tag, data in ordered)
    packed = brotli.compress(
        b"".join(data for _, data in ordered), mode=brotli.MODE_FONT, quality=QUALITY
    )
    plain = 12 + sum(16 + _padded(len(data)) for _, data in ordered)
    length = _padded(48 + len(directory) + len(packed))
    header = struct.pack(
        ">I4sIHHIIHHIIIII",
        *(_SIGNATURE, flavour, length, len(ordered), 0, plain, len(packed)),
        *(1, 0, 0, 0, 0, 0, 0),
    )
    return bytes((header + directory + packed).ljust(length, b"\0"))


def _in_order(tables: Mapping[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """By tag, but the places of the outlines directly after the outlines (section 5.5)."""
    rank = {b"loca": b"glyf\0"}
    return sorted(tables.items(), key=lambda item: rank.get(item[0], item[0]))


_CHECK_SUM = slice(8, 12)
_FLAGS, _LOSSLESS = slice(16, 18), 1 << 11


def _marked_compressed(tables: Mapping[bytes, bytes]) -> bytes:
    """`head` with the bit that says "compressed", and without a check sum (section 5.1)."""
    head = bytearray(tables[b"head"])
    head[_CHECK_SUM] = bytes(4)
    head[_FLAGS] = (int.from_bytes(head[_FLAGS], "big") | _LOSSLESS).to_bytes(2, "big")
    return bytes(head)


def _entry(tag: bytes, length: int) -> bytes:
    flags = _UNTRANSFORMED if tag in (b"glyf", b"loca") else 0
    number = _NUMBERS.get(tag)
    start = bytes([flags | _ANY_TAG]) + tag if number is None else bytes([flags | number])
    return start + b"".join(_base_128(length))


def _base_128(number: int) -> Iterator[bytes]:
    """UIntBase128 (section 4.1): seven bits a byte, the highest first."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(0x80 | number & 0x7F)
    yield bytes(reversed(parts))


def _padded(length: int) -> int:
    return length + -length % 4
