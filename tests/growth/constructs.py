"""Documents of any size, of one construct each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.long_documents import sentence

FRONT = "---\ntitle: Growth\nlang: en-GB\n---\n\n"


@dataclass(frozen=True, slots=True)
class Construct:
    """What makes a text of `size`; the sizes at which it is measured lie between two bounds."""

    text: Callable[[int], str]
    first: int
    most: int
    formats: tuple[str, ...] = ("source", "html", "pdf", "docx", "epub", "txt")
    doublings: bool = True
    """False where there are few sizes: the first, twice and four times it are measured."""


def _table(rows: int, columns: int) -> str:
    row = "".join(f"| cell {number} " for number in range(columns)) + "|\n"
    return f"Table: Cells\n\n{row}{'|---' * columns}|\n{row * rows}\n"


def _depth(levels: int) -> str:
    one = "".join(f"{'  ' * level}- {sentence(level, 6)}\n" for level in range(levels))
    return "".join(f"{one}\nBetween {number}.\n\n" for number in range(60))


def _links(count: int) -> str:
    return "".join(f"See [page {n}](https://example.org/{n}) for it.\n\n" for n in range(count))


def _notes(count: int) -> str:
    calls = "".join(f"{sentence(n, 9)}[^{n}]\n\n" for n in range(count))
    return calls + "".join(f"[^{n}]: {sentence(n + 7, 9)}\n\n" for n in range(count))


def _references(count: int) -> str:
    parts = "".join(f"## Part {n}\n\nSee [the next](#part-{n + 1}).\n\n" for n in range(count))
    return f"{parts}## Part {count}\n\nThe end.\n"


def _sections(count: int) -> str:
    return "".join(f"{'#' * (2 + n % 3)} Part {n}\n\n{sentence(n, 9)}\n\n" for n in range(count))


def _abbreviations(count: int) -> str:
    uses = "".join(f"The AB{n}X came, and the AB{n}X went.\n\n" for n in range(count))
    return uses + "".join(f"*[AB{n}X]: Agency number {n}\n" for n in range(count))


CONSTRUCTS: Mapping[str, Construct] = {
    "paragraphs": Construct(lambda n: "\n\n".join(sentence(k) for k in range(n)), 40, 20_000),
    "sections": Construct(_sections, 40, 10_000),
    "table rows": Construct(lambda n: _table(n, 4), 40, 10_000),
    "table columns": Construct(
        lambda n: _table(20, n), 10, 2_000, ("source", "html", "docx", "epub", "txt")
    ),
    "table columns on paper": Construct(lambda n: _table(120, n), 3, 12, ("pdf",), doublings=False),
    "tables": Construct(lambda n: _table(3, 3) * n, 10, 5_000),
    "list items": Construct(
        lambda n: "".join(f"- {sentence(k, 6)}\n" for k in range(n)), 40, 20_000
    ),
    "list depth": Construct(_depth, 5, 20, doublings=False),
    "links": Construct(_links, 40, 20_000),
    "references": Construct(_references, 40, 10_000),
    "notes": Construct(_notes, 20, 10_000),
    "pictures": Construct(
        lambda n: "".join(f"![Dot {k}](d{k}.png)\n\n" for k in range(n)), 20, 1_000
    ),
    "one picture": Construct(lambda n: "![A dot](d0.png)\n\n" * n, 40, 20_000),
    "quotations": Construct(
        lambda n: "".join(f"> {sentence(k, 9)}\n\n" for k in range(n)), 40, 20_000
    ),
    "definitions": Construct(
        lambda n: "".join(f"Term {k}\n:   {sentence(k, 9)}\n\n" for k in range(n)), 40, 20_000
    ),
    "code": Construct(lambda n: "```\n" + "value = call(7)\n" * n + "```\n", 40, 50_000),
    "languages": Construct(lambda n: "In [Croeso]{lang=cy} it is so.\n\n" * n, 40, 20_000),
    "abbreviations": Construct(_abbreviations, 20, 10_000),
}


def write(construct: Construct, size: int, folder: Path) -> Path:
    """A source of that size, with its pictures beside it."""
    source = folder / f"size-{size}.md"
    source.write_text(FRONT + construct.text(size), encoding="utf-8")
    return source


def draw(count: int, folder: Path) -> None:
    """Small pictures, no two alike."""
    for number in range(count):
        (folder / f"d{number}.png").write_bytes(_dot(number))


def _dot(number: int) -> bytes:
    """A PNG of 8 by 8 pixels of one colour (ISO/IEC 15948)."""
    row = b"\0" + bytes((number % 256, number // 256, 99)) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(row * 8)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
