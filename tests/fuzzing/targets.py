"""What is fuzzed: reading a source, and the five read-backs. A target takes bytes.

A target may raise nothing: our own errors are outcomes, anything else is a find.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

from generator.building.build import build
from generator.building.checking import check
from generator.building.format_modules import reader
from generator.content.formats import FORMATS
from generator.reading_order import UnreadableError
from tests.source.pictures import make_pictures

Target = Callable[[bytes], None]

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = tuple(
    ROOT / "tests" / "samples" / f"{name}.md"
    for name in ("abbreviations", "figures", "footnotes", "languages", "mixed-lists", "table-rich")
)
PARTS = (".xml", ".rels", ".xhtml", ".opf")


def source_target(folder: Path) -> Target:
    """Reads a source in `folder`, where some pictures lie, and looks for faults in it."""
    make_pictures(folder)
    file = folder / "source.md"

    def read(data: bytes) -> None:
        file.write_bytes(data)
        check(file)

    return read


def plain_target(name: str) -> Target:
    """Reads the bytes back as they are."""

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

    def read(data: bytes) -> None:
        with contextlib.suppress(UnreadableError):
            reader(FORMATS[name]).read_back(data)

    return read


def package_target(name: str, files: Sequence[bytes]) -> tuple[Target, list[bytes]]:
    """Reads back a package of which one part is replaced; the first byte says which."""
    packages = [members(file) for file in files]
    parts = [(each, path) for each in packages for path in each if path.endswith(PARTS)][:255]
    plain = plain_target(name)

    def read(data: bytes) -> None:
        if not data or data[0] >= len(parts):
            plain(data[1:])
            return
        package, chosen = parts[data[0]]
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w") as archive:
            for path, content in package.items():
                archive.writestr(path, data[1:] if path == chosen else content)
        plain(stored.getvalue())

    seeds = [bytes((at,)) + package[path] for at, (package, path) in enumerate(parts)]
    return read, [*seeds, b"\xff" + files[0]]


def members(file: bytes) -> dict[str, bytes]:
    """What a zip archive holds."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def pdf_target(files: Sequence[bytes]) -> tuple[Target, list[bytes]]:
    """Reads back a PDF of which one object is replaced; the first two bytes say which.

    Offsets are then wrong; a reader finds the objects nevertheless (ISO 32000-2, annex I).
    """
    open_files = [unpacked(file) for file in files]
    objects = [(file, *match.span(1)) for file in open_files for match in OBJECT.finditer(file)]
    plain = plain_target("pdf")

    def read(data: bytes) -> None:
        number = int.from_bytes(data[:2], "big")
        if number >= len(objects):
            plain(data[2:])
            return
        file, start, end = objects[number]
        plain(file[:start] + data[2:] + file[end:])

    seeds = [
        at.to_bytes(2, "big") + file[start:end]
        for at, (file, start, end) in enumerate(objects)
        if end - start < LARGEST_OBJECT
    ]
    return read, [*seeds, b"\xff\xff" + open_files[0]]


OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj", re.DOTALL)
LARGEST_OBJECT = 20_000


def unpacked(file: bytes) -> bytes:
    """A PDF without compression and object streams."""
    stored = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as pdf:
        pdf.save(
            stored,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return stored.getvalue()


def target(name: str, folder: Path) -> tuple[Target, Sequence[bytes]]:
    """A target by name ("source", or a format's), and inputs to start from."""
    if name == "source":
        return source_target(folder), [path.read_bytes() for path in SAMPLES]
    files = [build(path, [name]).files[f"{path.stem}.{name}"] for path in SAMPLES]
    if name in {"docx", "epub"}:
        return package_target(name, files)
    if name == "pdf":
        return pdf_target(files)
    return plain_target(name), files
