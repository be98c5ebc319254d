"""CMaps: from the bytes of a string to character codes, and from codes to Unicode.

ISO 32000-1, 9.7.5 and 9.10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_SECTION = re.compile(
    rb"begin(codespacerange|bfchar|bfrange|cidrange|cidchar)(.*?)end\1", re.DOTALL
)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")

LARGEST_RANGE = 65536
"""A range that claims more codes than two bytes hold is a fault of the file."""
MOST_CODES = 1 << 20
"""Codes that the ranges of one font may claim together; Unicode has not so many letters."""


@dataclass(frozen=True, slots=True)
class CMap:
    """`lengths` are the byte lengths of codes; `text` and `cids` map (length, code)."""

    lengths: tuple[int, ...]
    text: dict[int, str]
    cids: dict[int, int]

    def codes(self, data: bytes) -> Iterator[int]:
        """The character codes of a string. Files that mix lengths are read by the shortest."""
        length = self.lengths[0] if self.lengths else 1
        for at in range(0, len(data), length):
            yield int.from_bytes(data[at : at + length], "big")


def parse_cmap(data: bytes) -> CMap:
    """Read an embedded CMap, of either kind."""
    lengths: set[int] = set()
    text: dict[int, str] = {}
    cids: dict[int, int] = {}
    left = MOST_CODES
    for section in _SECTION.finditer(data):
        kind, body = section.groups()
        tokens = list(_tokens(body))
        if kind == b"codespacerange":
            lengths.update(len(token) for token in tokens if isinstance(token, bytes))
        elif kind == b"bfchar":
            text.update(_pairs(tokens))
        elif kind == b"bfrange":
            found = list(islice(_ranges(tokens), left + 1))
            text.update(found)
            left -= len(found)
        else:
            codes = list(islice(_cids(tokens, single=kind == b"cidchar"), left + 1))
            cids.update(codes)
            left -= len(codes)
        if left < 0:
            raise ValueError("a font maps more codes than there are letters")
    return CMap(tuple(sorted(lengths)), text, cids)


_Token = bytes | int | list[bytes]


def _tokens(body: bytes) -> Iterator[_Token]:
    """Strings as bytes, numbers, and bracketed lists of strings."""
    inside: list[bytes] | None = None
    for digits, opening, closing, number in _TOKEN.findall(body):
        if opening:
            inside = []
        elif closing:
            if inside is not None:
                yield inside
            inside = None
        elif number:
            yield int(number)
        else:
            packed = re.sub(rb"\s", b"", digits).decode()
            value = bytes.fromhex(packed + "0" * (len(packed) % 2))
            if inside is None:
                yield value
            else:
                inside.append(value)


def _pairs(tokens: list[_Token]) -> Iterator[tuple[int, str]]:
    for code, value in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(value, bytes):
            yield _number(code), _unicode(value)


def _ranges(tokens: list[_Token]) -> Iterator[tuple[int, str]]:
    for low, high, value in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            continue
        codes = range(_number(low), min(_number(high) + 1, _number(low) + LARGEST_RANGE))
        if isinstance(value, list):
            yield from zip(codes, map(_unicode, value), strict=False)
        elif isinstance(value, bytes) and value:
            first, last = value[:-2], _number(value[-2:])
            for step, code in enumerate(codes):
                yield code, _unicode(first + (last + step & 0xFFFF).to_bytes(2, "big"))


def _cids(tokens: list[_Token], *, single: bool) -> Iterator[tuple[int, int]]:
    step = 2 if single else 3
    for group in zip(*(tokens[at::step] for at in range(step)), strict=False):
        low, high, cid = group[0], group[-2], group[-1]
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
            first = _number(low)
            count = 1 if single else min(_number(high) - first + 1, LARGEST_RANGE)
            yield from ((first + each, cid + each) for each in range(count))


def _number(value: bytes) -> int:
    return int.from_bytes(value, "big")


def _unicode(value: bytes) -> str:
    if len(value) == 1:
        return value.decode("latin-1")
    return value.decode("utf-16-be", "replace")
