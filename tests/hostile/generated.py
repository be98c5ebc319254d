"""Hostile files that are too large to keep, or that no repository can hold."""

from __future__ import annotations

import os
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30">{}</svg>\n'
)
FRONT = "---\ntitle: A notice\nlang: en-GB\n---\n\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def blank(width: int, height: int, depth: int = 1, also: bytes = b"") -> bytes:
    """A grey PNG, black all over, however large, made without its pixels in memory."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (width * depth + 7) // 8)
    packed = b"".join([packer.compress(row) for _ in range(height)] + [packer.flush()])
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + also + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def bomb(file: Path) -> None:
    """900 million pixels."""
    file.write_bytes(blank(30_000, 30_000))


def text_bomb(file: Path) -> None:
    """A comment of 70 MB, packed."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(bytes(1_000_000)) for _ in range(70)] + [packer.flush()])
    file.write_bytes(blank(20, 10, also=chunk(b"zTXt", b"Comment\0\0" + packed)))


def profile_bomb(file: Path) -> None:
    """A colour profile of 70 MB, packed."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(bytes(1_000_000)) for _ in range(70)] + [packer.flush()])
    file.write_bytes(blank(20, 10, also=chunk(b"iCCP", b"profile\0\0" + packed)))


def honest(file: Path) -> None:
    """12 million pixels of a camera."""
    Image.effect_noise((1000, 750), 60).resize((4000, 3000)).convert("RGB").save(file)


def frames(file: Path) -> None:
    """20,000 frames."""
    first = Image.new("P", (100, 100))
    rest = [Image.new("P", (100, 100), color=n % 2) for n in range(2)]
    first.save(file, save_all=True, append_images=rest, duration=10)
    data = file.read_bytes()
    at = data.index(b"\x21\xf9\x04")  # the first frame; what follows is said again and again
    file.write_bytes(data[:at] + data[at:-1] * 7000 + b";")


def drawing_with_bomb(file: Path) -> None:
    """A drawing that holds 900 million pixels."""
    packed = b64encode(blank(30_000, 30_000)).decode()
    image = f'<image width="60" height="30" href="data:image/png;base64,{packed}"/>'
    file.write_text(SVG.format(image))


def deep_drawing(file: Path) -> None:
    """A drawing with groups 100,000 levels deep."""
    file.write_text(SVG.format("<g>" * 100_000 + "</g>" * 100_000))


def long_drawing(file: Path) -> None:
    """A drawing of a million shapes."""
    file.write_text(SVG.format('<rect width="1" height="1"/>' * 1_000_000))


def long_text(file: Path) -> None:
    """One attribute of 20 MB."""
    file.write_text(SVG.format(f'<path d="M0 0{"h1v1" * 5_000_000}"/>'))


def too_large(file: Path) -> None:
    """65 MB that nobody needs."""
    with file.open("wb") as out:
        out.write(blank(20, 10))
        out.truncate(65 * 1024 * 1024)


def endless(file: Path) -> None:
    """A link to what never ends."""
    file.symlink_to("/dev/zero")


def pipe(file: Path) -> None:
    """A pipe into which nobody writes."""
    os.mkfifo(file)


def circle(file: Path) -> None:
    """A link to itself."""
    file.symlink_to(file.name)


def long_front_matter(file: Path) -> None:
    """Front matter of 200,000 letters."""
    file.write_text(
        f"---\ntitle: A notice\nlang: en-GB\nsubject: {'x ' * 100_000}\n---\n\nWords.\n"
    )


def long_table(file: Path) -> None:
    """A million cells."""
    rows = ("|b" * 10 + "|\n") * 100_000
    file.write_text(f"{FRONT}{'|a' * 10}|\n{'|-' * 10}|\n{rows}")


def long_paragraph(file: Path) -> None:
    """10 MB without an end of line."""
    file.write_text(FRONT + "word and " * 1_150_000)


def long_source(file: Path) -> None:
    """65 MB."""
    with file.open("wb") as out:
        out.write(FRONT.encode())
        out.truncate(65 * 1024 * 1024)


def source_pipe(file: Path) -> None:
    """A source that is a pipe into which nobody writes."""
    os.mkfifo(file)


def source_endless(file: Path) -> None:
    """A source that never ends."""
    file.symlink_to("/dev/zero")


MAKERS: Mapping[str, Callable[[Path], None]] = {
    "bomb.png": bomb,
    "text-bomb.png": text_bomb,
    "profile-bomb.png": profile_bomb,
    "honest.jpg": honest,
    "frames.gif": frames,
    "bomb.svg": drawing_with_bomb,
    "deep.svg": deep_drawing,
    "long.svg": long_drawing,
    "long-path.svg": long_text,
    "large.png": too_large,
    "endless.png": endless,
    "pipe.png": pipe,
    "circle.png": circle,
    "long-front-matter.md": long_front_matter,
    "table.md": long_table,
    "paragraph.md": long_paragraph,
    "large.md": long_source,
    "pipe.md": source_pipe,
    "endless.md": source_endless,
}


def make(folder: Path, names: Iterable[str]) -> None:
    """Write files of these names."""
    for name in names:
        MAKERS[name](folder / name)
